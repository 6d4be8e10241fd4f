from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community.people"
    label = "people"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from community.people.deeds import PeopleDeed
        from community.people.queries import subjects

        register_subjects(
            PeopleDeed,
            representation=subjects.representation_texts,
            decision=subjects.decision_texts,
            decision_record=subjects.decision_texts,
            talk=subjects.talk_texts,
        )
