from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from community.places.activity_kinds import ACTIVITY_KINDS
from frontend.components.refusals import catch_refusals
from frontend.pages.find.result_cards import result_card
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import parse_search_query

from .forms import FindForm, MissingForm

ON_A_PAGE = 10  # a page that can be read to its end


def start(request):
    """The first page: one question, and how it all works in five short lines."""
    return render(request, "find/start.html", {"form": FindForm(initial=_known(request))})


def find(request):
    """The list for a question, or the question itself."""
    if "postcode" not in request.GET:
        initial = _known(request) | request.GET.dict()
        return render(request, "find/ask.html", {"form": FindForm(initial=initial)})
    form = FindForm(request.GET)
    if form.is_valid() and "change" in request.GET:
        return render(request, "find/ask.html", {"form": form, "is_changing": True})
    if form.is_valid():
        with catch_refusals(form):
            results = search_near(parse_search_query(**form.cleaned_data))
            return render(request, "find/results.html", _shown(request, form, results))
    return render(request, "find/ask.html", {"form": form}, status=422)


def kinds(request):
    return render(request, "find/kinds.html", {"kinds": ACTIVITY_KINDS})


def _shown(request, form, results: SearchResults) -> dict:
    """The results a page at a time: matches, then what is not known."""
    found = [(True, row) for row in results.matches] + [(False, row) for row in results.not_known]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = results.asked
    any_kind = _with(request, kind="")  # ends in "kind=", being said last
    return {
        "form": form,
        "results": results,
        "asked": asked,
        "page_obj": page,
        "matches": [result_card(row, asked) for sure, row in page if sure],
        "not_known": [result_card(row, asked) for sure, row in page if not sure],
        "kinds": [(kind.name, count, any_kind + kind.slug) for kind, count in results.kinds],
        "change_url": _with(request, change="1"),
        "wider_url": "" if asked.miles == 25 else _with(request, miles=25),
        "everything_url": _with(request, words="") if asked.words else "",
        "missing": MissingForm(
            initial={
                "words": asked.words,
                "postcode": asked.place.outward_code,
                "searched": asked.words,
            },
            auto_id="missing_%s",
        ),
    }


def _with(request, **changed) -> str:
    """This question's address with something changed, from its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("change", None)
    for name, value in changed.items():
        query.pop(name, None)
        query[name] = value
    return f"{reverse('find')}?{query.urlencode()}"


def _known(request) -> dict:
    """What a signed-in person need not type again."""
    person = request.acting.person if request.user.is_authenticated else None
    return {"postcode": person.outward_code} if person and person.outward_code else {}
