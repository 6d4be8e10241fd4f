"""One person's life with a mark in every private column, and who looks at it through a scope."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from knox.models import AuthToken

from community.audit.models import AuditEntry
from community.conversations.models import Conversation
from community.messaging.models import ContactPlan, Message
from community.messaging.states import MessageState
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import AdjustmentSuggestion, Person
from community.people.models.representations import Representation
from community.people.models.safeguarding import SafeguardingConcern
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from groups.models.briefs import Brief
from groups.models.members import Invite, Member
from pooling.payments.models.cards import SavedCard
from pooling.pools.models.pledges import MoneySource, Part, Pledge
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.states import HelpOutcome
from providers.actions.hidden_dates import hide_date
from providers.models.sessions import Session
from tests.factories.pools import make_card
from tests.factories.representations import act_for
from tests.factories.supply import NOW, book, make_login, make_session
from tests.frontend.api.test_not_there import NAMED, WORDS, name_in
from tests.frontend.api.world import World, make_world
from tests.frontend.pages_that_take import pages
from tests.frontend.visiting import signed_in

NOT_THERE = 987654321  # of what this life has none
NOT_OF_A_LIFE = (
    "account/",
    "staff/",
    "demo/",
    "health/",
    "api/schema",
    "api/processor",
    "api/oruk",
)
MESSAGES = {
    "going_ahead": Seen.SUMS,
    "payment_coming": Seen.SUMS,
    "offer_answer": Seen.OTHERS_WORDS,
    "help_answered": Seen.QUESTIONS,
    "session_called_off": Seen.PLANS,
    "group_chose": Seen.GROUPS,
    "representation_in_force": Seen.AUTHORITIES,
    "done_for_you": Seen.AUTHORITIES,
    "decision_written": Seen.AUTHORITIES,
}
# What is written in the history, in the words of each deed.
LINES = {
    ("mark_coming", "Said “coming” after all"): Seen.PLANS,
    ("start_group", "Started a group"): Seen.GROUPS,
    ("set_adjustments", "Said what helps"): Seen.HELPS,
    ("make_invite", "Made an invitation to the group"): Seen.CODES,
    ("end_source", "Said that some money has ended"): Seen.FITS,
    ("answer_question", "Answered a question about money"): Seen.QUESTIONS,
    ("card_payment_captured", "Took a payment from a card"): Seen.SUMS,
    ("set_contact_plan", "Said how to be reached"): Seen.REACH,
    ("agree_to_representation", "Agreed that somebody may act"): Seen.AUTHORITIES,
    ("give_reference", "Made a number by which"): Seen.AUTHORITIES,
}


@dataclass(frozen=True)
class Marked:
    world: World
    reader: Acting  # whoever acts for the person, or the person
    marks: dict[str, Seen]  # what stands in a page or an answer where that can be seen


def make_marked(core, scope: RepresentationScope | None = None) -> Marked:
    """`scope`: of who acts for the person; without one, the person looks themselves."""
    world = make_world()
    ann, ids = world.ann, world.ids
    reader = act_for(ann, "reader", scope=scope) if scope else ann
    source = MoneySource.objects.filter(pk=ids["source_id"])
    source.update(called="Zcalled", amount_pence=7543219, keep_aside_pence=66613)
    card = make_card(core, ann)
    SavedCard.objects.filter(source_ref=card.pk).update(last4="7391")
    Pledge.objects.filter(pk=ids["pledge_id"]).update(max_pence=1537, what_for="Zwhatfor")
    Part.objects.filter(pledge_id=ids["pledge_id"]).update(max_pence=1537)
    PrivateQuestion.objects.filter(pk=ids["question_id"]).update(pence=1789)
    HelpRequest.objects.filter(pk=ids["help_id"]).update(
        outcome=HelpOutcome.GRANT, outcome_words="Zfoundwords", answered_at=NOW
    )
    Member.objects.filter(person=world.ben.person).update(known_as="Zbenny")
    Brief.objects.filter(pk=ids["brief_id"]).update(
        who_must_be_able="Zablewords", good_looks_like="Zgoodwords"
    )
    about_offer = Conversation.objects.create(
        about=f"offer:{ids['offer_id']}",
        area=world.ann.person.area,
        asking="group:0",
        asked="provider:0",
        begun_at=NOW,
    )
    about_offer.messages.create(words="Zasked", is_from_asking=True, sent_at=NOW)
    AdjustmentSuggestion.objects.update(adjustments=["Zsuggested"])
    Session.objects.filter(pk=ids["session_id"]).update(title="Zsession")
    Person.objects.filter(pk=ann.person_id).update(
        adjustments=["Zhelps"], adjustments_before=["Zhelpedbefore"], outward_code="ZY9"
    )
    ContactPlan.objects.filter(person_id=ann.person_id).update(
        address="zreach@example.org", never_words="Znever", never_interprets_words="Zinterprets"
    )
    Login.objects.filter(pk=ann.login.pk).update(email="zsignin@example.org")
    asked = Representation.objects.get(pk=ids["representation_id"])
    Login.objects.filter(pk=asked.login_id).update(name="Zotherhands")
    SafeguardingConcern.objects.update(words="Zworry")
    _messages(ann)
    _lines(ann)
    _hidden_date(ann)
    invite = Invite.objects.get(pk=ids["invite_id"])
    return Marked(
        world,
        reader,
        {
            "Zsession": Seen.PLANS,
            "Zhiddendate": Seen.HIDDEN_DATES,
            "Zhiddenplace": Seen.HIDDEN_DATES,
            "Zm-hidden": Seen.HIDDEN_DATES,
            "Kept a date from": Seen.HIDDEN_DATES,
            "Zhelps": Seen.HELPS,
            "Zsuggested": Seen.HELPS,
            "Zhelpedbefore": Seen.HELPS,
            "ZY9": Seen.HOME_AREA,
            "Zbenny": Seen.OTHERS_WORDS,
            "Zablewords": Seen.OTHERS_WORDS,
            "Zgoodwords": Seen.OTHERS_WORDS,
            "Zasked": Seen.OTHERS_WORDS,
            invite.code: Seen.CODES,
            str(ids["code"]): Seen.CODES,
            "Zcalled": Seen.FITS,
            "Zfoundwords": Seen.QUESTIONS,
            "15.37": Seen.SUMS,
            "1537": Seen.SUMS,
            "1789": Seen.SUMS,
            "75,432.19": Seen.SUMS,
            "7543219": Seen.SUMS,
            "666.13": Seen.SUMS,
            "66613": Seen.SUMS,
            "Zwhatfor": Seen.SUMS,
            "7391": Seen.CARD,
            "zreach@example.org": Seen.REACH,
            "Zinterprets": Seen.REACH,
            "Znever": Seen.NEVER,
            "Zotherhands": Seen.AUTHORITIES,
            "zsignin@example.org": Seen.SIGN_IN,
            "Zworry": Seen.WORRIES,
            **{f"Zm-{kind}": seen for kind, seen in MESSAGES.items()},
            **{words: seen for (_deed, words), seen in LINES.items()},
        },
    )


def _messages(ann: Acting) -> None:
    for kind in MESSAGES:
        Message.objects.create(
            key=f"mark:{kind}", person_id=ann.person_id, kind=kind, subject="A word",
            text=f"Zm-{kind}", state=MessageState.QUEUED, created_at=NOW,
        )  # fmt: skip


def _lines(ann: Acting) -> None:
    for deed, _words in LINES:
        AuditEntry.objects.create(
            at=NOW, deed=deed, about="", login_id=ann.login_id, for_person=ann.person_id
        )


def _hidden_date(ann: Acting) -> None:
    """One more date, that they hide; with what was said and done about it before and after."""
    session = make_session(make_login("hall"))
    booking = book(session, ann)
    Session.objects.filter(pk=session.pk).update(title="Zhiddendate", place_words="Zhiddenplace")
    Message.objects.create(
        key=f"session:{session.pk}:called_off:{ann.person_id}", person_id=ann.person_id,
        kind="session_called_off", subject="A word", text="Zm-hidden",
        state=MessageState.QUEUED, created_at=NOW,
    )  # fmt: skip
    hide_date(booking_id=booking.pk, by=ann, now=NOW)


def second_pages() -> list[tuple[str, str]]:
    return [("history", "/home/history/?page=2"), ("api:history-list", "/api/history/?page=2")]


def addresses(marked: Marked) -> Iterator[tuple[str, str]]:
    """(name, address) of every page and resource, with the ids of this life in it."""
    return addresses_with(marked.world.ids)


def addresses_with(ids: dict) -> Iterator[tuple[str, str]]:
    """The same with these ids; what has none here is not there."""
    ids = {**WORDS, **ids, "step": "when"}
    for address, pattern in pages(*NOT_OF_A_LIFE):
        if "format" in address or pattern.name is None:
            continue
        plain = address.replace("^", "").rstrip("$")
        named = NAMED.sub(name_in(address), plain)
        kind = "api:" if address.startswith("api/") else ""
        yield (
            kind + pattern.name,
            "/" + re.sub(r"<(\w+)>", lambda m: str(ids.get(m[1], NOT_THERE)), named),
        )


@dataclass(frozen=True)
class Looker:
    """Somebody who looks at a life by page and by program."""

    by: Acting
    browser: Client
    program: Client

    @classmethod
    def of(cls, by: Acting) -> "Looker":
        _row, token = AuthToken.objects.create(user=by.login)
        headers = {"Authorization": f"Bearer {token}", "X-Acting-For": str(by.person_id)}
        return cls(by, signed_in(by), Client(headers=headers))

    def get(self, name: str, address: str) -> HttpResponse:
        client = self.program if name.startswith("api:") else self.browser
        return client.get(address)
