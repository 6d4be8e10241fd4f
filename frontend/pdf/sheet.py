"""A sheet to answer on, in large type, for somebody who has no page (M122)."""

from datetime import datetime

from django.utils.translation import gettext as _

from frontend.components.blocks import AnswerSheet
from frontend.pdf import render_pdf


def answer_sheet_pdf(sheet: AnswerSheet, *, made_at: datetime) -> bytes:
    words = {
        "title": sheet.title,
        "words": sheet.text.splitlines(),
        "changes_title": _("This has changed since your last sheet:") if sheet.changes else "",
        "changes": [
            {
                "before": _("%(question)s: was %(before)s,")
                % {"question": question, "before": old},
                "now": _("now %(now)s") % {"now": new},
            }
            for question, old, new in sheet.changes
        ],
        "ticks": list(sheet.ticks),
        "lines": list(sheet.lines),
        "code_label": _("Code:"),
        "code": sheet.code,
        "give_to": sheet.give_to,
    }
    return render_pdf("sheet", words=words, made_at=made_at)
