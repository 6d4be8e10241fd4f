"""What the deeds of this app are about, as a person reads it in their history."""

from groups.models.briefs import Brief
from groups.models.calendar_feeds import CalendarFeed
from groups.models.decisions import Decision
from groups.models.gatherings import Gathering
from groups.models.members import Group
from groups.models.offers import Offer
from groups.models.peers import PeerOffer, PeerTalk
from providers.models.supply import Listing


def group_texts(ids: list[str]) -> dict[str, str]:
    return {
        str(pk): name for pk, name in Group.objects.filter(pk__in=ids).values_list("pk", "name")
    }


def listing_texts(ids: list[str]) -> dict[str, str]:
    listings = Listing.objects.filter(pk__in=ids)
    return {str(pk): title for pk, title in listings.values_list("pk", "title")}


def brief_texts(ids: list[str]) -> dict[str, str]:
    return {
        str(pk): what for pk, what in Brief.objects.filter(pk__in=ids).values_list("pk", "what")
    }


def offer_texts(ids: list[str]) -> dict[str, str]:
    offers = Offer.objects.filter(pk__in=ids)
    return {str(pk): summary for pk, summary in offers.values_list("pk", "summary")}


def peer_offer_texts(ids: list[str]) -> dict[str, str]:
    """What was done, that a talk is about."""
    return {str(each.pk): each.get_did_display() for each in PeerOffer.objects.filter(pk__in=ids)}


def peer_talk_texts(ids: list[str]) -> dict[str, str]:
    talks = PeerTalk.objects.filter(pk__in=ids).select_related("offer")
    return {str(each.pk): each.offer.get_did_display() for each in talks}


def decision_texts(ids: list[str]) -> dict[str, str]:
    """What the group is choosing for; never what anybody answered."""
    decisions = Decision.objects.filter(pk__in=ids)
    return {str(pk): what for pk, what in decisions.values_list("pk", "brief__what")}


def gathering_texts(ids: list[str]) -> dict[str, str]:
    """Which date; never what anybody said of it."""
    gatherings = Gathering.objects.filter(pk__in=ids)
    return {str(pk): title for pk, title in gatherings.values_list("pk", "title")}


def calendar_feed_texts(ids: list[str]) -> dict[str, str]:
    """Whose calendar it is in."""
    feeds = CalendarFeed.objects.filter(pk__in=ids)
    return {str(pk): name for pk, name in feeds.values_list("pk", "login__name")}
