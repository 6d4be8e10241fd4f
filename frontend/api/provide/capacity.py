"""How many units a month a provider has for new people, and what each kind of help takes."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from frontend.api.base import ActingView, Needs
from frontend.api.provide.capacity_serializers import CapacityIn, CapacityOut, SkillsIn
from providers.actions.capacity import say_month_units
from providers.actions.providers import say_skills
from providers.queries.capacity import own_capacity
from providers.queries.supply import provider_of_login


class SkillsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=SkillsIn, responses=SkillsIn)
    def put(self, request: Request, provider_id: int) -> Response:
        """What you are skilled in; the page of your area says for what nobody is open."""
        skills = self.validated(SkillsIn)["skills"]
        provider = say_skills(provider_id=provider_id, skills=skills, **self.by_and_now)
        return Response({"skills": provider.skills})


class CapacityView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=CapacityOut)
    def get(self, request: Request, provider_id: int) -> Response:
        """This month, and how much of it is taken; never by whom."""
        return self._own(provider_id)

    @extend_schema(request=CapacityIn, responses=CapacityOut)
    def put(self, request: Request, provider_id: int) -> Response:
        """From this month on. Nobody loses a place by it."""
        said = self.validated(CapacityIn)
        say_month_units(provider_id=provider_id, **said, **self.by_and_now)
        return self._own(provider_id)

    def _own(self, provider_id: int) -> Response:
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        return Response(CapacityOut(own_capacity(provider.pk, now=clock.now())).data)
