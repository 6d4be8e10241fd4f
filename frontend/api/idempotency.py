"""A call that writes may carry a key of its own: sent again with it, it is not done again."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import IntegerField, JSONField, Serializer
from rest_framework.status import HTTP_208_ALREADY_REPORTED
from rest_framework.views import APIView

from community.common import clock
from community.common.actions import do_deed_once
from community.common.deed_keys import KeptAnswer, SentDeed
from community.people.acting import Acting
from frontend.shared.asks_outside import is_asking_outside
from frontend.shared.uploads import digest_of_upload

IDEMPOTENCY_KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"
MAX_KEY_CHARS = 255
IDEMPOTENCY_KEY = OpenApiParameter(
    IDEMPOTENCY_KEY_HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=(
        "Any text of your own, new for each deed, at most 255 letters. Within 30 days the same call"
        " with the same key and body is done once: after that it is answered with 208, the status"
        " that it had and the `id` of what was made. With another body it is a 409, `sent_already`."
    ),
)


class OnceByKeyMixin(APIView):
    """Knows `Idempotency-Key`. Who acts is for the resource to say."""

    @property
    def acting(self) -> Acting:
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        key = request.headers.get(IDEMPOTENCY_KEY_HEADER)
        method = str(request.method).lower()
        handler = getattr(self, method, None)
        if key and handler and request.method not in SAFE_METHODS:
            # As a viewset does with its actions: the name of the method is the call's own answer.
            setattr(self, method, partial(self._answer_once, key, handler))

    def _answer_once(
        self, key: str, handler: Callable[..., Response], request: Request, **kwargs: Any
    ) -> Response:
        if len(key) > MAX_KEY_CHARS:
            raise ValidationError({IDEMPOTENCY_KEY_HEADER: [_("This key is too long.")]})
        if is_asking_outside(handler):
            return handler(request, **kwargs)
        deed = SentDeed(
            key=key,
            login_id=request.user.pk,
            person_id=self.acting.person_id,
            address=f"{request.method} {request.get_full_path()}",
            body=body_of(request),
        )
        answer = do_deed_once(
            deed=deed,
            do=lambda: handler(request, **kwargs),
            answer_of=kept_answer,
            now=clock.now(),
        )
        return replay(answer) if isinstance(answer, KeptAnswer) else answer


def body_of(request: Request) -> str:
    """What was sent, in one way of writing it: order and spaces say nothing."""
    data = request.data
    fields = dict(data.lists()) if isinstance(data, QueryDict) else data
    return json.dumps(fields, sort_keys=True, default=_as_text)


def _as_text(value: Any) -> str:
    return digest_of_upload(value) if isinstance(value, UploadedFile) else str(value)


def kept_answer(response: Response) -> KeptAnswer | None:
    """Its status and the id of what was made. Nothing else of the answer is kept."""
    if response.status_code >= 400:
        return None
    made = response.data.get("id") if isinstance(response.data, dict) else None
    return KeptAnswer(response.status_code, "" if made is None else json.dumps(made, default=str))


class DoneAlreadyOut(Serializer):
    """What is kept of a call that was made before with this key."""

    status = IntegerField(help_text="What it was answered with then.")
    id = JSONField(allow_null=True, help_text="Of what was made; null where nothing has one.")


def replay(answer: KeptAnswer) -> Response:
    made = json.loads(answer.text) if answer.text else None
    body = DoneAlreadyOut({"status": answer.status, "id": made}).data
    return Response(body, status=HTTP_208_ALREADY_REPORTED, headers={REPLAYED_HEADER: "true"})
