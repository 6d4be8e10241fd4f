"""The house holds: arrows point down only, also in foreign keys; each room holds what it should."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][
    0
]["layers"]
OURS = ("community", "providers", "groups", "pooling", "marketplace", "frontend", "demo")
FILES = [
    path
    for top in OURS
    for path in sorted((ROOT / top).rglob("*.py"))
    if "migrations" not in path.parts and "node_modules" not in path.parts
]


MAX_LINES = 400
# Longer all the same, and why.
LONGER = {
    "groups/states.py": "each life story of a group and what is in it, to be read side by side",
    "providers/actions/session_notifications.py": "all that is told of a session, in one voice",
}


def our_models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.split(".")[0] in OURS
    ]


def height(module: str) -> int:
    """How high in the house a module stands: larger is higher."""
    fitting = [layer for layer in LAYERS if module == layer or module.startswith(f"{layer}.")]
    return len(LAYERS) - LAYERS.index(max(fitting, key=len))


def module_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")


def signal_or_hidden_clock(_path: Path, node: ast.AST) -> bool:
    """`now` is an argument, read from community.common.clock."""
    if isinstance(node, ast.ImportFrom):
        return node.module in ("django.dispatch", "django.db.models.signals")
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        told = (node.value.id, node.attr)
        return told in {("timezone", "now"), ("datetime", "now"), ("date", "today")}
    return False


def database_in_rules(path: Path, node: ast.AST) -> bool:
    if path.stem != "rules" and "rules" not in path.parts:
        return False
    if isinstance(node, ast.ImportFrom):
        return "models" in (node.module or "").split(".")
    return isinstance(node, ast.Attribute) and node.attr == "objects"


def name_that_points_up(path: Path, node: ast.AST) -> bool:
    """What is named in a string (a job, a setting) is an import like any other."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    is_ours = DOTTED.fullmatch(node.value) is not None and is_in_the_house(node.value)
    return is_ours and height(node.value) > height(module_of(path))


# Two persons become one: nothing that names either may be written meanwhile.
WHOLE_LOCKS = ROOT / "pooling" / "pools" / "actions" / "same_person.py"


def lock_that_holds_up(path: Path, node: ast.AST) -> bool:
    """A full lock on a row also stops whoever writes a row that refers to it. What is deleted needs
    one, and nothing is."""
    if path == WHOLE_LOCKS:
        return False
    if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "select_for_update":
        return False
    named = {word.arg: getattr(word.value, "value", None) for word in node.keywords}
    return named.get("no_key") is not True


DOTTED = re.compile(rf"({'|'.join(OURS)})(\.\w+)+")
FAULTS = (signal_or_hidden_clock, database_in_rules, name_that_points_up, lock_that_holds_up)


@pytest.fixture(scope="module")
def faults() -> dict[str, list[str]]:
    """{which: where}, of every file of ours, each read once."""
    found: dict[str, list[str]] = {is_fault.__name__: [] for is_fault in FAULTS}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            for is_fault in FAULTS:
                if is_fault(path, node):
                    where = f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]
                    found[is_fault.__name__].append(where)
    return found


def test_foreign_keys_point_down_only():
    ours = our_models()
    up = [
        str(field)
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in ours
        if height(field.related_model.__module__) > height(model.__module__)
    ]

    assert up == []


def test_no_drawer_no_signal_and_no_hidden_clock(faults):
    assert [path for path in FILES if path.stem in ("utils", "helpers", "signals", "misc")] == []
    assert faults["signal_or_hidden_clock"] == []


def test_rules_know_no_database(faults):
    assert faults["database_in_rules"] == []


def test_a_dotted_name_points_down(faults):
    assert faults["name_that_points_up"] == []


def test_no_lock_holds_up_rows_that_only_point_at_it(faults):
    assert faults["lock_that_holds_up"] == []


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("groups/rules/a.py", "from groups.models import Group", "database_in_rules"),
        ("groups/rules.py", "Group.objects", "database_in_rules"),
        ("groups/queries/a.py", "timezone.now()", "signal_or_hidden_clock"),
        ("groups/queries/a.py", "from django.dispatch import x", "signal_or_hidden_clock"),
        ("groups/queries/a.py", "'pooling.pools.tasks'", "name_that_points_up"),
        ("groups/queries/a.py", "rows.select_for_update()", "lock_that_holds_up"),
    ],
)
def test_each_fault_would_be_found(file, text, fault):
    path = ROOT / file
    found = {
        is_fault.__name__
        for node in ast.walk(ast.parse(text))
        for is_fault in FAULTS
        if is_fault(path, node)
    }

    assert found == {fault}


def test_a_file_with_many_lines_says_why():
    long = {path for path in FILES if len(path.read_text().splitlines()) > MAX_LINES}

    assert {path.relative_to(ROOT).as_posix() for path in long} == LONGER.keys()


def test_only_payments_uses_the_card_processor():
    users = {
        path.relative_to(ROOT).parts[:2]
        for path in FILES
        if "import stripe" in path.read_text() or "from stripe" in path.read_text()
    }
    assert users <= {("pooling", "payments")}


# What can open a connection outward, and who may.
WAYS_OUT = {"urllib.request", "http.client", "socket", "ssl", "requests", "httpx", "urllib3"}
WAYS_OUT |= {"aiohttp", "ftplib", "telnetlib", "asyncio", "curl_cffi", "socketserver"}
MAY_GO_OUT = {
    "community/common/outbound.py": "the one client for what others run",
    "community/messaging/mail_server.py": "the mail server that the settings name",
    "pooling/payments/processor/client.py": "the card processor's own client beside it",
    "demo/processor.py": "the demo looks whether its stand-in has started",
}


def modules_imported(text: str) -> set[str]:
    """By their whole names, and with each name that is taken from one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found


def test_one_client_asks_what_others_run():
    out = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        if modules_imported(path.read_text()) & WAYS_OUT
    }

    assert out == MAY_GO_OUT.keys()


@pytest.mark.parametrize(
    "text",
    [
        "import socket",
        "from http import client",
        "from urllib.request import urlopen",
        "import ssl",
    ],
)
def test_another_way_out_would_be_found(text):
    assert modules_imported(text) & WAYS_OUT


def test_only_places_measures_distance():
    users = {
        path.relative_to(ROOT).parts[:2]
        for path in FILES
        if "import geopy" in path.read_text() or "from geopy" in path.read_text()
    }
    assert users <= {("community", "places")}


WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "update_or_create",
    "get_or_create",
    "bulk_create",
    "bulk_update",
}
# allauth's own rows: a new login, and that its address was proved.
MAY_SAVE = {("frontend/account.py", "save")}


def writes_in(path: Path) -> list[str]:
    """Where a file calls what writes a row. A view's own `create` is defined, never called."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}: .{node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and (path.relative_to(ROOT).as_posix(), node.func.attr) not in MAY_SAVE
        and not (isinstance(node.func.value, ast.Call) and _is_super(node.func.value))
    ]


def _is_super(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "super"


def test_only_actions_and_their_tables_write():
    """Pages and the API never save: they call one action. Staff's own site saves what it lets
    staff change, and each such change is a deed (frontend/staff/base.py)."""
    pages = [path for path in FILES if path.relative_to(ROOT).parts[0] == "frontend"]

    assert [call for path in pages for call in writes_in(path)] == []


def test_a_page_that_saves_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    page = tmp_path / "page.py"
    page.write_text("brief.save()\nBrief.objects.filter(pk=1).update(state='closed')\n")

    assert writes_in(page) == ["page.py:1: .save()", "page.py:2: .update()"]


def is_in_the_house(module: str) -> bool:
    return any(module == layer or module.startswith(f"{layer}.") for layer in LAYERS)


def test_a_dotted_name_in_settings_points_down_from_who_reads_it():
    settings_file = ROOT / "config" / "settings.py"
    ours = {
        target.id: node.value.value
        for node in ast.walk(ast.parse(settings_file.read_text()))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and str(node.value.value).split(".")[0] in OURS
    }
    for path in FILES:
        module, text = module_of(path), path.read_text()
        for setting, name in ours.items():
            if is_in_the_house(name) and f"settings.{setting}" in text:
                assert height(name) <= height(module), f"{path} reads {setting} = {name}"


def test_every_personal_field_is_classified():
    """docs/personal_data.toml has a word for each field there is, and for none that is gone."""
    words = tomllib.loads((ROOT / "docs" / "personal_data.toml").read_text())
    kinds = {"none", "identity", "contact", "special", "money", "authority"}
    tables = {
        model._meta.label: {
            field.name
            for field in model._meta.concrete_fields
            if not field.primary_key or field.name != "id"
        }
        for model in our_models()
    }
    for label, fields in tables.items():
        classified = words.get(label, {})
        assert set(classified) == fields, (
            f"docs/personal_data.toml: [{label!r}] lacks {sorted(fields - set(classified))}, "
            f"and has {sorted(set(classified) - fields)} that are gone"
        )
        assert set(classified.values()) <= kinds
    assert set(words) == set(tables)


def words_of_names(path: Path) -> set[str]:
    """The words that the names of a file are made of: what it defines, takes, sets and asks for."""
    names = {
        name
        for node in ast.walk(ast.parse(path.read_text()))
        for name in (
            getattr(node, "name", None),
            getattr(node, "id", None),
            getattr(node, "attr", None),
            getattr(node, "arg", None),
        )
        if isinstance(name, str)
    }
    return {word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


@pytest.mark.holds("P16")
def test_no_name_holds_a_persons_capacity():
    """Capacity is a provider's time, and nothing else. Somebody can or cannot decide one thing at
    one time: that is a record with its basis and its reason, never a flag."""
    elsewhere = [path for path in FILES if not {"providers", "provide"} & set(path.parts)]
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if "capacity" in field.name and model._meta.app_label != "providers"
    }

    paths = {path for path in elsewhere if words_of_names(path) & {"capacity", "incapacity"}}
    assert (paths, columns) == (set(), set())
