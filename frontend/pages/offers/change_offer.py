"""An offer that was sent, as if it were typed anew on its four pages: where a change begins."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.http import QueryDict

from community.common.clock import LONDON
from community.common.money import format_pounds
from frontend.pages.offers.forms import INTERVAL_DAYS
from groups.models.offers import Offer

UNCHANGED_FIELDS = {
    "what": ("summary", "minutes", "place_words", "postcode", "smallest", "largest"),
    "price": (
        "missed_rule",
        "missed_notice_hours",
        "change_of_mind",
        "address_words",
        "try_first",
    ),
    "people": (
        "who_comes",
        "same_person",
        "travel_paid",
        "care_basis",
        "care_where_words",
        "cqc_id",
        "carer_tasks",
        "time_off_minutes",
    ),
    "more": ("getting_there", "languages_words", "complain_words"),
}


def texts_of_offer(offer: Offer) -> dict[str, str]:
    """{page: what its form would have sent}. Without "what" where its dates fit no box of ours."""
    texts = {
        step: {name: str(getattr(offer, name)) for name in names}
        for step, names in UNCHANGED_FIELDS.items()
    }
    texts["price"] |= _prices(offer)
    if offer.is_hands_on:
        texts["people"]["is_hands_on"] = "on"
    if offer.hourly_pay_pence is not None:
        texts["people"]["hourly_pay_pence"] = format_pounds(offer.hourly_pay_pence)
    dates = _dates(offer)
    if dates:
        texts["what"] |= dates
    else:
        del texts["what"]
    data_by_step = {step: QueryDict(mutable=True) for step in texts}
    for step, boxes in texts.items():
        for name, text in boxes.items():
            data_by_step[step][name] = text
    data_by_step["more"].setlist("requirements_met", offer.requirements_met)
    return {step: data.urlencode() for step, data in data_by_step.items()}


def _prices(offer: Offer) -> dict[str, str]:
    boxes = {f"price_{people}": format_pounds(pence) for people, pence in offer.price_of.items()}
    if offer.price_for_one_pence is not None:
        boxes["price_for_one_pence"] = format_pounds(offer.price_for_one_pence)
    return boxes


def _dates(offer: Offer) -> dict[str, str]:
    """The boxes that make the offer's sessions; none where no boxes of ours would."""
    starts = [datetime.fromisoformat(start).astimezone(LONDON) for start in offer.starts]
    days = [start.date() for start in starts]
    every = _every(days)
    if every is None or len({start.time() for start in starts}) > 1:
        return {}
    until = offer.good_until
    return {
        "first_day_day": str(days[0].day),
        "first_day_month": str(days[0].month),
        "first_day_year": str(days[0].year),
        "starts_at": starts[0].strftime("%H.%M"),
        "how_many": str(len(days)),
        "every": every,
        "good_until_day": str(until.day),
        "good_until_month": str(until.month),
        "good_until_year": str(until.year),
    }


def _every(days: Sequence[date]) -> str | None:
    for name, step in INTERVAL_DAYS.items():
        if days == [days[0] + timedelta(days=step * turn) for turn in range(len(days))]:
            return name
    return None
