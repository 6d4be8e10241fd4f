"""What the resources of somebody in a role share: their areas, and their own hands."""

from typing import cast

from rest_framework.permissions import IsAuthenticated
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.models import Login
from community.people.queries import roles_of


class ActingView(APIView):
    """For a login in its role, whoever else it may act for. Without the role it is not there."""

    permission_classes = [IsAuthenticated]

    @property
    def login(self) -> Login:
        return cast(Login, self.request.user)  # nobody else is let in

    @property
    def by(self) -> Acting:
        return Acting(login=self.login)

    @property
    def deed(self) -> dict:
        """Who does it and when, for an action."""
        return {"by": self.by, "now": clock.now()}

    def areas(self, *kinds) -> list[int]:
        """The ids of the areas where one holds a role of these kinds."""
        areas = sorted({area for kind, area in roles_of(self.login.pk) if kind in kinds})
        if not areas:
            raise NotFound("")
        return areas

    def said(self, shape, **options) -> dict:
        given = shape(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return given.validated_data
