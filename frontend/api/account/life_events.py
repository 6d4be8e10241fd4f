"""In hospital, moved, died: one line each, and over in one press (P20 to P22)."""

from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.life_events import (
    end_life_event,
    record_told_of_death,
    say_life_event,
)
from community.people.models.life_events import LifeEvent
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.life_events import life_events_with_deaths, open_life_events
from community.people.queries.visits import acting_at_visit
from community.people.rules.authority import check_may_stop
from community.people.scope_table import Seen
from community.people.states import LifeEventKind, LifeEventState
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, Needs, roles
from frontend.api.paper.base import PaperView
from frontend.api.serializers import EmptyIn, pence_field
from frontend.api.typed import Day, TypedLines, TypedText
from frontend.shared.reaching import reaching_texts_of
from pooling.payments.queries.cards import refunds_not_taken
from providers.queries.sessions import acting_at_register


class LifeEventIn(serializers.Serializer):
    kind = serializers.ChoiceField(LifeEventKind.choices)
    since = Day()
    words = TypedText(max_length=300, required=False, allow_blank=True)


class LifeEventOut(serializers.Serializer):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(LifeEventKind.choices)
    since = serializers.DateField()
    words = serializers.CharField()
    state = serializers.ChoiceField(LifeEventState.choices)


class LifeEventInAreaOut(LifeEventOut):
    called = serializers.CharField(source="person.preferred_name")
    told_at = serializers.DateTimeField(
        allow_null=True, help_text="Of a death: when everybody who is to be told was told."
    )
    reached_pence = serializers.IntegerField(
        allow_null=True,
        help_text="Of who has died: of what could not go back, how much reached the estate.",
    )
    reached_on = serializers.DateField(allow_null=True)
    reached_words = serializers.CharField(help_text="How.")
    not_taken_pence = serializers.SerializerMethodField()
    reaching = serializers.SerializerMethodField(
        help_text="What they said of how to reach them; empty of somebody who has died."
    )

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reaching(self, event: LifeEvent) -> list[str]:
        has_died = event.kind == LifeEventKind.DIED
        return [] if has_died else self.context["reaching"][event.person_id]

    @extend_schema_field(
        pence_field("Of somebody who has died: what could not go back to their card.")
    )
    def get_not_taken_pence(self, event: LifeEvent) -> int:
        is_seen_death = (event.kind, event.state) == (LifeEventKind.DIED, LifeEventState.SEEN)
        return self.context["not_taken"].get(event.person_id, 0) if is_seen_death else 0


class ToldOfDeathIn(serializers.Serializer):
    family_words = TypedLines(max_length=1000)


def _created(event: LifeEvent) -> Response:
    return Response(LifeEventOut(event).data, status=status.HTTP_201_CREATED)


@extend_schema(parameters=[ACTING_FOR])
class LifeEventViewSet(ActingViewSet):
    """What is so now, of whoever acts; of the person named in `X-Acting-For`, if any."""

    queryset = LifeEvent.objects.none()
    serializer_class = LifeEventOut
    shows = Seen.HELPS

    def needs_now(self) -> Needs:
        return Needs.SIGN_IN if self.action == "over" else Needs.PERSON

    @extend_schema(responses=LifeEventOut(many=True))
    def list(self, request: Request) -> Response:
        """To whoever may say it, as on the page."""
        check_may_stop(self.acting, now=clock.now())
        return self.list_response(open_life_events(self.person_id), LifeEventOut)

    @extend_schema(request=LifeEventIn, responses={201: LifeEventOut})
    def create(self, request: Request) -> Response:
        """At once no reminder goes out, and what waits for an answer waits."""
        return _created(say_life_event(**self.validated(LifeEventIn), **self.by_and_now))

    @extend_schema(request=EmptyIn, responses=LifeEventOut)
    @action(detail=True, methods=["post"])
    def over(self, request: Request, pk: str) -> Response:
        """Back, or settled; of a death that nobody has seen yet: it is not so."""
        return Response(LifeEventOut(end_life_event(life_event_id=int(pk), **self.by_and_now)).data)


class VisitLifeView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=LifeEventIn, responses={201: LifeEventOut})
    def post(self, request: Request, person_id: UUID) -> Response:
        """Said at a visit, by whoever tells this person things."""
        by = acting_at_visit(login=self.login, person_id=person_id)
        event = say_life_event(**self.validated(LifeEventIn), **(self.by_and_now | {"by": by}))
        return _created(event)


class BookingLifeView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=LifeEventIn, responses={201: LifeEventOut})
    def post(self, request: Request, booking_id: int) -> Response:
        """Said from the register of a session, by whoever runs it."""
        by = acting_at_register(login=self.login, booking_id=booking_id)
        event = say_life_event(**self.validated(LifeEventIn), **(self.by_and_now | {"by": by}))
        return _created(event)


class PaperLifeView(PaperView):
    @extend_schema(request=LifeEventIn, responses={201: LifeEventOut})
    def post(self, request: Request, code: str) -> Response:
        """A line on a sheet."""
        _member, by_and_now = self.member_of_sheet(code)
        return _created(say_life_event(**self.validated(LifeEventIn), **by_and_now))


class AreaLifeView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(responses=LifeEventInAreaOut(many=True))
    def get(self, request: Request) -> Response:
        """What was said of people in your areas and is not over; then those who have died, of
        whom everybody was told."""
        events = life_events_with_deaths(self.area_ids)
        not_taken = refunds_not_taken([event.person_id for event in events])
        reaching = reaching_texts_of({event.person_id for event in events})
        return self.list_response(
            events, LifeEventInAreaOut, not_taken=not_taken, reaching=reaching
        )


class DeathToldView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(request=ToldOfDeathIn, responses=LifeEventOut)
    def post(self, request: Request, life_event_id: int) -> Response:
        """A person has told the group and whoever runs what they went to."""
        event = record_told_of_death(
            life_event_id=life_event_id, **self.validated(ToldOfDeathIn), **self.by_and_now
        )
        return Response(LifeEventOut(event).data)
