"""Who hears nothing from whom. Read by nobody but whoever blocked them, and who acts for them."""

from collections.abc import Collection
from uuid import UUID

from community.common.refusals import or_not_found
from community.conversations.models import MemberBlock


def blocks_of_person(person_id: UUID | None) -> list[MemberBlock]:
    """Those that hold, the newest first."""
    if person_id is None:
        return []
    live = MemberBlock.objects.filter(person_id=person_id, ended_at__isnull=True)
    return list(live.order_by("-blocked_at", "-pk"))


def own_block(block_id: int, person_id: UUID | None) -> MemberBlock:
    """To anybody else it is not there."""
    own = MemberBlock.objects.filter(person_id=or_not_found(person_id))
    return or_not_found(own.filter(pk=block_id).first())


def blocked_ids(person_id: UUID | None) -> set[UUID]:
    """Whom this person hears nothing from."""
    return {block.blocked_id for block in blocks_of_person(person_id)}


def who_blocked(person_id: UUID | None, among: Collection[UUID]) -> set[UUID]:
    """Of these persons, those who hear nothing from this one."""
    if person_id is None:
        return set()
    live = MemberBlock.objects.filter(blocked_id=person_id, ended_at__isnull=True)
    return set(live.filter(person_id__in=list(among)).values_list("person_id", flat=True))
