from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "pooling.payments"
    label = "payments"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from pooling.payments.deeds import PaymentDeed
        from pooling.payments.queries import subjects

        register_subjects(
            PaymentDeed,
            card=subjects.card_texts,
            payment=subjects.payment_texts,
            commitment=subjects.commitment_texts,
            line=subjects.line_texts,
            transfer=subjects.transfer_texts,
        )
