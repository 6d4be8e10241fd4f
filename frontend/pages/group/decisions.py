"""Looking at offers side by side, and choosing together: one person, one voice."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.people.acting import SYSTEM
from frontend.access import person_required
from frontend.components.blocks import Sheet
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.comparison import comparison_rows, offer_rows, what_changed
from frontend.pages.group.forms import Choosing, OpenChoice, ToSay
from frontend.templatetags.formats import day_in_words
from groups.actions.decisions import cast_ballot, close_decision, open_decision
from groups.actions.offers import ask_about_offer
from groups.queries.briefs import brief_for_member
from groups.queries.decisions import decision_detail
from groups.queries.members import member_ids, membership
from groups.queries.offers import messages_about_offer, offer_for_member, offers_to_compare
from groups.rules.codes import format_code
from groups.rules.decisions import (
    DECISION_DAYS,
    began_before_they_came,
    default_quorum,
    voting_rule_text,
)
from groups.states import OfferState


@person_required
def compare(request, brief_id):
    brief, compared = offers_to_compare(brief_id, request.acting, clock.today())
    context = {
        "brief": brief,
        "compared": compared,
        "lines": comparison_rows(compared),
        "lists": [(each.offer, offer_rows(each)) for each in compared],
        "changes": [(each.offer, what_changed(each)) for each in compared if each.before],
        "as_list": request.GET.get("as") == "list",
    }
    return render(request, "group/offers.html", context)


@person_required
def ask_them(request, offer_id):
    """What was asked about one offer and answered, and a box to ask more."""
    offer = offer_for_member(offer_id, request.acting)
    form = ToSay(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_about_offer(
                offer_id=offer_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("They have your question. The group is told the answer."))
            return redirect("offer_talk", offer_id)
    context = {
        "offer": offer,
        "said": messages_about_offer(offer),
        "may_ask": offer.state == OfferState.SENT,
    }
    return show_form(request, form, "group/ask_them.html", **context)


@person_required
def choose(request, brief_id):
    choice = current_choice(brief_id, request.acting)
    if choice is None:
        return redirect("open_choice", brief_id)
    if not choice.is_open:
        return render(request, "group/chosen.html", {"choice": choice, "rule": voting_rule_text()})
    form = choosing_form(request, choice)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cast_ballot(
                decision_id=choice.decision.pk,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is in. You can change it until it closes."))
            return redirect("choose", brief_id)
    came_later = None if choice.have_a_voice else began_before_they_came()
    context = {"choice": choice, "rule": voting_rule_text(), "came_later": came_later}
    return show_form(request, form, "group/choose.html", **context)


def current_choice(brief_id, by):
    """The newest choice; counted first if it has closed and no task has come by."""
    now = clock.now()
    choice = decision_detail(brief_id, by, now)
    if choice and not choice.is_open and choice.decision.settled_at is None:
        close_decision(decision_id=choice.decision.pk, by=SYSTEM, now=now)
        choice = decision_detail(brief_id, by, now)
    return choice


def choosing_form(request, choice, *, filled_in=True):
    """`filled_in`: with what was answered before, for whoever it is the answer of."""
    offers = [seen.offer for seen in choice.offers]
    initial = None
    if filled_in and choice.have_answered:
        initial = {"approves": [str(pk) for pk in choice.my_approvals] or [Choosing.NONE]}
    return Choosing(post_data(request), offers=offers, initial=initial)


@person_required
def open_choice(request, brief_id):
    brief = brief_for_member(brief_id, request.acting)
    members = len(member_ids(brief.group_id))
    form = OpenChoice(
        post_data(request),
        initial={
            "closes_on": clock.today() + timedelta(days=DECISION_DAYS),
            "quorum": default_quorum(members),
        },
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            open_decision(
                brief_id=brief_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("Everybody in the group is asked now."))
            return redirect("choose", brief_id)
    return show_form(
        request,
        form,
        "group/open_choice.html",
        heading=_("Choose together"),
        rule=voting_rule_text(),
        confirm=_("Ask everybody"),
        not_now=reverse("offers", args=[brief_id]),
    )


@person_required
def sheet(request, brief_id):
    """The choice on half a sheet of paper, with this member's own code."""
    choice = decision_detail(brief_id, request.acting, clock.now())
    if choice is None or not (choice.is_open and choice.have_a_voice):
        return redirect("choose", brief_id)
    member = membership(choice.brief.group_id, request.acting)
    half = Sheet(
        title=_("Which would you be happy with?"),
        words=_("Tick all that you would be happy with. Answer until the end of %(day)s.")
        % {"day": day_in_words(choice.last_day)},
        ticks=(
            *(f"{seen.offer.summary} ({seen.offer.provider.name})" for seen in choice.offers),
            _("None of these"),
        ),
        code=format_code(member.paper_code),
        give_to=_("Give this to your connector or worker. They enter it for you."),
    )
    return render(request, "sheets.html", {"heading": half.title, "sheets": [half]})
