"""An option sheet on paper: one sheet, in large print."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from frontend.pdf import render_pdf

if TYPE_CHECKING:
    from frontend.shared.option_sheets import OptionSheetText


def option_sheet_pdf(sheet: "OptionSheetText", *, address: str, made_at: datetime) -> bytes:
    words = {
        "title": sheet.title,
        "made": sheet.made,
        "options": [
            {
                "title": option.title,
                "lines": [list(line) for line in option.lines],
                "not_known": option.not_known_text,
            }
            for option in sheet.options
        ],
        "ends": [
            sheet.gone,
            sheet.ask,
            sheet.duty,
            sheet.by_relay,
            _("The same on a screen: %(address)s") % {"address": address},
        ],
        "code_label": _("Code:"),
        "code": sheet.code,
    }
    return render_pdf("option_sheet", words=words, made_at=made_at)
