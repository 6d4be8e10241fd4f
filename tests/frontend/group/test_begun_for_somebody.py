"""Begun for somebody: by a worker with a code of a sheet, a carer, or an advocate (M44, G6)."""

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from community.people.actions.representations import agree_to_representation
from community.people.states import RepresentationKind, RepresentationScope, RoleKind
from groups.actions.membership import join_open_group
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.states import BriefState, MotionPurpose
from tests.factories.demand import make_group, make_vetted, offer_to
from tests.factories.how_put import READ_ALOUD
from tests.factories.motions import let_words_through
from tests.factories.places import HOME
from tests.factories.representations import ask_for
from tests.factories.supply import NOW, make_login, make_role, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
MUCH_HELP = ["hot_meal", "toilet_help", "time_off", "getting_there", "known_face"]


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


def code_of(by, group) -> str:
    return Member.objects.get(person=by.person, group=group).paper_code


@pytest.mark.holds("fault:G6", "M44")
def test_a_worker_without_a_page_of_their_own_is_led_to_beginning_it_for_somebody():
    ann = make_someone("ann")
    group = make_group(ann)
    worker = make_role("wendy", RoleKind.WORKER)
    client = signed_in(worker)

    led = client.get(reverse("start_brief", args=[group.pk]), follow=True)
    assert reverse("paper") in led.text and "begin a group for them" in words(led)
    client.post(
        reverse("paper_start_group", args=[code_of(ann, group)]),
        {
            **{"name": "Singers", "postcode": HOME, "how_often": "weekly", "known_as": "Ann"},
            **{"purposes": ["company"], "agrees": "on", **READ_ALOUD},
        },
    )
    theirs = Group.objects.get(name="Singers")
    client.post(
        reverse("paper_brief", args=[code_of(ann, theirs)]),
        {"what": "A lunch", "when_words": "Tuesdays", "where_words": "near us"}
        | {"requirements": MUCH_HELP},
    )

    assert Brief.objects.get(group=theirs).requirements == MUCH_HELP
    for deed in ("start_group", "start_brief"):
        entry = AuditEntry.objects.filter(deed=deed).latest("pk")
        assert (entry.on_paper, entry.login_id) == (True, worker.login_id)
        assert entry.for_person == ann.person_id
    somebody = signed_in(make_login("nobody")).get(reverse("choose_person"))
    assert "begin a group for them" not in words(somebody)


@pytest.mark.holds("M44")
def test_carers_and_an_advocate_ask_for_a_tuesday_place_and_read_what_is_not_met():
    carers = [make_someone(name) for name in ("cara", "carl", "cleo")]
    alone = make_someone("frank")
    group = make_group(carers[0], name="Tuesday place")
    for each in (*carers[1:], alone):
        join_open_group(
            group_id=group.pk, known_as=each.person.preferred_name, agrees=True, by=each, now=NOW
        )
    advocate = make_login("ada")
    asked = ask_for(
        alone,
        advocate,
        kind=RepresentationKind.ADVOCATE,
        scope=RepresentationScope.SUGGEST,
    )
    agree_to_representation(representation_id=asked.pk, by=alone, now=NOW)
    ada = signed_in(advocate)
    ada.post(reverse("choose_person"), {"person": str(alone.person_id)})

    begun = ada.post(
        reverse("start_brief", args=[group.pk]),
        {"what": "A place for Tuesdays", "when_words": "Tuesdays", "where_words": "near us"},
    )
    assert begun.status_code == 302, words(begun)
    brief = Brief.objects.get()
    signed_in(carers[0]).post(
        reverse("brief_who", args=[brief.pk]), {"requirements": MUCH_HELP, "people_about": "4"}
    )
    propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=carers[1], now=NOW)
    propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=carers[2], now=NOW)
    brief.refresh_from_db()
    assert (brief.state, brief.requirements) == (BriefState.ASKING, MUCH_HELP)

    let_words_through(brief)
    without = [each for each in MUCH_HELP if each != "toilet_help"]
    offer_to(brief, *make_vetted(), requirements_met=tuple(without))
    page = words(signed_in(carers[0]).get(reverse("offers", args=[brief.pk])))
    assert "Help in the toilet Not met" in page
    assert "A hot meal Yes" in page


@pytest.mark.holds("M42")
def test_a_carer_comes_into_a_carers_group_without_any_word_of_her_father():
    """She acts for him, and is in it herself: under a name of her own, beside nobody."""
    founder, father, daughter = (make_someone(name) for name in ("cara", "frank", "dora"))
    group = make_group(founder, name="Carers’ Thursday")
    asked = ask_for(father, daughter, scope=RepresentationScope.DECIDE)
    agree_to_representation(representation_id=asked.pk, by=father, now=NOW)
    client = signed_in(daughter)

    client.post(reverse("join_group", args=[group.pk]), {"known_as": "Dora", "agrees": "on"})

    assert Member.objects.get(group=group, known_as="Dora").person == daughter.person
    page = signed_in(founder).get(reverse("group", args=[group.pk]))
    assert "Dora" in words(page) and "frank" not in page.text.lower()
    assert "Somebody reads this for one of us." not in words(page)
    assert not Member.objects.filter(group=group, person=father.person).exists()
