"""A sheet to answer on, in large type, for somebody who has no page (M122)."""

from datetime import datetime

from django.utils.translation import gettext as _

from frontend.components.blocks import AnswerSheet
from frontend.pdf import render_pdf


def answer_sheet_pdf(sheet: AnswerSheet, *, made_at: datetime) -> bytes:
    words = {
        "title": sheet.title,
        "words": sheet.text.splitlines(),
        "ticks": list(sheet.ticks),
        "lines": list(sheet.lines),
        "code_label": _("Code:"),
        "code": sheet.code,
        "give_to": sheet.give_to,
    }
    return render_pdf("sheet", words=words, made_at=made_at)
