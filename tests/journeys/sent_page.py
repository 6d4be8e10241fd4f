"""A page as the server sent it, read as a browser without scripts would show it.

What is `hidden`, in a `<template>` or folded away in a closed `<details>` is there, and not shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

Attributes = list[tuple[str, str | None]]

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NEVER_SHOWN = {"datalist", "head", "script", "style", "template", "title"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "small", "span", "strong"}
INLINE |= {"button", "q", "s", "sub", "sup", "svg", "time", "u", "wbr"}
PARTS = {"article", "fieldset", "li", "section", "tr"}  # and a row of a list of terms


class _Builder(HTMLParser):
    """Refuses what a browser would have to mend: an end that is not that of what is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> does not close {self.open[-2:]}"
        self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


def parse_html(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert not builder.open, f"never closed: {builder.open}"
    return builder.tree.close()


def tidy(words: str) -> str:
    return " ".join(words.split())


# By the style sheet (the way about).
STANDS_OPEN_WHERE_WIDE = "cp-menu"


@dataclass
class SentPage:
    """`unfolded` are the `<details>` that stand open by now."""

    url: str
    html: str
    unfolded: set[Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.root = parse_html(self.html)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.unfolded |= {
            each
            for each in self.root.iter("details")
            if "open" in each.attrib or each.get("class") == STANDS_OPEN_WHERE_WIDE
        }

    # ---- what is where

    def shown(self, *tags: str) -> list[Element]:
        return [each for each in self.root.iter() if each.tag in tags and self.is_shown(each)]

    def is_shown(self, element: Element) -> bool:
        return all(self._shows(each) for each in (element, *self.ancestors(element)))

    def ancestors(self, element: Element) -> Iterator[Element]:
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def is_in(self, element: Element, place: Element) -> bool:
        return place in self.ancestors(element)

    def place(self, within: str | None) -> Element:
        """The whole page, or the smallest part of it that has these words."""
        if within is None:
            return self.root
        parts = [each for each in self._parts() if within in self.text(each)]
        assert parts, f"no part of the page says “{within}”:\n{self.text()}"
        return parts[-1]

    def _parts(self) -> Iterator[Element]:
        for each in self.root.iter():
            parent = self.parents.get(each)
            is_row = each.tag == "div" and parent is not None and parent.tag == "dl"
            if (is_row or each.tag in PARTS) and self.is_shown(each):
                yield each

    def _shows(self, element: Element) -> bool:
        if element.tag in NEVER_SHOWN or "hidden" in element.attrib:
            return False
        if element.tag == "input" and element.get("type") == "hidden":
            return False
        parent = self.parents.get(element)
        is_folded = parent is not None and parent.tag == "details" and parent not in self.unfolded
        return not is_folded or element.tag == "summary"

    # ---- what it says

    def text(self, element: Element | None = None) -> str:
        element = self.root if element is None else element
        return tidy("".join(self._pieces(element, self._shows)))

    def name(self, element: Element) -> str:
        """What somebody hears a link, a button, a box or a group of answers called."""
        if label := element.get("aria-label"):
            return tidy(label)
        if ids := element.get("aria-labelledby"):
            return " ".join(self._spoken(self._ids[each]) for each in ids.split())
        if element.tag == "fieldset":
            return " ".join(self._spoken(legend) for legend in element.findall("legend"))
        if element.tag in ("input", "select", "textarea"):
            return " ".join(self._spoken(label) for label in self._labels(element))
        return self._spoken(element)

    def _labels(self, control: Element) -> list[Element]:
        around = [each for each in self.ancestors(control) if each.tag == "label"]
        return around + [
            label
            for label in self.root.iter("label")
            if label.get("for", "") == control.get("id", "no id") and label not in around
        ]

    def _spoken(self, element: Element) -> str:
        return tidy("".join(self._pieces(element, self._is_heard)))

    def _is_heard(self, element: Element) -> bool:
        return element.get("aria-hidden") != "true" and self._shows(element)

    def _pieces(self, element: Element, counts: Callable[[Element], bool]) -> Iterator[str]:
        gap = "" if element.tag in INLINE else " "
        is_folded = element.tag == "details" and element not in self.unfolded
        yield gap
        yield "" if is_folded else element.text or element.get("alt") or ""
        for child in element:
            if counts(child):
                yield from self._pieces(child, counts)
            yield "" if is_folded else child.tail or ""
        yield gap

    @cached_property
    def _ids(self) -> dict[str, Element]:
        return {each.attrib["id"]: each for each in self.root.iter() if "id" in each.attrib}

    def with_id(self, id_: str) -> Element | None:
        return self._ids.get(id_)
