"""What the resources of a signed-in person share: who acts, when, the shape of what is sent."""

from rest_framework.permissions import IsAuthenticated
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import NotFound

from .acting import acting_of


class Own(APIView):
    """For a person, or whoever acts for them (`X-Acting-For`). Anything else is not there."""

    permission_classes = [IsAuthenticated]

    @property
    def by(self):
        by = acting_of(self.request)
        if by.person is None:
            raise NotFound("")
        return by

    @property
    def deed(self) -> dict:
        """Who does it and when, for an action."""
        return {"by": self.by, "now": clock.now()}

    def said(self, shape, **options) -> dict:
        given = shape(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return given.validated_data
