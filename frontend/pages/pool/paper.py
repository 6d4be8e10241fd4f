"""A yes, or not this time, on paper: the sheet a member prints, and its entry by a connector or
worker of the area (M122). The sheet's code is the member's own, as on every sheet of the group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.common.money import format_pounds
from community.common.refusals import NotFound
from community.people.queries import PAPER_ENTRY_ROLES, acting_on_paper
from frontend.access import person_required, role_required
from frontend.components.blocks import Row, Sheet
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.texts import answers_beside_yes, sessions_in_words, talk_url
from frontend.pages.pool.totals import total_rows
from frontend.pdf.sheet import as_pdf
from groups.queries.members import member_by_paper_code, membership
from groups.rules.codes import format_code, parse_code
from pooling.pools.actions.another_way import ask_another_way_here
from pooling.pools.actions.pledging import PledgeRequest, check_pledge, leave_pool, pledge
from pooling.pools.actions.sources import add_source
from pooling.pools.queries.pool_details import (
    open_sources_of_person,
    pool_for_member,
    pools_of_group,
)
from pooling.pools.rules.pledging import PUBLIC_MONEY_KINDS
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import SourceKind

from .forms import AnotherWayForm, Nothing, PledgeForm, WhichKind
from .review import Step, review_step, show_review

enters_paper = role_required(*PAPER_ENTRY_ROLES)


@person_required
def sheet(request, pool_id):
    return render(
        request,
        "pool/paper_sheet.html",
        {
            "heading": _("A sheet to answer on paper"),
            "sheets": [_own_sheet(request, pool_id)],
            "pool_id": pool_id,
        },
    )


@person_required
def sheet_pdf(request, pool_id):
    made = as_pdf(_own_sheet(request, pool_id), made_at=clock.now())
    name = f'attachment; filename="p{pool_id}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _own_sheet(request, pool_id: int) -> Sheet:
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    return _sheet(seen, membership(seen.pool.group_id, request.acting))


def _sheet(seen, member) -> Sheet:
    first = seen.prices[0]
    words = [
        sessions_in_words(seen.starts),
        seen.terms["place"],
        _("If %(people)d come, each pays at most %(share)s a session.")
        % {"people": first.people, "share": format_pounds(first.share_pence)},
        _("You pay your share, and never more than you write here."),
        _("Nobody pays unless it is covered."),
        _("Please answer by %(day)s.") % {"day": format_day(seen.pool.closes_at)},
    ]
    if seen.pool.is_example:
        words.append(_("An example: these prices are made up."))
    return Sheet(
        title=seen.terms["summary"],
        words="\n".join(words),
        code=f"{format_code(member.paper_code)} P{seen.pool.pk}",
        ticks=(
            _("I’m in, up to £ ______ a session"),
            _("Not this time"),
            _("Ask me: I would like to talk first"),
        ),
        lines=(_("Which money, or “I am not sure”:"), _("What it is for, if I want to say:")),
        give_to=_("Give this to your connector or worker. They enter it for you."),
    )


def _member_and_hands(request, code):
    member = member_by_paper_code(parse_code(code))
    if member is None:
        raise NotFound("")
    return member, acting_on_paper(login=request.user, person=member.person)


def _seen(code, pool_id, request):
    member, hands = _member_and_hands(request, code)
    seen = pool_for_member(pool_id=pool_id, by=hands, now=clock.now())
    if seen.pool.group_id != member.group_id:
        raise NotFound("")
    return member, hands, seen


@enters_paper
def costs(request, code):
    """The shared costs of this member's group that a sheet may be about."""
    member, _hands = _member_and_hands(request, code)
    context = {
        "member": member,
        "code": member.paper_code,
        "pools": [pool for pool in pools_of_group(member.group_id) if not pool.ended_at],
    }
    return render(request, "pool/paper_costs.html", context)


@enters_paper
def enter(request, code, pool_id):
    """What is written on the sheet. Whoever enters it sees the question, and how the person can
    pay: not what they said before."""
    member, hands, seen = _seen(code, pool_id, request)
    sources = list(open_sources_of_person(member.person_id))
    if not sources:
        return redirect("paper_source", member.paper_code, pool_id)
    form = PledgeForm(
        request.POST or None,
        sources=sources,
        asks_relation=seen.pool.provider.is_one_person
        and any(source.kind in PUBLIC_MONEY_KINDS for source in sources),
    )
    step = review_step(request)
    if step and step != Step.CHANGE and form.is_valid():
        facts = {"pool_id": pool_id, **form.cleaned_data, "by": hands, "now": clock.now()}
        with catch_refusals(form):
            if step == Step.LOOK:
                check_pledge(**facts)
                return _review(request, member, seen, PledgeRequest(**form.cleaned_data), sources)
            pledge(**facts)
            messages.success(request, _("Their yes is in. Tell them what they said, once more."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What is written on the sheet of %(name)s?") % {"name": member.known_as},
        intro=[
            seen.terms["summary"],
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
        ],
        confirm=_("Look it over"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


def _review(request, member, seen, yes: PledgeRequest, sources):
    """To hold against the sheet, and to read to them where they are there."""
    called = {source.pk: source.called for source in sources}
    says = _("I’m in, up to %(most)s a session") % {"most": format_pounds(yes.max_pence)}
    return show_review(
        request,
        heading=_("Look at it once more beside the sheet"),
        intro=[_("Nothing is entered yet. Where they are with you, read it to them.")],
        rows=[
            Row(_("%(name)s says") % {"name": member.known_as}, says),
            *total_rows(seen, yes, called),
        ],
        questions=answers_beside_yes(seen.pool.offer, seen.pool.area),
        confirm=_("Enter their yes"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
        talk=talk_url(),
    )


@enters_paper
def source(request, code, pool_id):
    """Which money they wrote, for somebody of whom none is known here yet."""
    member, hands, _seen_pool = _seen(code, pool_id, request)
    form = WhichKind(request.POST or None, area=member.person.area)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        with catch_refusals(form):
            add_source(kind=kind, rail=rail_on_paper(SourceKind(kind)), by=hands, now=clock.now())
            return redirect("paper_pool", member.paper_code, pool_id)
    return show_form(
        request,
        form,
        "pool/one_question.html",
        heading=_("Which money did they write?"),
        confirm=_("Go on"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
        talk=talk_url(),
    )


@enters_paper
def leave_for(request, code, pool_id):
    member, hands, _seen_pool = _seen(code, pool_id, request)
    form = Nothing(request.POST or None)
    if request.method == "POST":
        with catch_refusals(form):
            leave_pool(pool_id=pool_id, by=hands, now=clock.now())
            messages.success(request, _("It is entered. Nobody in the group is told."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s ticked “Not this time”") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


@enters_paper
def other_way_for(request, code, pool_id):
    """They were told of the share at a visit, and would like help to find another way."""
    member, hands, seen = _seen(code, pool_id, request)
    form = AnotherWayForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            ask_another_way_here(pool_id=pool_id, **form.cleaned_data, by=hands, now=clock.now())
            messages.success(request, _("It is asked. They are told what is found."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s asks for another way") % {"name": member.known_as},
        intro=[
            seen.terms["summary"],
            _("Only if they were told that their most is below the share, and want this."),
            _("A connector looks for a grant or a free place. Nobody in the group is told."),
            _("Tick the box only if they said so."),
        ],
        confirm=_("Ask for them"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )
