"""A column of frozen terms: JSON in the database, `Terms` everywhere else."""

from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from pooling.pools.terms import Terms


class TermsField(models.JSONField):
    """Gives and takes `Terms`. A lookup inside the JSON gives what is there."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        data = super().from_db_value(value, expression, connection)
        if data is None or isinstance(expression, KeyTransform):
            return data
        return Terms.from_json(data)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        data = value.to_json() if isinstance(value, Terms) else value
        return super().get_db_prep_value(data, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).to_json()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.to_json(), model_instance)
