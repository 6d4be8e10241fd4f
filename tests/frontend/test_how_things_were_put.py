"""What is agreed to for somebody says how it was put to them, and through whom they answered:
coming into a group, letting somebody act, and what a group chooses; as a yes with money does (P23,
P24)."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.people.acting import Acting
from community.people.models.persons import Consent
from community.people.models.representations import Representation
from community.people.states import AuthorityBasis, Interpreter, RepresentationScope
from frontend.pages.group.forms import BallotForm
from frontend.pages.how_put import HowPutForm
from groups.models.decisions import Ballot
from groups.models.members import Member
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.cover_choices import CoverBallot
from tests.factories.cards import use_standin
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    make_group,
    make_group_of,
    make_invite,
    make_offers,
    start_choosing,
)
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for, ask_for
from tests.factories.shown import group_digest, representation_digest
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.frontend.api.test_twins import Calls
from tests.frontend.visiting import set_clock, signed_in

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
    look(pool, AFTER_CLOSE)
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


DEEDS: dict[str, Callable[[], Deed]] = {
    "joining": joining,
    "joining, on paper": joining_on_paper,
    "letting somebody act": letting_somebody_act,
    "a choice": lambda: choosing(on_paper=False),
    "a choice, on paper": lambda: choosing(on_paper=True),
    "a cover choice": lambda: covering(on_paper=False),
    "a cover choice, on paper": lambda: covering(on_paper=True),
}


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

    for field, answers in UNSAID.items():
        for unsaid in answers:
            by_page = press(deed, **unsaid)
            by_program = calls(method, address, **deed.sent, **unsaid)
            assert by_page.status_code == 422 and field in by_page.context["form"].errors
            assert by_program.status_code in (400, 409) and by_program.json()["field"] == field
    assert not deed.kept.exists()

    with transaction.atomic():
        assert calls(method, address, **deed.sent, **READ).status_code in (200, 201, 204)
        kept = deed.kept.get()
        assert (kept.shown_words, kept.interpreted_by) == tuple(READ.values())
        transaction.set_rollback(True)
    assert press(deed, **READ).status_code == 302
    kept = deed.kept.get()
    assert (kept.shown_words, kept.interpreted_by) == tuple(READ.values())


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
