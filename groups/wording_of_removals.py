"""Whether somebody stays in a group, in words: to whom it is about, to the others, to who asks."""

from django.utils.translation import gettext as _

from community.common.dates import format_day, last_day_before
from groups.models.removals import Removal
from groups.removal_states import RemovalState


def held_text() -> str:
    return _(
        "Your place is held. What you paid is yours, nothing of it runs out, and what you said to "
        "what the group chooses goes on counting."
    )


def away_text(removal: Removal) -> str:
    """Until when they are asked to stay away; empty where they are not."""
    if removal.paused_until is None:
        return ""
    return _("Until %(day)s you are asked to stay away from the group. %(held)s") % {
        "day": format_day(removal.paused_until),
        "held": held_text(),
    }


def asked_text(removal: Removal) -> str:
    """To whom it is about; never who asked."""
    about = _(
        "Somebody asked whether you stay in your group. It is said to be about this: %(about)s."
    ) % {"about": removal.get_about_display()}
    who = _("Somebody outside the group hears both of you, and then decides.")
    if removal.by_group and removal.closes_at is not None:
        who = _("The others choose, until the end of %(day)s. They read what you say to it.") % {
            "day": format_day(last_day_before(removal.closes_at))
        }
    say = _("You can say your side. If it goes against you, somebody else can look again.")
    return " ".join(filter(None, [about, away_text(removal), who, say]))


def decided_text(removal: Removal) -> str:
    """To whom it was about, once it is decided."""
    words = f" “{removal.decided_words}”" if removal.decided_words else ""
    if removal.state == RemovalState.STAYS:
        return _("You stay in your group.") + words
    who = _("The others chose") if removal.by_group else _("Whoever heard both decided")
    return _(
        "%(who)s that you do not stay in the group.%(words)s You can ask somebody else to look at "
        "it, for 14 days from now. Until then your place is held. What you paid is yours."
    ) % {"who": who, "words": words}


def ended_text(removal: Removal) -> str:
    words = f" “{removal.ended_words}”" if removal.ended_words else ""
    if removal.state == RemovalState.STAYS:
        return _("You are in your group again, as before.") + words
    return (
        _(
            "You are not in the group any more. What you paid is yours: each shared cost says how "
            "it goes on. What you have not paid yet stops. In twelve months you can come in again."
        )
        + words
    )


def asker_text(removal: Removal) -> str:
    if removal.state == RemovalState.STAYS:
        return _("What you asked was looked at. They stay in the group.")
    return _("What you asked was looked at. They do not stay in the group.")


def ask_means() -> list[str]:
    """Said before somebody asks."""
    return [
        _(
            "The person is told, in their own way, what it is said to be about. They are not told "
            "who asked. They can say their side, and ask somebody else to look again."
        ),
        _("The others are never told why somebody is not there."),
        _("What the person paid stays theirs, and their place is held until it is over."),
        _("If somebody is in danger now, ring 999, by relay 18000. Nobody watches this page."),
    ]


def own_texts(removal: Removal) -> list[str]:
    """To whom it is about, where it stands now."""
    again = _("Somebody else looks at it. Your place is held, and what you paid is yours.")
    said = _("You have said: “%(words)s”") % {"words": removal.again_words or removal.side_words}
    has_said = bool(removal.again_words or removal.side_words)
    return [
        {
            RemovalState.ASKED: asked_text,
            RemovalState.REMOVED: decided_text,
            RemovalState.LOOKED_AT_AGAIN: lambda _removal: again,
            RemovalState.FINAL: ended_text,
            RemovalState.STAYS: ended_text if removal.ended_at else decided_text,
        }[RemovalState(removal.state)](removal),
        *([said] if has_said else []),
    ]
