"""A browser without scripts, made of forms and links: it sends only what stands on the page.

    client = FormClient("http://127.0.0.1:8000")
    client.goes_to("/find/")
    client.types("Where are you?", "ZZ1 1AA")
    client.presses("Find")
    assert "Near you first" in client.text()

Everything is found by the words that a person reads, must be shown, and must be one thing only.
Each step fails, with what is on the page, where a person could not take it. A page comes with 200,
or with the status that the step names.
"""

from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener
from xml.etree.ElementTree import Element

from tests.waits import TEST_WAIT_SECONDS

from .sent_form import Sending, SentForms, kind_of
from .sent_page import SentPage

MOST_REDIRECTS = 10
TYPED_IN = {"email", "number", "password", "search", "tel", "text", "textarea", "url"}


class _Stays(HTTPRedirectHandler):
    """Redirects are followed here, by the rules for pages."""

    def redirect_request(self, *_args: object) -> None:
        return None


class FormClient:
    def __init__(self, site: str) -> None:
        self.site = site
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stays)
        self._show(f"{site}/", "<html><body></body></html>")

    def _show(self, url: str, html: str) -> None:
        self.page = SentPage(url, html)
        self.forms = SentForms(self.page)

    @property
    def url(self) -> str:
        return self.page.url

    # ---- going about

    def goes_to(self, path: str, *, status: int = 200) -> None:
        """By an address that was given: a link in a letter, a bookmark."""
        self._visit(Sending("GET", urljoin(self.site, path)), status, is_from_page=False)

    def presses(self, words: str, *, within: str | None = None, status: int = 200) -> None:
        """A link or a button, by its words; a page comes."""
        thing = self._pressable(words, within)
        if thing.tag == "a":
            sending = Sending("GET", urljoin(self.url, thing.attrib["href"]))
        else:
            sending = self.forms.sending(thing)
        self._visit(sending, status)

    def opens(self, words: str, *, within: str | None = None) -> None:
        """Something folded away on the same page; once more folds it again."""
        place = self.page.place(within)
        summaries = [
            each
            for each in self.page.shown("summary")
            if self.page.is_in(each, place) and self.page.text(each).startswith(words)
        ]
        self.page.unfolded ^= {self.page.parents[self._only(summaries, f"“{words}” to open")]}

    # ---- answering

    def types(self, label: str, words: str, *, within: str | None = None) -> None:
        """Into a box, in place of what is there."""
        self.forms.type(self._field(label, TYPED_IN, self.page.place(within)), words)

    def types_parts(
        self, question: str, parts: dict[str, str], *, within: str | None = None
    ) -> None:
        """Into several boxes under one question: {label: words}."""
        group = self._group(question, within)
        for label, words in parts.items():
            self.forms.type(self._field(label, TYPED_IN, group), words)

    def chooses(self, question: str, answer: str, *, within: str | None = None) -> None:
        """One of several answers."""
        self.forms.tick(self._field(answer, {"radio"}, self._group(question, within)))

    def ticks(self, label: str) -> None:
        self.forms.tick(self._field(label, {"checkbox"}, self.page.root))

    def picks(self, label: str, option: str, *, within: str | None = None) -> None:
        """From a list that folds."""
        self.forms.pick(self._field(label, {"select"}, self.page.place(within)), option)

    # ---- reading

    def text(self) -> str:
        return self.page.text()

    def count(self, tag: str) -> int:
        return len(list(self.page.root.iter(tag)))

    def text_in(self, part: str) -> str:
        """What stands in the first shown thing of this class."""
        for each in self.page.root.iter():
            if part in each.get("class", "").split() and self.page.is_shown(each):
                return self.page.text(each)
        raise AssertionError(f"nothing of the class {part} at {self.url}")

    def value_in(self, label: str, *, within: str | None = None) -> str:
        """What stands in a box."""
        return self.forms.value(self._field(label, TYPED_IN, self.page.place(within)))

    def link_to(self, part: str) -> str:
        """The address of the link whose address has this in it, to be sent to somebody."""
        links = [each for each in self._in_main("a") if part in each.get("href", "")]
        assert links, f"no link to {part} at {self.url}"
        return links[0].attrib["href"]

    def fetches(self, words: str) -> bytes:
        """A file behind a link, as a browser would save it."""
        link = self._pressable(words, None)
        sending = Sending("GET", urljoin(self.url, link.attrib["href"]))
        with self._send(sending, self._headers(sending)) as answer:
            assert answer.status == 200, f"{answer.status} for “{words}” at {self.url}"
            return answer.read()

    # ---- finding

    def _field(self, label: str, kinds: set[str], place: Element) -> Element:
        names = (label, f"{label} (optional)")
        standing = [
            each
            for each in self.forms.fields
            if kind_of(each) in kinds and self.page.is_in(each, place)
        ]
        fields = [each for each in standing if self.page.name(each) in names]
        on_page = [each for each in fields if self.page.is_shown(each)]
        offered = [self.page.name(each) for each in standing if self.page.is_shown(each)]
        hidden = ", only hidden ones" if fields and not on_page else ""
        return self._only(on_page, f"“{label}”{hidden}; there are {offered}")

    def _group(self, question: str, within: str | None) -> Element:
        place = self.page.place(within)
        standing = [each for each in self.page.shown("fieldset") if self.page.is_in(each, place)]
        names = [self.page.name(each) for each in standing]
        groups = [
            each
            for each, name in zip(standing, names, strict=True)
            if name in (question, f"{question} (optional)")
        ]
        return self._only(groups, f"question “{question}”; there are {names}")

    def _pressable(self, words: str, within: str | None) -> Element:
        """Said so before beginning so; in the main part before what surrounds it."""
        place = self.page.place(within)
        around = [each for each in self._things_to_press() if self.page.is_in(each, place)]
        inside = [each for each in around if within or self._in(each, "main")]
        for things in (inside, around):
            for begins_so in (False, True):
                if matches := [each for each in things if self._says(each, words, begins_so)]:
                    return self._only(_by_where_they_lead(matches), f"“{words}” to press")
        names = [self._words(each) for each in around]
        raise AssertionError(f"no “{words}” to press at {self.url}; there are {names}")

    def _things_to_press(self) -> list[Element]:
        links = [each for each in self.page.shown("a") if "href" in each.attrib]
        buttons = [each for each in self.page.shown("button", "input") if kind_of(each) == "submit"]
        return buttons + links

    def _words(self, thing: Element) -> str:
        return thing.get("value", "") if thing.tag == "input" else self.page.name(thing)

    def _says(self, thing: Element, words: str, begins_so: bool) -> bool:
        shown_words = self._words(thing)
        return shown_words.startswith(words) if begins_so else shown_words == words

    def _in_main(self, tag: str) -> list[Element]:
        return [each for each in self.page.shown(tag) if self._in(each, "main")]

    def _in(self, thing: Element, tag: str) -> bool:
        return any(each.tag == tag for each in self.page.ancestors(thing))

    def _only(self, matches: list[Element], what: str) -> Element:
        there = f"{what} at {self.url}:\n{self.text()}"
        assert matches, f"no {there}"
        assert len(matches) == 1, f"{len(matches)} of {there}"
        return matches[0]

    # ---- asking the server

    def _visit(self, sending: Sending, status: int, *, is_from_page: bool = True) -> None:
        headers = self._headers(sending) if is_from_page else {}
        for _turn in range(MOST_REDIRECTS):
            with self._send(sending, headers) as answer:
                if answer.status not in (301, 302, 303):
                    return self._take(sending.url, answer, status)
                where = urljoin(sending.url, answer.headers["Location"])
            sending, headers = Sending("GET", where), _without_origin(headers)
        raise AssertionError(f"{MOST_REDIRECTS} redirects, the last to {sending.url}")

    def _take(self, url: str, answer: HTTPResponse, status: int) -> None:
        body = answer.read().decode()
        assert answer.headers.get_content_type() == "text/html", f"no page at {url}: {body[:200]}"
        self._show(url, body)
        assert answer.status == status, f"{answer.status} at {url}:\n{self.text()}"

    def _send(self, sending: Sending, headers: dict[str, str]) -> HTTPResponse:
        url, accept = sending.url.partition("#")[0], {"Accept": "text/html"}
        request = Request(url, sending.body, accept | headers, method=sending.method)
        try:
            return self._opener.open(request, timeout=TEST_WAIT_SECONDS)
        except HTTPError as answer:
            return answer  # is an answer as well, with its status

    def _headers(self, sending: Sending) -> dict[str, str]:
        """As under `Referrer-Policy: same-origin`, which every page of the product has."""
        is_same = _origin(sending.url) == _origin(self.url)
        headers = {"Referer": self.url.partition("#")[0]} if is_same else {}
        if sending.method == "POST":
            headers["Origin"] = _origin(self.url) if is_same else "null"
        return headers


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _without_origin(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "Origin"}


def _by_where_they_lead(things: list[Element]) -> list[Element]:
    """Two links to one address are one thing to press."""
    leads = {each.get("href", id(each)): each for each in reversed(things)}
    return list(reversed(leads.values()))
