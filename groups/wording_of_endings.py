"""A group that ends, in words: what it means, until when, and who asks after whom."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.rough_counts import FEW_PEOPLE
from community.people.queries.acting import has_connector
from groups.models.endings import GroupEnding
from groups.models.members import Group
from groups.rules.endings import readable_until


def ending_means(group: Group) -> list[str]:
    """What is agreed to, said before anybody agrees."""
    return [
        _("Two of you have to agree. It never ends because nobody answered."),
        _(
            "Then each of you can say what is next for you, or “No thanks”, for 28 days at most. "
            "The others in the group do not read it."
        ),
        not_reached_text(group),
        _("Until it has ended, two of you can still say that it goes on."),
        _(
            "Nothing is lost of what was paid: each shared cost goes on, or ends, as its own page "
            "says."
        ),
        _("What you ask for, and have not chosen yet, is closed. Dates that are left come off."),
        _(
            "You can read the group’s page for twelve months, and two of you can begin it again. "
            "Nobody is put into another group."
        ),
    ]


def begins_again_means() -> str:
    return _(
        "Whoever agrees to it is back. The others rest, and nothing is asked of them until they "
        "say that they are back. It is not open to new people who find it."
    )


def not_reached_text(group: Group) -> str:
    if has_connector(group.area_id):
        return _("Whoever was not reached by then stays on the connector’s list.")
    return _(
        "Whoever was not reached by then stays on a list. No connector works there just now: it "
        "waits for whoever begins there."
    )


def who_reads_text(group: Group) -> str:
    """Of what somebody says is next for them."""
    if has_connector(group.area_id):
        return _(
            "Nobody in the group reads it. A connector does where you ask for somebody, or write "
            "more."
        )
    return _(
        "Nobody in the group reads it. No connector works there just now: what asks for somebody "
        "waits for whoever begins there."
    )


def asked_until_text(closes_at: datetime) -> str:
    return _("Say by %(day)s what is next for you, or “No thanks”. You can change it later.") % {
        "day": format_day(closes_at)
    }


def has_ended_text(ending: GroupEnding) -> str:
    if ending.ended_at is None:
        return ""
    return _(
        "Its page can be read until %(day)s. Until then two of you can begin it again, and you can "
        "still say what is next for you."
    ) % {"day": format_day(readable_until(ending.ended_at))}


def ended_groups_text(count: int | None) -> str:
    """How many ended: of fewer than ten no number is told."""
    return _("fewer than %(few)d") % {"few": FEW_PEOPLE} if count is None else str(count)
