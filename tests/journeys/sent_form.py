"""The forms of a page: what is typed and chosen in them, and what of it is sent.

A button sends the fields that stand in its form, each with its name, in their order, and nothing
else: no disabled one, no other button, no box without its tick, no answer that is not offered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin
from xml.etree.ElementTree import Element

from .sent_page import SentPage, tidy

FIELDS = {"button", "input", "select", "textarea"}
BUTTONS = {"submit", "image", "reset", "button"}
TICKED = {"checkbox", "radio"}


def kind_of(control: Element) -> str:
    """HTML's type of an input or a button; else the tag."""
    if control.tag in ("input", "button"):
        return control.get("type", "submit" if control.tag == "button" else "text").lower()
    return control.tag


@dataclass(frozen=True)
class Sending:
    """What goes out when a link or a button is pressed; `body` is None for a GET."""

    method: str
    url: str
    body: bytes | None = None


def fill_in(method: str, url: str, fields: list[tuple[str, str]]) -> Sending:
    """The fields stand in the address of a GET, in place of what it asked, else in the body."""
    words, url = urlencode(fields), url.partition("#")[0]
    if method == "GET":
        return Sending(method, f"{url.partition('?')[0]}?{words}")
    return Sending(method, url, words.encode())


@dataclass
class SentForms:
    """The fields of a page as they stand now."""

    page: SentPage
    typed: dict[Element, str] = field(default_factory=dict)
    ticked: set[Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.fields = [each for each in self.page.root.iter() if self._is_field(each)]
        self.ticked = {each for each in self.fields if "checked" in each.attrib}

    def _is_field(self, element: Element) -> bool:
        """What is in a template is none before a script takes it out."""
        return element.tag in FIELDS and not any(
            each.tag in ("template", "datalist") for each in self.page.ancestors(element)
        )

    # ---- changing them

    def type(self, box: Element, words: str) -> None:
        self._may_change(box)
        most = int(box.get("maxlength", len(words)))
        assert len(words) <= most, f"“{self.page.name(box)}” takes {most} characters at most"
        self.typed[box] = words

    def tick(self, box: Element) -> None:
        self._may_change(box)
        if kind_of(box) == "radio":
            same = (self.form_of(box), box.get("name"))
            self.ticked -= {
                each for each in self.ticked if (self.form_of(each), each.get("name")) == same
            }
        self.ticked.add(box)

    def pick(self, chooser: Element, words: str) -> None:
        self._may_change(chooser)
        offered = {tidy(option.text or ""): option for option in self._options(chooser)}
        name = self.page.name(chooser)
        assert words in offered, f"“{name}” does not offer “{words}”: it offers {list(offered)}"
        self.typed[chooser] = _value_of_option(offered[words])

    def _may_change(self, control: Element) -> None:
        name = self.page.name(control)
        assert not self.is_disabled(control), f"“{name}” is disabled"
        assert "readonly" not in control.attrib, f"“{name}” cannot be changed"

    # ---- as they stand

    def value(self, control: Element) -> str:
        if control in self.typed:
            return self.typed[control]
        if control.tag == "textarea":
            return "".join(control.itertext()).removeprefix("\n")
        if control.tag == "select":
            options = [each for each in control.iter("option") if "disabled" not in each.attrib]
            chosen = [each for each in options if "selected" in each.attrib]
            return _value_of_option([*options[:1], *chosen][-1]) if options else ""
        return control.get("value", "on" if kind_of(control) in TICKED else "")

    def form_of(self, control: Element) -> Element | None:
        if "form" in control.attrib:
            return self.page.with_id(control.attrib["form"])
        around = (each for each in self.page.ancestors(control) if each.tag == "form")
        return next(around, None)

    def is_disabled(self, control: Element) -> bool:
        return "disabled" in control.attrib or any(
            "disabled" in each.attrib and not self._is_in_legend(control, each)
            for each in self.page.ancestors(control)
            if each.tag == "fieldset"
        )

    def _is_in_legend(self, control: Element, fieldset: Element) -> bool:
        legend = fieldset.find("legend")
        return legend is not None and self.page.is_in(control, legend)

    def _options(self, chooser: Element) -> list[Element]:
        return [each for each in chooser.iter("option") if "disabled" not in each.attrib]

    # ---- sending

    def sending(self, button: Element) -> Sending:
        name, form = self.page.name(button) or button.get("value"), self.form_of(button)
        assert not self.is_disabled(button), f"“{name}” is disabled"
        assert kind_of(button) == "submit" and form is not None, f"“{name}” sends nothing"
        self._has_what_a_browser_asks_for(form)
        enctype = button.get("formenctype", form.get("enctype", ""))
        assert "multipart" not in enctype, f"“{name}” sends files, which is not made here"
        return fill_in(
            button.get("formmethod", form.get("method", "get")).upper(),
            urljoin(self.page.url, button.get("formaction", form.get("action", ""))),
            [pair for each in self.fields for pair in self._sent(each, form, button)],
        )

    def _has_what_a_browser_asks_for(self, form: Element) -> None:
        """A form may say `novalidate`: then the server alone says what is missing."""
        if "novalidate" in form.attrib:
            return
        for each in self.fields:
            if "required" in each.attrib and self.form_of(each) is form:
                is_given = each in self.ticked if kind_of(each) in TICKED else self.value(each)
                assert is_given, f"“{self.page.name(each)}” is empty, and the browser asks for it"

    def _sent(self, control: Element, form: Element, button: Element) -> Iterator[tuple[str, str]]:
        kind, name = kind_of(control), control.get("name")
        if not name or self.form_of(control) is not form or self.is_disabled(control):
            return
        if kind in BUTTONS and control is not button:
            return
        if kind in TICKED and control not in self.ticked:
            return
        if control.tag == "select" and not self._options(control):
            return
        yield name, self.value(control).replace("\r\n", "\n").replace("\n", "\r\n")


def _value_of_option(option: Element) -> str:
    return option.get("value", tidy(option.text or ""))
