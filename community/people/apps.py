from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "community.people"
    label = "people"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from community.people import subject_queries
        from community.people.deeds import PeopleDeed

        register_subjects(
            PeopleDeed,
            representation=subject_queries.representation_texts,
            decision=subject_queries.decision_texts,
            decision_record=subject_queries.decision_texts,
        )
