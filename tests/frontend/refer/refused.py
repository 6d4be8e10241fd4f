"""What the last press of telling a place about somebody refuses, and so does the look before it."""

from django.urls import reverse

from tests.factories.referrals import make_place, told
from tests.factories.supply import make_someone

TYPED = {
    "referrer_kind": "neighbour",
    "called": "Rail",
    "postcode": "ZZ1 1AA",
    "line": "A warm meal.",
    "contact": "rail@example.org",
}


def a_way_of_whoever_tells():
    nell = make_someone("nell")
    return (
        nell,
        reverse("refer_to_listing", args=[make_place().pk]),
        TYPED | {"contact": "nell@example.org"},
    )


def of_somebody_told_of_before():
    nell, place = make_someone("nell"), make_place()
    told(nell, place, called="Rail", contact="rail@example.org")
    return nell, reverse("refer_to_listing", args=[place.pk]), TYPED


TELLINGS = {
    "a way of their own": a_way_of_whoever_tells,
    "told of before": of_somebody_told_of_before,
}
