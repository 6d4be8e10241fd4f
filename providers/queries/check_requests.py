"""What people ask to be checked: for whoever answers, and on the page of the thing."""

from collections.abc import Collection

from community.common.refusals import or_not_found
from providers.models.check_requests import CheckRequest


def check_request_of_listing(listing_id: int) -> CheckRequest | None:
    """The latest, answered or not."""
    return CheckRequest.objects.filter(listing_id=listing_id).order_by("-pk").first()


def check_requests_to_answer(area_ids: Collection[int]) -> list[CheckRequest]:
    """For those who work in these areas, what is due first first."""
    waiting = CheckRequest.objects.filter(listing__provider__area_id__in=area_ids, answered_at=None)
    return list(waiting.select_related("listing").order_by("answer_by", "pk"))


def check_request_to_answer(check_request_id: int, *, area_ids: Collection[int]) -> CheckRequest:
    """One in these areas, answered or not; any other is not found."""
    requests = CheckRequest.objects.filter(listing__provider__area_id__in=area_ids)
    return or_not_found(
        requests.filter(pk=check_request_id).select_related("listing", "listing__provider").first()
    )
