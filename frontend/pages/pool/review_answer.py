"""A yes to a question asked in private, looked over once more before it counts (M124)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common import clock
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import ActingRequest
from frontend.components.blocks import Row
from frontend.pages.how_put import how_put_rows
from frontend.pages.pool.review import show_review
from frontend.pages.pool.texts import (
    answers_beside_yes,
    ask_url,
    if_someone_cannot_pay,
    kinds_of_pledge,
    talk_url,
)
from frontend.pages.pool.totals import (
    agreed_rows,
    next_step_texts,
    on_the_day,
    part_rows,
    payment_text,
    sources_used,
    total_rows,
    you_pay,
)
from frontend.shared.terms_texts import TermsComparison
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import OfficeTermsByArea, digest_with
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.queries.office_terms import office_terms_of_sources
from pooling.pools.queries.pool_details import PoolDetail
from pooling.pools.rules.pledging import PledgeRequest
from pooling.pools.states import NEW_YES_KINDS, PrivateQuestionKind
from pooling.pools.wording.amounts import yes_text
from pooling.pools.wording.bills import what_changes
from pooling.pools.wording.office_terms import office_texts


def review_answer(
    request: ActingRequest,
    question: PrivateQuestion,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    comparison: TermsComparison | None = None,
) -> HttpResponse:
    """`comparison`: with what was shown before, where that has changed."""
    shows_sums = may_see(request.acting, Seen.SUMS, now=clock.now())
    source_names = {part.source_id: part.called for part in not_none(pool_detail.my_pledge).parts}
    offices = offices_of_answer(question, pledge_request)
    review_rows = REVIEW_ROWS[PrivateQuestionKind(question.kind)] if shows_sums else _without_sums
    rows, next_texts, confirm = review_rows(question, pool_detail, pledge_request, source_names)
    return show_review(
        request,
        "pool/pool_pledge_review.html",
        heading=_("Look at it once more before you say yes"),
        intro=[],
        rows=[*rows, *how_put_rows(pledge_request.how_put)],
        status=409 if comparison else 200,
        shown_digest=digest_with(pool_detail.pool.terms_digest, offices),
        comparison=comparison,
        gap=if_someone_cannot_pay(pool_detail.terms),
        questions=answers_beside_yes(
            pool_detail.terms,
            pool_detail.pool.provider,
            pool_detail.pool.area,
            kinds=kinds_of_pledge(pool_detail),
            ask_url=ask_url(pool_detail.pool.offer_id),
        ),
        what_next=[*office_texts(offices, pool_detail.pool.provider.name), *next_texts],
        confirm=confirm,
        not_now=reverse("pool", args=[pool_detail.pool.pk]),
        talk=talk_url(TalkAbout.POOL, pool_detail.pool.pk),
    )


def offices_of_answer(
    question: PrivateQuestion, pledge_request: PledgeRequest
) -> OfficeTermsByArea:
    """What is agreed to anew of those that keep the money, where the yes is said anew: any other
    answer leaves it as it was."""
    if question.kind not in NEW_YES_KINDS:
        return {}
    sources = open_sources_of_person(question.pledge.person_id)
    return office_terms_of_sources(sources_used(pledge_request, sources))


def _without_sums(
    question: PrivateQuestion,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    _source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    """For whoever may decide and not pay: whether it fits; a new most is what they typed now."""
    rows = [Row(_("You say"), _("Yes"))]
    if question.kind == PrivateQuestionKind.LOW_MAXIMUM:
        rows = [Row(_("You say"), yes_text(pledge_request.max_pence))]
    share_pence = pool_detail.coverage.share_pence or question.pence or 0
    fits = share_pence <= pledge_request.max_pence
    rows.append(Row(_("The money"), _("It fits") if fits else _("It does not fit")))
    return rows, [on_the_day(pool_detail.pool)], _("Yes")


def _more(
    question: PrivateQuestion,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    """What is more comes from the last part, which is asked anew."""
    last_source_id = pledge_request.parts[-1].source_id
    sources = [
        source
        for source in open_sources_of_person(question.pledge.person_id)
        if source.pk == last_source_id
    ]
    confirm = yes_text(pledge_request.max_pence)
    previous = _("Up to %(most)s a session") % {"most": format_pounds(question.pledge.max_pence)}
    rows = [
        Row(_("You say"), confirm),
        Row(_("You said before"), previous),
        you_pay(pool_detail.pool),
        *total_rows(pool_detail, pledge_request, source_names),
        *agreed_rows(pool_detail, asks_to_begin=pledge_request.begin_now),
    ]
    return rows, next_step_texts(sources, pool_detail.pool, {}), confirm


def _new_terms(
    _question: PrivateQuestion,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    answer = _("Yes to what is offered now, up to %(most)s a session") % {
        "most": format_pounds(pledge_request.max_pence)
    }
    rows = [
        Row(_("You say"), answer),
        you_pay(pool_detail.pool),
        *total_rows(pool_detail, pledge_request, source_names),
        *agreed_rows(pool_detail, asks_to_begin=pledge_request.begin_now),
    ]
    return rows, [on_the_day(pool_detail.pool)], _("Yes to what is offered now")


def _bill(
    question: PrivateQuestion,
    pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    rows = [
        Row(_("You say"), _("Yes, I know and I choose it")),
        Row(_("What you pay the council yourself"), what_changes(question.pence)),
        *total_rows(pool_detail, pledge_request, source_names),
    ]
    return rows, [on_the_day(pool_detail.pool)], _("Yes, I know and I choose it")


def _new_share(
    question: PrivateQuestion,
    _pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    share_pence, instalment = not_none(question.pence), not_none(question.instalment)
    confirm = _("Yes, %(share)s a session") % {"share": format_pounds(share_pence)}
    rows = [
        Row(_("You say"), confirm),
        Row(_("This payment"), payment_text(share_pence, instalment)),
        *part_rows(pledge_request, source_names),
    ]
    stopping = _("You can change your mind until %(day)s, at once.") % {
        "day": format_day(instalment.collect_at)
    }
    return rows, [stopping], confirm


def _mend(
    question: PrivateQuestion,
    _pool_detail: PoolDetail,
    pledge_request: PledgeRequest,
    source_names: dict[int, str],
) -> tuple[list[Row], list[str], str]:
    count = not_none(question.instalment).count
    at_most = ngettext(
        "%(sum)s, for %(count)d session", "%(sum)s, for %(count)d sessions", count
    ) % {"sum": format_pounds(pledge_request.max_pence * count), "count": count}
    rows = [
        Row(_("You say"), _("Try the same payment again")),
        Row(_("This payment, at most"), at_most),
        *part_rows(pledge_request, source_names),
    ]
    again = _("Your bank is asked again. Nothing is taken unless everybody’s part can be.")
    return rows, [again], _("Try again")


REVIEW_ROWS = {
    PrivateQuestionKind.LOW_MAXIMUM: _more,
    PrivateQuestionKind.NEW_TERMS: _new_terms,
    PrivateQuestionKind.BILL_CHANGE: _bill,
    PrivateQuestionKind.NEW_SHARE: _new_share,
    PrivateQuestionKind.FAILED_PAYMENT: _mend,
}
