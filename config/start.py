"""What must be there before anybody is served. Asked by whatever serves (config/wsgi.py, the worker
in manage.py) and by `check --deploy`; preparing (migrate, collectstatic) needs none of it (K4, K5).
"""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

DEMO_KEY = "demo-and-tests-only"
THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"]


def check_start(environ: Mapping[str, str]) -> None:
    """Refused with all that is missing at once, so that nobody has to start again for each."""
    if missing := what_is_missing(environ):
        raise ImproperlyConfigured(_refusal(missing))


def what_is_missing(environ: Mapping[str, str]) -> list[str]:
    """A line for each setting, with its name and what it should be. A demo needs none."""
    if environ.get("DEMO") == "1":
        return []
    site = environ.get("SITE_URL", "")
    host = _host_of(site)
    is_https = site.startswith("https://")
    allowed = environ.get("ALLOWED_HOSTS", ",".join(THIS_MACHINE)).split(",")
    is_there = {
        "SECRET_KEY: a long random line, the same on every host": (
            environ.get("SECRET_KEY", "") not in ("", DEMO_KEY)
        ),
        "SITE_URL: the address that people type, which begins https:// unless only this machine "
        "comes": bool(host) and (is_https or host in THIS_MACHINE),
        "ALLOWED_HOSTS: the host of SITE_URL is in it": validate_host(host, allowed),
        "BEHIND_TLS_PROXY: 1 when a proxy speaks TLS for it, 0 when it does so itself": (
            not is_https or environ.get("BEHIND_TLS_PROXY") in ("0", "1")
        ),
        "EMAIL_HOST: the mail server; nobody signs in without their code": (
            bool(environ.get("EMAIL_HOST"))
        ),
        "DEFAULT_FROM_EMAIL: who mail is from": "@" in environ.get("DEFAULT_FROM_EMAIL", ""),
    }
    return [line for line, is_so in is_there.items() if not is_so]


def check_serves_this_machine_alone(
    site_url: str, allowed_hosts: list[str], environ: Mapping[str, str]
) -> None:
    """DEMO signs anybody in as anybody, and DEBUG shows code: refused where others can come in."""
    others = [name for name in ("DEMO", "DEBUG") if environ.get(name) == "1"]
    hosts = {_host_of(site_url), *allowed_hosts}
    is_alone = hosts <= set(THIS_MACHINE) and environ.get("BEHIND_TLS_PROXY") != "1"
    if others and not is_alone:
        raise ImproperlyConfigured(
            _refusal(
                [
                    f"{name}=1 is only for a machine that serves nobody else: then SITE_URL and "
                    "ALLOWED_HOSTS name this machine alone, and no proxy is before it"
                    for name in others
                ]
            )
        )


def check_for_deploy(**_kwargs: Any) -> list[CheckMessage]:
    """The same lines for `manage.py check --deploy`."""
    return [Error(line, id="config.E001") for line in what_is_missing(os.environ)]


def _host_of(site_url: str) -> str:
    """As ALLOWED_HOSTS writes it: without the port, an address of IPv6 in its brackets."""
    host = urlsplit(site_url).hostname or ""
    return f"[{host}]" if ":" in host else host


def _refusal(lines: list[str]) -> str:
    return "\n".join(
        ["Common Purse does not start (docs/running.md, Environment):", *(f"  {x}" for x in lines)]
    )
