"""Paper: tagged PDF by typst. A template holds the layout; every word comes from here.

A paper always comes (fault H18). What no typeface of ours can draw, Chinese, Japanese and Korean
among it, is a visible mark, and a line at the end says so.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import manimgx_fonts
import regex
import typst
from django.utils.translation import gettext as _

HERE = Path(__file__).resolve().parent
NOT_DRAWN = "□"
# typst names one such letter at a time; of these scripts none is drawn, so they go at once.
LEFT_OUT = regex.compile(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Bopomofo}]")
# A paper is not tried for ever: after so many letters only what is surely drawn is left.
MOST_TRIES = 20
SURELY_DRAWN = regex.compile(r"[\u0020-\u007e\u00a0-\u017f\u2010-\u2026£€□]+")
REFUSED_TEXT = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


def render_pdf(template: str, *, words: dict, made_at: datetime) -> bytes:
    """A PDF/UA-1 of `template` (a name without its ending) with these words in it.

    Only the typefaces that come with our packages are used, so it looks alike on every machine.
    """
    for _try in range(MOST_TRIES):
        try:
            return _compile(template, words, made_at)
        except typst.TypstError as error:
            refused = _refused_text(error)
            if refused is None:
                break
            words = _with_marks(words, partial(_is_refused, refused))
    return _compile(template, _with_marks(words, _is_unsure), made_at)


def _compile(template: str, words: dict, made_at: datetime) -> bytes:
    return bytes(
        typst.compile(
            HERE / f"{template}.typ",
            root=HERE,
            sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
            font_paths=_typefaces(),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=int(made_at.timestamp()),
        )
    )


@cache
def _typefaces() -> typst.Fonts:
    """Only their names are read here: typst loads a face when a letter asks for it."""
    folder = Path(manimgx_fonts.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _refused_text(error: typst.TypstError) -> str | None:
    match = REFUSED_TEXT.search(str(error))
    return match and ESCAPED.sub(lambda code: chr(int(code["code"], 16)), match["text"])


def _is_refused(refused: str, letter: str) -> bool:
    """A figure alone is drawn: what is refused is the figure in its box, a letter of more parts."""
    if LEFT_OUT.match(refused):
        return bool(LEFT_OUT.search(letter))
    return refused in letter and not (letter.isascii() and letter.isprintable())


def _is_unsure(letter: str) -> bool:
    return not SURELY_DRAWN.fullmatch(letter)


def _with_marks(words: dict, is_marked: Callable[[str], bool]) -> dict:
    """The same words, with the mark for each letter (as people count) that is not drawn."""

    def mark(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: mark(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [mark(each) for each in value]
        if not isinstance(value, str):
            return value
        letters = regex.findall(r"\X", value)
        return "".join(NOT_DRAWN if is_marked(each) else each for each in letters)

    line = _("%(mark)s stands for a letter or a sign that we cannot print.") % {"mark": NOT_DRAWN}
    return {**mark(words), "not_drawn": line}
