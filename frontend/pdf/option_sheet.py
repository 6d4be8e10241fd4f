"""An option sheet on paper: one sheet, in large print."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from frontend.drawings.kind_pictures import picture_markup
from frontend.pdf import render_pdf

if TYPE_CHECKING:
    from frontend.shared.option_sheets import OptionSheetText


def option_sheet_pdf(
    sheet: "OptionSheetText", *, address: str, square: str, made_at: datetime
) -> bytes:
    words = {
        "title": sheet.title,
        "made": sheet.made,
        "options": [
            {
                "title": option.title,
                "picture": picture_markup(option.picture),
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
        "square": square,
        "square_says": _("A square for a telephone: it opens the same page."),
    }
    return render_pdf("option_sheet", words=words, made_at=made_at)
