"""The form client sends what stands on the page, and nothing that does not."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from .form_client import FormClient
from .sent_page import SentPage, parse_html

PAGE = """
<form method="post" action="/send/" novalidate>
  <input type="hidden" name="token" value="t">
  <label for="name">Name</label> <input id="name" name="name" value="Ann">
  <label for="words">Words (optional)</label><textarea id="words" name="words">
Two
lines</textarea>
  <label for="town">Town</label>
  <select id="town" name="town"><option value="w">Westsea</option><option disabled>East</option>
    <option value="n" selected>North</option></select>
  <fieldset><legend>How often?</legend>
    <label><input type="radio" name="often" value="1" checked> Weekly</label>
    <label><input type="radio" name="often" value="2"> Monthly</label>
    <label><input type="radio" name="often" value="3" disabled> Never</label></fieldset>
  <label><input type="checkbox" name="agrees"> I agree</label>
  <label><input type="checkbox" name="tells" value="yes" checked> Tell me</label>
  <input name="off" value="x" disabled> <input value="has no name">
  <fieldset disabled><legend>Later</legend><label>Day <input name="day" value="1"></label>
  </fieldset>
  <label hidden>Secret <input name="secret" value="s"></label>
  <template><label>Made by a script <input name="made"></label></template>
  <details><summary>More</summary><label>Folded <input name="folded" value="f"></label></details>
  <label>Fixed <input name="fixed" value="5" readonly></label>
  <label>Short <input name="short" maxlength="3"></label>
  <button name="step" value="look">Look</button>
  <button name="step" value="send" formaction="/elsewhere/">Send</button>
  <button disabled>Not yet</button> <button type="button">Only for scripts</button>
</form>
<label>Outside <input name="outside" value="o" form="other"></label>
<form id="other" action="/find/?old=1"><button>Find</button></form>
<button hidden>Hidden button</button> <a href="/a/" hidden>Hidden link</a>
<ul><li>First <a href="/one/">Read</a></li><li>Second <a href="/two/">Read</a></li></ul>
<a href="/one/">One</a> <a href="/one/">One</a>
<form method="post" action="/send/"><label>Must <input name="must" required></label>
  <button>Ask</button></form>
"""
AS_IT_STANDS = [
    ("token", "t"),
    ("name", "Ann"),
    ("words", "Two\r\nlines"),
    ("town", "n"),
    ("often", "1"),
    ("tells", "yes"),
    ("secret", "s"),
    ("folded", "f"),
    ("fixed", "5"),
    ("short", ""),
]


@dataclass
class Heard:
    """What a server was asked, newest last: (method, path, fields, headers)."""

    asked: list[tuple[str, str, list[tuple[str, str]], dict[str, str]]] = field(
        default_factory=list
    )


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def client(heard: Heard) -> Iterator[FormClient]:
    """At PAGE, on a server that answers everything with PAGE."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._hear([])
            if self.path == "/gone/":
                return self._answer(404)
            return self._answer(200)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._hear(parse_qsl(body, keep_blank_values=True))
            self._answer(303)

        def _hear(self, fields: list[tuple[str, str]]) -> None:
            heard.asked.append((self.command, self.path, fields, dict(self.headers)))

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Location", "/done/")
            self.send_header("Set-Cookie", f"turn={len(heard.asked)}; Path=/")
            self.end_headers()
            self.wfile.write(f"<html><body><main>{PAGE}</main></body></html>".encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    client = FormClient(f"http://127.0.0.1:{server.server_port}")
    client.goes_to("/page/")
    yield client
    server.shutdown()
    server.server_close()
    thread.join()


def sent(heard: Heard) -> list[tuple[str, str]]:
    return next(fields for method, _path, fields, _headers in heard.asked if method == "POST")


def test_a_form_is_sent_as_it_stands_with_the_button_that_was_pressed(client, heard):
    client.presses("Look")
    assert sent(heard) == [*AS_IT_STANDS, ("step", "look")]
    assert [each[:2] for each in heard.asked] == [
        ("GET", "/page/"),
        ("POST", "/send/"),
        ("GET", "/done/"),
    ]
    assert client.url.endswith("/done/")


def test_what_was_typed_and_chosen_is_sent(client, heard):
    client.types("Name", "Ben & co")
    client.types("Words", "One")
    client.picks("Town", "Westsea")
    client.chooses("How often?", "Monthly")
    client.ticks("I agree")
    client.presses("Send")
    changed = {"name": "Ben & co", "words": "One", "town": "w", "often": "2", "agrees": "on"}
    assert dict(sent(heard)) == dict(AS_IT_STANDS) | changed | {"step": "send"}
    assert heard.asked[1][1] == "/elsewhere/"


def test_a_field_elsewhere_goes_with_the_form_that_it_names_into_its_address(client, heard):
    client.presses("Find")
    assert heard.asked[-1][:2] == ("GET", "/find/?outside=o")
    assert client.url.endswith("/find/?outside=o")


def test_cookies_are_kept_and_the_page_is_named_as_where_one_comes_from(client, heard):
    client.presses("Look")
    _get, post, done = heard.asked
    assert post[3]["Cookie"] == "turn=1"
    assert done[3]["Cookie"] == "turn=2"
    assert post[3]["Referer"] == done[3]["Referer"] == f"{client.site}/page/"
    assert (post[3]["Origin"], "Origin" in done[3]) == (client.site, False)


def test_a_refusal_of_the_server_fails_the_step_unless_the_step_names_it(client):
    with pytest.raises(AssertionError, match="404 at "):
        client.goes_to("/gone/")
    client.goes_to("/gone/", status=404)
    with pytest.raises(AssertionError, match="200 at "):
        client.goes_to("/page/", status=404)


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (lambda one: one.types("Age", "7"), "no “Age”"),
        (lambda one: one.types("Secret", "7"), "no “Secret”, only hidden ones"),
        (lambda one: one.types("Made by a script", "7"), "no “Made by a script”"),
        (lambda one: one.types("Folded", "7"), "only hidden ones"),
        (lambda one: one.types("Day", "7"), "“Day” is disabled"),
        (lambda one: one.types("Fixed", "7"), "cannot be changed"),
        (lambda one: one.types("Short", "four"), "3 characters at most"),
        (lambda one: one.types("I agree", "7"), "no “I agree”"),
        (lambda one: one.picks("Town", "South"), "does not offer “South”: it offers"),
        (lambda one: one.picks("Town", "East"), "does not offer “East”: it offers"),
        (lambda one: one.chooses("How often?", "Daily"), "no “Daily”"),
        (lambda one: one.chooses("How often?", "Never"), "“Never” is disabled"),
        (lambda one: one.chooses("How much?", "Weekly"), "no question “How much?”"),
        (lambda one: one.ticks("I do not agree"), "no “I do not agree”"),
        (lambda one: one.opens("Less"), "no “Less” to open"),
        (lambda one: one.presses("Not yet"), "“Not yet” is disabled"),
        (lambda one: one.presses("Only for scripts"), "no “Only for scripts” to press"),
        (lambda one: one.presses("Hidden button"), "no “Hidden button” to press"),
        (lambda one: one.presses("Hidden link"), "no “Hidden link” to press"),
        (lambda one: one.presses("Read"), "2 of “Read” to press"),
        (lambda one: one.presses("Ask"), "“Must” is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_person_could_not_do_is_not_done(client, heard, step, why):
    with pytest.raises(AssertionError) as refused:
        step(client)
    assert why in str(refused.value)
    assert len(heard.asked) == 1


def test_what_is_folded_away_is_filled_in_once_it_is_opened(client, heard):
    client.opens("More")
    client.types("Folded", "7")
    client.presses("Look")
    assert dict(sent(heard))["folded"] == "7"


def test_words_choose_between_two_of_one_name_and_two_to_one_place_are_one(client, heard):
    client.presses("Read", within="Second")
    assert heard.asked[-1][1] == "/two/"
    client.presses("One")
    assert heard.asked[-1][1] == "/one/"


def test_what_is_not_shown_is_not_read():
    page = SentPage(
        "/",
        "<body><p>Seen</p><p hidden>Hidden</p><script>script()</script><noscript>Plain</noscript>"
        "<details><summary>More</summary>Folded</details>a<b>b</b></body>",
    )
    assert page.text() == "Seen Plain More ab"


def test_a_page_that_a_browser_would_have_to_mend_is_refused():
    with pytest.raises(AssertionError, match="</p> does not close"):
        parse_html("<body><p>One<b>two</p></body>")
