from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.asker_buckets import bucket_of
from community.common.danger import dangers_in
from community.common.refusals import EmptyText, Refused
from community.people.acting import Acting
from community.places.models.areas import Area
from groups.models.briefs import UnmetNeed

MAX_NEED_CHARS = 200


class SaidInDanger(Refused):
    """It may be about somebody who is not safe: that is no wish, and is kept as none (P98)."""

    code = "said_in_danger"


@transaction.atomic
def report_unmet_need(
    *,
    text: str,
    query_text: str = "",
    outward_code: str = "",
    area: Area | None = None,
    asker: str = "",
    by: Acting,
    now: datetime,
) -> UnmetNeed:
    """Keep one line about what could not be found (M14). Connectors read it; providers see counts.

    Who wrote it is kept nowhere, not even in the audit: what somebody looks for says what they
    need. So `by` may be nobody, and is not written. Of `asker`, by whom one visitor's lines are
    known again, one of 256 buckets is kept: that many people share each.
    """
    line = " ".join(text.split())
    if dangers_in(line) or dangers_in(query_text):
        raise SaidInDanger(
            _("This line was not kept: nobody reads it soon enough."),
            next_step=_("If somebody is not safe, “Where to turn” has people who are there now."),
        )
    if not line:
        raise EmptyText(
            _("Say in a few words what is missing."),
            next_step=_("One line is enough, like “a choir on Tuesday evenings”."),
        )
    return UnmetNeed.objects.create(
        words=line[:MAX_NEED_CHARS],
        query_text=" ".join(query_text.split())[:MAX_NEED_CHARS],
        outward_code=outward_code,
        area=area,
        asked_at=now,
        asker_bucket=bucket_of(asker, purpose="groups.unmet_needs") if asker else None,
    )
