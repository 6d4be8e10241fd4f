"""A group as it is found: by its purpose and its postcode's first half, with nobody's name; by its
own words once somebody has looked at them."""

from django.utils.translation import gettext as _

from community.places.actions.search_index import (
    index_object,
    unindex_object,
    unindex_pools_of_group,
)
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.search_document import SearchDocument
from groups.models.members import Group
from groups.queries.group_words import group_for_everybody
from groups.queries.pauses import is_found
from groups.wording import purposes_text


def index_group(group: Group) -> None:
    """Keep the search index as the group wants to be found. The caller holds the group's row."""
    if is_found(group):
        index_object(document=_document(group_for_everybody(group)))
    else:
        unindex_object(object_type=ObjectType.GROUP, object_id=group.pk)
        unindex_pools_of_group(group.pk)


def _document(group: Group) -> SearchDocument:
    return SearchDocument(
        object_type=ObjectType.GROUP,
        object_id=group.pk,
        title=group.name,
        summary=group.purpose_words or purposes_text(group.purposes),
        search_words=purposes_text(group.purposes),
        latitude=group.latitude,
        longitude=group.longitude,
        is_by_district=True,
        openness=OpennessRank.OPEN,
        price_kind="",
        price_words=_("No money needed to be in it"),
        purposes=tuple(group.purposes),
        place_words=_("Near %(outward)s") % {"outward": group.outward_code},
        when_words=group.how_often,
        area_id=group.area_id,
        is_example=group.is_example,
    )
