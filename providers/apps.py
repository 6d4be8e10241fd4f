from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "providers"
    label = "providers"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from providers.deeds import ProviderDeed
        from providers.queries import subjects

        register_subjects(
            ProviderDeed, session=subjects.session_texts, visit_request=subjects.visit_texts
        )
