"""Compare HTML by what it says: spaces, order of attributes and order of classes do not matter."""

import re
from html.parser import HTMLParser

# What is made anew for each page, beside which nothing may differ: the token, and the guard with
# its key and signature.
MADE_ANEW_PATTERN = re.compile(r'name="(?:csrfmiddlewaretoken|guard)" value="[^"]*"')
VOID = {"input", "br", "img", "meta", "link", "hr", "circle", "path"}


def without_made_anew(text):
    return MADE_ANEW_PATTERN.sub("", text)


class _Reader(HTMLParser):
    def __init__(self, ignored):
        super().__init__()
        self.ignored = ignored
        self.lines = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        kept = {name: value for name, value in attrs if name not in self.ignored}
        if "class" in kept:
            kept["class"] = " ".join(sorted((kept["class"] or "").split()))
        written = "".join(
            f" {name}" if value is None else f' {name}="{value}"'
            for name, value in sorted(kept.items())
        )
        self._line(f"<{tag}{written}>")
        self.depth += tag not in VOID

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self._line(words)

    def _line(self, text):
        self.lines.append("  " * self.depth + text)


def tight(html):
    """Without white space beside tags, and with single spaces in them: a template may break its
    lines anywhere."""

    def tag(found):
        return " ".join(found[1].split()).replace(" >", ">")

    return re.sub(r"\s*(<[^>]*>)\s*", tag, html)


def canonical(html, ignored=()):
    reader = _Reader(frozenset(ignored))
    reader.feed(html)
    reader.close()
    return reader.lines
