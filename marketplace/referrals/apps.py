from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "marketplace.referrals"
    label = "referrals"
