"""No page of whoever works here, and nothing in the office's site, gives somebody's login an
address, a key or a second factor. The one exception is getting back in, by two people (P48)."""

import re
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from knox.models import AuthToken

from community.people.models.logins import Login

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("frontend", "community", "groups", "pooling", "providers", "marketplace", "config")
WAYS_IN = {EmailAddress, Authenticator, AuthToken, Group, Permission}
# What writes a way in, and whose hands these are.
WRITERS = {
    "frontend/account.py": "whoever signs up or in shows the code that came to the address",
    "community/people/actions/api_keys.py": "a login's own keys, for itself alone",
    "community/people/actions/persons.py": "a new login, whose address nobody had before",
    "community/people/models/logins.py": "the same",
    "community/people/actions/ways_in.py": "the exception: two people, told, after 72 hours (P48)",
    "community/people/queries/getting_back_in.py": "only reads whether a code was typed",
    "frontend/pages/account/sign_in.py": "only counts one's own",
    "config/management/commands/api_token.py": "on the machine itself",
}
WRITES = re.compile(
    r"EmailAddress|Authenticator\b|AuthToken\.objects\.create|\.email = |\bset_password\(|\bTOTP\b"
    r"|\.create_user\("
)


def writers() -> set[str]:
    """Each file of the product in which a way in could be written."""
    found = set()
    for room in (
        "frontend",
        "community",
        "groups",
        "pooling",
        "providers",
        "marketplace",
        "config",
    ):
        for path in (ROOT / room).rglob("*.py"):
            is_ours = "migrations" not in path.parts and "node_modules" not in path.parts
            if is_ours and WRITES.search(path.read_text()):
                found.add(str(path.relative_to(ROOT)))
    return found


def test_a_way_in_is_written_by_ones_own_hands_alone():
    assert writers() == set(WRITERS)


def test_the_office_keeps_no_way_in_and_changes_of_a_login_only_whether_it_is_open(rf):
    site = admin.site
    request = rf.get("/")
    request.user = Login(is_superuser=True, is_staff=True)

    assert set(site._registry) & WAYS_IN == set()
    assert set(site._registry[Login].get_form(request).base_fields) == {"is_active"}
