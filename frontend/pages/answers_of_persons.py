"""Whoever a place might be told about says whether they want it, by a link (P62, P63)."""

from django.utils.translation import gettext as _

from community.common import clock
from community.common.lifecycle import not_none
from community.messaging.models import AnswerLink
from frontend.pages.answers_shape import Answer, Question
from marketplace.referrals.actions.answers_of_persons import (
    agree_by_link,
    end_by_link,
    refuse_by_link,
)
from marketplace.referrals.queries.referrals import referral_of_ref
from marketplace.referrals.states import ReferralState
from marketplace.referrals.wording import agreement_text, duty_text, who_told_text


def end_it(link: AnswerLink) -> Question:
    referral = referral_of_ref(link.ref)

    def give(link: AnswerLink) -> str:
        end_by_link(link_id=link.pk, now=clock.now())
        return _("It is ended. Nobody asks why.")

    end = Answer(
        button=_("End it"),
        confirm=_("End it"),
        what_next=_("The place hears that you do not come, and nothing else."),
        give=give,
    )
    return Question(
        heading=_("Do you want to end it?"),
        intro=[_("You need not do anything if you want it to go on.")],
        listing=not_none(referral.listing),
        session=None,
        answers={"end": end} if referral.is_open else {},
    )


def do_you_want_it(link: AnswerLink) -> Question:
    referral = referral_of_ref(link.ref)

    def agree(link: AnswerLink) -> str:
        agree_by_link(link_id=link.pk, now=clock.now())
        return _("They are asked. Their answer comes to this address.")

    def refuse(link: AnswerLink) -> str:
        refuse_by_link(link_id=link.pk, now=clock.now())
        return _("Nothing of it is kept, and nobody there has heard of it.")

    waits = referral.state == ReferralState.DRAFT and referral.forgotten_at is None
    told = _("%(who)s told us about you: “%(line)s”")
    return Question(
        heading=_("Do you want it?"),
        intro=[
            told % {"who": who_told_text(referral), "line": referral.line},
            agreement_text(referral.target_title),
            duty_text(referral.area),
        ]
        if waits
        else [],
        listing=not_none(referral.listing),
        session=None,
        answers={
            "yes": Answer(
                button=_("Yes, ask them"),
                confirm=_("Yes, ask them"),
                what_next=agreement_text(referral.target_title),
                give=agree,
            ),
            "no": Answer(
                button=_("No, I do not want it"),
                confirm=_("No, forget it"),
                what_next=_("What we were told is forgotten. Nobody there is told."),
                give=refuse,
            ),
        }
        if waits
        else {},
    )
