"""What is written about running it is true."""

import re

import pytest

from boot.__main__ import TARGETS
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


TOPS = "boot|community|config|demo|docs|frontend|groups|marketplace|pooling|providers|standin|tests"


def test_every_path_that_is_written_down_is_there():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    written = {
        (page.name, path)
        for page in pages
        if page.name != "renamed.md"  # it says where things were
        for path in re.findall(rf"`((?:{TOPS})/[\w./-]*\w)/?`", page.read_text())
    }

    assert {(page, path) for page, path in written if not (ROOT / path).exists()} == set()
