"""What a provider needs before it can invoice: an address, and an account that was asked about."""

from community.people.acting import Acting
from community.people.models.approvals import StaffApproval
from community.people.states import ApprovalPurpose, ApprovalState
from pooling.payments.actions.bank_details import answer_bank_details, give_bank_details
from pooling.payments.actions.billing import write_billing_details
from pooling.payments.states.bank_details import CheckWay
from pooling.payments.states.billing import VatStatus
from providers.models.supply import Provider
from tests.factories.kept import kept
from tests.factories.supply import NOW, make_connector

ADDRESS = "1 Example Street\nExampletown"


@kept
def make_payable(provider: Provider, voice: Acting, *, now=NOW, **billing) -> None:
    give_bank_details(
        provider_id=provider.pk,
        account_name="Westsea Museum Trust",
        sort_code="12-34-56",
        account_number="12345678",
        by=voice,
        now=now,
    )
    answer_bank_details(
        approval_id=StaffApproval.objects.get(
            purpose=ApprovalPurpose.BANK_DETAILS, state=ApprovalState.WAITING
        ).pk,
        agrees=True,
        way=CheckWay.RANG,
        seen_words="They read it out.",
        by=make_connector(f"asks-{provider.pk}", provider.area),
        now=now,
    )
    write_billing_details(
        provider_id=provider.pk,
        by=voice,
        now=now,
        **{"address": ADDRESS, "vat_status": VatStatus.NOT_REGISTERED} | billing,
    )
