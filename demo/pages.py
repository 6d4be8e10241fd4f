"""The demo's own pages: everybody with one-press sign-in, the pretended day, five short walks."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.clock import LONDON
from community.common.dates import format_day
from community.common.refusals import NotFound, Refused
from community.people.models.logins import Login
from frontend.components.fields import DateInWords
from frontend.components.refusals import catch_refusals
from frontend.pages.look_over import is_looked_over, show_what_happens

from . import days, reset
from .scenes import SCENES, SCENES_BY_SLUG
from .scenes.shape import Scene
from .world.cast import BY_SLUG, OFFLINE_PEOPLE, PLAYERS, Side

SIDE_TITLES = (
    (Side.PEOPLE, gettext_lazy("People, with money and without")),
    (Side.PROVIDERS, gettext_lazy("People who run things")),
    (Side.COUNCIL, gettext_lazy("People who work for the council or the area")),
)
# Session keys: the scene somebody is in the middle of, and the steps of it they went to.
SCENE_SESSION_KEY, STEPS_SESSION_KEY = "demo_scene", "demo_been"
# A pretended day is looked at in the evening, when what was due on it is done.
EVENING = time(20)


class ChosenDayForm(forms.Form):
    next_step = gettext_lazy("Look at the day once more, or choose one of the buttons.")
    day = DateInWords(
        label=gettext_lazy("Go on to a day you choose"),
        help_text=gettext_lazy("Like 14 5 2027. At most two months on."),
    )


def demo_page(request: HttpRequest, form: ChosenDayForm | None = None) -> HttpResponse:
    context = {
        "sides": [
            (title, [player for player in PLAYERS if player.side == side])
            for side, title in SIDE_TITLES
        ],
        "offline_people": OFFLINE_PEOPLE.values(),
        "scenes": SCENES,
        "walking": SCENES_BY_SLUG.get(request.session.get(SCENE_SESSION_KEY, "")),
        "now": clock.now(),
        "form": form or ChosenDayForm(),
        "can_begin_again": reset.is_possible(),
    }
    return render(request, "demo/demo.html", context, status=422 if form else 200)


@require_POST
def demo_sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Be somebody of the demo, and go where the scene goes on, or to their own first page."""
    player = BY_SLUG.get(slug)
    demo_login = player and Login.objects.filter(email=player.email).first()
    if not demo_login:
        raise NotFound("")
    scene_slug, steps_taken = (
        request.session.get(SCENE_SESSION_KEY),
        request.session.get(STEPS_SESSION_KEY, []),
    )
    step = request.POST.get("step", "")
    if step.isdecimal() and len(step) < 3:
        steps_taken = [*steps_taken, int(step)]
        days.do_what_is_due()
    logout(request)
    login(request, demo_login, backend="django.contrib.auth.backends.ModelBackend")
    request.session[SCENE_SESSION_KEY], request.session[STEPS_SESSION_KEY] = scene_slug, steps_taken
    address = request.POST.get("next", "")
    return redirect(address if _is_ours(request, address) else "home")


@require_POST
def demo_day(request: HttpRequest) -> HttpResponse:
    """A number of days on, a moment a scene names, or a day that was typed."""
    if "day_day" in request.POST:
        return _move_to_typed(request)
    moment = _moment_of(request.POST)
    try:
        days.live_until(moment)
    except Refused as refusal:
        messages.warning(request, f"{refusal.message} {refusal.next_step}")
    else:
        messages.success(request, _("It is %(day)s now.") % {"day": format_day(moment)})
    return _back(request)


def _move_to_typed(request: HttpRequest) -> HttpResponse:
    form = ChosenDayForm(request.POST)
    if form.is_valid():
        with catch_refusals(form):
            moment = datetime.combine(form.cleaned_data["day"], EVENING, tzinfo=LONDON)
            days.live_until(moment)
            messages.success(request, _("It is %(day)s now.") % {"day": format_day(moment)})
            return redirect("demo")
    return demo_page(request, form)


def _moment_of(data: QueryDict) -> datetime:
    try:
        if moment := data.get("moment"):
            return datetime.fromisoformat(str(moment)).astimezone(LONDON)
        return clock.now() + timedelta(days=int(data.get("days", "")))
    except (ValueError, OverflowError):
        raise NotFound("") from None


def demo_scene(request: HttpRequest, slug: str) -> HttpResponse:
    walk = _scene(slug)
    if request.session.get(SCENE_SESSION_KEY) != slug:
        request.session[SCENE_SESSION_KEY], request.session[STEPS_SESSION_KEY] = slug, []
    now = clock.now()
    steps = walk.step_details(now, request.session[STEPS_SESSION_KEY])
    context = {
        "scene": walk,
        "steps": steps,
        "is_walked": all(step.is_done for step in steps),
        "is_missed": walk.is_missed(),
        "now": now,
        "can_begin_again": reset.is_possible(),
    }
    return render(request, "demo/demo_scene.html", context)


@require_POST
def demo_again(request: HttpRequest) -> HttpResponse:
    """The first day once more, for everybody: whoever was signed in is so no longer."""
    if not reset.is_possible():
        raise NotFound("")
    if not is_looked_over(request):
        return show_what_happens(
            request,
            heading=_("Begin again from the first day"),
            intro=[
                _("Whatever anybody did here is forgotten, and cannot be had back."),
                _("Everybody who is signed in is so no longer. It takes about half a minute."),
            ],
            confirm=_("Begin again from the first day"),
            not_now=_address_back(request),
            kept=[("next", [_address_back(request)])],
        )
    logout(request)
    try:
        reset.begin()
    except Refused as refusal:
        messages.warning(request, f"{refusal.message} {refusal.next_step}")
    else:
        messages.success(request, _("Everything is as it was on the first day."))
    return _back(request)


@require_POST
def demo_others(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody else in a scene does their part."""
    walk = _scene(slug)
    if walk.others is None:
        raise NotFound("")
    try:
        walk.others()
    except Refused as refusal:
        messages.warning(request, f"{refusal.message} {refusal.next_step}")
    else:
        messages.success(request, _("The others have done what they could do now."))
    return redirect("demo_scene", slug)


def _scene(slug: str) -> Scene:
    if slug not in SCENES_BY_SLUG:
        raise NotFound("")
    return SCENES_BY_SLUG[slug]


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(_address_back(request))


def _address_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    return address if _is_ours(request, address) else reverse("demo")


def _is_ours(request: HttpRequest, address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}
    )
