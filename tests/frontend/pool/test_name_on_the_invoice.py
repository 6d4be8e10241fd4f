"""What a yes was shown of the office that keeps the money is what it agrees to: whether whoever is
paid reads a name on the invoice, and what a missed time costs (P27, P29, fault B1)."""

import pytest
from django.urls import reverse

from community.people.states import RepresentationScope
from groups.models.members import Member
from pooling.payments.actions.billing import write_payer_details
from pooling.payments.models.commitments import LIVE_STATES, Commitment
from pooling.payments.states.charges import Rail
from pooling.pools.actions.kept_places import put_back
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.models.stops import MoneyStop
from pooling.pools.office_terms import OfficeTerms, digest_with, split_digest
from pooling.pools.states import SourceKind
from tests.factories.decision_records import look_at, write_down_all
from tests.factories.pools import (
    AFTER_CLOSE,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

from .test_api import api_of, yes

pytestmark = pytest.mark.django_db
READ = {"shown_words": "Read aloud, in Urdu", "interpreted_by": "interpreter"}
WITHOUT, WITH = "an invoice without your name", "an invoice with your name"


@pytest.fixture
def story():
    people = make_people(4)
    pool = make_pool(people)
    return people[0], pool, make_source(people[0])


def ask_for_names(names_people=True):
    write_payer_details(
        area_id=area().pk,
        invoice_address="",
        names_people=names_people,
        by=make_officer("olu" if names_people else "ola"),
        now=NOW,
    )


def named_lines():
    """Of each line that still asks: does a name stand on its invoice?"""
    lines = Commitment.objects.filter(state__in=LIVE_STATES).order_by("pk")
    return list(lines.values_list("names_person", flat=True))


def refused(answer):
    """Nothing is said, and both are shown, what is new in bold."""
    text = " ".join(answer.text.split())
    before, _now, after = text.partition("<strong>now")
    assert "On the invoice: before" in before and WITHOUT in before and WITH in after
    return answer.status_code == 409


@pytest.mark.holds("P29", "fault:B1")
def test_a_name_that_the_office_asks_for_between_the_look_and_the_press_is_shown_first(story):
    ann, pool, _source = story
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])
    review = send(client, page, max_pence="15", step="look")
    assert WITHOUT in words(review)
    ask_for_names()

    answer = send(client, page, review, step="yes")

    assert refused(answer) and not Pledge.objects.exists() and not Commitment.objects.exists()
    assert send(client, page, answer, step="yes").status_code == 302
    assert named_lines() == [True]
    assert WITH in words(client.get(reverse("pool_terms", args=[pool.pk])))


@pytest.mark.holds("P27", "fault:B1")
def test_what_a_missed_time_costs_is_agreed_to_as_well(story):
    ann, pool, _source = story
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])
    review = send(client, page, max_pence="15", step="look")
    type(area()).objects.update(pays_for_missed=False)

    answer = send(client, page, review, step="yes")

    assert (answer.status_code, Pledge.objects.count()) == (409, 0)
    assert "A time that you miss: before The office has not said" in words(answer)


@pytest.mark.holds("P29", "fault:B1")
def test_a_program_sends_back_the_digest_of_what_it_showed_of_the_office(story):
    ann, pool, source = story
    api, address = api_of(ann), f"/api/pools/{pool.pk}/"
    read = api.get(address).data
    assert WITHOUT in " ".join(read["office_words"])
    ask_for_names()

    for digest in (read["digest"], pool.terms_digest):
        answer = api.put(f"{address}pledge/", yes(source, digest=digest))
        assert (answer.status_code, answer.data["code"]) == (409, "terms_have_changed")
    assert not Pledge.objects.exists()

    again = api.put(f"{address}pledge/", yes(source, digest=api.get(address).data["digest"]))
    assert (again.status_code, named_lines()) == (200, [True])
    assert WITH in " ".join(api.get(f"{address}changes/").data["office_words"])


@pytest.mark.holds("P29", "fault:B1")
@pytest.mark.parametrize("door", ["page", "program"])
def test_a_yes_in_private_that_is_said_anew_is_to_what_was_shown_of_the_office(story, door):
    ann, pool, _source = story
    said = say_yes(pool, ann, 1500)
    question = PrivateQuestion.objects.create(
        pledge=said, kind="low_maximum", pence=1600, asked_at=NOW, answer_by=AFTER_CLOSE
    )
    if door == "page":
        client, page = browser_of(ann), reverse("pool_question", args=[pool.pk, question.pk])
        review = send(client, page, answer="yes", max_pence="16", step="look")
        assert WITHOUT in words(review)
        ask_for_names()
        answer = send(client, page, review, step="yes")
        assert refused(answer) and named_lines() == [False]
        send(client, page, answer, step="yes")
    else:
        api, address = api_of(ann), f"/api/questions/{question.pk}/answer/"
        [row] = api.get("/api/questions/").data["results"]
        assert WITHOUT in " ".join(row["office_words"])
        ask_for_names()
        typed = {"yes": True, "max_pence": 1600}
        stale = api.post(address, typed | {"digest": row["digest"]})
        assert (stale.status_code, stale.data["code"]) == (409, "terms_have_changed")
        [row] = api.get("/api/questions/").data["results"]
        api.post(address, typed | {"digest": row["digest"]})

    assert named_lines() == [True]


@pytest.mark.holds("P29", "fault:B1", "P25")
@pytest.mark.parametrize("door", ["page", "program"])
def test_a_sheet_that_said_no_name_puts_none_on_an_invoice_and_loses_nothing(story, door):
    ann, pool, source = story
    code = Member.objects.get(group=pool.group, person=ann.person).paper_code
    sheet = words(signed_in(ann).get(reverse("pool_paper", args=[pool.pk])))
    assert WITHOUT in sheet
    ask_for_names()
    connie = make_connector()

    if door == "page":
        page = reverse("paper_pool", args=[code, pool.pk])
        typed = {"max_pence": "15", "step": "yes", **READ}
        unsaid = signed_in(connie).post(page, typed)
        done = signed_in(connie).post(page, typed | {"office_words": "otherwise"}, follow=True)
        assert unsaid.status_code == 422 and "no name of theirs" in words(done)
    else:
        api, address = api_of(connie), f"/api/paper/{code}/costs/{pool.pk}/"
        older = split_digest(api.get(address).data["digest"])[0]
        assert api.put(f"{address}yes/", yes(source, digest=older, **READ)).status_code == 200

    assert (Pledge.objects.get().state, named_lines()) == ("in", [False])

    marks = OfficeTerms(area().pk, names_people=True, pays_for_missed=None)
    if door == "page":
        signed_in(connie).post(page, typed | {"office_words": marks.mark})
    else:
        newer = digest_with(pool.terms_digest, {area().pk: marks})
        assert api.get(address).data["digest"] == newer
        api.put(f"{address}yes/", yes(source, digest=newer, **READ))
    assert named_lines() == [True]


@pytest.mark.holds("P29", "fault:B1")
def test_what_was_decided_for_somebody_is_to_what_was_shown_of_the_office(story):
    ann, pool, _source = story
    rita = act_for(ann, "rita", RepresentationScope.SUGGEST)
    record = write_down_all(rita, f"pool:{pool.pk}", max_pence=1500)
    look_at(record)
    client, page = browser_of(rita), reverse("do_by_decision", args=[record.pk])
    review = send(client, page, max_pence="15", step="look", **READ)
    assert WITHOUT in words(review)
    ask_for_names()

    answer = send(client, page, review, step="yes")

    assert refused(answer) and not Pledge.objects.exists()


@pytest.mark.holds("P29", "P19", "fault:B1")
def test_what_is_put_back_comes_back_as_it_was_agreed(story):
    ann, pool, source = story
    office_agrees([say_yes(pool, ann, 1500)])
    rita = act_for(ann, "rita", RepresentationScope.PAY)
    end_source(source_id=source.pk, by=rita, now=NOW)
    ask_for_names()

    put_back(stop_id=MoneyStop.objects.get().pk, by=ann, now=NOW)

    assert named_lines() == [False]


@pytest.mark.holds("P29")
def test_a_name_comes_off_where_the_office_asks_for_none_any_more(story):
    ann, pool, _source = story
    ask_for_names()
    say_yes(pool, ann, 1500)
    assert named_lines() == [True]

    ask_for_names(names_people=False)

    assert named_lines() == [False]  # at once, with no new yes


@pytest.mark.holds("fault:B1")
def test_the_money_that_was_looked_over_is_the_money_that_is_agreed_to(story):
    ann, pool, source = story
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])
    review = send(client, page, max_pence="15", step="look")
    end_source(source_id=source.pk, by=ann, now=NOW)
    make_source(ann, SourceKind.OWN, Rail.TRANSFER)

    answer = send(client, page, review, step="yes")

    assert (answer.status_code, Pledge.objects.count()) == (422, 0)
    assert "Some of the money that you chose has ended." in words(answer)
