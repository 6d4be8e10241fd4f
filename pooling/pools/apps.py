from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "pooling.pools"
    label = "pools"
