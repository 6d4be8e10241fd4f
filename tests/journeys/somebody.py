"""Somebody in a journey, who has the same few verbs at a browser and by forms alone.

    ann.goes_to("/find/")
    ann.types("Where are you?", "ZZ1 1AA")
    ann.presses("Look")
    ann.reads("Near you first")

Here is what is made of the verbs; the verbs themselves are in form_client.py and, for a keyboard,
in at_a_keyboard.py. A page that does not come with 200 fails the step, unless the step names
its status.
"""

from datetime import date
from urllib.parse import urlsplit

from .at_a_keyboard import Keyboard
from .form_client import FormClient
from .looks import Looks
from .town import Town


class Somebody:
    """`hands` have the verbs; `looks` is told of every page; `town` is where they live."""

    def __init__(self, name: str, hands: Keyboard | FormClient, town: Town, looks: Looks) -> None:
        self.name, self.hands, self.town, self.looks = name, hands, town, looks
        self.opens, self.types, self.types_parts = hands.opens, hands.types, hands.types_parts
        self.chooses, self.ticks, self.picks = hands.chooses, hands.ticks, hands.picks
        self.text, self.text_in, self.value_in = hands.text, hands.text_in, hands.value_in
        self.link_to, self.fetches = hands.link_to, hands.fetches

    @property
    def address(self) -> str:
        return f"{self.name}@example.org"

    @property
    def here(self) -> str:
        """Where they are, without the machine's name."""
        parts = urlsplit(self.hands.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    # ---- going about

    def goes_to(self, path: str, *, status: int = 200) -> None:
        self.hands.goes_to(path, status=status)
        self.looks.at(self.hands)

    def presses(self, words: str, *, within: str | None = None, status: int = 200) -> None:
        self.hands.presses(words, within=within, status=status)
        self.looks.at(self.hands)

    # ---- answering and reading

    def types_day(self, question: str, day: date, *, within: str | None = None) -> None:
        """Into the three boxes of a date."""
        parts = {"Day": str(day.day), "Month": str(day.month), "Year": str(day.year)}
        self.types_parts(question, parts, within=within)

    def reads(self, *words: str) -> None:
        text = self.text()
        for each in words:
            assert each in text, f"{self.name} does not read “{each}” at {self.here}:\n{text}"

    def does_not_read(self, *words: str) -> None:
        text = self.text()
        for each in words:
            assert each not in text, f"{self.name} reads “{each}” at {self.here}"

    # ---- signing in

    def is_new(self, called: str | None = None) -> None:
        """Signs up by a code that comes by e-mail."""
        if not self.here.startswith("/account/signup/"):
            self.goes_to("/account/login/")
            self.presses("I am new here")
        if "What shall we call you?" in self.text():  # on the way into a group the group asks
            self.types("What shall we call you?", called or self.name)
        self.types("Your e-mail address", self.address)
        self.presses("Send me a code")
        self._types_the_code()

    def signs_in(self) -> None:
        if not self.here.startswith("/account/login/"):
            self.goes_to("/account/login/")
        self.presses("Send me a code")
        self.types("Your e-mail address", self.address)
        self.presses("Send the code")
        self._types_the_code()

    def _types_the_code(self) -> None:
        self.types("The code", self.town.code_sent_to(self.address))
        self.presses("Go on")
