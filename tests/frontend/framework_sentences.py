"""The sentences that the frameworks would say, read out of their own code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

MODULES = (
    "django.core.validators",
    "django.db.models.base",
    "django.db.models.fields",
    "django.forms.fields",
    "django.forms.models",
    "django_filters.fields",
    "knox.auth",
    "rest_framework.authentication",
    "rest_framework.exceptions",
    "rest_framework.fields",
    "rest_framework.pagination",
    "rest_framework.parsers",
    "rest_framework.relations",
    "rest_framework.serializers",
    "rest_framework.validators",
)
MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "ParseError"}
PLACE = re.compile(r"%\\\(\w+\\?\)[sdr]|%[sdr]|\\\{[\w:]+\\\}")


def sentences_of(module: str) -> Iterator[str]:
    spec = find_spec(module)
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        if name in MARKED:
            for part in (inner for each in call.args for inner in ast.walk(each)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


@cache
def patterns() -> re.Pattern:
    """Each with anything where it has a place for a value; single words say nothing."""
    found = {text for module in MODULES for text in sentences_of(module) if " " in text}
    return re.compile(
        "|".join(PLACE.sub(".*", re.escape(text)) for text in sorted(found)), re.DOTALL
    )


def is_of_a_framework(text: str) -> bool:
    return bool(patterns().fullmatch(text))
