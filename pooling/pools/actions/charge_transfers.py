"""Bank transfers of one payment: asked for in words, followed by one reminder, sent back from
whoever takes part no more."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds_and_pence
from community.common.telephone import to_ring
from community.common.working_time import add_working_days
from groups.queries.resting import persons_not_here_in
from pooling.ledger.account_codes import part_account_code
from pooling.payments.actions.bank_transfers import cancel_bank_transfer, request_bank_transfer
from pooling.payments.queries.bank_transfers import BankTransferSummary, bank_transfer_for
from pooling.payments.queries.charges import ChargeReport
from pooling.payments.states.charges import ChargeStatus, Rail
from pooling.pools.actions.notifications import notify_pledger, notify_provider_of_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge, Instalment
from pooling.pools.models.pledges import Pool

REMIND_BEFORE = timedelta(days=2)
DAYS_TO_SEND = 5  # working days at least (P31)


def request_transfer_for_charge(charge: Charge, instalment: Instalment, now: datetime) -> None:
    """With time for it to arrive, also when shares were worked out again on the gap's date; what
    arrived for an earlier attempt counts for this one."""
    pool = instalment.pool
    working_days_on = add_working_days(now, DAYS_TO_SEND, nation=pool.area.nation)
    arrives_by = max(now + timedelta(days=pool.gap_days), working_days_on)
    instalment.gap_until = max(not_none(instalment.gap_until), arrives_by)
    instalment.save()
    earlier = instalment.charges.filter(part_id=charge.part_id, attempt__lt=charge.attempt)
    newest = earlier.order_by("-attempt").first()
    transfer = request_bank_transfer(
        charge_ref=charge.pk,
        pence=charge.pence,
        carry_from=newest.pk if newest else None,
        payee_words=pool.provider.name,
        provider_id=pool.provider_id,
        person_id=charge.part.pledge.person_id,
        area_id=pool.area_id,
        collection_code=instalment.code,
        part_code=part_account_code(charge.part_id),
        now=now,
    )
    _notify_to_send(charge, instalment, now)
    if not transfer.sort_code:
        _ask_for_bank_details(pool, now)


def _ask_for_bank_details(pool: Pool, now: datetime) -> None:
    notify_provider_of_pool(
        pool,
        PoolMessage.BANK_DETAILS_NEEDED,
        _(
            "Somebody is asked to send you a bank transfer, and we do not know your account."
            " Please write it down today, on your page about bank transfers."
        ),
        key=f"pool:{pool.pk}:bank_details",
        now=now,
    )


def _notify_to_send(
    charge: Charge, instalment: Instalment, now: datetime, *, is_reminder: bool = False
) -> None:
    """How much, to whom, with which reference, by which day; nothing where all of it is here."""
    line = not_none(bank_transfer_for(charge.pk))
    if not line.still_to_come:
        return
    notify_pledger(
        charge.part.pledge,
        PoolMessage.TRANSFER_REMINDER if is_reminder else PoolMessage.TRANSFER_SEND,
        request_text(line, instalment, is_reminder=is_reminder),
        about=instalment.pool.group.name,
        key=f"instalment:{instalment.pk}:{instalment.attempt}:part:{charge.part_id}"
        f":{'reminder' if is_reminder else 'send'}",
        now=now,
    )


def request_text(line: BankTransferSummary, instalment: Instalment, *, is_reminder: bool) -> str:
    """For what, how much, to whom as the bank shows it, and how to see that it is from us (P31)."""
    pool, area = instalment.pool, instalment.pool.area
    facts = {
        "what": pool.terms.summary,
        "provider": pool.provider.name,
        "sum": format_pounds_and_pence(line.still_to_come),
        "to": _payee_text(line),
        "reference": line.reference,
        "day": format_day(not_none(instalment.gap_until)),
        "who": area.adviser_words,
        "phone": to_ring(area.adviser_phone),
    }
    begins = (
        _("This reminds you of what we asked before, and has not come yet: %(what)s, with"
          " %(provider)s.")
        if is_reminder
        else _("%(what)s, with %(provider)s, can go ahead when your part is there.")
    )  # fmt: skip
    return " ".join(
        text % facts
        for text in (
            begins,
            _(
                "Please send your part by bank transfer: %(sum)s to %(to)s, with exactly this"
                " reference: %(reference)s. It should be there by %(day)s. If it does not go ahead,"
                " all of it comes back to you."
            ),
            _(
                "The same stands under My money. We never ring to ask for it. To see whether this"
                " is from us, type the reference on our page “Is this request for money from"
                " us?”, or ring %(who)s on %(phone)s."
            ),
        )
    )


def _payee_text(line: BankTransferSummary) -> str:
    if not line.account_number:
        return _("%(name)s (we ask them for their account, and tell you)") % {
            "name": line.payee_words
        }
    return _("%(name)s, sort code %(sort)s, account number %(number)s") % {
        "name": line.payee_words,
        "sort": line.sort_code,
        "number": line.account_number,
    }


def remind_to_send_transfer(
    instalment: Instalment,
    charges: list[Charge],
    reports: Mapping[int, ChargeReport],
    now: datetime,
) -> None:
    """One message, two days before the day; after that day the gap rule holds."""
    if now < not_none(instalment.gap_until) - REMIND_BEFORE:
        return
    not_here = persons_not_here_in(instalment.pool.group_id)
    for charge in charges:
        if (
            charge.part.source.rail == Rail.TRANSFER
            and charge.part.pledge.person_id not in not_here
            and reports[charge.pk].status == ChargeStatus.PENDING
        ):
            _notify_to_send(charge, instalment, now, is_reminder=True)


def refund_uncarried_transfers(instalment: Instalment, now: datetime) -> None:
    """Who takes part no more gets back what they sent for an earlier attempt."""
    paying = instalment.charges.filter(attempt=instalment.attempt).values("part_id")
    for charge in (
        instalment.charges.filter(attempt__lt=instalment.attempt, part__source__rail=Rail.TRANSFER)
        .exclude(part_id__in=paying)
        .order_by("pk")
    ):
        cancel_bank_transfer(charge_ref=charge.pk, key=f"not_carried:charge:{charge.pk}", now=now)
