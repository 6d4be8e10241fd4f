"""What the deeds of this app are about, as a person reads it in their history. No sums."""

from django.utils.translation import gettext as _

from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import CardPayment, SavedCard
from pooling.payments.models.commitments import Commitment, CommitmentLine


def card_texts(ids: list[str]) -> dict[str, str]:
    cards = SavedCard.objects.filter(pk__in=ids).values_list("pk", "brand", "last4")
    return {str(pk): _card_text(brand, last4) for pk, brand, last4 in cards}


def payment_texts(ids: list[str]) -> dict[str, str]:
    cards = CardPayment.objects.filter(pk__in=ids).values_list(
        "pk", "saved_card__brand", "saved_card__last4"
    )
    return {str(pk): _card_text(brand, last4) for pk, brand, last4 in cards}


def commitment_texts(ids: list[str]) -> dict[str, str]:
    commitments = Commitment.objects.filter(pk__in=ids)
    return {str(pk): words for pk, words in commitments.values_list("pk", "purpose_words")}


def line_texts(ids: list[str]) -> dict[str, str]:
    lines = CommitmentLine.objects.filter(pk__in=ids)
    return {str(pk): words for pk, words in lines.values_list("pk", "commitment__purpose_words")}


def transfer_texts(ids: list[str]) -> dict[str, str]:
    transfers = BankTransfer.objects.filter(pk__in=ids)
    return {str(pk): words for pk, words in transfers.values_list("pk", "reference")}


def _card_text(brand: str, last4: str) -> str:
    if not last4:
        return ""
    return _("%(brand)s that ends in %(digits)s") % {"brand": brand, "digits": last4}
