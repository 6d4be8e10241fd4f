"""The one thing that a decision lets happen, done by whoever wrote it down."""

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from community.common.shown import Shown
from community.people.acting import Acting
from community.people.models.decisions import DecisionRecord
from community.people.queries.decisions import acting_by_decision
from community.people.states import DecisionRecordKind
from frontend.access import LoginRequest, login_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.group.forms import BallotForm
from frontend.pages.how_put import how_put_rows
from frontend.pages.pool.changes import changes_since_shown
from frontend.pages.pool.forms import AddSourceForm, PledgeForm
from frontend.pages.pool.review import ReviewStep, review_step, show_review, with_parts
from frontend.pages.pool.texts import answers_beside_yes
from frontend.pages.pool.totals import sources_used, total_rows
from frontend.shared.decision_records import split_about
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.terms_texts import TermsComparison
from groups.actions.decisions import cast_ballot
from groups.actions.membership import join_by_code, join_open_group
from groups.queries.decisions import decision_by_id
from groups.queries.members import group_shown_to_all
from pooling.pools.actions.pledges import check_pledge, pledge
from pooling.pools.actions.sources import add_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.money import open_sources_of_person, sources_an_office_keeps
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.rules.pledging import PledgeRequest, TermsHaveChanged, asks_relation
from pooling.pools.wording.office_terms import office_texts
from providers.actions.sessions import mark_coming
from providers.queries.sessions import booking_in_session

from .forms import JoinByDecisionForm

type Page = Callable[[LoginRequest, Acting, DecisionRecord, int], HttpResponse]


@login_required
def do_by_decision(request: LoginRequest, record_id: int) -> HttpResponse:
    by = acting_by_decision(login=request.user, record_id=record_id, now=clock.now())
    record = by.required_decision
    kind, which = split_about(record)
    if kind == "source":
        return _add_source(request, by, record, which)
    if kind not in PAGES:
        raise NotFound("")
    return PAGES[kind](request, by, record, int(which))


def _add_source(
    request: LoginRequest, by: Acting, record: DecisionRecord, kind: str
) -> HttpResponse:
    """By two who decide only together: of the kind that both said yes to."""
    form = AddSourceForm(post_data(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_source(kind=kind, **form.cleaned_data, by=by, now=clock.now())
            return _done(request, by)
    return _show(request, form, by, record, confirm=_("Keep this"))


def _join(request: LoginRequest, by: Acting, record: DecisionRecord, group_id: int) -> HttpResponse:
    form, now = JoinByDecisionForm(post_data(request)), clock.now()
    if request.method == "POST" and form.is_valid():
        values = form.other_answers() | {"shown_digest": digest_shown(request)}
        code = values.pop("code")
        with catch_refusals(form):
            if code:
                join_by_code(code=code, **values, by=by, now=now)
            else:
                join_open_group(group_id=group_id, **values, by=by, now=now)
            return _done(request, by)
    shown = group_shown_to_all(group_id, by, now=now)
    return _show(request, form, by, record, confirm=_("They come in"), shown=shown)


def _come(
    request: LoginRequest, by: Acting, record: DecisionRecord, session_id: int
) -> HttpResponse:
    booking = booking_in_session(session_id, by=by)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            mark_coming(booking_id=booking.pk, by=by, now=clock.now())
            return _done(request, by)
    return _show(request, form, by, record, confirm=_("They come"))


def _vote(
    request: LoginRequest, by: Acting, record: DecisionRecord, decision_id: int
) -> HttpResponse:
    """Without what was answered before: that is read only by whoever cast it."""
    detail = decision_by_id(decision_id, by, clock.now())
    offers = [comparison.offer for comparison in detail.offers]
    form = BallotForm(post_data(request), offers=offers)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            cast_ballot(
                decision_id=decision_id,
                offer_ids=form.cleaned_data["approves"],
                by=by,
                now=clock.now(),
            )
            return _done(request, by)
    return _show(request, form, by, record, confirm=_("Enter this"))


def _say_yes(
    request: LoginRequest, by: Acting, record: DecisionRecord, pool_id: int
) -> HttpResponse:
    """From money that an office looks after, which still has to agree."""
    pool_detail = pool_for_member(pool_id=pool_id, by=by, now=clock.now())
    sources = _sources(by)
    if not sources:
        messages.info(request, _("No money that an office looks after is known here yet."))
        return redirect(_way_back(by))
    form = PledgeForm(
        post_data(request),
        initial={
            "max_pence": record.max_pence,
            "shown_words": record.shown_words,
            "interpreted_by": record.interpreted_by,
        },
        sources=sources,
        asks_relation=asks_relation(sources, is_one_person=pool_detail.pool.provider.is_one_person),
        for_somebody=True,
    )
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        pledge_request, now = form.pledge_request(), clock.now()
        with catch_refusals(form):
            if step == ReviewStep.LOOK:
                check_pledge(pool_id=pool_id, request=pledge_request, by=by, now=now)
                return _review(request, by, record, pool_detail, pledge_request)
            return _enter_yes(request, by, record, pool_detail, pledge_request)
    return _show(request, form, by, record, confirm=_("Look it over"))


def _enter_yes(
    request: LoginRequest,
    by: Acting,
    record: DecisionRecord,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
) -> HttpResponse:
    """To what was shown above the button; where that has changed, both are shown (fault B1)."""
    now, pool_id, digest = clock.now(), pool_detail.pool.pk, digest_shown(request)
    try:
        pledge(
            pool_id=pool_id, request=replace(pledge_request, shown_digest=digest), by=by, now=now
        )
    except TermsHaveChanged:
        pool_detail = pool_for_member(pool_id=pool_id, by=by, now=now)
        offices = office_terms_of_sources(sources_used(pledge_request, _sources(by)))
        comparison = changes_since_shown(pool_detail.pool, digest, by, offices)
        return _review(request, by, record, pool_detail, pledge_request, comparison)
    return _done(request, by)


def _review(
    request: LoginRequest,
    by: Acting,
    record: DecisionRecord,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    comparison: TermsComparison | None = None,
) -> HttpResponse:
    sources = _sources(by)
    source_names = {source.pk: source.called for source in sources}
    offices = office_terms_of_sources(sources_used(pledge_request, sources))
    return show_review(
        request,
        hidden_fields=with_parts(request, pledge_request),
        heading=_("Look at it once more before you enter it"),
        intro=[],
        rows=[
            Row(_("Written down"), f"{record.question} {record.chosen}"),
            *how_put_rows(pledge_request.how_put),
            *total_rows(pool_detail, pledge_request, source_names),
        ],
        status=409 if comparison else 200,
        shown_digest=digest_with(pool_detail.pool.terms_digest, offices),
        what_next=office_texts(offices, pool_detail.pool.provider.name),
        comparison=comparison,
        questions=answers_beside_yes(
            pool_detail.terms, pool_detail.pool.provider, pool_detail.pool.area
        ),
        confirm=_("Enter their yes"),
        not_now=_way_back(by),
    )


def _sources(by: Acting) -> list[MoneySource]:
    """By their kind: what the person calls them is for whoever may decide (P12). Any of them,
    where two who hold one authority have both said yes."""
    is_joint = by.required_decision.kind == DecisionRecordKind.JOINT
    find_sources = open_sources_of_person if is_joint else sources_an_office_keeps
    sources = list(find_sources(by.required_person.pk))
    for source in sources:
        source.called = str(source.get_kind_display()).capitalize()
    return sources


def _show(
    request: LoginRequest,
    form: forms.BaseForm,
    by: Acting,
    record: DecisionRecord,
    *,
    confirm: str,
    shown: Shown = (),
) -> HttpResponse:
    return show_form(
        request,
        form,
        shown=shown,
        heading=_("What was decided for %(person)s")
        % {"person": by.required_person.preferred_name},
        intro=[
            f"{record.question} {record.chosen}",
            _("You can do this once. They are told that you did it."),
        ],
        confirm=confirm,
        not_now=_way_back(by),
    )


def _done(request: LoginRequest, by: Acting) -> HttpResponse:
    messages.success(request, _("It is done. They are told of it."))
    return redirect(_way_back(by))


def _way_back(by: Acting) -> str:
    return reverse("paper" if by.on_paper else "decision_records")


PAGES: dict[str, Page] = {"group": _join, "session": _come, "choice": _vote, "pool": _say_yes}
