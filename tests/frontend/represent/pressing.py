"""What a holder can press on a page, as whoever acts for them presses it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories.how_put import READ_ALOUD
from tests.journeys.sent_form import SentForms, kind_of
from tests.journeys.sent_page import SentPage

YES = {"step": "yes"}


@dataclass(frozen=True)
class Press:
    """One page's address, what is typed in it, and the deed that comes of it."""

    deed: str
    args: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)
    query: str = ""
    page_args: list = field(default_factory=list)  # of the page where its button stands
    is_put: bool = False  # how it was put is asked on the page that comes next


class Presses(dict[str, Callable[..., Press]]):
    """{name of a route: what makes the world for it}, given the holder and, if asked, the core."""

    def press(self, name: str) -> Callable[[Callable[..., Press]], Callable[..., Press]]:
        def kept(build: Callable[..., Press]) -> Callable[..., Press]:
            self[name] = build
            return build

        return kept


# Where the button stands of what has no page of its own.
BUTTON_ON = {
    "brief_look_again": "brief",
    "booking_coming": "my_sessions",
    "booking_confirm": "my_sessions",
    "booking_not_coming": "my_sessions",
    "brief_stop": "brief",
    "go_on_alone": "arranged_alone",
    "date_on_again": "date",
    "conversation_close": "conversation",
    "hide_words": "conversation",
    "look_again_at_reported": "conversation",
    "block_end": "blocks",
    "life_event_over": "life",
    "motion_word": "motion",
    "open_group": "group",
    "go_on": "group",
    "take_back_removal": "ask_removal",
    "pause_newcomers": "group",
    "group_look_again": "group",
    "say_coming": "date",
    "nothing_to_add": "ideas",
    "take_back_idea": "ideas",
    "say_hello": "group",
    "set_beginning": "group",
    "remove_card": "money",
    "rest": "group",
    "stop_invite": "group",
    "suggestion_answered": "what_helps",
    "what_helped_before": "what_helps",
    "end_peer_talk": "peers",
    "end_peer_offer": "peers",
    "call_off_talk": "move_talk",
    "my_referral_end": "my_referrals",
    "visit_withdraw": "my_sessions",
    "visit_safety_back": "visit",
    "visit_other_day": "my_sessions",
    "waiting_let_go": "my_sessions",
    "waiting_leave": "my_sessions",
}


NAMELESS = (
    "blocks",
    "life",
    "money",
    "peers",
    "my_sessions",
    "my_referrals",
    "what_helps",
)  # pages whose address names nothing


def page_of_button(name: str, told: Press) -> str:
    """The address of the page where it is pressed."""
    page = BUTTON_ON.get(name, name)
    names_it = page != name and page in (
        *("ask_removal", "brief", "conversation", "group", "ideas"),
    )
    args = told.page_args if names_it else told.args
    return reverse(page, args=[] if page in NAMELESS else args) + told.query


def press_on_page(client: Client, page: str, told: Press, *, to: str) -> HttpResponse:
    """Opens the page, types, presses the button that sends to this address, and looks over what
    is to be looked over: all by what stands there."""
    opened = client.get(page)
    assert opened.status_code == 200, f"{opened.status_code} at {page}"
    typed = {name: value for name, value in told.typed.items() if name not in YES}
    answer = _press(client, SentPage(page, opened.text), typed, to)
    if told.typed.items() & YES.items():
        answer = _press(client, SentPage(page, answer.text), YES, to)
    if told.is_put:
        answer = _press(client, SentPage(to, answer.text), READ_ALOUD, to)
    return answer


def _press(client: Client, page: SentPage, typed: dict, to: str) -> HttpResponse:
    forms = SentForms(page)
    buttons = [each for each in page.shown("button") if kind_of(each) == "submit"]
    theirs = [each for each in buttons if _leads_to(forms, each, page, to)]
    assert theirs, f"no button to {to} at {page.url}"
    button = next((each for each in theirs if _is_typed(each, typed)), theirs[0])
    names = {
        each.get("name") for each in forms.fields if _form(forms, each) is _form(forms, button)
    }
    assert set(typed) <= names, f"no box for {set(typed) - names} at {page.url}"
    sending = forms.sending(button)
    body = parse_qs((sending.body or b"").decode(), keep_blank_values=True)
    return client.post(to, body | typed)


def _form(forms: SentForms, control: Element) -> Element | None:
    return forms.form_of(control)


def _leads_to(forms: SentForms, button: Element, page: SentPage, to: str) -> bool:
    form = forms.form_of(button)
    if form is None or form.get("method", "get").lower() != "post":
        return False
    action = button.get("formaction", form.get("action", "")) or page.url
    return urlsplit(action).path == urlsplit(to).path


def _is_typed(button: Element, typed: dict) -> bool:
    return typed.get(button.get("name", "")) == button.get("value")
