"""Connected accounts: a provider's own account at the processor, opened on a hosted page."""

from enum import StrEnum
from typing import Any

from stripe.params import (
    AccountCreateParams,
    AccountLinkCreateParams,
    AccountListParams,
    AccountRetrieveParams,
)

from standin.books import PLATFORM, Thing
from standin.call import Call
from standin.errors import invalid
from standin.listing import page
from standin.metadata import written
from standin.routes import serves
from standin.web_addresses import check_url

LINK_LASTS = 5 * 60
TO_TELL = ["business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip"]
A_PAPER = ["individual.verification.document"]


class Onboarding(StrEnum):
    """How somebody leaves the hosted onboarding page."""

    FINISHED = "finished"
    LEFT = "left"
    MORE_WANTED = "more_wanted"  # all told, and the processor asks for one more paper


@serves("accounts.create", "POST", "/v1/accounts", AccountCreateParams)
def create(
    call: Call,
    *,
    controller: Any,
    country: str = "GB",
    capabilities: Any = None,
    settings: Any = None,
    metadata: Any = None,
) -> Thing:
    asked = capabilities or {}
    account = call.add(
        "account",
        "acct",
        business_profile={},
        business_type=None,
        capabilities={name: "inactive" for name, how in asked.items() if how.get("requested")},
        charges_enabled=False,
        controller=_controller(controller),
        country=country,
        default_currency="gbp",
        details_submitted=False,
        email=None,
        external_accounts={"object": "list", "data": [], "has_more": False, "url": ""},
        future_requirements=_requirements([], None),
        metadata=written(metadata),
        payouts_enabled=False,
        requirements=_requirements(TO_TELL, "requirements.past_due"),
        settings=_settings(settings),
        tos_acceptance={"date": None, "ip": None, "user_agent": None},
        type="none",
    )
    url = f"/v1/accounts/{account['id']}/external_accounts"
    return call.change(account, external_accounts=account["external_accounts"] | {"url": url})


def _controller(asked: Any) -> Thing:
    return {
        "fees": {"payer": asked.get("fees", {}).get("payer", "application")},
        "is_controller": True,
        "losses": {"payments": asked.get("losses", {}).get("payments", "application")},
        "requirement_collection": asked.get("requirement_collection", "stripe"),
        "stripe_dashboard": {"type": asked.get("stripe_dashboard", {}).get("type", "express")},
        "type": "application",
    }


def _settings(given: Any) -> Thing:
    asked = given or {}
    others = set(asked) - {"payouts"}
    if others:
        raise invalid(
            f"The stand-in keeps only settings[payouts], not {', '.join(sorted(others))}.",
            param="settings",
        )
    payouts = asked.get("payouts", {})
    return {
        "payouts": {
            "debit_negative_balances": payouts.get("debit_negative_balances", True),
            "schedule": {"delay_days": 3, "interval": "daily"} | payouts.get("schedule", {}),
            "statement_descriptor": payouts.get("statement_descriptor"),
        }
    }


def _requirements(due: list[str], disabled: str | None) -> Thing:
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": list(due),
        "disabled_reason": disabled,
        "errors": [],
        "eventually_due": list(due),
        "past_due": list(due),
        "pending_verification": [],
    }


def leave_onboarding(call: Call, account: str, how: Onboarding) -> Thing:
    """What the hosted page comes to when somebody presses one of its buttons."""
    held = call.books.get(PLATFORM, "account", account)
    if how is Onboarding.LEFT:
        return held
    finished = how is Onboarding.FINISHED
    bank = {
        "id": call.books.ids.make("ba"),
        "object": "bank_account",
        "account": account,
        "bank_name": "PRETEND BANK",
        "country": held["country"],
        "currency": held["default_currency"],
        "default_for_currency": True,
        "last4": "6789",
        "metadata": {},
        "status": "new",
    }
    call.change(
        held,
        capabilities=dict.fromkeys(held["capabilities"], "active" if finished else "pending"),
        charges_enabled=finished,
        details_submitted=True,
        external_accounts=held["external_accounts"] | {"data": [bank]},
        payouts_enabled=finished,
        requirements=_requirements(
            [] if finished else A_PAPER, None if finished else "requirements.past_due"
        ),
        tos_acceptance={"date": call.now, "ip": None, "user_agent": None},
    )
    return call.on(account).say("account.updated", held)


@serves("accounts.retrieve", "GET", "/v1/accounts/{account}", AccountRetrieveParams)
def retrieve(call: Call, account: str) -> Thing:
    return call.books.get(PLATFORM, "account", account, "account")


@serves("accounts.list", "GET", "/v1/accounts", AccountListParams)
def every(call: Call, **paging: Any) -> Thing:
    return page(call, "account", "/v1/accounts", **paging)


@serves("account_links.create", "POST", "/v1/account_links", AccountLinkCreateParams)
def create_link(
    call: Call,
    *,
    account: str,
    type: str,
    refresh_url: str | None = None,
    return_url: str | None = None,
) -> Thing:
    """A link that works once, for five minutes; afterwards it leads to `refresh_url`."""
    call.books.get(PLATFORM, "account", account, "account")
    for name, url in {"refresh_url": refresh_url, "return_url": return_url}.items():
        check_url(name, url)
    link = call.add(
        "account_link",
        "link",
        _for=account,
        _refresh_url=refresh_url,
        _return_url=return_url,
        _used=False,
        expires_at=call.now + LINK_LASTS,
        url="",
    )
    call.change(link, url=f"{call.origin}/setup/{link['id']}")
    return {name: value for name, value in link.items() if name != "id"}
