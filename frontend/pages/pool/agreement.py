"""What somebody agreed to, to keep: as a page, and on paper (P123)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.common.money import format_pounds
from community.common.refusals import or_not_found
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.components.blocks import Row
from frontend.pdf.agreement import agreement_pdf
from frontend.shared.terms_texts import terms_rows
from pooling.pools.queries.agreements import Agreement, agreement_of
from pooling.pools.queries.pool_details import PoolDetail, pool_for_reader
from pooling.pools.wording.agreements import agreement_rows, begun_now_text
from pooling.pools.wording.amounts import yes_text


@person_required
@shows(Seen.SUMS)
def pool_agreement(request: PersonRequest, pool_id: int) -> HttpResponse:
    pool_detail, agreement = _agreement(request, pool_id)
    context = {"pool_detail": pool_detail, "rows": agreement_of_yes(pool_detail, agreement)}
    return render(request, "pool/pool_agreement.html", context)


@person_required
@shows(Seen.SUMS)
def pool_agreement_pdf(request: PersonRequest, pool_id: int) -> HttpResponse:
    pool_detail, agreement = _agreement(request, pool_id)
    now = clock.now()
    rows = [(row.key, row.value) for row in agreement_of_yes(pool_detail, agreement)]
    pdf = agreement_pdf(rows, on=clock.today(now), made_at=now)
    name = f'attachment; filename="yes-p{pool_id}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _agreement(request: PersonRequest, pool_id: int) -> tuple[PoolDetail, Agreement]:
    """To whoever has said no yes there is no such page."""
    pool_detail = pool_for_reader(pool_id=pool_id, by=request.acting, now=clock.now())
    return pool_detail, or_not_found(agreement_of(pool_detail.pool, request.acting))


def agreement_of_yes(pool_detail: PoolDetail, agreement: Agreement) -> list[Row]:
    """Word for word what they said yes to, with what it can come to."""
    in_all = format_pounds(agreement.max_pence * pool_detail.session_count)
    rows = [
        Row(_("What you said"), yes_text(agreement.max_pence)),
        Row(_("When you said it"), format_day(agreement.said_at)),
        Row(_("In all, at most"), in_all),
        *(Row(key, value) for key, value in own_agreement_rows(pool_detail, agreement)),
    ]
    return [*rows, *(Row(key, value) for key, value in terms_rows(agreement.terms))]


def own_agreement_rows(pool_detail: PoolDetail, agreement: Agreement) -> list[tuple[str, str]]:
    area = pool_detail.pool.area
    rows = agreement_rows(
        agreement.terms,
        adviser=area.adviser_words,
        phone=area.adviser_phone,
        until=agreement.until,
    )
    return [*rows, *begun_now_text(asks_for_it=agreement.begin_now)]
