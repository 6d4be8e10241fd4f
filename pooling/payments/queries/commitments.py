"""What a council's officer sees, and what a provider invoices: each no more than it needs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import NotFound
from community.common.shown import Shown, ShownLine, digest_of
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from pooling.payments.models.commitments import Commitment, Invoice, LineDelivery
from pooling.payments.states.commitments import CommitmentState
from providers.queries.supply import is_provider_member

OPEN_STATES = (CommitmentState.ASKED, CommitmentState.YES_WHEN)


def commitment_for(part_ref: int) -> Commitment | None:
    """The newest line asked for a part, with its answer."""
    return newest_commitments([part_ref]).get(part_ref)


def newest_commitments(part_refs: Collection[int]) -> dict[int, Commitment]:
    """{part_ref: the newest line asked for it}, of those asked for at all. One statement."""
    lines = Commitment.objects.filter(part_ref__in=part_refs).order_by("pk")
    return {line.part_ref: line for line in lines}  # the last of each part stays


@dataclass(frozen=True)
class CommitmentSummary:
    """All that an officer is shown of one line: person, provider, dates, price and purpose (M129).

    Built field by field, so that nothing else can come along.
    """

    commitment_id: int
    person_called: str
    reference: str
    provider_words: str
    dates_words: str
    most_pence_a_session: int
    sessions: int
    service_words: str
    purpose_words: str
    decided_on: date | None
    asked_at: datetime
    state: str
    when_words: str
    when_owner: str
    when_on: date | None
    digest: str

    @property
    def most_pence(self) -> int:
        return self.most_pence_a_session * self.sessions


def open_commitments(area_ids: Collection[int]) -> list[CommitmentSummary]:
    """Lines without a yes or a no, in these areas, longest wait first. One statement."""
    lines = (
        Commitment.objects.filter(area_id__in=area_ids, state__in=OPEN_STATES)
        .select_related("person")
        .order_by("asked_at", "pk")
    )
    return [_summary(line) for line in lines]


def agreed_commitments(area_ids: Collection[int]) -> list[CommitmentSummary]:
    """What these areas have agreed to and is not ended, newest first."""
    lines = Commitment.objects.filter(area_id__in=area_ids, state=CommitmentState.CONFIRMED)
    return [
        _summary(line) for line in lines.select_related("person").order_by("-answered_at", "-pk")
    ]


def _summary(line: Commitment) -> CommitmentSummary:
    return CommitmentSummary(
        commitment_id=line.pk,
        person_called=line.person.preferred_name,
        reference=line.reference,
        provider_words=line.provider_words,
        dates_words=line.dates_words,
        most_pence_a_session=line.most_pence_a_session,
        sessions=line.sessions,
        service_words=line.service_words,
        purpose_words=line.purpose_words,
        decided_on=line.decided_on,
        asked_at=line.asked_at,
        state=line.state,
        when_words=line.when_words,
        when_owner=line.when_owner,
        when_on=line.when_on,
        digest=digest_of(commitment_shown(line)),
    )


def commitment_shown(line: Commitment) -> Shown:
    """What an officer's yes agrees to."""
    return tuple(
        ShownLine(str(key), str(value))
        for key, value in (
            (_("Person"), line.person.preferred_name),
            (_("Their reference"), line.reference),
            (_("What is bought"), line.service_words),
            (_("With whom"), line.provider_words),
            (_("When"), line.dates_words),
            (_("At most a session"), format_pounds(line.most_pence_a_session)),
            (_("Sessions"), line.sessions),
            (_("What it is for"), line.purpose_words),
        )
        if value
    )


def lines_in_place_of(
    commitment_ids: Collection[int], area_ids: Collection[int]
) -> list[tuple[Commitment, Commitment | None]]:
    """(one that was answered and is asked no more, what is asked in its place) of these areas."""
    over = Commitment.objects.filter(pk__in=commitment_ids, area_id__in=area_ids).exclude(
        state__in=OPEN_STATES
    )
    lines = list(over.select_related("person").order_by("pk"))
    open_lines = Commitment.objects.filter(
        person_id__in=[line.person_id for line in lines],
        area_id__in=area_ids,
        state__in=OPEN_STATES,
    )
    in_place = {
        (line.person_id, line.provider_id): line
        for line in open_lines.select_related("person").order_by("pk")
    }
    return [(line, in_place.get((line.person_id, line.provider_id))) for line in lines]


@dataclass(frozen=True)
class InvoiceLine:
    """No name and no private word: whoever runs it reads it too. `payer_line` is the number by
    which the officer's page knows whose it is; `reference` the council's own, if it gave one."""

    payer_line: int
    reference: str
    delivered_on: date
    service_words: str
    pence: int


@dataclass(frozen=True)
class InvoiceDetail:
    number: int
    provider_name: str
    council: str
    starts_on: date
    ends_on: date
    made_at: datetime
    lines: list[InvoiceLine]

    @property
    def pence(self) -> int:
        return sum(line.pence for line in self.lines)


def invoice_page(invoice_id: int, *, login_id: int | None) -> InvoiceDetail:
    """One invoice, for who speaks for its provider or is an officer of its council."""
    invoice = Invoice.objects.select_related("provider", "area").filter(pk=invoice_id).first()
    if invoice is None or login_id is None or not _may_see(invoice, login_id):
        raise NotFound(_("We cannot find that page."))
    deliveries = invoice.deliveries.select_related("line__commitment")
    return InvoiceDetail(
        number=invoice.number,
        provider_name=invoice.provider.name,
        council=invoice.area.council,
        starts_on=invoice.starts_on,
        ends_on=invoice.ends_on,
        made_at=invoice.made_at,
        lines=[
            InvoiceLine(
                payer_line=delivery.line.commitment_id,
                reference=delivery.line.commitment.reference,
                delivered_on=delivery.delivered_on,
                service_words=delivery.line.commitment.service_words,
                pence=delivery.pence,
            )
            for delivery in deliveries.order_by("delivered_on", "pk")
        ],
    )


def _may_see(invoice: Invoice, login_id: int) -> bool:
    is_officer = (RoleKind.COUNCIL_OFFICER, invoice.area_id) in roles_of(login_id)
    return is_officer or is_provider_member(invoice.provider_id, login_id)


def invoices_of_providers(provider_ids: Collection[int]) -> list[Invoice]:
    """Theirs, each with what it comes to as `pence`, the newest first."""
    return _newest_first(Invoice.objects.filter(provider_id__in=provider_ids))


def invoices_of_areas(area_ids: Collection[int]) -> list[Invoice]:
    """Those to the councils of these areas, each with its `pence`, the newest first."""
    return _newest_first(Invoice.objects.filter(area_id__in=area_ids))


def _newest_first(invoices: QuerySet[Invoice]) -> list[Invoice]:
    with_pence = invoices.annotate(pence=Sum("deliveries__pence", default=0))
    return list(with_pence.select_related("provider", "area").order_by("-made_at", "-pk"))


@dataclass(frozen=True)
class InvoiceDue:
    provider_id: int
    area_id: int
    council: str
    since: date
    pence: int


def invoices_due(provider_ids: Collection[int]) -> list[InvoiceDue]:
    """What these providers may invoice now, council by council."""
    rows = (
        LineDelivery.objects.filter(invoice=None, line__commitment__provider_id__in=provider_ids)
        .values(
            provider_id=F("line__commitment__provider_id"),
            area_id=F("line__commitment__area_id"),
            council=F("line__commitment__area__council"),
        )
        .annotate(since=Min("delivered_on"), pence=Sum("pence"))
        .order_by("council", "provider_id")
    )
    return [InvoiceDue(**row) for row in rows]
