"""What is written about running it is true."""

import re
import tomllib

import pytest
from django.core.management import get_commands
from django.urls import is_valid_path

from boot.__main__ import TARGETS
from boot.prepare import WEBHOOK_PATH as EVENTS
from boot.steps import ROOT


def test_every_setting_from_the_environment_is_described():
    settings = (ROOT / "config/settings.py").read_text()
    read = set(re.findall(r'environ(?:\.get\(|\[)\s*"(\w+)"', settings))
    described = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/running.md").read_text()))

    assert read - described == set()


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_command_is_a_target_with_a_line_of_help(target):
    makefile = (ROOT / "Makefile").read_text()

    assert re.search(rf"^# make {target} +\w", makefile, re.MULTILINE)
    assert re.search(rf"^\.PHONY:.* {target}\b", makefile, re.MULTILINE)


def test_every_file_the_front_page_points_to_is_there():
    pages = [ROOT / "README.md", ROOT / "docs/running.md"]
    links = [
        (page.parent / link).resolve()
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    ]

    assert [link for link in links if not link.exists()] == []


def test_every_setting_that_is_described_is_read():
    table = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+)", (ROOT / "docs/running.md").read_text(), re.M)
    described = {name for cell in table for name in re.findall(r"`([A-Z_]+)`", cell)}
    read = set(re.findall(r"[A-Z_]{4,}", (ROOT / "config/settings.py").read_text()))

    assert described - read == set()


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_every_address_that_is_written_down_leads_somewhere():
    written = {
        (page.name, address)
        for page in PAGES
        for address in re.findall(
            r"`(?:[A-Z]+ )?(?:https://your\.site)?(/[a-z0-9/_-]*/)`", page.read_text()
        )
    }

    assert {"/health/", "/health/all/", "/staff/", EVENTS} <= {
        address for _page, address in written
    }
    assert {(page, address) for page, address in written if not leads_somewhere(address)} == set()


def leads_somewhere(address: str) -> bool:
    return address.startswith(("/demo/", "/_standin/")) or is_valid_path(address)


def test_every_command_of_django_that_is_written_down_is_there():
    written = {
        (page.name, command)
        for page in PAGES
        for command in re.findall(r"manage\.py ([a-z_]+)", page.read_text())
    }

    assert len(written) > 10
    assert {(page, command) for page, command in written if command not in get_commands()} == set()


TOPS = "boot|community|config|demo|docs|frontend|groups|marketplace|pooling|providers|standin|tests"


def test_every_path_that_is_written_down_is_there():
    written = {
        (page.name, path)
        for page in PAGES
        if page.name != "renamed.md"  # it says where things were
        for path in re.findall(rf"`((?:{TOPS})/[\w./-]*\w)/?`", page.read_text())
    }

    assert {(page, path) for page, path in written if not (ROOT / path).exists()} == set()


README = (ROOT / "README.md").read_text()
GLOSSARY = (ROOT / "docs/glossary.md").read_text()
OURS = ["boot", "config", "community", "frontend", "groups", "marketplace", "pooling", "providers"]
SOURCES = [
    path for top in OURS for path in (ROOT / top).rglob("*.py") if "node_modules" not in path.parts
]


def test_every_name_of_the_front_page_and_the_glossary_is_in_the_code():
    """Of the glossary: what is built, so neither the ten rules nor what comes next."""
    built, to_come = GLOSSARY.split("## Words for what comes next")
    _rules, built = built.split("## Who")
    _to_come, lock_order = to_come.split("**Lock order")
    written = re.findall(r"`([^`]+)`", README + built + lock_order)
    names = {
        name
        for span in written
        if (match := re.match(r"(?:ledger\.)?([A-Za-z]\w+)(?:\(|$)", span))
        for name in match.groups()
    }
    words = {word for path in SOURCES for word in re.findall(r"\w+", path.read_text())}

    assert {"Acting", "pledge", "one_pledge_a_person", "reserve"} <= names
    assert names - words == set()


def test_every_file_that_the_front_page_names_without_its_folder_is_there():
    names = re.findall(r"`((?:\w+/)?\w+\.py)`", README)
    paths = "\n".join(path.as_posix() for path in SOURCES)

    assert [name for name in names if f"/{name}" not in paths] == []


def test_the_front_page_lists_the_apps_in_their_order():
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    house = pyproject["tool"]["importlinter"]["contracts"][0]["layers"]
    paragraph = README.split("The apps, from the top;")[1].split("\n\n")[0]
    apps = re.findall(rf"`((?:{TOPS})(?:/\w+)?)`", paragraph)

    assert apps == [layer.replace(".", "/") for layer in house if layer != "demo"]
