from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "pooling.pools"
    label = "pools"

    def ready(self) -> None:
        from community.audit.subjects import register_subjects
        from pooling.pools.deeds import PoolDeed
        from pooling.pools.queries import subjects

        register_subjects(
            PoolDeed,
            pool=subjects.pool_texts,
            source=subjects.source_texts,
            part=subjects.part_texts,
        )
