"""What somebody agreed to, to keep on paper (P123)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from frontend.pdf import render_pdf


def agreement_pdf(rows: Sequence[tuple[str, str]], *, on: date, made_at: datetime) -> bytes:
    """`rows`: as the page has them."""
    words = {
        "title": _("What I said yes to"),
        "rows": [list(row) for row in rows],
        "as_it_stands": _("As it stands on %(day)s.") % {"day": format_day(on)},
    }
    return render_pdf("agreement", words=words, made_at=made_at)
