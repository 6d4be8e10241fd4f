"""Which bodies pay a login: the council of each area that it works for, and each provider that it
speaks for (docs/decisions/who-looks-over-words.md)."""

from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from community.places.models.areas import Area
from providers.queries.supply import providers_of_login

COUNCIL = "council"  # what people write who mean theirs


def bodies_of(login_id: int) -> frozenset[str]:
    """By the names that words may hold. Nothing says who pays a worker of an area, so it is taken
    to be its council; the seat of a user-led organisation is a body of its own."""
    roles = roles_of(login_id)
    works_in = {area_id for kind, area_id in roles if kind != RoleKind.USER_LED_SEAT}
    seats_in = {area_id for kind, area_id in roles if kind == RoleKind.USER_LED_SEAT}
    names = {each.name for each in providers_of_login(login_id)}
    names |= {f"{RoleKind.USER_LED_SEAT} {area_id}" for area_id in seats_in}
    for council in Area.objects.filter(pk__in=works_in).values_list("council", flat=True):
        names |= {council, COUNCIL}
    return frozenset(names)
