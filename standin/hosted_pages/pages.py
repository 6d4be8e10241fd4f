"""What the hosted pages do: saving a card, “is it you?”, opening an account. No scripts."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from standin.api.call import Call
from standin.api.errors import ApiError, invalid_request
from standin.cards import AUTHENTICATION_DECLINE, find_card
from standin.core import Core
from standin.hosted_pages import html
from standin.resources.accounts import OnboardingOutcome, leave_onboarding
from standin.resources.checkout_sessions import complete_session, success_url
from standin.resources.intent_status import IntentStatus
from standin.resources.payment_methods import create_payment_method
from standin.resources.setup_intents import complete_setup, confirm_setup, fail_setup
from standin.store.object_store import PLATFORM, ApiObject, public_copy

UNKNOWN_CARD_TEXT = "Choose a card from the list, or type one of the numbers in the list."
NO_AUTHENTICATION_TEXT = (
    "Your bank was not told it is you, so the card was not saved. You can try again."
)

Form = dict[str, str]


@dataclass(frozen=True)
class Page:
    """Either something to show or somewhere to go."""

    status: int
    body: str = ""
    location: str = ""


def redirect(location: str) -> Page:
    return Page(303, location=location)


def visit_page(core: Core, method: str, path: str, form: str = "") -> Page | None:
    """The page at that address; None when it is not one of ours."""
    step, _, id_ = path.strip("/").partition("/")
    handler = PAGE_HANDLERS.get((step, method))
    if handler is None:
        return None
    fields = {name: values[-1] for name, values in parse_qs(form).items()}
    try:
        page: Page = core.run(lambda call: handler(call, id_, fields))
    except ApiError:
        return Page(404, html.not_found_page())
    return page


def _show_card_page(call: Call, session_id: str, form: Form) -> Page:
    return _card_page(call.get("checkout.session", session_id))


def _card_page(session: ApiObject, error: str = "", choice: str = "", number: str = "") -> Page:
    if session["status"] != "open":
        return Page(410, html.ended_page(session["status"]))
    return Page(422 if error else 200, html.card_page(session, error, choice, number))


def _save_card(call: Call, session_id: str, form: Form) -> Page:
    session = call.get("checkout.session", session_id)
    if session["status"] != "open":
        return _card_page(session)
    choice, number = form.get("card", ""), form.get("number", "").strip()
    card = find_card(number or choice)
    if card is None:
        # What was typed is not shown again: it might be somebody's real card.
        return _card_page(session, UNKNOWN_CARD_TEXT, choice)
    intent = call.get("setup_intent", session["setup_intent"])
    call.update(intent, _session=session["id"])
    try:
        confirm_setup(call, intent, create_payment_method(call, card))
    except ApiError as error:
        return _card_page(session, error.error["message"], choice, number)
    if intent["status"] == IntentStatus.REQUIRES_ACTION:
        return redirect(f"/prove/{intent['id']}")
    return _finish_session(call, session)


def _show_three_d_secure(call: Call, intent_id: str, form: Form) -> Page:
    _intent_to_authenticate(call, intent_id)
    return Page(200, html.three_d_secure_page())


def _answer_three_d_secure(call: Call, intent_id: str, form: Form) -> Page:
    intent = _intent_to_authenticate(call, intent_id)
    method = call.get("payment_method", intent["payment_method"])
    session = call.get("checkout.session", intent["_session"])
    if form.get("answer") != "yes":
        fail_setup(call, intent, method, AUTHENTICATION_DECLINE)
        return _card_page(session, NO_AUTHENTICATION_TEXT)
    complete_setup(call, intent, method)
    return _finish_session(call, session)


def _intent_to_authenticate(call: Call, intent_id: str) -> ApiObject:
    intent = call.get("setup_intent", intent_id)
    if intent["status"] != IntentStatus.REQUIRES_ACTION:
        raise invalid_request("Nothing is asked here any more.", status=404)
    return intent


def _finish_session(call: Call, session: ApiObject) -> Page:
    complete_session(call, session)
    return redirect(success_url(session))


def _follow_link(call: Call, link_id: str, form: Form) -> Page:
    link = call.get("account_link", link_id)
    if link["_is_used"] or link["expires_at"] <= call.now:
        return redirect(link["_refresh_url"])
    call.update(link, _is_used=True)
    return redirect(f"/onboarding/{link_id}")


def _show_onboarding(call: Call, link_id: str, form: Form) -> Page:
    link = _used_link(call, link_id)
    account = call.store.get(PLATFORM, "account", link["_connected_account"])
    return Page(200, html.onboarding_page(public_copy(account)))


def _leave_onboarding(call: Call, link_id: str, form: Form) -> Page:
    link = _used_link(call, link_id)
    outcome = form.get("how", "")
    if outcome not in set(OnboardingOutcome):
        return _show_onboarding(call, link_id, form)
    leave_onboarding(call, link["_connected_account"], OnboardingOutcome(outcome))
    return redirect(link["_return_url"])


def _used_link(call: Call, link_id: str) -> ApiObject:
    link = call.get("account_link", link_id)
    if not link["_is_used"]:
        raise invalid_request("Come in by the link.", status=404)
    return link


PAGE_HANDLERS: dict[tuple[str, str], Callable[[Call, str, Form], Page]] = {
    ("pay", "GET"): _show_card_page,
    ("pay", "POST"): _save_card,
    ("prove", "GET"): _show_three_d_secure,
    ("prove", "POST"): _answer_three_d_secure,
    ("setup", "GET"): _follow_link,
    ("onboarding", "GET"): _show_onboarding,
    ("onboarding", "POST"): _leave_onboarding,
}
