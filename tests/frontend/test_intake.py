"""Nothing that is typed gets past the intake: each box of each form, each field of each call."""

import ast
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from rest_framework import serializers

import frontend
from frontend.api import typed as api_typed
from frontend.components import typed
from frontend.components.fields import PostcodeField

FAMILY = "👩‍👩‍👧"
OURS = ("frontend.", "demo.")
# Written by no person: what a page or a program gives back as it got it.
GIVEN_BACK = ("digest", "began_from", "helps_began_from")


def _load_all() -> None:
    for module in pkgutil.walk_packages(frontend.__path__, "frontend."):
        if not module.name.startswith("frontend.staff"):
            import_module(module.name)


def _subclasses(base: type) -> set[type]:
    below = set(base.__subclasses__())
    return below.union(*(_subclasses(each) for each in below))


def every_form() -> list[type[forms.BaseForm]]:
    _load_all()
    ours = {each for each in _subclasses(forms.BaseForm) if each.__module__.startswith(OURS)}
    return sorted(ours, key=lambda each: each.__qualname__)


@pytest.mark.holds("fault:H1")
def test_every_box_for_text_takes_it_through_the_intake():
    fields = [
        (form.__name__, name, field)
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField)
    ]
    assert len(fields) > 50
    # A box of the library's own is changed when the form is made (sign_in_forms.TypedForm).
    assert [
        (form, name)
        for form, name, field in fields
        if not isinstance(field, (typed.TypedMixin, PostcodeField))
        and not field.__class__.__module__.startswith("allauth")
        and "TypedForm" not in {base.__name__ for base in _form(form).__mro__}
    ] == []


def _form(name: str) -> type:
    return next(form for form in every_form() if form.__name__ == name)


@pytest.mark.holds("fault:H1")
def test_every_field_for_text_of_a_call_takes_it_through_the_intake():
    _load_all()
    shapes = [
        shape
        for shape in _subclasses(serializers.Serializer)
        if shape.__module__.startswith("frontend.api") and shape.__name__.endswith("In")
    ]
    assert len(shapes) > 50
    assert [
        (shape.__name__, name)
        for shape in shapes
        for name, field in shape._declared_fields.items()
        for each in (field, getattr(field, "child", None))
        if isinstance(each, serializers.CharField)
        and not isinstance(each, api_typed.TypedMixin)
        and not isinstance(each, serializers.RegexField)  # says itself which letters it takes
        and name not in GIVEN_BACK
    ] == []


def test_no_form_names_the_frameworks_own_box_for_text():
    root = Path(frontend.__file__).parent
    named = [
        f"{path}:{node.lineno}"
        for path in root.rglob("*.py")
        if path.name not in ("typed.py", "fields.py") and "node_modules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in {("forms", "CharField"), ("forms", "EmailField")}
    ]
    assert named == []


@pytest.mark.holds("fault:H23")
@pytest.mark.parametrize(
    "field", [typed.TypedText(max_length=3), api_typed.TypedText(max_length=3)]
)
def test_letters_are_counted_as_people_count_and_refused_in_our_words(field):
    clean = field.clean if isinstance(field, forms.Field) else field.run_validation
    with pytest.raises((forms.ValidationError, serializers.ValidationError)) as refused:
        clean("Anne")
    words = getattr(refused.value, "messages", None) or refused.value.detail
    assert str(words[0]) == "At most 3 letters fit here. This has 4."
    assert clean("Zoe\u0308\u200b") == "Zoë"


def test_what_takes_more_room_than_letters_is_refused_in_words_and_not_by_the_database():
    with pytest.raises(forms.ValidationError, match="little pictures or accents"):
        typed.TypedText(max_length=20).clean(FAMILY * 10)


@pytest.mark.holds("fault:H1")
def test_what_nobody_sees_is_no_answer():
    with pytest.raises(forms.ValidationError):
        typed.TypedText().clean("\u2800\u200b")
    with pytest.raises(serializers.ValidationError, match="something to read"):
        api_typed.TypedText().run_validation("\u2800\u200b")
