"""One group's shared cost and all that hangs on it, so that there is something that could leak."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from knox.models import AuthToken

from community.common.lifecycle import not_none
from community.conversations.models import MemberBlock
from community.messaging.models import AnswerLink, Message
from community.messaging.queries.answer_links import token_of
from community.messaging.states import MessageState
from community.moderation.actions.items import submit_words
from community.moderation.models import ModerationItem
from community.people.acting import Acting
from community.people.actions.approvals import request_approval
from community.people.actions.safeguarding import raise_concern
from community.people.actions.unfinished_forms import KEPT_BY_A_PRESS, keep_unfinished_form
from community.people.models.approvals import SlowChange
from community.people.models.complaints import Complaint
from community.people.models.kept_searches import KeptSearch
from community.people.models.life_events import LifeEvent
from community.people.models.logins import Role
from community.people.models.persons import AdjustmentSuggestion
from community.people.models.records_requests import RecordsRequest
from community.people.models.talks import TalkRequest
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.queries.getting_back_in import not_me_token
from community.people.states import (
    ApprovalPurpose,
    ComplaintAbout,
    LifeEventKind,
    RecordsRequestKind,
    RepresentationScope,
    RoleKind,
    TalkAbout,
    TalkWay,
)
from community.pictures.queries.pictures import agreement_token
from groups.actions.briefs import start_brief
from groups.actions.calendar_feeds import make_calendar_feed
from groups.actions.conversations import ask_listing, write_on
from groups.actions.endings import say_next_step
from groups.actions.hellos import ask_connector
from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code
from groups.actions.motions import propose_step
from groups.actions.peers import offer_peer_talk
from groups.actions.pictures import add_group_picture
from groups.models.calendar_feeds import CalendarFeed
from groups.models.endings import NextStep
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.models.peers import PeerTalk
from groups.models.posted_sheets import PostedSheet
from groups.models.reviews import GroupReview
from groups.states import MotionPurpose, NextStepKind, PeerDid
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.states import ReachedBy, ReferrerKind
from pooling.ledger import actions as ledger
from pooling.payments.actions.bank_transfer_refunds import request_transfer_refund
from pooling.payments.actions.bank_transfers import record_arrival, request_bank_transfer
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.models.commitments import Invoice
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.models.stops import MoneyStop
from pooling.pools.states import HelpRequestKind, PrivateQuestionKind, SourceKind
from providers.actions.capacity import say_month_units
from providers.actions.check_requests import ask_for_check
from providers.actions.claims import claim_provider
from providers.actions.imports import begin_import
from providers.actions.objections import raise_objection
from providers.actions.pictures import add_listing_picture
from providers.actions.visit_answers import say_unfair
from providers.actions.visit_askings import ask_without_account
from providers.actions.visit_lines import say_what_makes_it_good
from providers.actions.waiting import wait_for_place
from providers.models.imports import ImportRun
from providers.models.sessions import Session, SessionDispute
from providers.models.supply import Listing, Provider, ProviderMember
from providers.models.visit_askings import VisitAsking
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.rules.visit_answers import AnswerGiven
from providers.states import ListingState, ObjectionKind, PublicContact, VisitAnswer
from tests.factories.capacity import (
    HEAVY,
    NEXT_MONTH,
    WEIGHTS,
    make_full_listing,
    make_offered,
)
from tests.factories.cards import part_account
from tests.factories.decision_records import write_down_all
from tests.factories.demand import join, make_group
from tests.factories.directory import make_source as make_directory
from tests.factories.gatherings import make_gathering
from tests.factories.ideas import make_idea
from tests.factories.kept import kept
from tests.factories.motions import change_together, end_together
from tests.factories.pictures import make_picture, show_picture
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.referrals import make_body, make_body_key, make_place, make_worker, told
from tests.factories.removals import make_removal
from tests.factories.representations import act_for, ask_for
from tests.factories.solo import ask as ask_for_one
from tests.factories.solo import make_costly_listing, offer_to_one
from tests.factories.supply import (
    NEXT_YEAR,
    NOW,
    TODAY,
    area,
    book,
    make_listing,
    make_login,
    make_session,
    make_shown_listing,
    make_someone,
)
from tests.factories.visits import WHY, answer, come, make_time, make_visited_listing


@dataclass(frozen=True)
class World:
    ann: Acting  # a member, who has said yes
    ben: Acting  # another member, who has not
    voice: Acting  # speaks for the provider
    pool: Pool
    ids: dict[str, object]  # by the name that an address has for it


@kept
def make_world(called: str = "") -> World:
    """`called`: what its logins' names begin with, for a second one beside the first."""
    people = make_people(4, f"{called}member")
    ann, ben, *_others = people
    pool = make_pool(people, voice=make_login(f"{called}museum"))
    voice = Acting(login=pool.provider.members.get().login)
    source = make_source(ann, SourceKind.OWN, Rail.TRANSFER)
    said = say_yes(pool, ann, 1500, source)
    session = make_session(voice, pool.provider)
    place = book(session, ann)
    transfer, question = _transfer(pool, ann), _question(said)
    return World(
        ann=ann,
        ben=ben,
        voice=voice,
        pool=pool,
        ids={
            "approval_id": _second_look(ann, make_login(f"{called}first"), said.pk).pk,
            "record_id": _written_down(people[2], f"{called}sue").pk,
            "change_id": _slow_change(ann).pk,
            **_way_back(ann),
            "stop_id": _money_stop(ann).pk,
            "request_id": _asked_in_writing(ann, f"{called}robin").pk,
            "area_id": area().pk,
            "refund_id": _sent_back(transfer).pk,
            "brief_id": pool.offer.brief_id,
            "complaint_id": _complaint(ann).pk,
            "talk_id": _talk(ann, pool).pk,
            **_peers(ann, people[3], called),
            "posted_sheet_id": _posted_sheet(ann).pk,
            "other_id": ben.person_id,
            **_conversation(pool, ann),
            **_block(pool, ann),
            "code": Member.objects.get(group=pool.group, person=ann.person).paper_code,
            "decision_id": pool.offer.brief.decisions.get().pk,
            "dispute_id": _dispute(session, ann).pk,
            "form_id": _unfinished(make_login(f"{called}wilma")).pk,
            "kept_search_id": _kept_search(ann).pk,
            **_calendar_link(ann),
            **_pictures(voice, pool, ann, ben),
            "gathering_id": make_gathering(pool.group, ben).pk,
            **_ideas(pool, ann),
            "group_id": _asked_to_go_on(_group_that_cannot_be_found(pool)),
            "help_id": _help(question).pk,
            "invite_id": make_invite(group_id=pool.group_id, by=ann, now=NOW).pk,
            "invoice_id": _invoice(pool).pk,
            "listing_id": make_listing(voice, pool.provider).pk,
            "item_id": _words_to_look_at(pool, ann).pk,
            "message_id": _told(ben, voice).pk,
            "motion_id": _motion(pool, ben).pk,
            "next_step_id": _next_step(pool, f"{called}goer").pk,
            **_removals(pool, ann, called),
            "newcomer_id": _newcomer(pool, ben, f"{called}newcomer").pk,
            "offer_id": pool.offer_id,
            "booking_id": place.pk,
            "person_id": ann.person_id,
            "life_event_id": _life_event(ann).pk,
            "pledge_id": said.pk,
            "pool_id": pool.pk,
            "provider_id": pool.provider_id,
            "question_id": question.pk,
            "representation_id": _asked_for(ann, make_login(f"{called}rita")).pk,
            "session_id": session.pk,
            "source_id": source.pk,
            "suggestion_id": _suggestion(ann).pk,
            "transfer_id": transfer.pk,
            **_objection(voice, pool, called),
            **_visits(ann, voice, pool, called),
            **_arranged(ann, called),
            **_team(called),
            **_claim(make_login(f"{called}claimant"), called),
            "reading_id": (reading := _reading(called)).pk,
            "directory_id": reading.source_id,
            "concern_id": _concern(ann).pk,
        },
    )


def _team(called: str) -> dict[str, object]:
    """One that refers, somebody of it, and a key of its system."""
    body = make_body(f"{called}Access team")
    worker = make_worker(body, f"{called}tess")
    return {
        "body_id": body.pk,
        "login_id": worker.login_id,
        "key_id": make_body_key(body, worker).pk,
    }


def _visits(ann: Acting, voice: Acting, pool: Pool, called: str) -> dict[str, object]:
    """Something to come to; what Ann asked of another; and a time of the provider's own."""
    visited = make_visited_listing(make_login(f"{called}visited"), title="Open door")
    asked = make_visited_listing(make_login(f"{called}asked"), access="ask_first", title="Chairs")
    own = make_shown_listing(
        voice, pool.provider, title="Ask us", attending_access="ask_first", ask_first_words=WHY
    )
    freely = make_visited_listing(make_login(f"{called}freely"), access="just_come", title="Tea")
    timed = make_shown_listing(voice, pool.provider, title="With times")
    return {
        "visited_id": visited.pk,
        "expected_visit_id": come(ann, freely, known_as="Ann").pk,
        "visit_request_id": come(ann, asked).pk,
        **_answered(ann, called),
        "own_visit_id": come(ann, own).pk,
        "told_referral_id": _told_about(ann, voice, pool).pk,
        "home_visit_id": _home_visit(ann, called).pk,
        "visit_line_id": _line_of(ann, voice, pool).pk,
        "time_id": make_time(timed, days=3).pk,
        **_waiting(ann, voice, own, called),
        **_askings(visited, called),
        **_referrals(ann, called),
    }


def _referrals(ann: Acting, called: str) -> dict[str, object]:
    """Of somebody whom Ann told of, who is to be rung first; and of herself."""
    place = make_place(make_login(f"{called}place"), title="Chairs for two")
    number = f"01632 95{sum(called.encode()) % 10000:04}"
    own = told(ann, place, referrer_kind=ReferrerKind.ONESELF, called="Ann")
    return {
        "referral_id": told(ann, place, called=f"{called}Rail", contact=number).pk,
        "own_referral_id": own.pk,
    }


def _told_about(ann: Acting, voice: Acting, pool: Pool) -> Referral:
    """What Ann told the provider's place of herself, and is not answered."""
    place = make_shown_listing(
        voice, pool.provider, title="Tell us", attending_access="ask_first", ask_first_words=WHY
    )
    oneself = {"referrer_kind": ReferrerKind.ONESELF, "reached_by": ReachedBy.OWN_PLAN}
    return told(ann, place, contact="", called="Ann", **oneself)


def _waiting(ann: Acting, voice: Acting, own: Listing, called: str) -> dict[str, object]:
    """Something full; a place that Ann waited for; and somebody of whom the provider is asked."""
    full, _first = make_full_listing(make_login(f"{called}full"), title="All taken")
    say_month_units(provider_id=own.provider_id, units=3, weights=WEIGHTS, by=voice, now=NOW)
    come(make_someone(f"{called}light"), own)
    asked = wait_for_place(
        listing_id=own.pk,
        help_asked=HEAVY,
        opens_on=NEXT_MONTH,
        by=make_someone(f"{called}heavy"),
        now=NOW,
    )
    return {
        "full_listing_id": full.pk,
        "entry_id": make_offered(ann, make_login(f"{called}freed"), title="One place").pk,
        "asked_entry_id": asked.pk,
    }


def _arranged(ann: Acting, called: str) -> dict[str, object]:
    """Something that costs money; and what Ann asked of another for herself, with its offer."""
    costly = make_costly_listing(make_login(f"{called}costly"), title="Pottery")
    asked = make_costly_listing(make_login(f"{called}arranged"), title="Singing for one")
    offer = offer_to_one(brief := ask_for_one(asked, ann))
    return {"costly_id": costly.pk, "arranged_id": brief.pk, "offered_to_one_id": offer.pk}


def _home_visit(ann: Acting, called: str) -> VisitRequest:
    """Somebody comes to Ann's home, and was told that she may."""
    home = make_visited_listing(
        make_login(f"{called}home"), title="Tea at yours", venue_kind="visits_homes"
    )
    return come(ann, home)


def _line_of(ann: Acting, voice: Acting, pool: Pool) -> VisitLine:
    """What would make it good for Ann at something of the provider's."""
    tea = make_shown_listing(
        voice, pool.provider, title="Tea with us", attending_access="just_come"
    )
    [line] = say_what_makes_it_good(
        visit_request_id=come(ann, tea, known_as="Ann").pk, lines=["A chair"], by=ann, now=NOW
    )
    return line


def _pictures(voice: Acting, pool: Pool, ann: Acting, ben: Acting) -> dict[str, object]:
    """Of a listing, with somebody who agreed on paper; of the group, in which Ann is asked."""
    listing = make_shown_listing(voice, pool.provider, title="With pictures")
    seen = {"shows_faces": True, "until": NEXT_YEAR}
    picture = make_picture(
        partial(add_listing_picture, listing_id=listing.pk), voice, names=["Dora"], **seen
    )
    name = Member.objects.get(group=pool.group, person=ann.person).known_as
    of_group = make_picture(
        partial(add_group_picture, group_id=pool.group_id), ben, names=[name], **seen
    )
    return {
        "picture_id": picture.pk,
        "picture_code": show_picture(picture).code,
        "agreement_token": agreement_token(picture.agreements.get()),
        "group_picture_id": of_group.pk,
        "agreement_id": of_group.agreements.get().pk,
    }


def _ideas(pool: Pool, ann: Acting) -> dict[str, object]:
    """One of hers, while each is being heard."""
    idea = make_idea(pool.group, ann)
    return {"idea_id": idea.pk, "round_id": idea.round_id}


def _removals(pool: Pool, ann: Acting, called: str) -> dict[str, object]:
    """What she asks the others of one of them; and what somebody asked in another group, that
    somebody outside is to decide."""
    goes = make_someone(f"{called}goes")
    code = make_invite(group_id=pool.group_id, by=ann, now=NOW).code
    member = join_by_code(code=code, known_as=f"{called}goes", agrees=True, by=goes, now=NOW)
    by_group = make_removal(ann, member, by_group=True)
    asks = make_someone(f"{called}asks")
    group = make_group(asks, name=f"The other group of {called}")
    Group.objects.filter(pk=group.pk).update(area=pool.group.area)
    other = join(group, make_someone(f"{called}other"))
    return {
        "removal_id": by_group.pk,
        "removal_to_decide_id": make_removal(asks, other, by_group=False).pk,
    }


def _calendar_link(ann: Acting) -> dict[str, object]:
    token = make_calendar_feed(by=ann, now=NOW)
    return {
        "feed_id": CalendarFeed.objects.get(person=ann.person).pk,
        "calendar_token": token,
    }


def _answered(ann: Acting, called: str) -> dict[str, object]:
    """Another day, a question, and a no that Ann thinks is not fair, and one she has yet to."""
    ids: dict[str, object] = {}
    for name, given in {
        "other_day_visit_id": AnswerGiven(VisitAnswer.YES_FROM, other_day=TODAY),
        "asked_visit_id": AnswerGiven(VisitAnswer.ASK_ME, words="Which morning?"),
        "declined_visit_id": AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"),
        "unfair_visit_id": AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"),
    }.items():
        login = make_login(f"{called}{name}")
        listing = make_visited_listing(login, access="ask_first", title=f"Morning {len(ids)}")
        ids[name] = answer(come(ann, listing), given, login).pk
    visit_id = ids.pop("unfair_visit_id")
    said = say_unfair(visit_request_id=visit_id, words="No.", by=ann, now=NOW)
    return ids | {"unfair_answer_id": said.pk}


def _askings(listing: Listing, called: str) -> dict[str, object]:
    """Without an account: one whose number is to be rung, and one whose mail is to be answered."""
    number = f"01632 96{sum(called.encode()) % 10000:04}"
    for contact in (number, f"{called}visitor@example.org"):
        ask_without_account(
            listing_id=listing.pk,
            known_as="Viv",
            contact=contact,
            is_for_somebody=False,
            asker=called,
            by=Acting(),
            now=NOW,
        )
    asking = VisitAsking.objects.get(contact=number.replace(" ", ""))
    link = AnswerLink.objects.get(ref=f"visit_asking:{asking.pk + 1}")
    return {"asking_id": asking.pk, "answer_token": token_of(link.pk)}


def _told(person: Acting, by: Acting) -> Message:
    """Noted today as said at a visit."""
    return Message.objects.create(
        key=f"world:told:{person.person_id}",
        person_id=person.person_id,
        kind="going_ahead",
        subject="Something",
        text="Something was said.",
        created_at=NOW,
        state=MessageState.TOLD,
        told_on=TODAY,
        told_by_login_id=by.login_id,
    )


def _kept_search(ann: Acting) -> KeptSearch:
    return KeptSearch.objects.create(
        person=ann.person,
        words="choir",
        outward_code="ZZ1",
        miles=5,
        kept_at=NOW,
        ends_on=TODAY + timedelta(days=365),
    )


def _unfinished(writer: Acting) -> UnfinishedForm:
    return keep_unfinished_form(
        login_id=writer.login.pk,
        person_id=None,
        page="/groups/start/",
        typed="name=Walkers",
        kept_for=KEPT_BY_A_PRESS,
        now=NOW,
    )


def bearer_of_somebody_who_may_much(world: World) -> dict[str, str]:
    """The header of a member who also speaks for the provider and works in the area: most doors
    are open to them."""
    ProviderMember.objects.create(provider=world.pool.provider, login=world.ann.login)
    for kind in (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER):
        Role.objects.create(login=world.ann.login, kind=kind, area=area(), started_at=NOW)
    _row, token = AuthToken.objects.create(user=world.ann.login)
    return {"Authorization": f"Bearer {token}"}


def make_outsider() -> Acting:
    """In another group, with money and a yes there."""
    people = [make_someone(name) for name in ("otto", "olga", "odin", "oona")]
    pool = make_pool(people, voice=make_login("other-museum"))
    say_yes(pool, people[0], 1500, make_source(people[0], SourceKind.OWN, Rail.TRANSFER))
    return people[0]


def _group_that_cannot_be_found(pool: Pool) -> int:
    pool.group.is_findable = False
    pool.group.save()
    return pool.group_id


def _newcomer(pool: Pool, ben: Acting, called: str) -> Member:
    """Nobody has said hello to them in seven days."""
    change = {"group_id": pool.group_id, "by": ben, "now": NOW}
    change_together(MotionPurpose.HELLO_FIRST, pool.group, ben)
    code = make_invite(**change).code
    newcomer = join_by_code(
        code=code, known_as=called, agrees=True, by=make_someone(called), now=NOW
    )
    change_together(MotionPurpose.BEGIN_AT_ONCE, pool.group, ben)
    ask_connector(newcomer_id=newcomer.pk, now=NOW)
    return newcomer


def _next_step(pool: Pool, called: str) -> NextStep:
    """Of somebody whose group has ended, and who would like to talk to somebody."""
    goer = make_someone(called)
    group = make_group(goer, name=f"The group of {called}", is_findable=False)
    Group.objects.filter(pk=group.pk).update(area=pool.group.area)
    end_together(group, goer)
    return say_next_step(group_id=group.pk, kind=NextStepKind.TALK, by=goer, now=NOW)


def _motion(pool: Pool, ben: Acting) -> Motion:
    words = {"what": "A choir", "when_words": "Mondays", "where_words": "near us"}
    brief = start_brief(group_id=pool.group_id, **words, by=ben, now=NOW)
    send = {"purpose": MotionPurpose.SEND_BRIEF, "about_id": brief.pk}
    return not_none(propose_step(**send, by=ben, now=NOW))


def _words_to_look_at(pool: Pool, ann: Acting) -> ModerationItem:
    about = f"brief:{pool.offer.brief_id}"
    return submit_words(about=about, words="Other words", area=pool.group.area, by=ann, now=NOW)


def _question(said) -> PrivateQuestion:
    return PrivateQuestion.objects.create(
        pledge=said, kind=PrivateQuestionKind.LOW_MAXIMUM, pence=1600, asked_at=NOW, answer_by=NOW
    )


def _life_event(ann: Acting) -> LifeEvent:
    return LifeEvent.objects.create(
        person=ann.person, kind=LifeEventKind.MOVED, since=NOW.date(), said_at=NOW
    )


def _help(question: PrivateQuestion) -> HelpRequest:
    return HelpRequest.objects.create(
        pledge=question.pledge, kind=HelpRequestKind.ANOTHER_WAY, question=question, asked_at=NOW
    )


def _transfer(pool: Pool, by: Acting) -> BankTransfer:
    """Asked for and partly here."""
    charge_ref = 900_000 + pool.pk  # which no charge of a pool has
    collection = f"instalment:{charge_ref}:1"
    ledger.create_collection(code=collection, pool_ref=pool.pk, target_pence=10000)
    transfer = request_bank_transfer(
        charge_ref=charge_ref,
        pence=6000,
        payee_words=pool.provider.name,
        person_id=by.person_id,
        provider_id=pool.provider_id,
        area_id=pool.area_id,
        collection_code=collection,
        part_code=part_account(charge_ref, pool.pk),
        now=NOW,
    )
    return record_arrival(
        transfer_id=transfer.pk,
        pence=2000,
        arrived_on=TODAY,
        key=f"world:{pool.pk}",
        by=Acting(login=pool.provider.members.get().login),
        now=NOW,
    )


def _sent_back(transfer: BankTransfer) -> BankTransferRefund:
    return request_transfer_refund(
        charge_ref=transfer.charge_ref, pence=100, key=f"world:{transfer.pk}", now=NOW
    )


def _invoice(pool: Pool) -> Invoice:
    return Invoice.objects.create(
        provider=pool.provider,
        area=pool.area,
        number=1,
        starts_on=date(2027, 6, 1),
        ends_on=date(2027, 6, 30),
        made_at=NOW,
        provider_words=pool.provider.name,
        provider_address="1 Example Street",
        payer_words=pool.area.council,
        vat_status=VatStatus.NOT_REGISTERED,
        vat_pence=0,
        due_on=date(2027, 7, 30),
        account_name="Museum",
        sort_code="123456",
        account_number="12345678",
    )


def _dispute(session: Session, by: Acting) -> SessionDispute:
    return SessionDispute.objects.create(
        session=session, person=by.person, words="It was shorter.", raised_at=NOW
    )


def _asked_for(person: Acting, by: Acting):
    return ask_for(person, by, scope=RepresentationScope.LOOK)


def _second_look(person: Acting, by: Acting, number: int):
    return request_approval(
        purpose=ApprovalPurpose.FREE_MONEY,
        about=f"source:{number}",
        area=area(),
        person=person.person,
        words="Whether this was hers.",
        by=by,
        now=NOW,
    )


def _written_down(person: Acting, name: str):
    return write_down_all(act_for(person, name, scope=RepresentationScope.SUGGEST))


def _money_stop(person: Acting) -> MoneyStop:
    return MoneyStop.objects.create(
        person=person.person, stopped_at=NOW, kept_until=NOW + timedelta(days=14)
    )


def _posted_sheet(by: Acting) -> PostedSheet:
    """For somebody who works there no more, so that it is anybody's there to post."""
    return PostedSheet.objects.create(
        member=Member.objects.filter(person=by.person).earliest("pk"),
        sheet="leave",
        worker=not_none(by.login),
        address="3 Mill Lane",
        way_back="1 High Street",
        asked_at=NOW,
    )


def _asked_to_go_on(group_id: int) -> int:
    closes_at = NOW + timedelta(days=14)
    GroupReview.objects.create(group_id=group_id, opened_at=NOW, closes_at=closes_at)
    return group_id


def _peers(ann: Acting, dan: Acting, called: str) -> dict[str, object]:
    """Ann offers a talk, which Dan has asked for; and there is another who is free."""
    said = {"known_as": "Peer", "place_words": "the library", "when_words": "about ten"}
    offer = offer_peer_talk(did=PeerDid.NEW_PLACE, **said, by=ann, now=NOW)
    other = make_someone(f"{called}peer")
    offer_peer_talk(did=PeerDid.SHARED_HELP, **said, by=other, now=NOW)
    talk = PeerTalk.objects.create(
        offer=offer, peer=ann.person, person=dan.person, known_as="Dan",
        state_at=NOW, asked_at=NOW, answer_by=NOW.date() + timedelta(days=7),
    )  # fmt: skip
    return {"peer_offer_id": offer.pk, "peer_talk_id": talk.pk}


def _talk(person: Acting, pool: Pool) -> TalkRequest:
    """With nobody in particular, so that it is of each who may take it on."""
    return TalkRequest.objects.create(
        person=person.person,
        about=TalkAbout.GROUP,
        about_ref=pool.group_id,
        about_text="Tuesday people",
        way=TalkWay.CALL,
        day=NOW.date() + timedelta(days=1),
        state_at=NOW,
        asked_at=NOW,
        asked_by=person.login,
    )


def _complaint(person: Acting) -> Complaint:
    return Complaint.objects.create(
        person=person.person,
        area=area(),
        about=ComplaintAbout.SESSION,
        words="Nobody opened the door",
        made_by=person.login,
        made_at=NOW,
        answer_by=NOW.date() + timedelta(days=14),
    )


def _asked_in_writing(person: Acting, name: str) -> RecordsRequest:
    return RecordsRequest.objects.create(
        kind=RecordsRequestKind.COPY,
        representation=act_for(person, name).representation,
        person=person.person,
        area=area(),
        requested_at=NOW,
        answer_by=NOW.date() + timedelta(days=28),
    )


def _slow_change(person: Acting) -> SlowChange:
    return SlowChange.objects.create(
        purpose=ApprovalPurpose.MOVE_AWAY,
        about=f"person:{person.person_id}",
        person=person.person,
        words="Somewhere else.",
        values={},
        what_they_showed="She pointed at the map.",
        requested_at=NOW,
    )


def _way_back(person: Acting) -> dict[str, object]:
    """Another way to sign in, that waits."""
    change = SlowChange.objects.create(
        purpose=ApprovalPurpose.GET_BACK_IN,
        about=f"login:{person.login_id}",
        person=person.person,
        words="Another address.",
        values={"email": f"new-{person.login.email}", "has_first_met": True},
        what_they_showed="She came with her telephone's box.",
        requested_at=NOW,
    )
    return {"way_back_id": change.pk, "token": not_me_token(change.pk)}


def _concern(by: Acting):
    for kind in (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY):
        reader = make_login(f"{kind.value.replace('_', '-')}-{by.login_id}").login
        Role.objects.create(login=reader, kind=kind, area=area(), started_at=NOW)
    return raise_concern(area=area(), words="Somebody takes their money.", by=by, now=NOW)


def _suggestion(person: Acting) -> AdjustmentSuggestion:
    return AdjustmentSuggestion.objects.create(
        person=person.person, suggested_by=person.login, adjustments=["quiet"], suggested_at=NOW
    )


def _check_request(called: str) -> dict[str, object]:
    """Asked about something whose papers nobody has seen."""
    unseen = make_login(f"{called}unseen")
    listing = make_shown_listing(unseen, title="Not yet checked")
    asked = ask_for_check(listing_id=listing.pk, asker=called, by=Acting(), now=NOW)
    return {"unchecked_id": listing.pk, "check_request_id": asked.pk}


def _reading(called: str) -> ImportRun:
    return begin_import(
        source=make_directory(area(), f"{called}feed", address="https://example.org/services"),
        now=NOW,
    )


def _claim(by: Acting, called: str) -> dict[str, object]:
    """Somebody says that what a directory lists is theirs; nobody speaks for it."""
    unclaimed = Provider.objects.create(
        name="Of a directory", area=area(), feed=f"{called}feed", feed_row_id="o:1", created_at=NOW
    )
    listing = Listing.objects.create(
        provider=unclaimed,
        title="Of a directory",
        what_happens="We sing.",
        latitude=50.1,
        longitude=-6.0,
        state=ListingState.SHOWN,
        feed=f"{called}feed",
        feed_row_id="2",
        created_at=NOW,
        changed_at=NOW,
    )
    said = claim_provider(
        listing_id=listing.pk, proposed_contact=PublicContact.TELEPHONE, by=by, now=NOW
    )
    return {"unclaimed_id": listing.pk, "claim_id": said.pk}


def _block(pool: Pool, ann: Acting) -> dict[str, object]:
    fellow = pool.group.members.order_by("pk")[3]
    block = MemberBlock.objects.create(
        person=ann.person, blocked=fellow.person, where="group:0", called="Zfellow", blocked_at=NOW
    )
    return {"fellow_id": fellow.pk, "block_id": block.pk}


def _conversation(pool: Pool, ann: Acting) -> dict[str, object]:
    """Between the group and the provider, about something else that is shown."""
    voice = Acting(login=pool.provider.members.get().login)
    listing = make_shown_listing(voice, pool.provider, title="Asked about")
    asked = ask_listing(
        listing_id=listing.pk, text="Zasked", group_id=pool.group_id, by=ann, now=NOW
    )
    answer = write_on(conversation_id=asked.conversation_id, text="Zanswered", by=voice, now=NOW)
    return {"conversation_id": asked.conversation_id, "relayed_id": answer.pk}


def _objection(voice: Acting, pool: Pool, called: str) -> dict[str, object]:
    """Said against a listing that a directory has."""
    listing = make_shown_listing(voice, pool.provider, title="From a directory")
    Listing.objects.filter(pk=listing.pk).update(feed=f"{called}feed", feed_row_id="1")
    said = raise_objection(
        listing_id=listing.pk, kind=ObjectionKind.NOT_US, words="We are not.", by=Acting(), now=NOW
    )
    return {
        **_check_request(called),
        "imported_id": listing.pk,
        "objection_id": said.pk,
        "objection_code": said.code,
    }
