"""Where the card processor tells us of its own accord that something happened.

The bytes are checked against their signature before anything in them is read; then stored, once,
and answered. What happened is read from the processor later, by the worker.
"""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from community.common import clock
from pooling.payments.actions.events import store_event
from pooling.payments.processor.events import BadSignature

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def receive_event(request: HttpRequest) -> HttpResponse:
    try:
        store_event(
            body=request.body,
            signature=request.headers.get("Stripe-Signature", ""),
            now=clock.now(),
        )
    except BadSignature:
        log.error("an event came that the card processor did not sign, or signed long ago")
        return HttpResponseBadRequest()
    return HttpResponse(status=204)


urlpatterns = [path("processor/events/", receive_event, name="processor_events")]
