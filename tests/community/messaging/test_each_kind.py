"""What each kind of message is for, by hand and kind by kind (fault F5): a payment, a question or
news to a person, or work of whoever works here or offers something. A new kind fails until it has a
row.
"""

import re

import pytest
from django.urls import Resolver404, resolve

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.message_kinds import MessageKind, payment_kinds
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel
from tests.community.messaging.document import kinds, rows, subject_words
from tests.factories.supply import NOW, make_login, make_someone, send_all

PAYMENT = """
PaymentMessage: TRANSFER_ACCOUNT_KNOWN TRANSFER_WAIT
ProviderMessage: LET_OFF
PoolMessage: POOL_READY PAYMENT_COMING NO_LONGER_FITS MISSED_PLACE_REFUNDED SESSION_REFUNDED
PoolMessage: CHANGED_MIND
PoolMessage: ASKED_LOW_MAXIMUM ASKED_FAILED_PAYMENT ASKED_NEW_SHARE ASKED_NEW_TERMS
PoolMessage: ASKED_BILL_CHANGE FAILED_PAYMENT_REMINDER TRANSFER_SEND TRANSFER_REMINDER
PoolMessage: COMMITMENT_AGREED COMMITMENT_REFUSED HELP_ANSWERED
"""
QUESTION = """
PeopleMessage: REPRESENTATION_REQUESTED SLOW_CHANGE_REQUESTED WAY_BACK_REQUESTED JOINT_YES_ASKED
PeopleMessage: KEPT_SEARCH_ENDS TALK_NOT_NOTED
ProviderMessage: SESSION_HAPPENED WAS_THIS_YOU HOW_WAS_VISIT
ReferralMessage: DO_YOU_WANT_IT
GroupMessage: DECISION_OPENED STEP_PROPOSED REVIEW_ASKED
PoolMessage: POOL_OPENED CALL_OFF_ASKED
PictureMessage: YOU_ARE_IN_IT
"""
NEWS = """
PeopleMessage: REPRESENTATION_AGREED REPRESENTATION_IN_FORCE REPRESENTATION_ENDS
PeopleMessage: REPRESENTATION_ENDED SLOW_CHANGE_ENDED REACH_TO_CHANGE WAY_BACK_ENDED
PeopleMessage: STOP_TO_LOOK_AT DONE_FOR_YOU DECISION_WRITTEN JOINT_ANSWER_ENTERED COPY_ANSWERED
PeopleMessage: OWN_COPY TALK_DAY SIGN_IN_NOT_SENT
PeopleMessage: RECORDS_ANSWERED KEPT_SEARCH_FOUND COMPLAINT_TAKEN COMPLAINT_ANSWERED DECISION_COUNTS
ModerationMessage: WORDS_HELD_BACK
PictureMessage: PICTURE_REFUSED PICTURE_TAKEN_BACK
ConversationMessage: WORDS_CAME REPORT_ANSWERED
ProviderMessage: SESSION_NOT_DELIVERED SESSION_CALLED_OFF TOLD_NOT_COMING
ProviderMessage: SESSION_DISPUTE_RESOLVED OBJECTION_ANSWERED VISIT_AGREED
ProviderMessage: VISIT_ANSWERED VISIT_LINES_ANSWERED UNFAIR_ANSWERED WAITING_PLACE_OFFERED
ReferralMessage: FIRST_WORDS
GroupMessage: ANSWERS_ARE_IN BRIEF_UNANSWERED NEWCOMERS_PAUSED STEP_CARRIED STEP_ENDED
GroupMessage: CAME_IN NEWCOMER HELLO NOT_INTRODUCED WORDS_MENDED GRANT_ENDS OFFER_CHANGED
GroupMessage: OFFER_WITHDRAWN OFFER_ANSWER DECISION_MOVED GROUP_CHOSE NOTHING_CHOSEN
GroupMessage: GROUP_ENDING GROUP_ENDED WHO_STAYS OFFERED_TO_ONE
GroupMessage: WORDS_IN_GROUP DATES_ADDED DATE_CHANGED DATE_CALLED_OFF DATE_ON_AGAIN
GroupMessage: REVIEW_OVER PEER_TALK
GroupMessage: IDEAS_ASKED IDEAS_HEARD IDEAS_ANSWERED
PoolMessage: DATE_MOVED GOING_AHEAD DID_NOT_GO_AHEAD STOPS_AFTER CANCELLED PLEDGE_ENDED
PoolMessage: PLACE_KEPT_OPEN PLACE_NOT_COVERED COVER_CHOSEN STOPPED_FOR_YOU REVIEW_DAY
"""
WORK = """
MessagingMessage: URGENT_FOR_SOMEONE NAMED_TO_TELL URGENT_WENT
PeopleMessage: REPRESENTATION_TO_LOOK_AT WHO_TELLS_NOW SECOND_PERSON_ASKED DECISION_TO_REVIEW
PeopleMessage: DECISION_NOT_WANTED RECORDS_REQUESTED DEATH_TO_TELL URGENT_UNSAID
PeopleMessage: TALK_TO_HAVE TALK_OFF
PeopleMessage: COMPLAINT_TO_ANSWER COMPLAINT_LATE CONCERN_RAISED CONCERN_UNREAD
PaymentMessage: BANK_DETAILS_GIVEN COMMITMENTS_WAITING COMMITMENT_RELEASED REFUND_FOR_ESTATE
PaymentMessage: COMMAND_PARKED RECONCILIATION_DIFFERS
ModerationMessage: WORDS_TO_LOOK_AT REPORT_TO_LOOK_AT
ConversationMessage: WORDS_FOR_PROVIDER FOR_THE_LEAD
ProviderMessage: PROVIDER_TO_VET VETTED GRANT_ENDS SESSION_STILL_UNTOLD DOOR_ASKED DOOR_PROMISED
ProviderMessage: SESSION_NOT_RECORDED SESSION_DISPUTE_RAISED CLAIM_TO_ANSWER CLAIM_ANSWERED
ProviderMessage: CLAIM_OF_ANOTHER TO_RING VISIT_LINES_TO_ANSWER VISIT_LINE_NOT_YET
ProviderMessage: SAFETY_LINES_SAID
ProviderMessage: OBJECTION_TO_ANSWER ANSWER_LATE VISIT_TO_ANSWER VISIT_SAID VISIT_NOT_COMING
ProviderMessage: UNFAIR_TO_ANSWER WAITING_TO_ANSWER
ReferralMessage: REFERRAL_TO_RING REFERRAL_TO_ANSWER REFERRAL_WITHDRAWN REFERRAL_HANDED_OVER
ReferralMessage: REFERRAL_ANSWERED REFERRAL_UNANSWERED REFERRAL_TO_ERASE
GroupMessage: NEXT_STEPS_WAIT BRIEF_CHANGED REMOVAL_TO_LOOK_AT
GroupMessage: BRIEF_NEAR HELLO_DUE OFFER_QUESTION OFFER_CHOSEN OFFER_DECLINED
PoolMessage: CARDS_WANTED WHO_CAN_GO_SOONER COVER_HELP_WANTED BANK_DETAILS_NEEDED HELP_REQUESTED
"""


def named(table: str) -> list[str]:
    return [
        f"{line.partition(':')[0]}.{name}"
        for line in table.strip().splitlines()
        for name in line.partition(":")[2].split()
    ]


SORT = {
    kind: sort
    for sort, table in (
        ("payment", PAYMENT), ("question", QUESTION), ("news", NEWS), ("work", WORK),
    )
    for kind in named(table)
}  # fmt: skip
KINDS = {
    f"{app.__name__}.{kind.name}": kind for app in MessageKind.__subclasses__() for kind in app
}
MONEY = re.compile(r"\b(?:pay|payment|money)\b")
ASKS = re.compile(r"\?$|\b(?:question|ask|asks|asked|choosing)\b")


@pytest.mark.holds("fault:F5")
def test_every_kind_has_one_row():
    tables = [*named(PAYMENT), *named(QUESTION), *named(NEWS), *named(WORK)]

    assert sorted(tables) == sorted(kinds())


@pytest.mark.holds("fault:F5")
@pytest.mark.parametrize("kind", SORT)
def test_its_subject_says_which_it_is_and_its_link_leads_somewhere(kind):
    row, sort = rows()[kind], SORT[kind]
    for subject in subject_words(kind, row):
        if sort != "work":
            assert bool(MONEY.search(subject)) == (sort == "payment"), subject
        if sort == "question":
            assert ASKS.search(subject), subject
    if row.link.startswith("/") and " if " not in row.link:
        assert leads_somewhere(row.link), row.link


def leads_somewhere(link: str) -> bool:
    """To a page of ours, whichever row it names."""
    page = link.partition("#")[0].partition("?")[0]
    for name in ("7", "a7" * 16, "a-word"):
        try:
            return bool(resolve(page.replace("…", name)))
        except Resolver404:
            continue
    return False


@pytest.mark.holds("fault:F5", "P61")
def test_what_is_of_a_payment_goes_through_whom_they_chose_for_money_and_nothing_else(db):
    ann, wendy, mona = make_someone("ann"), make_login("wendy"), make_login("mona")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=wendy.login_id,
        money_login_id=mona.login_id,
        by=ann,
        now=NOW,
    )
    for name, kind in KINDS.items():
        words = {"subject": "A word", "text": "For ann", "key": name, "now": NOW}
        notify_person(person_id=ann.person_id, kind=kind, **words)
    send_all(NOW)

    of_payment = {name for name, sort in SORT.items() if sort == "payment"}
    assert {each.key for each in next_visit_items(mona.login_id)} == of_payment
    assert {each.key for each in next_visit_items(wendy.login_id)} == set(KINDS) - of_payment
    assert len(payment_kinds()) == len(of_payment)
