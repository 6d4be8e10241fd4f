"""What the hosted pages do: saving a card, “is it you?”, opening an account. No scripts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from standin import checkout, html, setup_intents
from standin.accounts import Onboarding, leave_onboarding
from standin.books import PLATFORM, Thing, public
from standin.call import Call
from standin.cards import UNPROVEN, by_number
from standin.core import Core
from standin.errors import ApiError
from standin.payment_methods import from_card

NOT_A_PRETEND_CARD = "Choose a card from the list, or type one of the numbers in the list."
NOT_PROVED = "Your bank was not told it is you, so the card was not saved. You can try again."


@dataclass(frozen=True)
class Page:
    """Either something to show or somewhere to go."""

    status: int
    body: str = ""
    location: str = ""


def go(location: str) -> Page:
    return Page(303, location=location)


def visit(core: Core, method: str, path: str, form: str = "") -> Page | None:
    """The page at that address; None when it is not one of ours."""
    step, _, key = path.strip("/").partition("/")
    act = PAGES.get((step, method))
    if act is None:
        return None
    typed = {name: values[-1] for name, values in parse_qs(form).items()}
    try:
        page: Page = core.work(lambda call: act(call, key, typed))
    except ApiError:
        return Page(404, html.gone())
    return page


def _show_pay(call: Call, key: str, typed: dict[str, str]) -> Page:
    session = call.get("checkout.session", key)
    return _pay_page(session)


def _pay_page(session: Thing, error: str = "", chosen: str = "", number: str = "") -> Page:
    if session["status"] != "open":
        return Page(410, html.over(session["status"]))
    return Page(422 if error else 200, html.pay(session, error, chosen, number))


def _pay(call: Call, key: str, typed: dict[str, str]) -> Page:
    session = call.get("checkout.session", key)
    if session["status"] != "open":
        return _pay_page(session)
    chosen, number = typed.get("card", ""), typed.get("number", "").strip()
    card = by_number(number or chosen)
    if card is None:
        # What was typed is not shown again: it might be somebody's real card.
        return _pay_page(session, NOT_A_PRETEND_CARD, chosen)
    intent = call.get("setup_intent", session["setup_intent"])
    call.change(intent, _session=session["id"])
    try:
        setup_intents.confirm(call, intent, from_card(call, card))
    except ApiError as refusal:
        return _pay_page(session, refusal.error["message"], chosen, number)
    if intent["status"] == "requires_action":
        return go(f"/prove/{intent['id']}")
    checkout.complete(call, session)
    return go(checkout.success_address(session))


def _show_prove(call: Call, key: str, typed: dict[str, str]) -> Page:
    _asked(call, key)
    return Page(200, html.prove())


def _prove(call: Call, key: str, typed: dict[str, str]) -> Page:
    intent = _asked(call, key)
    method = call.get("payment_method", intent["payment_method"])
    session = call.get("checkout.session", intent["_session"])
    if typed.get("answer") != "yes":
        setup_intents.fail(call, intent, method, UNPROVEN)
        return _pay_page(session, NOT_PROVED)
    setup_intents.succeed(call, intent, method)
    checkout.complete(call, session)
    return go(checkout.success_address(session))


def _asked(call: Call, key: str) -> Thing:
    intent = call.get("setup_intent", key)
    if intent["status"] != "requires_action":
        raise ApiError(404, "invalid_request_error", "Nothing is asked here any more.")
    return intent


def _use_link(call: Call, key: str, typed: dict[str, str]) -> Page:
    link = call.get("account_link", key)
    if link["_used"] or link["expires_at"] <= call.now:
        return go(link["_refresh_url"])
    call.change(link, _used=True)
    return go(f"/onboarding/{key}")


def _show_onboarding(call: Call, key: str, typed: dict[str, str]) -> Page:
    link = _used_link(call, key)
    account = call.books.get(PLATFORM, "account", link["_for"])
    return Page(200, html.onboarding(link, public(account)))


def _onboard(call: Call, key: str, typed: dict[str, str]) -> Page:
    link = _used_link(call, key)
    how = typed.get("how", "")
    if how not in set(Onboarding):
        return _show_onboarding(call, key, typed)
    leave_onboarding(call, link["_for"], Onboarding(how))
    return go(link["_return_url"])


def _used_link(call: Call, key: str) -> Thing:
    link = call.get("account_link", key)
    if not link["_used"]:
        raise ApiError(404, "invalid_request_error", "Come in by the link.")
    return link


PAGES: dict[tuple[str, str], Any] = {
    ("pay", "GET"): _show_pay,
    ("pay", "POST"): _pay,
    ("prove", "GET"): _show_prove,
    ("prove", "POST"): _prove,
    ("setup", "GET"): _use_link,
    ("onboarding", "GET"): _show_onboarding,
    ("onboarding", "POST"): _onboard,
}
