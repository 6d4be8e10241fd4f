"""One kind of thing that there is about a person."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from community.people.models.persons import Person


@dataclass(frozen=True)
class DataCategory:
    """One kind of thing: its name, where it is found, and what of it is said, in order.

    `person_path` leads from a row to the person's id. A field is a path through the row
    ("session.title"); one that ends in `pence` is a sum, and one in `login_id` somebody's name.
    """

    name: Promise
    model: type[Model]
    person_path: str
    fields: dict[str, Promise]
    joined: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.model._meta.model_name or ""

    def rows_of(self, person: Person) -> QuerySet[Model]:
        rows = self.model._default_manager.filter(**{self.person_path: person.pk})
        if self.joined:
            rows = rows.select_related(*self.joined)
        return rows.prefetch_related(*self.fetched).order_by("pk")
