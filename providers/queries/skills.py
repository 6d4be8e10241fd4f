"""What providers say that they are skilled in, and for what nobody is open (M30)."""

from datetime import date

from providers.models.supply import Listing
from providers.rules.listings import openness_of_listing
from providers.states import ListingState, Openness, Skill


def nobody_open_for(area_id: int, *, on: date) -> list[Skill]:
    """Of an area: each skill of which no provider shows something that has places. Paused, taken
    down and full are not open. One statement."""
    listings = Listing.objects.filter(
        provider__area_id=area_id, state=ListingState.SHOWN, provider__skills__len__gt=0
    ).select_related("provider")
    is_open = [each for each in listings if openness_of_listing(each, on=on) != Openness.FULL]
    found = {skill for each in is_open for skill in each.provider.skills}
    return [skill for skill in Skill if skill.value not in found]
