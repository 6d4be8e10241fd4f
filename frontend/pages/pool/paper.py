"""A yes, or not this time, on paper: the sheet a member prints, and its entry by a connector or
worker of the area (M122). The sheet's code is the member's own, as on every sheet of the group."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.components.blocks import AnswerSheet, Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.how_put import how_put_rows
from frontend.pages.pool.choice_sheets import choice_sheet_links
from frontend.pages.pool.texts import answers_beside_yes
from frontend.pages.pool.totals import agreed_rows, total_rows
from frontend.pages.printing import print_sheets
from frontend.pdf.sheet import answer_sheet_pdf
from frontend.shared.connectors import another_way_text
from frontend.shared.money_sheets import cost_sheet
from groups.models.members import Member
from groups.queries.members import asking_member
from pooling.pools.actions.help_requests import request_another_way_in_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.parts import live_parts
from pooling.pools.actions.pledges import check_pledge
from pooling.pools.actions.sheets import pledge_from_sheet
from pooling.pools.actions.sources import add_source
from pooling.pools.models.pledges import MoneySource, Pledge, Pool
from pooling.pools.office_terms import OfficeTermsByArea, offices_from
from pooling.pools.queries.help_requests import connectors_of_pool
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.queries.opening import offers_to_open
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.pool_lists import pools_of_group
from pooling.pools.rules.pledging import PledgeRequest, asks_relation
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import PLEDGEABLE_STATES, SourceKind
from pooling.pools.wording.amounts import yes_text
from pooling.pools.wording.office_terms import office_texts

from .forms import AnotherWayForm, PaperPledgeForm, SourceKindForm
from .review import ReviewStep, review_step, show_review, with_parts


@person_required
@shows(Seen.CODES)
def pool_paper(request: PersonRequest, pool_id: int) -> HttpResponse:
    return print_sheets(
        request,
        [_own_sheet(request, pool_id)],
        heading=_("A sheet to answer on paper"),
        template="pool/pool_paper.html",
        pool_id=pool_id,
    )


@person_required
@shows(Seen.CODES)
def pool_paper_pdf(request: PersonRequest, pool_id: int) -> HttpResponse:
    pdf = answer_sheet_pdf(_own_sheet(request, pool_id), made_at=clock.now())
    name = f'attachment; filename="p{pool_id}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _own_sheet(request: PersonRequest, pool_id: int) -> AnswerSheet:
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    member = asking_member(pool_detail.pool.group_id, request.acting)
    return cost_sheet(pool_detail, member, request.acting)


def office_rows(offices: OfficeTermsByArea, pool: Pool) -> list[Row]:
    """What the sheet says of it, to hold against the sheet."""
    texts = office_texts(offices, pool.provider.name)
    return [Row(_("The sheet says of the office"), "\n".join(texts))] if texts else []


def _pool_of_sheet(
    code: str, pool_id: int, request: RoleRequest
) -> tuple[Member, Acting, PoolDetail]:
    member, acting = member_of_sheet(code, login=request.user)
    pool_detail = pool_for_member(pool_id=pool_id, by=acting, now=clock.now())
    if pool_detail.pool.group_id != member.group_id:
        raise NotFound("")
    return member, acting, pool_detail


@paper_entry_required
def paper_costs(request: RoleRequest, code: str) -> HttpResponse:
    """The shared costs of this member's group that a sheet may be about."""
    member, acting = member_of_sheet(code, login=request.user)
    asking_member(member.group_id, acting)
    pools = pools_of_group(member.group_id, open_only=True)
    sheets = [
        cost_sheet(pool_for_member(pool_id=pool.pk, by=acting, now=clock.now()), member, acting)
        for pool in pools
    ]
    context = {
        "member": member,
        "code": member.paper_code,
        "offers": offers_to_open(member.group_id),
        "pools": [(pool, choice_sheet_links(pool, member.person_id)) for pool in pools],
        "pledgeable": PLEDGEABLE_STATES,
        "new_sheets": [sheet for sheet in sheets if sheet.changes],
    }
    return render(request, "pool/paper_costs.html", context)


@paper_entry_required
def paper_pool(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    """What is written on the sheet. Whoever enters it sees the question, and how the person can
    pay: not what they said before."""
    member, acting, pool_detail = _pool_of_sheet(code, pool_id, request)
    sources = open_sources_of_person(member.person_id)
    if not sources:
        return redirect("paper_source", member.paper_code, pool_id)
    form = PaperPledgeForm(
        post_data(request),
        pool=pool_detail.pool,
        offices=office_terms_of_sources(sources),
        sources=sources,
        asks_relation=asks_relation(sources, is_one_person=pool_detail.pool.provider.is_one_person),
        asks_begin_now=pool_detail.asks_begin_now,
        is_for_one=pool_detail.pool.group.is_solo,
    )
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        pledge_request, now = form.pledge_request(), clock.now()
        with catch_refusals(form):
            if step == ReviewStep.LOOK:
                check_pledge(pool_id=pool_id, request=pledge_request, by=acting, now=now)
                return _review(request, member, pool_detail, pledge_request, sources)
            saved = pledge_from_sheet(pool_id=pool_id, request=pledge_request, by=acting, now=now)
            messages.success(request, _entered_text(saved))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What is written on the sheet of %(name)s?") % {"name": member.known_as},
        intro=[
            pool_detail.terms.summary,
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
        ],
        confirm=_("Look it over"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


def _entered_text(saved: Pledge) -> str:
    if saved.terms_digest == saved.pool.terms_digest:
        return _("Their yes is in. Tell them what they said, once more.") + _of_office(saved)
    return _(
        "What is offered has changed since that sheet. Their yes to it is kept, and the place is"
        " held. A new sheet with the change in bold is below, for the next visit."
    )


def _of_office(saved: Pledge) -> str:
    """Where the sheet said otherwise of the office than what it does now."""
    areas = {each.source.area_id for each in live_parts(saved) if each.source.area_id}
    if areas <= offices_from(saved.office_terms).keys():
        return ""
    return " " + _(
        "What the office does has changed since that sheet, or the sheet did not say it: an"
        " invoice has no name of theirs unless they say yes to a new sheet."
    )


def _review(
    request: RoleRequest,
    member: Member,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    sources: Iterable[MoneySource],
) -> HttpResponse:
    """To hold against the sheet, and to read to them where they are there."""
    source_names = {source.pk: source.called for source in sources}
    says = yes_text(pledge_request.max_pence)
    return show_review(
        request,
        hidden_fields=with_parts(request, pledge_request),
        heading=_("Look at it once more beside the sheet"),
        intro=[_("Nothing is entered yet. Where they are with you, read it to them.")],
        rows=[
            Row(_("%(name)s says") % {"name": member.known_as}, says),
            *how_put_rows(pledge_request.how_put),
            *total_rows(pool_detail, pledge_request, source_names),
            *agreed_rows(pool_detail, asks_to_begin=pledge_request.begin_now),
            *office_rows(pledge_request.shown_offices or {}, pool_detail.pool),
        ],
        questions=answers_beside_yes(
            pool_detail.terms, pool_detail.pool.provider, pool_detail.pool.area
        ),
        confirm=_("Enter their yes"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )


@paper_entry_required
def paper_source(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    """Which money they wrote, for somebody of whom none is known here yet."""
    member, acting, _pool_detail = _pool_of_sheet(code, pool_id, request)
    form = SourceKindForm(post_data(request), area=member.person.area)
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        with catch_refusals(form):
            add_source(kind=kind, rail=rail_on_paper(SourceKind(kind)), by=acting, now=clock.now())
            return redirect("paper_pool", member.paper_code, pool_id)
    return show_form(
        request,
        form,
        "one_question.html",
        heading=_("Which money did they write?"),
        confirm=_("Go on"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )


@paper_entry_required
def paper_pool_leave(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    member, acting, _pool_detail = _pool_of_sheet(code, pool_id, request)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            leave_pool(pool_id=pool_id, by=acting, now=clock.now())
            messages.success(request, _("It is entered. Nobody in the group is told."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s ticked “Not this time”") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )


@paper_entry_required
def paper_other_way(request: RoleRequest, code: str, pool_id: int) -> HttpResponse:
    """They were told of the share at a visit, and would like help to find another way."""
    member, acting, pool_detail = _pool_of_sheet(code, pool_id, request)
    form = AnotherWayForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            request_another_way_in_pool(
                pool_id=pool_id, **form.cleaned_data, by=acting, now=clock.now()
            )
            messages.success(request, _("It is asked. They are told what is found."))
            return redirect("paper_costs", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s asks for another way") % {"name": member.known_as},
        intro=[
            pool_detail.terms.summary,
            _("Only if they were told that their most is below the share, and want this."),
            _("A connector looks for a grant or a free place.")
            if connectors_of_pool(pool_detail.pool)
            else another_way_text(may_be_answered=False),
            _("Nobody in the group is told."),
            _("Tick the box only if they said so."),
        ],
        confirm=_("Ask for them"),
        not_now=reverse("paper_costs", args=[member.paper_code]),
    )
