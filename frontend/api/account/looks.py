"""Words that strangers will read, for whoever may look at them."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.shown import digest_of
from community.conversations.actions.reports import let_words_stay, take_words_down
from community.moderation.models import ModerationItem
from community.moderation.queries.items import items_to_look_at
from community.moderation.rules.looking import EVER_LOOK, words_shown
from community.moderation.states import HeldBackReason
from community.pictures.queries.pictures import SHOWN_WIDTH, picture_in_words
from frontend.api.base import ActingViewSet, roles
from frontend.api.serializers import digest_field
from frontend.api.typed import TypedLines
from frontend.shared.bodies import bodies_of


class WordsOut(serializers.ModelSerializer):
    """`reason` and `why_words`: what somebody proposes who may not decide it alone."""

    area_name = serializers.CharField(source="area.name")
    digest = serializers.SerializerMethodField(
        help_text="Of these words: sent with what is said of them."
    )

    picture = serializers.SerializerMethodField(
        help_text="Where the words tell what a picture shows: its address."
    )

    class Meta:
        model = ModerationItem
        fields = [
            "id", "words", "area_name", "state", "waits_since", "reason", "why_words", "digest",
            "is_reported", "reported_as", "picture",
        ]  # fmt: skip

    def get_picture(self, item: ModerationItem) -> str:
        picture = picture_in_words(item.about) if item.has_picture else None
        return reverse("picture_file", args=[picture.code, SHOWN_WIDTH]) if picture else ""

    def get_digest(self, item: ModerationItem) -> str:
        return digest_of(words_shown(item.words))


class LookIn(serializers.Serializer):
    digest = digest_field("GET looks/")


class HoldBackIn(LookIn):
    reason = serializers.ChoiceField(choices=HeldBackReason.choices)
    why_words = TypedLines(max_length=400)
    is_paid_by_whom_it_is_about = serializers.BooleanField(default=False)


class LookViewSet(ActingViewSet):
    """Those that wait in one's areas, who waits longest first; never one's own."""

    queryset = ModerationItem.objects.none()
    serializer_class = WordsOut
    needs = roles(*EVER_LOOK)

    @extend_schema(responses=WordsOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(items_to_look_at(self.login.pk), WordsOut)

    @extend_schema(request=LookIn, responses=WordsOut, operation_id="looks_pass")
    @action(detail=True, methods=["post"], url_path="pass")
    def let_through(self, request: Request, pk: str) -> Response:
        """Anybody may read them from now on."""
        item = let_words_stay(item_id=int(pk), **self.validated(LookIn), **self.by_and_now)
        return Response(WordsOut(item).data)

    @extend_schema(request=HoldBackIn, responses=WordsOut)
    @action(detail=True, methods=["post"], url_path="hold-back")
    def hold_back(self, request: Request, pk: str) -> Response:
        """For one of three reasons, which whoever wrote them reads. Still `waiting` where
        somebody of another body has to look too."""
        bodies = bodies_of(self.login.pk)
        data = self.validated(HoldBackIn)
        item = take_words_down(item_id=int(pk), **data, bodies=bodies, **self.by_and_now)
        return Response(WordsOut(item).data)
