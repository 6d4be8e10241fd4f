from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "pooling.payments"
    label = "payments"
