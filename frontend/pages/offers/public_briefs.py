"""What groups want, for whoever could run it and is not known here yet."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from community.common import clock
from community.common.refusals import NotFound
from groups.queries.briefs import brief_for_provider
from groups.queries.public_briefs import PublicBrief, public_brief, wanted
from providers.queries.supply import is_vetted, providers_of_login

ON_A_PAGE = 10


def all_wanted(request):
    """No account is needed: somebody reads what is asked for before they say who they are."""
    page = Paginator(wanted(clock.today()), ON_A_PAGE).get_page(request.GET.get("page"))
    briefs = [PublicBrief.of(brief) for brief in page]
    return render(request, "offers/wanted.html", {"briefs": briefs, "page_obj": page})


def one(request, brief_id):
    """A few lines of it, and what comes before answering: for each reader, their own next step."""
    today = clock.today()
    brief = PublicBrief.of(public_brief(brief_id, today))
    if _reads_it_all(brief_id, request.user.pk, today):
        return redirect("brief_near_me", brief_id)
    mine = list(providers_of_login(request.user.pk)) if request.user.pk else []
    unseen = [provider for provider in mine if not is_vetted(provider.pk, today)]
    context = {"brief": brief, "has_provider": bool(mine), "unseen": unseen}
    return render(request, "offers/wanted_one.html", context)


def _reads_it_all(brief_id, login_id, today) -> bool:
    try:
        brief_for_provider(brief_id, login_id, today)
    except NotFound:
        return False
    return True
