"""Connected accounts: a provider's own account at the processor, opened on a hosted page."""

from enum import StrEnum
from typing import Any

from stripe.params import (
    AccountCreateParams,
    AccountLinkCreateParams,
    AccountListParams,
    AccountRetrieveParams,
)

from standin.api.call import Call
from standin.api.errors import invalid_request
from standin.api.metadata import clean_metadata
from standin.api.pagination import list_objects
from standin.api.routes import route
from standin.api.urls import check_url
from standin.clock import MINUTE
from standin.store.object_store import PLATFORM, ApiObject

LINK_VALID_FOR = 5 * MINUTE
REQUIREMENTS_AT_START = [
    "business_type",
    "external_account",
    "tos_acceptance.date",
    "tos_acceptance.ip",
]
REQUIREMENTS_AFTER_DETAILS = ["individual.verification.document"]
REASON_REQUIREMENTS_PAST_DUE = "requirements.past_due"


class OnboardingOutcome(StrEnum):
    """How somebody leaves the hosted onboarding page."""

    FINISHED = "finished"
    LEFT = "left"
    MORE_WANTED = "more_wanted"  # all told, and the processor asks for one more paper


@route("accounts.create", "POST", "/v1/accounts", AccountCreateParams)
def create_account(
    call: Call,
    *,
    controller: Any,
    country: str = "GB",
    capabilities: Any = None,
    settings: Any = None,
    metadata: Any = None,
) -> ApiObject:
    account = call.add(
        "account",
        "acct",
        business_profile={},
        business_type=None,
        capabilities={
            name: "inactive"
            for name, options in (capabilities or {}).items()
            if options.get("requested")
        },
        charges_enabled=False,
        controller=_controller(controller),
        country=country,
        default_currency="gbp",
        details_submitted=False,
        email=None,
        external_accounts={"object": "list", "data": [], "has_more": False, "url": ""},
        future_requirements=_requirements([], None),
        metadata=clean_metadata(metadata),
        payouts_enabled=False,
        requirements=_requirements(REQUIREMENTS_AT_START, REASON_REQUIREMENTS_PAST_DUE),
        settings=_settings(settings or {}),
        tos_acceptance={"date": None, "ip": None, "user_agent": None},
        type="none",
    )
    url = f"/v1/accounts/{account['id']}/external_accounts"
    return call.update(account, external_accounts=account["external_accounts"] | {"url": url})


def _controller(params: Any) -> ApiObject:
    return {
        "fees": {"payer": params.get("fees", {}).get("payer", "application")},
        "is_controller": True,
        "losses": {"payments": params.get("losses", {}).get("payments", "application")},
        "requirement_collection": params.get("requirement_collection", "stripe"),
        "stripe_dashboard": {"type": params.get("stripe_dashboard", {}).get("type", "express")},
        "type": "application",
    }


def _settings(params: Any) -> ApiObject:
    others = set(params) - {"payouts"}
    if others:
        raise invalid_request(
            f"The stand-in keeps only settings[payouts], not {', '.join(sorted(others))}.",
            param="settings",
        )
    payouts = params.get("payouts", {})
    return {
        "payouts": {
            "debit_negative_balances": payouts.get("debit_negative_balances", True),
            "schedule": {"delay_days": 3, "interval": "daily"} | payouts.get("schedule", {}),
            "statement_descriptor": payouts.get("statement_descriptor"),
        }
    }


def _requirements(names: list[str], disabled_reason: str | None) -> ApiObject:
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": list(names),
        "disabled_reason": disabled_reason,
        "errors": [],
        "eventually_due": list(names),
        "past_due": list(names),
        "pending_verification": [],
    }


def leave_onboarding(call: Call, account_id: str, outcome: OnboardingOutcome) -> ApiObject:
    """What the hosted page comes to when somebody presses one of its buttons."""
    account = call.store.get(PLATFORM, "account", account_id)
    if outcome is OnboardingOutcome.LEFT:
        return account
    is_finished = outcome is OnboardingOutcome.FINISHED
    bank_account = {
        "id": call.store.ids.make("ba"),
        "object": "bank_account",
        "account": account_id,
        "bank_name": "PRETEND BANK",
        "country": account["country"],
        "currency": account["default_currency"],
        "default_for_currency": True,
        "last4": "6789",
        "metadata": {},
        "status": "new",
    }
    call.update(
        account,
        capabilities=dict.fromkeys(account["capabilities"], "active" if is_finished else "pending"),
        charges_enabled=is_finished,
        details_submitted=True,
        external_accounts=account["external_accounts"] | {"data": [bank_account]},
        payouts_enabled=is_finished,
        requirements=_requirements([], None)
        if is_finished
        else _requirements(REQUIREMENTS_AFTER_DETAILS, REASON_REQUIREMENTS_PAST_DUE),
        tos_acceptance={"date": call.now, "ip": None, "user_agent": None},
    )
    return call.for_account(account_id).emit("account.updated", account)


@route("accounts.retrieve", "GET", "/v1/accounts/{account}", AccountRetrieveParams)
def retrieve_account(call: Call, account_id: str) -> ApiObject:
    return call.store.get(PLATFORM, "account", account_id, "account")


@route("accounts.list", "GET", "/v1/accounts", AccountListParams)
def list_accounts(call: Call, **paging: Any) -> ApiObject:
    return list_objects(call, "account", "/v1/accounts", **paging)


@route("account_links.create", "POST", "/v1/account_links", AccountLinkCreateParams)
def create_link(
    call: Call,
    *,
    account: str,
    type: str,
    refresh_url: str | None = None,
    return_url: str | None = None,
) -> ApiObject:
    """A link that works once, for five minutes; afterwards it leads to `refresh_url`."""
    call.store.get(PLATFORM, "account", account, "account")
    check_url("refresh_url", refresh_url)
    check_url("return_url", return_url)
    link = call.add(
        "account_link",
        "link",
        _connected_account=account,
        _refresh_url=refresh_url,
        _return_url=return_url,
        _is_used=False,
        expires_at=call.now + LINK_VALID_FOR,
        url="",
    )
    call.update(link, url=f"{call.origin}/setup/{link['id']}")
    return {name: value for name, value in link.items() if name != "id"}
