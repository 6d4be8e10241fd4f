"""My money: added, kept aside, changed, ended; and the statement of it."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.states import RepresentationScope
from groups.queries.members import is_member
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.models.pledges import MoneySource, Pledge
from pooling.pools.states import PledgeState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

STYLES = Path(__file__).resolve().parents[3] / "frontend" / "styles" / "_parts.scss"


def test_every_kind_of_money_is_explained_and_not_sure_is_fine(db):
    text = words(signed_in(make_someone("ann")).get(reverse("add_source")))

    for kind in SourceKind:
        assert str(kind.label).capitalize() in text
    assert "That is fine. You can say yes, and somebody helps you find out." in text


def test_a_source_is_added_with_what_is_not_for_this(db):
    ann = make_someone("ann")
    page = reverse("add_source_of", args=["direct_payment"])
    typed = {
        "called": "My purse",
        "rail": "transfer",
        "amount_pence": "200",
        "keep_aside_pence": "185",
        "review_on_day": "",
        "review_on_month": "",
        "review_on_year": "",
    }

    assert signed_in(ann).post(page, typed).url == reverse("money")

    [source] = MoneySource.objects.all()
    assert (source.amount_pence, source.keep_aside_pence) == (20000, 18500)
    text = words(signed_in(ann).get(reverse("money")))
    assert "£200 a week, of which £15 may be used here." in text
    assert "May be used besides: £15 Not for this: £185" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rail": "transfer", "amount_pence": "5", "keep_aside_pence": "6"},
         "You cannot keep aside more than there is, which is £5 a week."),
        ({"rail": "transfer", "keep_aside_pence": "6"},
         "Say how much there is a week before you keep some aside."),
        ({"rail": "commitment"}, "none of the answers here. Choose one that is offered."),
        ({}, "“How does it pay?” needs an answer."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_kept(db, typed, sentence):
    page = reverse("add_source_of", args=["own"])

    refused = signed_in(make_someone("ann")).post(page, {"called": "My purse", **typed})

    assert (refused.status_code, words(refused).count(sentence)) == (422, 2)
    assert 'value="My purse"' in refused.content.decode()
    assert MoneySource.objects.count() == 0


def test_a_way_back_to_another_site_is_not_followed(db):
    page = reverse("add_source_of", args=["not_sure"])

    added = signed_in(make_someone("ann")).post(
        f"{page}?next=https://elsewhere.example/", {"called": ""}
    )

    assert added.url == reverse("money")


@pytest.mark.holds("M34")
def test_money_that_has_changed_ends_in_one_step_with_a_calm_page(db):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)
    source, browser = people[0].person.sources.get(), signed_in(people[0])
    told_before = list(Message.objects.filter(person_id=people[1].person_id))

    calm = browser.post(reverse("end_source", args=[source.pk]))

    text = words(browser.get(calm.url))
    assert "You stay in the group. You owe nothing." in text
    assert Pledge.objects.get().state == PledgeState.OUT
    assert is_member(pool.group_id, people[0].person_id)
    assert list(Message.objects.filter(person_id=people[1].person_id)) == told_before
    assert browser.get(reverse("pool", args=[pool.pk])).status_code == 200
    assert "Statement of" in words(browser.get(reverse("money")))


@pytest.mark.parametrize(
    ("scope", "changed_status", "statement_status"),
    [
        (RepresentationScope.LOOK, 409, 409),
        (RepresentationScope.DECIDE, 409, 409),
        (RepresentationScope.PAY, 302, 200),
    ],
)
def test_only_who_may_pay_for_somebody_opens_and_changes_their_sums(
    db, scope, changed_status, statement_status
):
    ann = make_someone("ann")
    source = make_source(ann, SourceKind.OWN, Rail.TRANSFER)
    rita = act_for(ann, scope=scope)

    changed = signed_in(rita).post(
        reverse("change_source", args=[source.pk]), {"amount_pence": "20"}
    )

    statement = signed_in(rita).get(reverse("statement", args=[source.pk]))
    assert (changed.status_code, statement.status_code) == (changed_status, statement_status)


def test_a_line_of_a_statement_says_on_a_phone_only_the_sum_it_has(db, monkeypatch):
    """In, back and spent: of the three a line has one, and the other two are not drawn there."""
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 2000) for person in people])
    go_on(pool)
    source = people[0].person.sources.get()

    page = signed_in(people[0]).get(reverse("statement", args=[source.pk])).content.decode()

    lines = page.count('<th scope="row"')
    assert lines
    assert page.count("cp-stack__nothing") == 2 * lines
    assert ".cp-stack td.cp-stack__nothing" in STYLES.read_text()


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_what_somebody_typed_is_no_formula_in_a_spreadsheet(db, monkeypatch, begins):
    """Typed by a person and by a provider: who said yes, what it is for, who is paid."""
    use_standin(monkeypatch)
    typed = {f"{begins}Ann", f"{begins}HYPERLINK(1)", f"{begins}1+1 Museum"}
    called, provider_name, what_for = sorted(typed, key=len)
    people = [make_someone(called), *make_people(3)]
    pool = make_pool(people, provider_name=provider_name)

    def cells():
        page = reverse("statement_csv", args=[people[0].person.sources.get().pk])
        table = signed_in(people[0]).get(page).content.decode("utf-8-sig")
        return [cell for row in csv.reader(io.StringIO(table)) for cell in row]

    pledges = [say_yes_for(pool, person, what_for) for person in people]
    promised = cells()
    office_agrees(pledges)
    look(pool, AFTER_CLOSE)
    paid = cells()

    assert f"'{provider_name}" in promised
    assert "Said yes to, not paid yet: at most £60.00" in promised
    assert {f"'{words}" for words in typed} <= set(paid)
    assert [cell for cell in promised + paid if cell.startswith(begins)] == []


def say_yes_for(pool, person, what_for: str) -> Pledge:
    request = make_request((make_source(person), 1500), what_for=what_for)
    return pledge(pool_id=pool.pk, request=request, by=person, now=NOW)


def test_other_days_are_chosen_in_a_form_and_kept_in_the_address(db):
    ann = make_someone("ann")
    source = make_source(ann, SourceKind.OWN, Rail.TRANSFER)
    browser, page = signed_in(ann), reverse("statement", args=[source.pk])

    chosen = browser.get(page, {**day("start", date(2027, 2, 3)), **day("end", date(2027, 3, 4))})
    assert chosen.url == f"{page}?from=2027-02-03&to=2027-03-04"

    wrong = browser.get(page, {**day("start", date(2027, 3, 4)), **day("end", date(2027, 2, 3))})
    assert wrong.status_code == 422
    assert words(wrong).count("The last day comes before the first.") == 2


@pytest.mark.holds("fault:J5")
def test_my_money_says_how_much_came_from_where_to_whoever_may_pay(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(5)
    pool, ann = make_pool(people), people[0]
    gift, wages = make_source(ann, called="a gift"), make_source(ann, called="wages")
    request = make_request((gift, 500), (wages, 1000))
    yeses = [pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)]
    yeses += [say_yes(pool, person, 1500) for person in people[1:]]
    office_agrees(yeses, make_officer())
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)

    text = words(signed_in(ann).get(reverse("money")))

    assert "£20 was paid out of “a gift”. £28 was paid out of “wages”." in text
    for_her = words(signed_in(act_for(ann)).get(reverse("money")))
    assert "was paid out of" not in for_her and "Tuesday people" in for_her
