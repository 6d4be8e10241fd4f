"""Forms as a browser sends them: with the hidden fields that stood on their page."""

import html
import re

from django.test import Client

from community.people.acting import Acting
from tests.frontend.visiting import signed_in

HIDDEN_PATTERN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>')


def browser_of(by: Acting) -> Client:
    """As `signed_in`, and what guards a form is asked for, as on the real site."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(by).cookies
    return client


def hidden_of(page) -> dict[str, str]:
    """The hidden fields of the last form on a page: ours, after the one that signs out."""
    last_form = page.content.decode().rpartition('<form method="post"')[2]
    return {name: html.unescape(text) for name, text in HIDDEN_PATTERN.findall(last_form)}


def send(client: Client, address: str, page=None, /, **typed):
    """Posted to `address` with what stood hidden on `page`, or on the address's own page."""
    page = page or client.get(address)
    return client.post(address, hidden_of(page) | typed, headers={"Referer": address})
