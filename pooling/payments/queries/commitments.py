"""What a council's officer sees of each line: no more than it needs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.shown import Shown, ShownLine, digest_of
from pooling.payments.models.commitments import OPEN_STATES, Commitment
from pooling.payments.states.commitments import CommitmentState


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
    order_number: str
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
    on_the_invoice: str
    shown: Shown
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
    shown = commitment_shown(line)
    return CommitmentSummary(
        commitment_id=line.pk,
        person_called=line.person.preferred_name,
        reference=line.reference,
        order_number=line.order_number,
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
        on_the_invoice=_on_the_invoice(line),
        shown=shown,
        digest=digest_of(shown),
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
            (_("On the invoice"), _on_the_invoice(line)),
        )
        if value
    )


def _on_the_invoice(line: Commitment) -> str:
    """Whoever is paid reads it too (P29)."""
    if line.names_person:
        return _("their name, because your office asks for names: whoever is paid reads it too")
    return _("no name: your own reference if you give one, and the number of the line")


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
