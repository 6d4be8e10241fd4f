"""What is agreed to for somebody says how it was put to them, and through whom they answered:
beginning a group and coming into one, letting somebody act and pay, a step for a group, and what a
group chooses; as a yes with money does (P23, P24)."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation
from community.people.models.approvals import StaffApproval
from community.people.models.persons import Consent
from community.people.models.representations import Representation
from community.people.states import (
    ApprovalState,
    AuthorityBasis,
    Interpreter,
    RepresentationScope,
)
from frontend.pages.group.forms import BallotForm
from frontend.pages.how_put import HowPutForm
from groups.actions.motions import propose_step
from groups.models.decisions import Ballot
from groups.models.members import Member
from groups.models.motions import MotionWord
from groups.states import MotionPurpose
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from tests.factories.cards import use_standin
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    join,
    make_brief,
    make_group,
    make_group_of,
    make_invite,
    make_offers,
    start_choosing,
)
from tests.factories.places import HOME
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for, ask_for
from tests.factories.shown import group_digest, representation_digest
from tests.factories.supply import NOW, TODAY, make_connector, make_login, make_someone
from tests.frontend.api.test_twins import Calls
from tests.frontend.visiting import day, set_clock, signed_in

READ = {"shown_words": "Signed, in BSL", "interpreted_by": "interpreter"}
UNSAID = {
    "shown_words": [{"interpreted_by": "nobody"}, READ | {"shown_words": " "}],
    "interpreted_by": [{"shown_words": "Signed, in BSL"}],
}


class Deed(NamedTuple):
    """Who agrees to what for somebody: where and typed how, sent how, and what keeps it."""

    by: Acting
    page: str
    typed: dict[str, Any]
    call: tuple[str, str]
    sent: dict[str, Any]
    kept: Any  # a queryset


@pytest.fixture(autouse=True)
def _world(db, monkeypatch):
    set_clock(NOW)
    use_standin(monkeypatch)


def decides(person: Acting) -> Acting:
    return act_for(person, "rita", RepresentationScope.DECIDE)


def joining() -> Deed:
    group, ann = make_group(make_someone("ben")), make_someone("ann")
    sent = {"known_as": "Ann", "agrees": True, "digest": group_digest(group.pk)}
    page, call = reverse("join_group", args=[group.pk]), ("post", f"/groups/{group.pk}/join/")
    kept = Consent.objects.filter(person=ann.person)
    return Deed(decides(ann), page, {"known_as": "Ann", "agrees": "on"}, call, sent, kept)


def joining_on_paper() -> Deed:
    ben = make_someone("ben")
    group = make_group(ben)
    code = make_invite(group, ben).code
    new = {"called": "Ann", "through_words": "On Thursdays"}
    typed = {"known_as": "Ann", "agrees": "on", "who": "new", **new}
    sent = {"known_as": "Ann", **new} | {
        "agrees": True,
        "code": code,
        "digest": group_digest(group.pk),
    }
    kept = Consent.objects.filter(person__preferred_name="Ann")
    page = reverse("join_on_paper", args=[code])
    return Deed(make_connector(), page, typed, ("post", "/paper/join/"), sent, kept)


def letting_somebody_act() -> Deed:
    request = ask_for(make_someone("ann"), make_login("rita"))
    typed = {"basis": AuthorityBasis.SEEN_BY_WORKER.value, "seen_words": "She nodded."}
    sent = typed | {"digest": representation_digest(request.pk)}
    page, call = (
        reverse("authority_seen", args=[request.pk]),
        f"/representations/{request.pk}/agree/",
    )
    kept = Representation.objects.filter(pk=request.pk, agreed_at__isnull=False)
    return Deed(make_connector(), page, typed, ("post", call), sent, kept)


def choosing(*, on_paper: bool) -> Deed:
    group, [ann, *_others] = make_group_of("ann", "ben")
    brief = ask(group, ann)
    [offer] = make_offers(brief, "museum")
    decision = start_choosing(brief, ann)
    set_clock(AFTER_ANSWERS)
    typed, sent = {"approves": [str(offer.pk)]}, {"approves": [offer.pk]}
    kept = Ballot.objects.filter(decision=decision)
    if not on_paper:
        page, call = (
            reverse("choose", args=[brief.pk]),
            ("post", f"/decisions/{decision.pk}/ballot/"),
        )
        return Deed(decides(ann), page, typed, call, sent, kept)
    code = Member.objects.get(group=group, person=ann.person).paper_code
    page, call = (
        reverse("paper_choose", args=[code, brief.pk]),
        f"/paper/{code}/choose/{decision.pk}/",
    )
    return Deed(make_connector(), page, typed, ("post", call), sent, kept)


def covering(*, on_paper: bool) -> Deed:
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    set_clock(AFTER_CLOSE)
    go_on(pool)
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    typed, kept = {"options": ["connector"]}, CoverBallot.objects.all()
    if not on_paper:
        page, call = reverse("pool_cover", args=[pool.pk]), f"/pools/{pool.pk}/cover/"
        rita = decides(people[0])
        digest = signed_in(rita).get(f"/api{call}").json()["digest"]
        return Deed(rita, page, typed, ("put", call), typed | {"digest": digest}, kept)
    code = Member.objects.get(group=pool.group, person=people[0].person).paper_code
    page, call = (
        reverse("paper_cover", args=[code, pool.pk]),
        f"/paper/{code}/costs/{pool.pk}/cover/",
    )
    return Deed(make_connector(), page, typed, ("put", call), typed, kept)


def starting(*, on_paper: bool) -> Deed:
    group, ann = make_group(make_someone("ben")), make_someone("ann")
    words = {"name": "Walkers", "postcode": HOME, "how_often": "weekly", "purposes": ["company"]}
    words |= {"known_as": "Ann"}
    typed, sent = words | {"agrees": "on"}, words | {"agrees": True}
    kept = Consent.objects.filter(person=ann.person).exclude(about=f"group:{group.pk}")
    if not on_paper:
        return Deed(decides(ann), reverse("start_group"), typed, ("post", "/groups/"), sent, kept)
    code = join(group, ann).paper_code
    page, call = reverse("paper_start_group", args=[code]), ("post", f"/paper/{code}/groups/")
    return Deed(make_connector(), page, typed, call, sent, kept)


def proposing(*, on_paper: bool) -> Deed:
    group, [ann, *_others] = make_group_of("ann", "ben", "cas")
    draft = make_brief(group, ann)
    kept = MotionWord.objects.filter(member__person=ann.person)
    if not on_paper:
        page, call = reverse("brief_send", args=[draft.pk]), f"/briefs/{draft.pk}/publish/"
        return Deed(decides(ann), page, {}, ("post", call), {}, kept)
    code = Member.objects.get(group=group, person=ann.person).paper_code
    step = {"purpose": MotionPurpose.SEND_BRIEF.value, "about": draft.pk}
    page, call = reverse("paper_motion", args=[code]), ("post", f"/paper/{code}/motions/")
    return Deed(make_connector(), page, step, call, step, kept)


def agreeing(*, on_paper: bool) -> Deed:
    group, [ann, ben, _cas] = make_group_of("ann", "ben", "cas")
    step = {"purpose": MotionPurpose.CLOSE_GROUP, "about_id": group.pk}
    motion = not_none(propose_step(**step, by=ben, now=NOW))
    kept = MotionWord.objects.filter(member__person=ann.person)
    digest = signed_in(ann).get(f"/api/motions/{motion.pk}/").json()["digest"]
    sent = {"agrees": True, "digest": digest}
    if not on_paper:
        page, call = reverse("motion_word", args=[motion.pk]), f"/motions/{motion.pk}/answer/"
        return Deed(decides(ann), page, {"word": "yes"}, ("post", call), sent, kept)
    code = Member.objects.get(group=group, person=ann.person).paper_code
    typed = {"word": "yes", "about": motion.pk}
    page, call = reverse("paper_motion", args=[code]), f"/paper/{code}/motions/{motion.pk}/"
    return Deed(make_connector(), page, typed, ("post", call), sent, kept)


def asking_to_call_off(*, on_paper: bool) -> Deed:
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    set_clock(AFTER_CLOSE)
    go_on(pool)
    typed, kept = {"typed": "240"}, CoverChoice.objects.filter(asked_by__person=people[0].person)
    if not on_paper:
        page, call = reverse("pool_call_off", args=[pool.pk]), f"/pools/{pool.pk}/call-off/"
        rita = decides(people[0])
        digest = signed_in(rita).get(f"/api{call}").json()["digest"]
        return Deed(rita, page, typed, ("post", call), typed | {"digest": digest}, kept)
    code = Member.objects.get(group=pool.group, person=people[0].person).paper_code
    page = reverse("paper_call_off", args=[code, pool.pk])
    call = f"/paper/{code}/costs/{pool.pk}/call-off/"
    return Deed(make_connector(), page, typed, ("post", call), typed, kept)


def letting_somebody_pay() -> Deed:
    """The second person spoke with whom it is about."""
    ann = make_someone("ann")
    request = ask_for(ann, make_login("rita"), scope=RepresentationScope.PAY)
    agree_to_representation(representation_id=request.pk, by=ann, now=NOW)
    approval = StaffApproval.objects.get()
    by, call = make_connector(), f"/approvals/{approval.pk}/"
    words = {"seen_words": "She said so at her table."}
    typed = {"agrees": "yes", **words, **day("told_on", TODAY)}
    digest = signed_in(by).get(f"/api{call}").json()["digest"]
    sent = {"agrees": True, "told_on": str(TODAY), **words, "digest": digest}
    kept = StaffApproval.objects.filter(state=ApprovalState.AGREED)
    page = reverse("second_person", args=[approval.pk])
    return Deed(by, page, typed, ("post", f"{call}answer/"), sent, kept)


DEEDS: dict[str, Callable[[], Deed]] = {
    "joining": joining,
    "joining, on paper": joining_on_paper,
    "letting somebody act": letting_somebody_act,
    "letting somebody pay": letting_somebody_pay,
    "starting": lambda: starting(on_paper=False),
    "starting, on paper": lambda: starting(on_paper=True),
    "proposing": lambda: proposing(on_paper=False),
    "proposing, on paper": lambda: proposing(on_paper=True),
    "agreeing to a step": lambda: agreeing(on_paper=False),
    "agreeing to a step, on paper": lambda: agreeing(on_paper=True),
    "asking to call off": lambda: asking_to_call_off(on_paper=False),
    "asking to call off, on paper": lambda: asking_to_call_off(on_paper=True),
    "a choice": lambda: choosing(on_paper=False),
    "a choice, on paper": lambda: choosing(on_paper=True),
    "a cover choice": lambda: covering(on_paper=False),
    "a cover choice, on paper": lambda: covering(on_paper=True),
}


# Neither whoever acts for them nor a relative interprets it.
ABOUT_MONEY = {
    "letting somebody pay",
    *("asking to call off", "asking to call off, on paper"),
    *("a cover choice", "a cover choice, on paper"),
}
PRESSED_ELSEWHERE = ("/word/", "/motion/")  # the button stands on another page


def press(deed: Deed, **more):
    return signed_in(deed.by).post(deed.page, deed.typed | more)


def program(deed: Deed) -> Calls:
    calls = Calls(deed.by.login)
    if deed.by.representation is not None:
        calls.client.defaults["HTTP_X_ACTING_FOR"] = str(deed.by.person_id)
    return calls


@pytest.mark.holds("P23", "P24")
@pytest.mark.parametrize("name", DEEDS)
def test_it_is_asked_by_page_and_by_program_and_kept(name):
    deed = DEEDS[name]()
    calls, (method, address) = program(deed), deed.call

    if deed.page.endswith(PRESSED_ELSEWHERE):
        asked = press(deed)
        assert asked.status_code == 200 and not asked.context["form"].errors
        assert all(asked.context["form"][name].value() is None for name in READ)
    for field, answers in UNSAID.items():
        for unsaid in answers:
            by_page = press(deed, **unsaid)
            by_program = calls(method, address, **deed.sent, **unsaid)
            assert by_page.status_code == 422 and field in by_page.context["form"].errors
            assert by_program.status_code in (400, 409) and by_program.json()["field"] == field
    if name in ABOUT_MONEY:
        gains = READ | {"interpreted_by": Interpreter.RELATIVE.value}
        by_page, by_program = press(deed, **gains), calls(method, address, **deed.sent, **gains)
        assert by_page.status_code == 422 and "interpreted_by" in by_page.context["form"].errors
        assert (by_program.status_code, by_program.json()["field"]) == (409, "interpreted_by")
    assert not deed.kept.exists()

    with transaction.atomic():
        assert calls(method, address, **deed.sent, **READ).status_code in (200, 201, 204)
        kept = deed.kept.get()
        assert (kept.shown_words, kept.interpreted_by) == tuple(READ.values())
        transaction.set_rollback(True)
    assert press(deed, **READ).status_code == 302
    kept = deed.kept.get()
    assert (kept.shown_words, kept.interpreted_by) == tuple(READ.values())
    if name in ABOUT_MONEY:
        with pytest.raises(IntegrityError), transaction.atomic():
            deed.kept.update(interpreted_by=Interpreter.RELATIVE)


@pytest.mark.holds("P24")
def test_what_a_group_does_with_its_money_is_interpreted_by_nobody_who_gains():
    deed = covering(on_paper=False)
    for who in (Interpreter.RELATIVE, Interpreter.REPRESENTATIVE):
        refused = press(deed, **READ | {"interpreted_by": who.value})
        assert "neither whoever acts for them nor a relative" in refused.text
    assert not deed.kept.exists()

    assert press(deed, options=[]).status_code == 302  # none of these needs none of it
    with pytest.raises(IntegrityError), transaction.atomic():
        deed.kept.update(interpreted_by=Interpreter.RELATIVE)


@pytest.mark.holds("P24")
def test_through_whom_is_not_chosen_beforehand():
    asked = HowPutForm(for_somebody=True)
    of_a_choice = BallotForm(offers=[], for_somebody=True)

    for form in (asked, of_a_choice):
        assert form["interpreted_by"].value() is None
        assert "checked" not in str(form["interpreted_by"])
    assert not HowPutForm(READ | {"interpreted_by": ""}, for_somebody=True).is_valid()
    assert "interpreted_by" not in BallotForm(offers=[]).fields
