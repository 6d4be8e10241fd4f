"""The only readers of groups, each saying who may see what it answers."""

from .briefs import (
    BriefNear,
    brief_for_member,
    brief_for_provider,
    briefs_near,
    briefs_of,
    briefs_of_person,
    logins_within_reach,
)
from .members import (
    GroupPage,
    group_for,
    groups_of,
    invite_by_code,
    invite_of_mine,
    invites_of,
    member_by_paper_code,
    member_ids,
    membership,
)
from .offers import (
    Compared,
    my_offers,
    offer_for_provider,
    offers_to_compare,
    provider_spoken_for,
)
from .voices import (
    Choice,
    Standing,
    chosen_offer,
    decision_by_id,
    decision_for,
    open_decisions_for,
)

__all__ = [
    "BriefNear",
    "Choice",
    "Compared",
    "GroupPage",
    "Standing",
    "brief_for_member",
    "brief_for_provider",
    "briefs_near",
    "briefs_of",
    "briefs_of_person",
    "chosen_offer",
    "decision_by_id",
    "decision_for",
    "group_for",
    "groups_of",
    "invite_by_code",
    "invite_of_mine",
    "invites_of",
    "logins_within_reach",
    "member_by_paper_code",
    "member_ids",
    "membership",
    "my_offers",
    "offer_for_provider",
    "offers_to_compare",
    "open_decisions_for",
    "provider_spoken_for",
]
