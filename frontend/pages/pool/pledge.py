""" "I'm in, up to £X a session": say it, look it over, mean it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.common import clock
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.common.refusals import or_not_found
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import PersonRequest, person_required, takes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.how_put import how_put_rows
from frontend.pages.pool.changes import changes_since_shown
from frontend.pages.pool.forms import PledgeForm
from frontend.pages.pool.review import ReviewStep, review_step, show_review, with_parts
from frontend.pages.pool.texts import answers_beside_yes, ask_url, if_someone_cannot_pay, talk_url
from frontend.pages.pool.totals import (
    agreed_rows,
    next_step_texts,
    sources_used,
    total_rows,
    you_pay,
)
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.terms_texts import TermsComparison
from pooling.pools.actions.pledges import check_pledge, pledge
from pooling.pools.models.pledges import MoneySource, Pledge
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.queries.opening import example_of
from pooling.pools.queries.pledge_details import PledgeDetail, pledge_of_person
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.shares import coverage_of
from pooling.pools.rules.pledging import PledgeRequest, TermsHaveChanged, asks_relation
from pooling.pools.wording.amounts import yes_text
from pooling.pools.wording.cards import card_notes
from pooling.pools.wording.status import below_share_text


@person_required
@takes(RepresentationScope.DECIDE)
def pool_pledge(request: PersonRequest, pool_id: int) -> HttpResponse:
    now = clock.now()
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    if request.method == "GET" and not pool_detail.can_pledge:  # before they write anything
        messages.info(request, _("The date to say yes to this has passed. Here is how it stands."))
        return redirect("pool", pool_id)
    sources = open_sources_of_person(request.acting.person_id)
    if not sources:
        return redirect(f"{reverse('add_source')}?{urlencode({'next': request.path})}")
    form = PledgeForm(
        post_data(request),
        initial=_initial(pool_detail.my_pledge),
        sources=sources,
        asks_relation=asks_relation(sources, is_one_person=pool_detail.pool.provider.is_one_person),
        asks_begin_now=pool_detail.asks_begin_now,
        is_for_one=pool_detail.pool.group.is_solo,
        for_somebody=request.acting.is_by_other_hands,
    )
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        pledge_request = form.pledge_request()
        with catch_refusals(form):
            if step == ReviewStep.YES:
                return _say_yes(request, pool_detail, pledge_request, sources)
            check_pledge(pool_id=pool_id, request=pledge_request, by=request.acting, now=now)
            return _review(request, pool_detail, pledge_request, sources)
    return show_form(
        request,
        form,
        "pool/pool_pledge.html",
        pool_detail=pool_detail,
        example=example_of(pool_detail.terms, pool_detail.coverage.said_yes),
        add_url=f"{reverse('add_source')}?{urlencode({'next': request.path})}",
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(TalkAbout.POOL, pool_id),
        card_notes=card_notes([pool_detail.pool.provider]),
    )


def _initial(my_pledge: PledgeDetail | None) -> dict[str, Any]:
    if my_pledge is None or my_pledge.max_pence is None:
        return {}
    parts = {
        part.source_id: (f"{not_none(part.max_pence) / 100:.2f}", str(place))
        for place, part in enumerate(my_pledge.parts, start=1)
    }
    if parts:  # the last gives whatever is needed: also of another most
        last = my_pledge.parts[-1].source_id
        parts[last] = ("", parts[last][1])
    return {
        "max_pence": my_pledge.max_pence,
        "parts": parts,
        "what_for": my_pledge.what_for,
        "begin_now": my_pledge.begin_now,
    }


def _say_yes(
    request: PersonRequest,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    sources: Iterable[MoneySource],
) -> HttpResponse:
    """To what was shown. Where that has changed, both are shown and nothing is said yet (B1)."""
    now, pool_id = clock.now(), pool_detail.pool.pk
    shown = digest_shown(request)
    try:
        pledge_row = pledge(
            pool_id=pool_id,
            request=replace(pledge_request, shown_digest=shown),
            by=request.acting,
            now=now,
        )
    except TermsHaveChanged:
        pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
        offices = office_terms_of_sources(sources_used(pledge_request, sources))
        comparison = changes_since_shown(pool_detail.pool, shown, request.acting, offices)
        return _review(request, pool_detail, pledge_request, sources, comparison)
    return _after(request, pledge_row)


def _after(request: PersonRequest, pledge_row: Pledge) -> HttpResponse:
    """On to saving a card where one is needed; otherwise the page, which says how it stands."""
    my_pledge = or_not_found(pledge_of_person(pledge_row.pool, pledge_row.person_id))
    without_card = next((part for part in my_pledge.parts if part.needs_card), None)
    if without_card:
        return redirect("pool_card", pledge_row.pool_id, without_card.source_id)
    coverage = coverage_of(pledge_row.pool)
    messages.success(
        request,
        " ".join(
            [
                _("You are in, up to %(most)s a session. Nothing has been taken.")
                % {"most": format_pounds(pledge_row.max_pence)},
                below_share_text(pledge_row.max_pence, coverage.share_if_all_pence),
            ]
        ).strip(),
    )
    return redirect("pool", pledge_row.pool_id)


def _review(
    request: PersonRequest,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    sources: Iterable[MoneySource],
    comparison: TermsComparison | None = None,
) -> HttpResponse:
    """`comparison`: with what was shown before, where that has changed."""
    source_names = {source.pk: source.called for source in sources}
    used = sources_used(pledge_request, sources)
    offices = office_terms_of_sources(used)
    confirm = yes_text(pledge_request.max_pence)
    return show_review(
        request,
        "pool/pool_pledge_review.html",
        hidden_fields=with_parts(request, pledge_request),
        heading=_("Look at it once more before you say yes"),
        intro=[],
        rows=[
            Row(_("You say"), confirm),
            you_pay(pool_detail.pool),
            *how_put_rows(pledge_request.how_put),
            *total_rows(pool_detail, pledge_request, source_names),
            *agreed_rows(pool_detail, asks_to_begin=pledge_request.begin_now),
        ],
        status=409 if comparison else 200,
        shown_digest=digest_with(pool_detail.pool.terms_digest, offices),
        comparison=comparison,
        gap=if_someone_cannot_pay(pool_detail.terms),
        questions=answers_beside_yes(
            pool_detail.terms,
            pool_detail.pool.provider,
            pool_detail.pool.area,
            kinds={source.kind for source in used},
            ask_url=ask_url(pool_detail.pool.offer_id),
        ),
        what_next=next_step_texts(used, pool_detail.pool, offices),
        confirm=confirm,
        not_now=reverse("pool", args=[pool_detail.pool.pk]),
        talk=talk_url(TalkAbout.POOL, pool_detail.pool.pk),
    )
