"""What there is for programs, to read: each resource and what it does, from its own description."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path as django_path
from drf_spectacular.generators import SchemaGenerator

READING_METHODS = ("get", "head", "options")


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
    schema = SchemaGenerator().get_schema(request=None, public=True)
    tagged = [
        (
            description["tags"][0],
            Operation(
                method.upper(),
                path,
                description.get("summary", ""),
                method in READING_METHODS and "{" not in path,
            ),
        )
        for path, methods in schema["paths"].items()
        for method, description in methods.items()
    ]
    tagged.sort(key=lambda pair: pair[0])
    return tuple(
        (tag, tuple(operation for _tag, operation in pairs))
        for tag, pairs in groupby(tagged, key=lambda pair: pair[0])
    )


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "plain/api.html", {"resources": operations()})


urlpatterns = [django_path("", front, name="front")]
