"""No count by worker exists anywhere, nor can one be made (P82, M89): two of a team have told
places of 17 and of 23 people, and whoever runs, checks or manages anything reads neither number."""

import re

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator

from community.people.states import RoleKind
from marketplace.referrals.models.referrals import Referral, ReferralOutline, ReferralOwner
from tests.factories.referrals import (
    make_body,
    make_officer,
    make_place,
    make_worker,
    outline_by_worker,
)
from tests.factories.supply import make_connector, make_role
from tests.frontend.visiting import signed_in, without_refusal_pages

pytestmark = pytest.mark.usefixtures("on_the_day")
NUMBERS = (17, 23)
# A day, a time, an address or a sum that has such a number in it is no count.
NO_COUNT = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)|\d{4}-\d\d-\d\d[T\d:.+Z-]*|\d{1,2}[.:]\d\d|£[\d.,]+"
    # Of a tag its words alone: what it is called, and what stands in it.
    r"| (?!title=|aria-label=|value=|alt=)[\w:-]+=\"[^\"]*\""
    r"|<(?:script|style).*?</(?:script|style)>"
    r"|\"[a-z_]*(?:id|postcode|address|url)\": ?\"?[^,}]*",
    re.DOTALL,
)


def addresses_that_name_nothing(patterns, before: str = "/") -> list[str]:
    """Every address of ours with nothing to fill in."""
    found = []
    for each in patterns:
        part = str(each.pattern)
        if isinstance(each, URLResolver):
            found += addresses_that_name_nothing(each.url_patterns, before + part)
        elif isinstance(each, URLPattern) and not re.search(r"[<(^\\]", part):
            found.append(before + part)
    return found


def told_many() -> list[str]:
    """Of two workers of one team; returns their names."""
    body, place = make_body(), make_place()
    workers = [make_worker(body, name) for name in ("wendy", "will")]
    for worker, number in zip(workers, NUMBERS, strict=True):
        first = outline_by_worker(worker, place)
        outline = first.outline
        # With a number of its own that is nobody's count.
        more = [Referral(pk=900_000 + 100 * number + n, **_copy(first)) for n in range(number - 1)]
        Referral.objects.bulk_create(more)
        ReferralOutline.objects.bulk_create(
            ReferralOutline(referral=each, outward_code=outline.outward_code) for each in more
        )
        ReferralOwner.objects.bulk_create(
            ReferralOwner(
                referral=each, login=worker.login, asked_at=each.sent_at, since=each.sent_at
            )
            for each in more
        )
    return [worker.login.name for worker in workers]


def _copy(referral: Referral) -> dict:
    names = [field.attname for field in Referral._meta.concrete_fields if not field.primary_key]
    return {name: getattr(referral, name) for name in names}


def counts_in(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\b\d+\b", NO_COUNT.sub(" ", text))}


@pytest.mark.holds("P82", "M89")
def test_neither_number_stands_anywhere_that_somebody_who_runs_or_manages_reads():
    told_many()
    managers = {
        "connector": make_connector(),
        "officer": make_officer(),
        "operator": make_role("olga", RoleKind.OPERATOR),
        "a colleague": make_worker(make_body(), "cole"),
    }
    addresses = [
        address
        for address in addresses_that_name_nothing(get_resolver().url_patterns)
        if not address.startswith(("/static/", "/account/", "/api/schema", "/demo/"))
    ]
    body_id = Referral.objects.values_list("body_id", flat=True)[0]
    addresses += [f"/refer/teams/{body_id}/", f"/api/referrals/teams/{body_id}/"]
    assert len(addresses) > 150

    told = set()
    with without_refusal_pages():
        for who, by in managers.items():
            client = signed_in(by)
            for address in addresses:
                answer = client.get(address)
                if answer.status_code == 200 and not answer.streaming:
                    text = answer.content.decode(errors="replace")
                    told |= {(who, address, n) for n in counts_in(text) & {*NUMBERS}}

    assert told == set()


@pytest.mark.holds("P82", "M89")
def test_no_list_is_narrowed_or_put_in_an_order_by_who_sent_it():
    told_many()
    officer, connector = signed_in(make_officer()), signed_in(make_connector())
    for client in (officer, connector):
        for address in ("/api/referrals/", "/api/morning/", "/api/referrals-by-telephone/"):
            for asked in ("sent_by=1", "worker=1", "login=1", "ordering=sent_by", "body=1"):
                assert client.get(f"{address}?{asked}").status_code in (400, 404), (address, asked)

    # The office's own site has no list of them at all.
    assert not [m for m in admin.site._registry if m._meta.app_label == "referrals"]
    shapes = SchemaGenerator().get_schema(public=True)["components"]["schemas"]
    of_referrals = [name for name in shapes if "Referral" in name]
    told_by = {"sent_by", "sender", "worker", "worker_id", "login", "login_id", "owner"}
    assert len(of_referrals) > 5
    assert not [
        (n, f) for n in of_referrals for f in shapes[n].get("properties", {}) if f in told_by
    ]


def test_a_number_that_stood_there_would_be_seen():
    here = '<p title="23">wendy: 17/40</p> on 9 May at 17:00, £17.50, <a href="/refer/231/">it</a>'
    assert counts_in(here) == {17, 23, 40}
