"""What there is for programs, to read: each resource and what it does, from its own description."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.shortcuts import render
from django.urls import path
from drf_spectacular.generators import SchemaGenerator

READS = ("get", "head", "options")


@dataclass(frozen=True)
class Operation:
    """`can_open`: a browser may simply go there."""

    method: str
    path: str
    does: str
    can_open: bool


@lru_cache(maxsize=1)
def operations() -> tuple[tuple[str, tuple[Operation, ...]], ...]:
    """By resource, in the order of the description."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    found = [
        (
            said["tags"][0],
            Operation(
                method.upper(), where, said.get("summary", ""), method in READS and "{" not in where
            ),
        )
        for where, methods in described["paths"].items()
        for method, said in methods.items()
    ]
    found.sort(key=lambda each: each[0])
    return tuple(
        (tag, tuple(operation for _tag, operation in each))
        for tag, each in groupby(found, key=lambda each: each[0])
    )


def front(request):
    return render(request, "plain/api.html", {"resources": operations()})


urlpatterns = [path("", front, name="front")]
