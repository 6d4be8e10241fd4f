"""A brief that was sent, written anew by its people together and sent anew by two (M35)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_each_login
from community.moderation.actions.items import submit_words
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from groups.actions.motion_states import let_waiting_go
from groups.actions.notifications import notify_provider_of_offer
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief, BriefRewording, EarlierBrief
from groups.models.offers import Offer
from groups.queries.brief_words import about_brief, free_words_of
from groups.queries.briefs import logins_within_reach
from groups.queries.offers import live_offers
from groups.queries.rewordings import (
    has_reached,
    read_with_words,
    rewording_of,
    values_of_words,
)
from groups.rules.briefs import check_answers_by, check_can_edit, check_written_anew
from groups.states import MotionPurpose
from providers.queries.supply import provider_members


def write_anew(brief: Brief, fields: Mapping[str, Any], *, by: Acting, now: datetime) -> None:
    """Beside what was sent, which stays as it is; gone again where it says the same as that. The
    caller has locked the brief."""
    before = values_of_words(rewording_of(brief) or brief)
    values = before | dict(fields)
    if values == before:
        return
    if values == values_of_words(brief):
        BriefRewording.objects.filter(brief=brief).delete()
    else:
        BriefRewording.objects.update_or_create(brief=brief, defaults=values)
    let_waiting_go(about_brief(brief), MotionPurpose.SEND_CHANGES, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.EDIT_BRIEF, about=about_brief(brief), now=now)


def check_can_send_changes(brief: Brief, now: datetime) -> None:
    check_can_edit(brief.state)
    rewording = rewording_of(brief)
    check_written_anew(is_written_anew=rewording is not None)
    check_answers_by(not_none(rewording).answers_by, today(now))


def send_changes(brief: Brief, *, by: Acting, now: datetime) -> None:
    """What was written anew is what the group wants. Each offer so far is of the words before, and
    whoever made one, or may make one, is told. The caller has locked the brief."""
    check_can_send_changes(brief, now)
    reached = has_reached(read_with_words(brief.pk), now)
    words = values_of_words(brief)
    earlier = EarlierBrief.objects.create(
        brief=brief, has_reached=reached, replaced_at=now, **words
    )
    Offer.objects.filter(brief=brief, earlier_brief__isnull=True).update(earlier_brief=earlier)
    take_rewording(brief)
    brief.save(update_fields=list(words))
    let_waiting_go(about_brief(brief), by=by, now=now)
    record_deed(by=by, deed=GroupDeed.CHANGE_SENT_BRIEF, about=about_brief(brief), now=now)
    submit_brief_words(brief, by=by, now=now)
    _tell_providers(brief, earlier, now)


def take_rewording(brief: Brief) -> None:
    """Into the brief, unsaved; nothing where nothing was written anew."""
    rewording = BriefRewording.objects.filter(brief=brief).first()
    if rewording is None:
        return
    for name, value in values_of_words(rewording).items():
        setattr(brief, name, value)
    rewording.delete()


def submit_brief_words(brief: Brief, *, by: Acting, now: datetime) -> None:
    """Its words wait for a look; the same words as were looked at before do not wait again."""
    submit_words(
        about=about_brief(brief),
        words=free_words_of(brief),
        area=brief.group.area,
        link=f"/brief/{brief.pk}/",
        by=by,
        now=now,
    )


def _tell_providers(brief: Brief, earlier: EarlierBrief, now: datetime) -> None:
    """Whoever made an offer reads of it beside that; the others who may answer, at the brief."""
    key = f"brief:{brief.pk}:changed:{earlier.pk}"
    told: set[int] = set()
    for offer in live_offers(brief.pk):
        told |= {login.pk for login in provider_members(offer.provider_id)}
        notify_provider_of_offer(
            offer,
            kind=GroupMessage.BRIEF_CHANGED,
            subject=_("What a group wants has changed"),
            text=_(
                "Your offer was made for the earlier words. Look at what is different: you can"
                " change your offer, or let it stand."
            ),
            key_suffix=f":{earlier.pk}",
            now=now,
        )
    notify_each_login(
        _others(logins_within_reach(brief, today(now)), told),
        kind=GroupMessage.BRIEF_CHANGED,
        subject=_("What a group near you wants has changed"),
        text=_("They are near %(outward)s. Their page says what is different.")
        % {"outward": brief.group.outward_code},
        link=f"/provide/briefs/{brief.pk}/",
        key=key,
        now=now,
    )


def _others(login_ids: Collection[int], told: Collection[int]) -> list[int]:
    return [pk for pk in login_ids if pk not in told]
