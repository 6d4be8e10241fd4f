"""Every page that somebody can come to: by links, by addresses made up, by sending forms."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from tests.comparisons.answers import Fields, buttons, default_fields, filled_fields
from tests.comparisons.reader import Form, Reading
from tests.comparisons.world import Page

SITE = "http://127.0.0.1"
OFFICE = "/staff/"
FIRST_PATHS = ("/", "/home/", "/demo/", "/find/")
MAX_PAGES, MAX_QUERIES, MAX_GUESSES, MAX_BUTTONS = 900, 4, 3, 3
MAX_ALIKE, MAX_ALIKE_IN_OFFICE = 20, 3  # addresses that differ only in an id
# The last are of others' packages: every sign-in and every job, at moments of the machine.
NOT_PAGES_PATTERN = re.compile(
    r"^/(api|static|health)/|/account/logout/|/staff/(axes|jsi18n|logout|procrastinate)/"
)
# What they do is outside the one transaction that is taken back.
NOT_SENT_PATTERN = re.compile(r"^/demo/|/account/logout/")
ID_PATTERN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/)\d+(?=/)")
KEY_PATTERN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8000-[0-9a-f]{12}")


@dataclass
class Walk:
    """`texts` is what was read, by address, and by address and answers for forms."""

    look: Callable[[str], Page]
    attempt: Callable[[str, Fields], Page]
    read: Callable[[str], Reading]
    texts: dict[str, str] = field(default_factory=dict)
    _variants: Counter[str] = field(default_factory=Counter)
    _alike: Counter[str] = field(default_factory=Counter)
    _forms: set[tuple[str, ...]] = field(default_factory=set)

    def all_pages(self, routes: list[str]) -> dict[str, str]:
        self._follow(FIRST_PATHS)
        self._follow(guesses(routes, list(self.texts)))
        return self.texts

    def _follow(self, paths: Iterable[str]) -> None:
        waiting = deque(paths)
        while waiting and len(self.texts) < MAX_PAGES:
            path = waiting.popleft()
            if self._is_new(path):
                waiting.extend(self._visit(path))

    def _is_new(self, path: str) -> bool:
        bare, _mark, query = path.partition("?")
        if path in self.texts or NOT_PAGES_PATTERN.search(path):
            return False
        template = ID_PATTERN.sub("{}", bare)
        self._variants[bare] += bool(query)
        self._alike[template] += 1
        most = MAX_ALIKE_IN_OFFICE if bare.startswith(OFFICE) else MAX_ALIKE
        return self._variants[bare] <= MAX_QUERIES and self._alike[template] <= most

    def _visit(self, path: str) -> list[str]:
        page = self.look(path)
        reading, self.texts[path] = self._read(path, page)
        if reading is None:
            return []
        for form in reading.forms:
            self._send(form, page.path)
        return list(own_paths(reading.links, page.path))

    def _read(self, path: str, page: Page) -> tuple[Reading | None, str]:
        head = f"{page.status}{'' if page.path == path else f' -> {page.path}'}"
        if page.leaves_for:
            return None, f"{head} -> {page.leaves_for}"
        if page.kind != "text/html":
            return None, "\n".join([head, page.kind, page.file, page.text])
        reading = self.read(page.text)
        return reading, f"{head}\n{reading.whole}"

    def _send(self, form: Form, at: str) -> None:
        """As it stands and filled in, by each of its buttons; a form that comes again, once."""
        path = urljoin(SITE + at, form.action).removeprefix(SITE)
        sign = (ID_PATTERN.sub("{}", path), *(one.label for one in form.controls))
        if sign in self._forms or NOT_SENT_PATTERN.search(path) or not path.startswith("/"):
            return
        self._forms.add(sign)
        for number, button in enumerate(buttons(form)[:MAX_BUTTONS], 1):
            for way, fields in (("as it stands", default_fields), ("filled in", filled_fields)):
                answer = self.attempt(path, fields(form) + button)
                name = f"{at} form {path} button {number} {way}"
                self.texts[name] = self._read(path, answer)[1]


def own_paths(links: Iterable[str], at: str) -> Iterator[str]:
    for link in links:
        url = urldefrag(urljoin(SITE + at, link))[0]
        if url.startswith(f"{SITE}/"):
            yield url.removeprefix(SITE)


def guesses(routes: list[str], paths: Iterable[str]) -> Iterator[str]:
    """Routes with what varies taken from addresses that begin alike.

    /pools/3/ gives /pools/3/print/; /pools/open/ gives nothing, as "open" stands in a route.
    """
    bare_paths = sorted({path.partition("?")[0] for path in paths if " " not in path})
    words = {part for route in routes for part in route.split("/")}
    for route in routes:
        start, varies, end = route.rpartition("{}")
        pattern = re.compile(re.escape(start).replace(r"\{\}", "([^/]+)") + "([^/]+)(?:/|$)")
        if not varies:
            yield route
            continue
        matches = (match for path in bare_paths if (match := pattern.match(path)))
        values = {match.groups(): None for match in matches if words.isdisjoint(match.groups())}
        for some in list(values)[:MAX_GUESSES]:
            yield start.replace("{}", "%s") % some[:-1] + some[-1] + end


def without_passing_ids(texts: dict[str, str]) -> dict[str, str]:
    """Ids, which depend on how many were made before, as their order of appearance."""
    numbers: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        return f"<id {numbers.setdefault(match[0], len(numbers) + 1)}>"

    return {
        KEY_PATTERN.sub(name, path): KEY_PATTERN.sub(name, text) for path, text in texts.items()
    }
