"""A connector is asked for help also where somebody of the group has no login (fault G1): to SQL
nothing is "not in" a list that has one empty value, and so nobody was asked."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.states import RoleKind
from pooling.pools.queries.help_requests import connectors_of_pool
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_connector

ROOT = Path(__file__).parents[3]
PARTS = ("community", "config", "frontend", "groups", "marketplace", "pooling", "providers")
# Of what cannot be read from the line itself: no row has an empty one.
NEVER_EMPTY = {
    ("ended", "person_id"): "of SendingPause",
    ("paused", "person_id"): "of SendingPause",
    ("connectors", "area"): "of Role",
    ("live", "person_id"): "of Representation",
    ("_live", "group_id"): "of GroupPause",
    ("kept_questions", "pledge"): "of PrivateQuestion",
}


@pytest.mark.holds("P58", "M46")
def test_a_connector_is_asked_where_a_member_has_no_login_and_not_one_of_the_group(db):
    people = make_people(4)
    pool = make_pool(people)
    connie = make_connector()
    in_group = {"login": people[0].login, "kind": RoleKind.CONNECTOR}
    Role.objects.create(**in_group, area=pool.area, started_at=NOW)
    assert connie.login_id in connectors_of_pool(pool)

    Person.objects.filter(pk=people[3].person_id).update(login=None)

    assert connie.login_id in connectors_of_pool(pool)
    assert people[0].login_id not in connectors_of_pool(pool)


@pytest.mark.holds("P58", "M46")
def test_nothing_is_left_out_by_a_list_that_may_have_an_empty_value():
    found = [
        f"{path.relative_to(ROOT)}:{line} {root}.{name}"
        for part in PARTS
        for path in sorted((ROOT / part).rglob("*.py"))
        if "exclude(" in (text := path.read_text()) and ".values" in text
        for line, root, name in _lists_left_out(ast.parse(text))
        if _may_be_empty(root, name)
    ]
    assert found == []


def _lists_left_out(tree: ast.AST):
    """(line, what is asked, which field of it) of each `exclude(…__in=….values("field"))`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name_of(node.func) == "exclude":
            inside = [each for part in (*node.args, *node.keywords) for each in ast.walk(part)]
            for keyword in (each for each in inside if isinstance(each, ast.keyword)):
                value = keyword.value
                is_list = (keyword.arg or "").endswith("__in") and isinstance(value, ast.Call)
                if is_list and _name_of(value.func) in ("values", "values_list"):
                    yield node.lineno, _root_of(value), value.args[0].value


def _name_of(func: ast.expr) -> str:
    return getattr(func, "attr", getattr(func, "id", ""))


def _root_of(node: ast.expr) -> str:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id


def _may_be_empty(root: str, path: str) -> bool:
    model = {each.__name__: each for each in apps.get_models()}.get(root)
    if model is None:
        return path != "pk" and (root, path) not in NEVER_EMPTY
    for name in path.split("__"):
        if name == "pk":
            return False
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            field = model._meta.get_field(name.removesuffix("_id"))
        if field.null:
            return True
        model = field.related_model
    return False
