"""Everything of one's own that can be set, on one page; and how pages look in this browser."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import MessageForm
from community.people.models.persons import Person
from community.people.queries.kept_searches import kept_searches_of
from community.people.rules.authority import check_acts_for_self
from frontend.access import ActingRequest, PersonRequest, person_required
from frontend.components.blocks import Row
from frontend.components.widgets import Radios
from frontend.pages.form_page import next_page, post_data, show_form
from frontend.shared.reading_ways import (
    ReadingWay,
    TextSize,
    keep_reading_way,
    reading_way_of,
)
from frontend.shared.through_whom import through_whom
from groups.queries.members import memberships_of_person
from groups.states import HearsWords


class ReadingForm(forms.Form):
    text_size = forms.ChoiceField(
        label=gettext_lazy("How large shall the text be?"),
        choices=TextSize.choices,
        widget=Radios,
    )
    in_pictures = forms.BooleanField(
        label=gettext_lazy("Pictures beside the main words on what I print"),
        required=False,
    )


@person_required
def settings_page(request: PersonRequest) -> HttpResponse:
    """One's own, in the order of P56; each line says what holds, and leads to where it is set."""
    check_acts_for_self(request.acting)
    person = request.acting.person
    sections = [
        (_("Your name"), _names(request, person)),
        (_("How we reach you"), _reach(person)),
        (_("What you hear of, and how often"), _how_often(request, person)),
        (_("How it is written"), _written(request, person)),
    ]
    return render(request, "account/settings.html", {"sections": sections})


def _names(request: PersonRequest, person: Person) -> list[Row]:
    return [
        Row(_("What we call you"), person.preferred_name or _("Not said yet"), reverse("my_name")),
        Row(_("How you sign in"), request.user.email, reverse("my_sign_in")),
    ]


def _reach(person: Person) -> list[Row]:
    lines = through_whom(person.pk)
    return [Row(each.what, each.how, reverse("contact_plan")) for each in lines]


def _how_often(request: PersonRequest, person: Person) -> list[Row]:
    """Of each group how often its words; and what one looks for. The rest is told when it is."""
    words = [
        Row(
            _("What is written in “%(group)s”") % {"group": each.group.name},
            str(HearsWords(each.hears_words).label),
            reverse("choose_words", args=[each.group_id]),
        )
        for each in memberships_of_person(person.pk)
    ]
    searches = len(kept_searches_of(request.acting, now=clock.now()))
    kept = str(searches) if searches else _("Nothing")
    told_of = _("What you look for, and want to be told of")
    return [*words, Row(told_of, kept, reverse("kept_searches"))]


def _written(request: PersonRequest, person: Person) -> list[Row]:
    plan, way = contact_plan_of(person.pk), reading_way_of(request)
    language = plan.language if plan and plan.language else _("English")
    form = MessageForm(plan.form if plan else MessageForm.STANDARD)
    pictures = _("With pictures") if way.in_pictures else _("Without pictures")
    look, size = reverse("how_pages_look"), str(way.text_size.label)
    return [
        Row(_("The language of what we send you"), language, reverse("contact_plan")),
        Row(_("What we send you"), str(form.label), reverse("contact_plan")),
        Row(_("The size of the text on pages"), size, look),
        Row(_("What you print"), pictures, look),
    ]


def how_pages_look(request: ActingRequest) -> HttpResponse:
    """For anybody, with or without an account: it is kept in this browser."""
    way = reading_way_of(request)
    form = ReadingForm(
        post_data(request),
        initial={"text_size": way.text_size.value, "in_pictures": way.in_pictures},
    )
    back = next_page(request, "how_pages_look")
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        messages.success(request, _("It is kept in this browser."))
        response = redirect(back)
        keep_reading_way(
            response,
            ReadingWay(TextSize(answers["text_size"]), answers["in_pictures"]),
            is_secure=request.is_secure(),
        )
        return response
    return show_form(
        request,
        form,
        heading=_("How pages look"),
        intro=[
            _("This holds in this browser only, and for whoever uses it."),
            _("What you print then comes in large type too."),
            _("Your browser can make everything larger too: Ctrl and +, as often as needed."),
        ],
        confirm=_("Keep this"),
        not_now=reverse("home") if request.user.is_authenticated else "/",
    )
