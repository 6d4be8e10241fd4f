"""Resources of whoever acts in a call, for themselves or for the person they name."""

from django_filters.rest_framework import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import IsAuthenticated
from rest_framework.viewsets import GenericViewSet

from community.common import clock

from .acting import ACTING_FOR_HEADER, acting_of

# For the documentation: every call may say whom it is made for.
ACTING_FOR = OpenApiParameter(
    ACTING_FOR_HEADER,
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="The person this call is made for. Without it, whoever signed in.",
)


class ActingViewSet(GenericViewSet):
    """Anybody else's thing is not there."""

    permission_classes = [IsAuthenticated]
    filterset_class: type[FilterSet] | None = None
    lookup_value_regex = r"\d{1,18}"

    @property
    def deed(self) -> dict:
        """Who does it and when, for an action."""
        return {"by": acting_of(self.request), "now": clock.now()}

    def listed(self, things, shape):
        page = self.paginate_queryset(self.narrowed(things))
        return self.get_paginated_response(shape(page, many=True).data)

    def narrowed(self, things):
        """By what the call asks for, where this list has a filter."""
        is_filtered = self.filterset_class and self.action == "list"
        return self.filter_queryset(things) if is_filtered else things

    def said(self, shape, **options):
        given = shape(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)
