from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pooling.ledger"
    label = "ledger"
