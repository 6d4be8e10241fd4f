"""The first page, the results of a search, and one listing of them."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from community.common import clock
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.pictures.queries.pictures import shown_pictures
from community.places.activity_kinds import ACTIVITY_KINDS
from community.places.queries import area_of_location, ways_into_open_areas
from frontend.access import ActingRequest
from frontend.components.blocks import ResultCard
from frontend.components.refusals import catch_refusals
from frontend.pages.find.calendars import kind_calendar_link
from frontend.pages.find.coming import coming_of
from frontend.pages.find.kept_searches import may_keep
from frontend.pages.find.nothing_found import nothing_found_context
from frontend.pages.find.own_map import own_map_links
from frontend.pages.find.result_cards import result_cards
from frontend.pages.find.results_map import results_map
from frontend.pages.find.suggestions import suggestion_cards
from frontend.shared.unmet_needs import reader_text
from marketplace.referrals.states import ObstacleReason
from marketplace.search.queries.listing_detail import listing_detail
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import MILES, parse_search_query
from marketplace.search.queries.similar import paused_with_similar, with_similar
from providers.queries.directories import each_once
from providers.rules.listings import ListingPaused

from .forms import FindForm, UnmetNeedForm

MAX_MILES = max(MILES)
TWO_LIKE_IT = 2
# What many come for: the words that are looked for, and what the button says.
WISHES = (
    ("company", _("Company")),
    ("garden", _("A garden")),
    ("warm meal", _("A warm meal")),
    ("time off carers", _("Time off for carers")),
)
# Where one may begin: a head, a route, what it is called, and a line about it.
WAYS = (
    (
        "heads/bun.svg",
        "find",
        _("Something for me"),
        _("Something to do, or somebody to do it with."),
    ),
    (
        "heads/scarf.svg",
        "choose_person",
        _("Someone I care for"),
        _("Look, choose or pay for them, once they have agreed."),
    ),
    (
        "heads/curls.svg",
        "start_group",
        _("Start a group"),
        _("A few people who like the same. It costs nothing."),
    ),
    (
        "heads/cap.svg",
        "provide",
        _("Something I run"),
        _("Put it up in ten minutes. It costs nothing."),
    ),
    (
        "heads/grey.svg",
        "join",
        _("I have a card with a code"),
        _("Come in by what somebody gave you."),
    ),
)
PARTS_OF_RESULTS = ("alike", "different", "not_known")


def start(request: ActingRequest) -> HttpResponse:
    """The first page: one question, how it all works in five steps, and where to begin."""
    form = FindForm(initial=known_postcode(request))
    context = {"form": form, "wishes": WISHES, "ways": WAYS}
    return render(request, "find/start.html", context)


def find(request: ActingRequest) -> HttpResponse:
    """The list for a question, or the question itself."""
    if "postcode" not in request.GET:
        initial = known_postcode(request) | request.GET.dict()
        return render(request, "find/ask.html", {"form": FindForm(initial=initial)})
    form = FindForm(request.GET)
    if form.is_valid() and "change" in request.GET:
        return render(request, "find/ask.html", {"form": form, "is_changing": True})
    if form.is_valid():
        with catch_refusals(form):
            results = search_near(parse_search_query(**form.question()))
            context = _results_context(request, form, results)
            if not results.dangers:
                return render(request, "find/find.html", context)
            return _turned_first(request, context, results)
    context = {"form": form, "ways_in": ways_into_open_areas() if "postcode" in form.errors else []}
    return render(request, "find/ask.html", context, status=422)


def _turned_first(
    request: ActingRequest, context: dict[str, Any], results: SearchResults
) -> HttpResponse:
    """Where to turn, and then what was found; no address that is written here, or that is told to
    where somebody goes from here, has the words (P98)."""
    without = {"change_url": _address_with(request, change="1", words=""), "wider_url": ""}
    turn_area = area_of_location(results.query.location)
    response = render(request, "find/find.html", context | without | {"turn_area": turn_area})
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def kinds_page(request: ActingRequest) -> HttpResponse:
    return render(request, "find/kinds.html", {"kinds": ACTIVITY_KINDS})


def listing_page(request: ActingRequest, listing_id: int) -> HttpResponse:
    """Everything we know of one listing, with who said so and when."""
    try:
        detail = listing_detail(listing_id, on=clock.today())
    except ListingPaused as paused:
        return _paused_page(request, listing_id, paused)
    context = {
        "detail": detail,
        "address": request.build_absolute_uri(request.path),
        "own_map": own_map_links(detail.listing),
        "coming": coming_of(detail),
        "obstacles": ObstacleReason,
        "pictures": shown_pictures(f"listing:{listing_id}", on=clock.today()),
    }
    if detail.is_full or detail.waits_for_checks:
        found = with_similar(detail.listing)
        cards = result_cards(found.similar, found.near) if found.near else []
        context |= {"near": found.near, "cards": cards[:TWO_LIKE_IT]}
    return render(request, "find/listing.html", context)


def _paused_page(request: ActingRequest, listing_id: int, paused: ListingPaused) -> HttpResponse:
    found = paused_with_similar(listing_id)
    near = found.near
    context = {
        "listing": found.listing,
        "paused": paused,
        "near": near,
        "cards": result_cards(found.similar, near) if near else [],
    }
    return render(request, "find/listing_paused.html", context)


def _results_context(
    request: ActingRequest, form: FindForm, results: SearchResults
) -> dict[str, Any]:
    """The results a page at a time: matches, then what is quite different (P86), then what is not
    known."""
    query = results.query
    hits = [(part, hit) for part in PARTS_OF_RESULTS for hit in getattr(results, part, ())]
    page = Paginator(hits, form.cleaned_data["size"]).get_page(request.GET.get("page"))
    page_hits = [hit for _part, hit in page]
    cards = [
        replace(card, number=number)
        for number, card in enumerate(result_cards(page_hits, query), start=1)
    ]
    parts: dict[str, list[ResultCard]] = {part: [] for part in PARTS_OF_RESULTS}
    for (part, _hit), card in zip(page, cards, strict=True):
        parts[part].append(card)
    form.shorten()
    form.say_counts(results.facets if results.matches else None, results.kinds)
    is_short = results.has_few_results
    count_text = _("(about %(count)s)") if results.kinds_are_about else "(%(count)s)"
    any_kind = _address_with(request, kind="")  # ends in "kind=", being said last
    return parts | {
        "form": form,
        "results": results,
        "query": query,
        "page_obj": page,
        "map": results_map(page_hits, cards, query) if cards else None,
        "credits": each_once(card.credit for card in cards),
        "kinds": [
            (kind.name, count_text % {"count": count}, any_kind + kind.slug)
            for kind, count in results.kinds
        ],
        "change_url": _address_with(request, change="1"),
        "wider_url": "" if query.miles == MAX_MILES else _address_with(request, miles=MAX_MILES),
        "as_typed_url": _address_with(request, as_typed="1"),
        "everything_url": _address_with(request, words="") if query.query_text else "",
        "need_reader": reader_text(query.location.authority_code) if is_short else "",
        "kind_calendar": kind_calendar_link(query),
        "may_keep_search": may_keep(request, results),
        **(nothing_found_context(query) if results.is_nothing else {}),
        "suggestions": suggestion_cards(results),
        "need_form": UnmetNeedForm(
            initial={
                "words": query.query_text,
                "postcode": query.location.outward_code,
                "searched": query.query_text,
            },
            auto_id="missing_%s",
        ),
    }


def _address_with(request: ActingRequest, **changed: Any) -> str:
    """This question's address with something changed, from its first page."""
    left_out = {"page", "change", *changed}
    query = [(name, values) for name, values in request.GET.lists() if name not in left_out]
    return f"{reverse('find')}?{urlencode([*query, *changed.items()], doseq=True)}"


def known_postcode(request: ActingRequest) -> dict[str, Any]:
    """What a signed-in person need not type again."""
    person = request.acting.person if request.user.is_authenticated else None
    if person is None or not may_see(request.acting, Seen.HOME_AREA, now=clock.now()):
        return {}
    return {"postcode": person.outward_code} if person.outward_code else {}
