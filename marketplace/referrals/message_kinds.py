"""Which messages there are about referrals."""

from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class ReferralMessage(MessageKind):
    DO_YOU_WANT_IT = "do_you_want_it", _("Somebody told us about you: do you want it?")
    FIRST_WORDS = "first_words", _("Who told a place about you, and how to end it")
    REFERRAL_TO_RING = "referral_to_ring", _("Somebody is to be asked before a place is")
    REFERRAL_TO_ANSWER = "referral_to_answer", _("Can you have somebody?")
    REFERRAL_WITHDRAWN = "referral_withdrawn", _("Somebody does not come to you after all")
    REFERRAL_HANDED_OVER = "referral_handed_over", _("You stay with somebody from now on")
    REFERRAL_ANSWERED = "referral_answered", _("A place has answered about somebody")
    REFERRAL_UNANSWERED = "referral_unanswered", _("A place has not answered about somebody")
    REFERRAL_TO_ERASE = "referral_to_erase", _("What you told a place is erased in a month")
