"""What a person hides of their dates is not listed to who acts for them where it is paid for."""

import html

import pytest
from django.urls import reverse

from community.common.clock import LONDON
from community.common.dates import format_day, format_moment
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.people.states import RepresentationScope
from pooling.pools.models.pledges import MoneySource
from providers.actions.hidden_dates import hide_date
from tests.factories.pools import AFTER_CLOSE
from tests.factories.representations import act_for
from tests.factories.supply import make_connector
from tests.frontend.represent.scope_world import Looker, addresses_with
from tests.frontend.visiting import signed_in, without_refusal_pages

from .paid import hold_one
from .test_cover_choice import half_paid, one_stopped, stop  # noqa: F401  fixtures, by name
from .test_files_in_words import text_of_pdf

PAY = RepresentationScope.PAY


def booking_of(pool, person, number):
    row = pool.sessions.order_by("session__starts_at")[number]
    return row.session.bookings.get(person=person.person)


@pytest.mark.holds("P12")
def test_neither_the_next_day_nor_every_date_nor_a_statement_names_it(funded):
    people, pool, _officer = funded
    ann, hidden = people[0], [booking_of(pool, people[0], number) for number in (0, 1)]
    rita = act_for(ann, scope=PAY)
    source = MoneySource.objects.get(person=ann.person)
    pages = [
        reverse("pool", args=[pool.pk]),
        reverse("pool_statement", args=[pool.pk]),
        reverse("statement", args=[source.pk]),
    ]
    hold_one(pool, ann)
    first, second = [each.session.starts_at for each in hidden]
    named = [format_moment(second), format_day(second), format_day(first)]
    for place in hidden:
        hide_date(booking_id=place.pk, by=ann, now=AFTER_CLOSE)

    def lists(by) -> list[bool]:
        browser = signed_in(by)
        return [day in browser.get(page).text for page, day in zip(pages, named, strict=True)]

    assert (lists(ann), lists(rita)) == ([True] * 3, [False] * 3)
    starts = signed_in(rita).get(f"/api/pools/{pool.pk}/").json()["starts"]
    iso = {each.session.starts_at.astimezone(LONDON).isoformat() for each in hidden}
    assert starts and not iso & set(starts)


NAMED_UNTIL_HIDDEN = {
    "api:brief-offers", "api:changes", "api:group-detail", "api:message-list", "api:pool",
    "api:pool_statement", "leave_group", "leave_sheet", "messages", "offers", "pool", "pool_cover",
    "pool_agreement", "pool_agreement_pdf", "pool_paper", "pool_paper_pdf", "pool_plan_pdf",
    "pool_plan_words", "pool_statement", "pool_status",
}  # fmt: skip


OF_TODAY = {"words_taken_down"}  # counts days from when it is read, to anybody


def where_they_stand(by, ids, days, among=None) -> set[str]:
    """The names of the pages, answers and files, all or those `among`, in which one of these days
    stands."""
    looker, names = Looker.of(by), set()
    for name, address in addresses_with(ids):
        if among is not None and name not in among:
            continue
        with without_refusal_pages():
            answer = looker.get(name, address)
        if answer.status_code != 200:
            continue
        content = answer.getvalue()
        is_pdf = answer.get("Content-Type") == "application/pdf"
        text = text_of_pdf(content) if is_pdf else html.unescape(content.decode())
        if any(day in " ".join(text.split()) for day in days):
            names.add(name)
    return names


@pytest.mark.holds("P12")
def test_no_page_answer_or_file_names_the_first_or_the_last_day_to_who_acts(one_stopped):  # noqa: F811
    people, pool = one_stopped
    ann = people[0]
    rita = act_for(ann, scope=PAY)
    hidden = [booking_of(pool, ann, number) for number in (0, 3)]  # of what is paid for
    starts = [each.session.starts_at.astimezone(LONDON) for each in hidden]
    days = [form for start in starts for form in (format_day(start), start.date().isoformat())]
    ids = {
        "pool_id": pool.pk, "group_id": pool.group_id, "offer_id": pool.offer_id,
        "brief_id": pool.offer.brief_id, "provider_id": pool.provider_id,
        "source_id": MoneySource.objects.get(person=ann.person).pk,
        "booking_id": hidden[0].pk, "session_id": hidden[0].session_id,
    }  # fmt: skip
    assert where_they_stand(rita, ids, days, NAMED_UNTIL_HIDDEN) == NAMED_UNTIL_HIDDEN

    for place in hidden:
        hide_date(booking_id=place.pk, by=ann, now=AFTER_CLOSE)

    assert where_they_stand(rita, ids, days) - OF_TODAY == set()
    assert where_they_stand(ann, ids, days, NAMED_UNTIL_HIDDEN) == NAMED_UNTIL_HIDDEN


@pytest.mark.holds("P12")
def test_who_acts_tells_nothing_of_a_hidden_day_that_comes_later_and_counts_none(half_paid):  # noqa: F811
    people, pool = half_paid
    ann, rita = people[0], act_for(people[0], scope=PAY)
    ContactPlan.objects.update_or_create(
        person_id=ann.person_id,
        defaults={"channel": "in_person", "address": "", "through_login_id": rita.login_id},
    )

    def plan_words(by) -> str:
        page = signed_in(by).get(reverse("pool_plan_words", args=[pool.pk]))
        return page.context["text"]

    assert "£12 a session, and £96 in all." in plan_words(rita)
    hide_date(booking_id=booking_of(pool, ann, 0).pk, by=ann, now=AFTER_CLOSE)
    stop(people[4])

    message = Message.objects.get(kind="place_not_covered", person_id=ann.person_id)
    assert format_day(booking_of(pool, ann, 0).session.starts_at) in message.text
    assert message.not_told_by_login_id == rita.login_id
    assert message not in next_visit_items(rita.login_id)
    assert message in next_visit_items(make_connector().login_id, stands_in_for=[ann.person_id])
    assert "£12 a session, and £96 in all." in plan_words(ann)
    assert "£12 a session.\n" in plan_words(rita)
    assert "in all" not in plan_words(rita)
