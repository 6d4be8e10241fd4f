"""What stops or protects is one line on a sheet, entered by a worker of the area (P18)."""

import pytest
from django.urls import reverse

from pooling.payments.states.charges import Rail
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.stops import MoneyStop
from pooling.pools.states import SourceKind
from providers.states import BookingState
from tests.factories.places import make_area
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, book, make_connector, make_login, make_session
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann_on_paper():
    set_clock(NOW)
    people = make_people(4)
    pool = make_pool(people)
    ann = people[0]
    source = make_source(
        ann, SourceKind.OWN, Rail.TRANSFER, amount_pence=20_000, keep_aside_pence=1_000
    )
    say_yes(pool, ann, 1500, source)
    return ann, source, ann.person.memberships.get().paper_code


def enter(client, door, name, args, typed=None):
    if door == "page":
        return client.post(reverse(name, args=args), typed or {})
    call = client.put if name == "paper_keep_aside" else client.post
    bodies = {
        "paper_keep_aside": {"keep_aside_pence": 20_000},
        "paper_not_coming": {"told_on": TODAY.isoformat()},
    }
    body = bodies.get(name, {})
    return call(reverse(f"api:{name}", args=args), body, content_type="application/json")


@pytest.mark.holds("P18")
@pytest.mark.parametrize("door", ["page", "program"])
def test_money_that_ended_more_kept_aside_and_not_coming_are_one_line_each(ann_on_paper, door):
    ann, source, code = ann_on_paper
    place = book(make_session(make_login("hall")), ann)

    def by(name):
        return signed_in(make_connector(name))

    sheet = by("first").get(reverse("paper_stops", args=[code]))
    assert source.called in sheet.text
    enter(by("a"), door, "paper_keep_aside", [code, source.pk], {"keep_aside_pence": "200"})
    enter(by("b"), door, "paper_source_end", [code, source.pk])
    enter(by("c"), door, "paper_not_coming", [code, place.pk], day("told_on", TODAY))

    source.refresh_from_db()
    place.refresh_from_db()
    assert (source.keep_aside_pence, source.ended_at is None) == (20_000, False)
    assert place.state == BookingState.NOT_COMING


@pytest.mark.holds("P19")
@pytest.mark.parametrize("door", ["page", "program"])
def test_what_somebody_stopped_is_put_back_from_paper(ann_on_paper, door):
    ann, source, code = ann_on_paper
    end_source(source_id=source.pk, by=act_for(ann), now=NOW)

    enter(signed_in(make_connector()), door, "paper_put_back", [code, MoneyStop.objects.get().pk])

    source.refresh_from_db()
    assert source.ended_at is None


def test_a_worker_of_another_area_enters_nothing(ann_on_paper):
    _ann, source, code = ann_on_paper
    elsewhere = signed_in(make_connector("else", make_area("North", authority_code="E06999998")))

    for door in ("page", "program"):
        done = enter(elsewhere, door, "paper_source_end", [code, source.pk])
        assert done.status_code == 404
