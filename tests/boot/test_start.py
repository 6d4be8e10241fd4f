"""Nothing is served without what it cannot do without, and a demo never to others (K4, K5)."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from boot.steps import ROOT
from config.start import DEMO_KEY, check_serves_this_machine_alone, check_start, what_is_missing

MANUAL = (ROOT / "docs/running.md").read_text()
REAL = {
    "SECRET_KEY": "Ks83-no-key-of-a-real-site_but-as-long-as-one_0123456789",
    "SITE_URL": "https://purse.example",
    "ALLOWED_HOSTS": "purse.example",
    "BEHIND_TLS_PROXY": "1",
    "EMAIL_HOST": "mail.purse.example",
    "DEFAULT_FROM_EMAIL": "Common Purse <hello@purse.example>",
}
PAGES = [sys.executable, "-c", "import config.wsgi"]
WORKER = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]


def run(command: list[str], settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """With these settings and no others of ours: the database is one that nobody asks."""
    of_others = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = of_others | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"} | settings
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


def names(lines: list[str]) -> list[str]:
    return [line.split(":")[0] for line in lines]


@pytest.mark.holds("fault:K4")
def test_all_that_is_missing_is_named_at_once():
    everything = ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"]

    assert names(what_is_missing({})) == everything
    with pytest.raises(ImproperlyConfigured) as refused:
        check_start({})
    assert all(f"  {name}: " in str(refused.value) for name in everything)


@pytest.mark.parametrize("name", sorted(REAL))
def test_each_is_missed_when_it_alone_is_not_there(name):
    assert names(what_is_missing(REAL)) == []
    assert names(what_is_missing({**REAL, name: ""})) == (
        ["SITE_URL", "ALLOWED_HOSTS"] if name == "SITE_URL" else [name]
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", DEMO_KEY),
        ("SITE_URL", "http://purse.example"),
        ("ALLOWED_HOSTS", "other.example"),
        ("DEFAULT_FROM_EMAIL", "Common Purse"),
    ],
)
def test_what_is_there_and_cannot_be_so_is_named_too(name, value):
    assert names(what_is_missing({**REAL, name: value})) == [name]


def test_without_tls_it_serves_this_machine_and_needs_no_word_of_a_proxy():
    at_home = {"SITE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": "127.0.0.1"}

    assert what_is_missing({**REAL, **at_home, "BEHIND_TLS_PROXY": ""}) == []


@pytest.mark.holds("fault:K4")
@pytest.mark.process
@pytest.mark.parametrize("command", [PAGES, WORKER], ids=["pages", "worker"])
def test_neither_pages_nor_worker_start_without_them(command):
    refused = run(command, {"SITE_URL": "https://purse.example", "SECRET_KEY": "x"})

    assert refused.returncode != 0
    for name in ("ALLOWED_HOSTS", "BEHIND_TLS_PROXY", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"):
        assert f"  {name}: " in refused.stderr


@pytest.mark.process
def test_the_pages_start_with_them():
    started = run(PAGES, REAL)

    assert started.returncode == 0, started.stderr


@pytest.mark.holds("fault:K4")
@pytest.mark.process
def test_the_check_of_the_manual_is_clean_and_names_what_is_missing():
    [written] = re.findall(r"^    python (manage\.py check --deploy.*)$", MANUAL, re.M)
    command = [sys.executable, *written.split()]

    clean = run(command, REAL)
    assert (clean.returncode, "no issues" in clean.stdout) == (0, True), clean.stderr
    refused = run(command, {**REAL, "DEFAULT_FROM_EMAIL": ""})
    assert refused.returncode != 0
    assert "DEFAULT_FROM_EMAIL: " in refused.stderr


HOME = ("http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]"], {})
ELSEWHERE = [
    ("https://purse.example", HOME[1], {}),
    ("http://127.0.0.1@purse.example", HOME[1], {}),
    ("http://127.0.0.1.purse.example", HOME[1], {}),
    ("", HOME[1], {}),
    (HOME[0], ["127.0.0.1", "purse.example"], {}),
    (HOME[0], ["*"], {}),
    (HOME[0], ["0.0.0.0"], {}),
    (HOME[0], HOME[1], {"BEHIND_TLS_PROXY": "1"}),
]


@pytest.mark.holds("fault:K5")
@pytest.mark.parametrize("open_door", ["DEMO", "DEBUG"])
@pytest.mark.parametrize(("site", "hosts", "more"), ELSEWHERE)
def test_a_demo_and_the_showing_of_code_are_refused_where_others_come(open_door, site, hosts, more):
    with pytest.raises(ImproperlyConfigured, match=f"{open_door}=1 is only for"):
        check_serves_this_machine_alone(site, hosts, {**more, open_door: "1"})
    check_serves_this_machine_alone(site, hosts, {**more, open_door: "0"})


@pytest.mark.parametrize("site", [HOME[0], "http://localhost", "http://[::1]:8000"])
def test_a_demo_opens_where_this_machine_is_all_that_is_served(site):
    check_serves_this_machine_alone(site, HOME[1], {"DEMO": "1"})


@pytest.mark.holds("fault:K5")
@pytest.mark.process
@pytest.mark.parametrize(
    "command", [PAGES, WORKER, [sys.executable, "manage.py", "check"]], ids=str
)
def test_no_part_of_a_demo_starts_on_a_real_site(command):
    refused = run(command, {**REAL, "DEMO": "1"})

    assert refused.returncode != 0
    assert "DEMO=1 is only for a machine that serves nobody else" in refused.stderr
