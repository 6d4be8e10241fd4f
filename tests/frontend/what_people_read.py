"""Every phrase a person may read, found in templates, messages, forms and prints.

`{{ … }}` and `%(…)s` become "#", so that "only {{ n }} left" can be found.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.forms import BaseForm

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("frontend", "marketplace", "pooling", "groups", "providers", "community", "demo")
NOT_FOR_PEOPLE = {"migrations", "node_modules", "staff", "gallery"}
GETTEXT = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext",
}  # fmt: skip
SPOKEN = {"alt", "title", "aria-label", "placeholder", "data-changed"}
OURS, END = "\ue000", "\ue001"  # around words that went through gettext


@dataclass(frozen=True)
class Phrase:
    file: str
    line: int
    text: str
    is_translated: bool = True

    def __str__(self):
        return f"{self.file}:{self.line}"

    @property
    def is_for_providers(self):
        return bool(re.match(r"providers/|frontend/(pages|api|templates)/provide", self.file))


def files(suffix):
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob(f"*{suffix}")):
            if not NOT_FOR_PEOPLE & set(path.relative_to(ROOT).parts):
                yield path


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def everything():
    yield from in_templates()
    yield from in_messages()
    yield from in_prints()
    yield from in_forms()


# --- templates ---


def in_templates():
    for suffix in (".html", ".txt"):
        for path in files(suffix):
            if "templates" in path.relative_to(ROOT).parts:
                yield from phrases_of_template(path.read_text(encoding="utf-8"), name_of(path))


def phrases_of_template(source, file):
    source = _blank(r"\{#.*?#\}", source)
    source = _blank(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}", source)
    yield from _phrases_in_tags(source, file)
    reader = _Reader(file)
    reader.feed(_without_tags(source))
    reader.close()
    yield from reader.phrases


def _blank(pattern, source):
    """Take it out, keeping the lines where they were."""
    return re.sub(pattern, lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)


def _phrases_in_tags(source, file):
    """Words handed to a part: {% include "…" with title=_("Words") %}."""
    for tag in re.finditer(r"\{%\s*(?:include|with)\b.*?%\}", source, re.DOTALL):
        line = source.count("\n", 0, tag.start()) + 1
        for ours, words in re.findall(r'=(_\()?"([^"]*\s[^"]*)"', tag[0]):
            yield Phrase(file, line, words, is_translated=bool(ours))


def _without_tags(source):
    def block(found):
        words = re.sub(r"\{%.*?%\}", " ", found[1], flags=re.DOTALL)
        return OURS + re.sub(r"\{\{.*?\}\}", "#", words) + END

    source = re.sub(
        r"\{%\s*blocktrans(?:late)?\b[^%]*%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}",
        block,
        source,
        flags=re.DOTALL,
    )
    source = re.sub(
        r"""\{%\s*trans(?:late)?\s+(["'])(.*?)\1[^%]*%\}""",
        lambda found: OURS + found[2].replace('"', "”") + END,
        source,
    )
    source = _blank(r"\{%.*?%\}", source)
    return re.sub(r"\{\{.*?\}\}", "#", source)


class _Reader(HTMLParser):
    UNREAD = frozenset({"script", "style", "code"})

    def __init__(self, file):
        super().__init__()
        self.file = file
        self.phrases = []
        self.unread = 0
        self.is_ours = False  # a translated sentence may run on through tags inside it

    def handle_starttag(self, tag, attrs):
        self.unread += tag in self.UNREAD
        for name, value in attrs:
            if value and name in SPOKEN:
                self._add(value)

    def handle_endtag(self, tag):
        self.unread -= tag in self.UNREAD

    def handle_data(self, data):
        if not self.unread:
            self._add(data)

    def _add(self, text):
        line = self.getpos()[0]
        for part in re.split(f"([{OURS}{END}])", text):
            if part in (OURS, END):
                self.is_ours = part == OURS
            elif re.search(r"[A-Za-z]{2}", part):
                words = " ".join(part.split())  # a sentence may go on in the next line
                self.phrases.append(Phrase(self.file, line, words, self.is_ours))
            line += part.count("\n")


# --- messages in Python ---


def in_messages():
    for path in files(".py"):
        yield from phrases_of_python(path.read_text(encoding="utf-8"), name_of(path))


def phrases_of_python(source, file):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in GETTEXT:
            for argument in node.args:
                yield from _phrase_in(argument, file)


def _called(node):
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def _phrase_in(node, file):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", "#", node.value)
        yield Phrase(file, node.lineno, words)
    elif isinstance(node, ast.JoinedStr):
        yield Phrase(file, node.lineno, ast.unparse(node), is_translated=False)


def raised_without_gettext():
    """Refusals whose sentence was never handed to gettext."""
    ours = {"Refused", *_refusals()}
    for path in files(".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in ours:
                for said in [*node.args, *(k.value for k in node.keywords if k.arg == "next_step")]:
                    if isinstance(said, ast.JoinedStr) or (
                        isinstance(said, ast.Constant) and said.value
                    ):
                        yield Phrase(name_of(path), node.lineno, ast.unparse(said))


def _refusals():
    from community.common.refusals import Refused

    waiting = [Refused]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        yield from (kind.__name__ for kind in kinds)
        waiting += kinds


# --- prints ---


def in_prints():
    for path in files(".typ"):
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if text.strip() and not text.strip().startswith("//"):
                yield Phrase(name_of(path), line, text.strip())


# --- forms ---


def in_forms():
    for form in forms():
        file = name_of(Path(inspect.getsourcefile(form)))
        line = inspect.getsourcelines(form)[1]
        for field in form.base_fields.values():
            words = [field.label, field.help_text, *field.error_messages.values()]
            choices = [] if hasattr(field, "queryset") else getattr(field, "choices", [])
            words += [label for _value, label in choices]
            yield from (Phrase(file, line, str(word)) for word in words if word)


def forms():
    import frontend.pages

    for module in pkgutil.walk_packages(frontend.pages.__path__, "frontend.pages."):
        if NOT_FOR_PEOPLE & set(module.name.split(".")):
            continue
        imported = importlib.import_module(module.name)
        for thing in vars(imported).values():
            is_ours = inspect.isclass(thing) and thing.__module__ == module.name
            if is_ours and issubclass(thing, BaseForm):
                yield thing
