"""The words for a support plan, to hand over on paper (M66)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from frontend.pdf import render_pdf


def plan_words_pdf(text: str, *, on: date, made_at: datetime) -> bytes:
    """`text`: the paragraph as the page has it, with the sums that are true on that day."""
    words = {
        "title": _("Words for my support plan"),
        "text": text,
        "as_it_stands": _("As it stands on %(day)s.") % {"day": format_day(on)},
    }
    return render_pdf("plan_words", words=words, made_at=made_at)
