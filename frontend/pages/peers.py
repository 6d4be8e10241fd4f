"""A talk with who has done it: offered in one's own name, asked for one at a time (M41, P116)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.rules.authority import check_acts_for_self
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
    stops,
    takes,
)
from frontend.components.fields import DateInWords
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.peers import PeerTalkLine, peer_sheet, peer_talk_lines
from frontend.shared.sheet_versions import check_version
from groups.actions.peers import (
    answer_peer_talk,
    ask_peer,
    end_peer_offer,
    end_peer_talk,
    offer_peer_talk,
)
from groups.queries.peers import own_peer_offers, peer_talk_of
from groups.states import PeerDid
from groups.wording import peer_safety_text

DIDS = [(each.value, each.label) for each in PeerDid]


class PeerOfferForm(forms.Form):
    did = forms.ChoiceField(label=gettext_lazy("What have you done?"), choices=DIDS, widget=Radios)
    known_as = TypedText(label=gettext_lazy("What may they call you?"), max_length=60)
    place_words = TypedText(
        label=gettext_lazy("Where others are, and you could meet"),
        help_text=gettext_lazy("A library or a café. Never anybody’s home."),
        max_length=200,
    )
    when_words = TypedText(
        label=gettext_lazy("When is it good for you?"),
        help_text=gettext_lazy("For example: in the morning, about ten."),
        max_length=100,
    )


class AskPeerForm(forms.Form):
    did = forms.ChoiceField(
        label=gettext_lazy("You would like to talk with somebody who has …"),
        choices=DIDS,
        widget=Radios,
    )
    known_as = TypedText(label=gettext_lazy("What may they call you?"), max_length=60)


class PeerYesForm(forms.Form):
    day = DateInWords(label=gettext_lazy("On which day?"))


@person_required
@shows(Seen.OTHERS_WORDS)
def peers(request: PersonRequest) -> HttpResponse:
    """The one talk that there is, and what one offers oneself. Nobody else is listed."""
    person_id = request.acting.person_id
    context = {
        "lines": peer_talk_lines(person_id),
        "offers": own_peer_offers(person_id),
        "safety": peer_safety_text(),
    }
    return render(request, "peers/peers.html", context)


@person_required
def offer_peer(request: PersonRequest) -> HttpResponse:
    check_acts_for_self(request.acting)
    name = request.acting.person.preferred_name
    form = PeerOfferForm(post_data(request), initial={"known_as": name})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cleaned = {**form.cleaned_data, "did": PeerDid(form.cleaned_data["did"])}
            offer_peer_talk(**cleaned, by=request.acting, now=clock.now())
            messages.success(request, _("It is kept. You are told when somebody would like it."))
            return redirect("peers")
    return show_form(
        request,
        form,
        heading=_("Offer a talk"),
        intro=[
            _("One person at a time, and each time you say yes or not this time."),
            _("Only that one person reads what you write here, and only after your yes."),
            peer_safety_text(),
        ],
        confirm=_("Offer this"),
        not_now=reverse("peers"),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def ask_peer_page(request: PersonRequest) -> HttpResponse:
    name = request.acting.person.preferred_name
    form = AskPeerForm(post_data(request), initial={"known_as": name})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cleaned = {**form.cleaned_data, "did": PeerDid(form.cleaned_data["did"])}
            ask_peer(**cleaned, by=request.acting, now=clock.now())
            messages.success(request, _("Somebody is asked. You are told what they say."))
            return redirect("peers")
    return show_form(
        request,
        form,
        heading=_("Talk with somebody who has done it"),
        intro=[
            _("One person is found and asked. With their yes you read one name, where and when."),
            peer_safety_text(),
        ],
        confirm=_("Ask one person"),
        not_now=reverse("peers"),
    )


@person_required
def answer_peer(request: PersonRequest, peer_talk_id: int) -> HttpResponse:
    """By whoever offers it: a day, or “not this time” beside it."""
    check_acts_for_self(request.acting)
    line = PeerTalkLine(peer_talk_of(peer_talk_id, by=request.acting), request.acting.person_id)
    form = PeerYesForm(post_data(request))
    if request.method == "POST" and ("no" in request.POST or form.is_valid()):
        day = None if "no" in request.POST else form.cleaned_data["day"]
        with catch_refusals(form):
            answer_peer_talk(talk_id=peer_talk_id, day=day, by=request.acting, now=clock.now())
            messages.success(request, _("They are told."))
            return redirect("peers")
    return show_form(
        request,
        form,
        "peers/answer_peer.html",
        heading=_("Would you talk with %(name)s?") % {"name": line.talk.known_as},
        intro=[line.text, peer_safety_text()],
        confirm=_("Yes, on this day"),
        not_now=reverse("peers"),
        not_now_text=_("Go back"),
    )


@person_required
@stops
@require_POST
def end_peer_talk_page(request: PersonRequest, peer_talk_id: int) -> HttpResponse:
    end_peer_talk(talk_id=peer_talk_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is not on. The other is told, and nobody asks why."))
    return redirect("peers")


@person_required
@stops
@require_POST
def end_peer_offer_page(request: PersonRequest, peer_offer_id: int) -> HttpResponse:
    end_peer_offer(offer_id=peer_offer_id, by=request.acting, now=clock.now())
    messages.success(request, _("Nobody new is told of it."))
    return redirect("peers")


@paper_entry_required
def paper_ask_peer(request: RoleRequest, code: str) -> HttpResponse:
    """They ticked whom they would like to talk with."""
    member, acting = member_of_sheet(code, login=request.user)
    form = AskPeerForm(post_data(request), initial={"known_as": member.known_as})
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), peer_sheet(member))
            cleaned = {**form.cleaned_data, "did": PeerDid(form.cleaned_data["did"])}
            ask_peer(**cleaned, by=acting, now=clock.now())
            messages.success(request, _("One person is asked. They are told what that one says."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s would like to talk with who has done it") % {"name": member.known_as},
        intro=[peer_safety_text()],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


urlpatterns = [
    path("peers/", peers, name="peers"),
    path("peers/offer/", offer_peer, name="offer_peer"),
    path("peers/ask/", ask_peer_page, name="ask_peer"),
    path("peers/talks/<int:peer_talk_id>/", answer_peer, name="answer_peer"),
    path("peers/talks/<int:peer_talk_id>/end/", end_peer_talk_page, name="end_peer_talk"),
    path("peers/offers/<int:peer_offer_id>/end/", end_peer_offer_page, name="end_peer_offer"),
    path("paper/<str:code>/peer/", paper_ask_peer, name="paper_ask_peer"),
]
