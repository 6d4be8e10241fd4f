"""What is told of a referral. No message to a place names anybody (P77)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.messaging.actions.answer_links import make_answer_link
from community.messaging.actions.notifying import notify_address, notify_each_login, notify_person
from community.messaging.models import AnswerLink
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.message_kinds import ReferralMessage
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.wording import duty_text, outline_text, who_told_text
from providers.queries.objections import logins_to_answer
from providers.queries.supply import provider_members

TO_ANSWER_WITHIN, TO_END_WITHIN = timedelta(days=28), timedelta(days=365)
TO_RING_LINK, TO_ASK_LINK = "/connect/to-ring/", "/connect/visits/"
PLACE_LINK, PERSON_LINK = "/provide/visits/", "/my-referrals/"


def ask_person(referral: Referral, now: datetime) -> None:
    """The first words (P63): who told us and how to end it. By mail what whoever sent it has typed
    is not in it, but on the page that the link opens."""
    until = not_none(referral.answer_until)
    if "@" not in referral.contact:
        _ask_connectors(referral, _("Please ring, and ask for them first."), now)
        return
    link = make_answer_link(
        purpose=ReferralAnswerPurpose.DO_YOU_WANT_IT,
        ref=f"referral:{referral.pk}",
        until=until,
        now=now,
    )
    notify_address(
        address=referral.contact,
        kind=ReferralMessage.DO_YOU_WANT_IT,
        subject=_("Somebody told us about you: do you want it?"),
        text=_(
            "Somebody thinks that you might like %(what)s. Nobody there has heard of you. The link"
            " says who told us, and what. Please say by it whether you want it, until %(until)s. If"
            " you do not, you need not do anything: nothing of it is kept."
        )
        % {"what": f"“{referral.target_title}”", "until": format_moment(until)},
        key=f"referral:{referral.pk}",
        answer_link=link,
        now=now,
    )


def tell_first_words(referral: Referral, now: datetime) -> None:
    """To whoever agreed: who told us, what we were told, how to end it (P63)."""
    person = not_none(referral.person)
    link = _link_to_end(referral, now)
    text = _(
        "%(who)s told us about you, with your agreement, for %(what)s. They told us: “%(line)s”."
        " %(end)s Nobody asks why. %(duty)s"
    )
    end = (
        _("To end it, say so by the link.")
        if link
        else _("To end it, say so on your page, or to anybody who works here.")
    )
    notify_person(
        person_id=person.pk,
        kind=ReferralMessage.FIRST_WORDS,
        subject=_("Who told a place about you"),
        text=text
        % {
            "who": who_told_text(referral),
            "what": f"“{referral.target_title}”",
            "line": referral.line,
            "end": end,
            "duty": duty_text(referral.area),
        },
        link=PERSON_LINK,
        key=f"referral:{referral.pk}:first_words",
        answer_link=link,
        now=now,
    )


def _link_to_end(referral: Referral, now: datetime) -> AnswerLink | None:
    """For whoever is reached by mail and has no page here."""
    person = not_none(referral.person)
    plan = contact_plan_of(person.pk)
    if person.login_id is not None or plan is None or plan.true_channel != Channel.EMAIL:
        return None
    return make_answer_link(
        purpose=ReferralAnswerPurpose.END_IT,
        ref=f"referral:{referral.pk}",
        until=now + TO_END_WITHIN,
        now=now,
    )


def ask_place(referral: Referral, *, key: str = "asked", now: datetime) -> None:
    """The outline and nothing else, to each who speaks for the place, with a link of their own; or
    to the connectors, where the place would know who it is all the same (P87)."""
    if referral.outline.to_connector:
        _ask_connectors(referral, _("Please ask the place in your own words."), now, TO_ASK_LINK)
        return
    listing = not_none(referral.listing)
    text = _("Can you have somebody? %(outline)s You read who it is once you have said yes.")
    for login in provider_members(listing.provider_id):
        link = make_answer_link(
            purpose=ReferralAnswerPurpose.CAN_YOU_HAVE_THEM,
            ref=f"referral:{referral.pk}:login:{login.pk}",
            until=now + TO_ANSWER_WITHIN,
            now=now,
        )
        notify_each_login(
            [login.pk],
            kind=ReferralMessage.REFERRAL_TO_ANSWER,
            subject=_("Can you have somebody?"),
            text=text % {"outline": outline_text(referral)},
            link=PLACE_LINK,
            key=f"referral:{referral.pk}:{key}:login",
            answer_link=link,
            now=now,
        )


def tell_place_withdrawn(referral: Referral, now: datetime) -> None:
    listing = not_none(referral.listing)
    notify_each_login(
        [login.pk for login in provider_members(listing.provider_id)],
        kind=ReferralMessage.REFERRAL_WITHDRAWN,
        subject=_("Somebody does not come to you after all"),
        text=_("Somebody of whom you were told does not come to %(what)s. You need do nothing.")
        % {"what": f"“{referral.target_title}”"},
        link=PLACE_LINK,
        key=f"referral:{referral.pk}:withdrawn",
        now=now,
    )


def _ask_connectors(referral: Referral, text: str, now: datetime, link: str = TO_RING_LINK) -> None:
    """`link`: where the person is rung, or where what the place answers is entered."""
    notify_each_login(
        logins_to_answer(referral.area_id),
        kind=ReferralMessage.REFERRAL_TO_RING,
        subject=_("Somebody is to be asked first"),
        text=text,
        link=link,
        key=f"referral:{referral.pk}:ring",
        now=now,
    )
