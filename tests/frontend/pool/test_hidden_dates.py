"""What a person hides of their dates is not listed to who acts for them where it is paid for."""

import pytest
from django.urls import reverse

from community.common.clock import LONDON
from community.common.dates import format_day, format_moment
from community.people.states import RepresentationScope
from pooling.pools.models.pledges import MoneySource
from providers.actions.hidden_dates import hide_date
from tests.factories.pools import AFTER_CLOSE
from tests.factories.representations import act_for
from tests.frontend.visiting import signed_in

from .paid import hold_one

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
    # The days that a shared cost begins and ends on are its terms, and stand in them.
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
