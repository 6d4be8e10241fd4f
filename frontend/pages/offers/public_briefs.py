"""What groups want, for whoever could run it and is not known here yet."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from community.common import clock
from community.common.refusals import NotFound
from community.moderation.queries.items import held_back_now
from frontend.access import ActingRequest
from frontend.pages.offers.brief_rows import public_brief_card, public_brief_rows
from frontend.shared.connectors import who_sees_you_text
from groups.queries.briefs import brief_for_provider
from groups.queries.public_briefs import PublicBrief, public_brief, public_briefs
from providers.queries.supply import is_vetted, providers_of_login

BRIEFS_PER_PAGE = 10


def public_briefs_page(request: ActingRequest) -> HttpResponse:
    """No account is needed: somebody reads what is asked for before they say who they are."""
    page = Paginator(public_briefs(clock.today()), BRIEFS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    cards = [public_brief_card(PublicBrief.of(brief)) for brief in page]
    context = {"cards": cards, "page_obj": page, "held_back": held_back_now()}
    return render(request, "offers/public_briefs.html", context)


def public_brief_page(request: ActingRequest, brief_id: int) -> HttpResponse:
    """A few lines of it, and what comes before answering: for each reader, their own next step."""
    today = clock.today()
    brief = PublicBrief.of(public_brief(brief_id, today))
    if _may_read_it_all(brief_id, request.user.pk):
        return redirect("brief_near_me", brief_id)
    providers = list(providers_of_login(request.user.pk)) if request.user.pk else []
    not_vetted = [
        (provider, who_sees_you_text(provider.area_id))
        for provider in providers
        if not is_vetted(provider.pk, today)
    ]
    context = {
        "brief": brief,
        "rows": public_brief_rows(brief),
        "has_provider": bool(providers),
        "not_vetted": not_vetted,
    }
    return render(request, "offers/public_brief.html", context)


def _may_read_it_all(brief_id: int, login_id: int | None) -> bool:
    try:
        brief_for_provider(brief_id, login_id, clock.now())
    except NotFound:
        return False
    return True
