"""The words of a referral: what is agreed to, what a place reads, what the person is told."""

from calendar import day_name
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common.telephone import to_ring
from community.places.models.areas import Area
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.states import ReferralState, ReferrerKind
from providers.models.visit_requests import help_words

WHO_TOLD = {
    ReferrerKind.ONESELF: gettext_lazy("you"),
    ReferrerKind.FAMILY: gettext_lazy("family, or a friend"),
    ReferrerKind.NEIGHBOUR: gettext_lazy("a neighbour"),
    ReferrerKind.PROVIDER: gettext_lazy("whoever runs something that you come to"),
    ReferrerKind.WORKER: gettext_lazy("a worker"),
}


def agreement_text(place: str) -> str:
    """To what somebody says yes."""
    return _(
        "“%(place)s” is asked whether you can come: first only on which days, what help is asked,"
        " and the first half of your postcode. They read what you are called, and the line about"
        " you, once they have said yes. You can end it at any time, and need not say why."
    ) % {"place": place}


def who_told_text(referral: Referral) -> str:
    """Who it was, as the person reads it (P63)."""
    name = referral.sent_by.name if referral.sent_by else _("somebody")
    values = {"name": name, "who": WHO_TOLD[ReferrerKind(referral.referrer_kind)]}
    if referral.body is not None:
        return _("%(name)s of %(body)s") % {"name": name, "body": referral.body.name}
    return _("%(name)s, who says: %(who)s") % values


def state_text(referral: Referral) -> str:
    """As the person reads it. Of a draft no more is said than that they were asked (T19)."""
    if referral.state == ReferralState.DRAFT:
        return _("We ask them first. You read it here once they have said yes.")
    return str(ReferralState(referral.state).label)


def state_for_sender_text(referral: Referral) -> str:
    """As whoever told us reads it (P79)."""
    if referral.state == ReferralState.DRAFT:
        return state_text(referral)
    return str(referral.state_for_sender.label)


def days_text(days: Collection[int]) -> str:
    return ", ".join(_(day_name[day]) for day in sorted(days)) or _("any day")


def outline_lines(referral: Referral) -> list[tuple[str, str]]:
    """All that a place reads before any name: [(what, words)] (P76, P87)."""
    outline = referral.outline
    lines = [
        (_("For what"), referral.target_title),
        (_("Near"), outline.outward_code),
        (_("On which days"), days_text(outline.days)),
        (_("What help is asked of you"), help_words(outline.help_asked)),
        (_("In a line"), outline.line),
    ]
    return [(what, words) for what, words in lines if words]


def outline_text(referral: Referral) -> str:
    return " ".join(f"{what}: {words}." for what, words in outline_lines(referral))


def duty_text(area: Area) -> str:
    """A referral closes no duty (P83). In the area's words for the number."""
    return _(
        "This is not instead of help from the council. You, and whoever cares for you, can ask for"
        " an assessment at any time: %(number)s. If it is hard to take part, you can have an"
        " advocate."
    ) % {"number": to_ring(area.social_care_phone) or area.council}
