"""`{% form_guard %}` stands first in every form of ours that is posted, in place of csrf_token."""

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from community.common.shown import Shown, digest_of
from frontend.shared.form_guard.guards import (
    GUARD_FIELD,
    SHOWN_FIELD,
    FormGuard,
    GuardedRequest,
    guard_for_page,
    login_id_of,
)

register = template.Library()
HIDDEN = '<input type="hidden" name="{}" value="{}">'


@register.simple_tag(takes_context=True)
def form_guard(
    context: Context,
    began_from: Any = "",
    shown_digest: str = "",
    shown: Shown = (),
    guard: FormGuard | None = None,
) -> SafeString:
    """Both tokens. `began_from` is the version of what two may edit at once; `shown` the lines that
    the button agrees to, or `shown_digest` where the lines are kept; `guard` only where a form is
    sent once more as it was opened."""
    request: GuardedRequest | None = getattr(context, "request", None) or context.get("request")
    if request is None or not hasattr(request, "page_guard"):
        return SafeString("")  # a page without the middleware: its form is refused
    shown_digest = digest_of(shown) if shown else shown_digest
    guard = guard or guard_for_page(request, began_from=str(began_from), shown_digest=shown_digest)
    return format_html(
        HIDDEN * 2 + (HIDDEN if shown else ""),
        "csrfmiddlewaretoken",
        request.page_guard.csrf_token,
        GUARD_FIELD,
        guard.sign(login_id_of(request)),
        SHOWN_FIELD,
        json.dumps(shown),
    )
