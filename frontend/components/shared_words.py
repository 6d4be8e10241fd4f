"""Beside a form whose words two may edit: what it began from, and theirs where they changed."""

import datetime
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.shared_words import Words, digest_of_words
from frontend.access import ActingRequest


class Standing(NamedTuple):
    """The words as they are now, and the page's boxes filled with them."""

    words: Words
    form: forms.BaseForm


class Piece(NamedTuple):
    text: str
    differs: bool


class TwoAnswers(NamedTuple):
    """One box, as somebody else wrote it and as it was typed here."""

    label: str
    theirs: list[Piece]
    mine: list[Piece]


def began_from_of(request: ActingRequest) -> str | None:
    """What the form that was sent began from; None only from Django's own test client, which sends
    no guard."""
    guard = getattr(request, "sent_guard", None)
    return guard.began_from if guard else None


class SharedWords:
    """What one page shows of them. `read` reads them anew."""

    def __init__(self, request: ActingRequest, read: Callable[[], Standing]) -> None:
        self._read, self.address = read, request.get_full_path()
        self.standing = read()
        self.sent = began_from_of(request)
        self.began_from = self.sent or digest_of_words(self.standing.words)
        self.have_changed = False
        self.beside: list[TwoAnswers] = []

    def show_beside(self, form: forms.BaseForm) -> None:
        """The next press is about what is shown now."""
        self.have_changed, self.standing = True, self._read()
        self.began_from = digest_of_words(self.standing.words)
        self.beside = list(_two_answers(self.standing.form, form))


def _two_answers(theirs: forms.BaseForm, mine: forms.BaseForm) -> list[TwoAnswers]:
    texts = [(str(box.label), _text_of(theirs, box.name), _text_of(mine, box.name)) for box in mine]
    return [TwoAnswers(label, *_pieces(his, my)) for label, his, my in texts if his != my]


def _text_of(form: forms.BaseForm, name: str) -> str:
    """As somebody reads it who did not fill it in."""
    box = form[name]
    answer = form.cleaned_data.get(name) if form.is_bound else box.value()
    if isinstance(answer, datetime.date):
        return format_day(answer)
    return _in_words(box.field, box.value())


def _in_words(question: forms.Field, answer: Any) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    names = {str(key): str(label) for key, label in getattr(question, "choices", ())}
    answers = answer if isinstance(answer, (list, tuple)) else [answer]
    texts = [names.get(str(each), str(each)) for each in answers if each not in (None, "")]
    return ", ".join(texts) or _("Nothing")


def _pieces(theirs: str, mine: str) -> tuple[list[Piece], list[Piece]]:
    """Both, each in pieces that are the same in the other or not."""
    left, right = theirs.split(), mine.split()
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return (
        [Piece(" ".join(left[a:b]), kind != "equal") for kind, a, b, _c, _d in steps if a < b],
        [Piece(" ".join(right[c:d]), kind != "equal") for kind, _a, _b, c, d in steps if c < d],
    )
