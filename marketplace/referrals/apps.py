from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "marketplace.referrals"
    label = "referrals"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from marketplace.referrals.deeds import ReferralDeed
        from marketplace.referrals.queries.referrals import referral_texts

        register_subjects(ReferralDeed, referral=referral_texts)
