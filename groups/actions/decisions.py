"""The group's choice: opened by any member, one voice each, settled when it has closed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.dates import end_of_day, format_day
from community.common.refusals import or_not_found
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from groups.actions.briefs import (
    decline_offers,
    lock_brief,
    notify_members,
    notify_people,
    notify_provider_of_offer,
)
from groups.models import Ballot, Brief, Decision, Group, Member, Offer
from groups.queries.members import membership
from groups.rules.briefs import check_has_offers
from groups.rules.decisions import (
    DECISION_DAYS,
    DECISION_PERIOD,
    VoteResult,
    check_can_open,
    check_can_vote,
    check_candidates,
    check_closes_on,
    check_open,
    check_over,
    check_quorum,
    count_votes,
    default_quorum,
)
from groups.states import BRIEF, OFFER, BriefState, MemberState, OfferState, Outcome


@transaction.atomic
def open_decision(
    *,
    brief_id: int,
    closes_on: date | None = None,
    quorum: int | None = None,
    by,
    now: datetime,
) -> Decision:
    """Let the group choose, until the end of a day. Asked again, only what is new is asked anew.

    After too few answered, what people had said still stands until they change it; after “none
    of these” or a level choice everybody starts afresh. `quorum`: half of the group, usually.
    Who is in the group now has a voice in it; who comes later has one in the next.
    """
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    brief = lock_brief(brief_id, by)
    open_now = brief.decisions.filter(settled_at__isnull=True).first()
    if open_now:
        return open_now
    check_can_open(brief.state)
    closes_on = closes_on or today(now) + timedelta(days=DECISION_DAYS)
    check_closes_on(closes_on, today(now))
    last = brief.decisions.order_by("-turn").first()
    among = _to_choose_among(brief, last)
    check_has_offers(len(among))
    # Held, so that somebody who comes in at the same moment is either in it or after it.
    Group.objects.select_for_update(no_key=True).get(pk=brief.group_id)
    voices = list(Member.objects.filter(group_id=brief.group_id, state=MemberState.IN))
    quorum = quorum or default_quorum(len(voices))
    check_quorum(quorum, len(voices))
    decision = _ask(brief, last, among, voices, quorum=quorum, closes_on=closes_on, by=by, now=now)
    if last is not None and last.outcome == Outcome.TOO_FEW:
        _keep_what_was_said(last, decision)
    record_deed(by=by, deed="open_decision", about=f"brief:{brief.pk}", now=now)
    return decision


@transaction.atomic
def cast_ballot(*, decision_id: int, approves, by, now: datetime) -> Ballot:
    """One person's voice, however it comes: the last answer before it closes is the one.

    `approves` are the ids of the offers they would be happy with; none of them is an answer.
    """
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    # Held, so that answers by web, by phone and by whoever acts for somebody make one voice.
    decision = or_not_found(
        Decision.objects.select_for_update(no_key=True, of=("self",))
        .select_related("brief")
        .filter(pk=decision_id)
        .first()
    )
    member = membership(decision.brief.group_id, by)
    check_open(decision.closes_at, decision.settled_at, now)
    check_can_vote(decision.voices.filter(pk=member.pk).exists())
    standing = decision.among.filter(state=OfferState.SENT).values_list("pk", flat=True)
    check_candidates(approves, standing)
    ballot, _is_new = Ballot.objects.update_or_create(
        decision=decision,
        member=member,
        defaults={"cast_at": now, "cast_by": by.login, "on_paper": by.on_paper},
    )
    ballot.approves.set(approves)
    record_deed(by=by, deed="cast_ballot", about=f"decision:{decision.pk}", now=now)
    return ballot


@transaction.atomic
def close_decision(*, decision_id: int, by, now: datetime) -> Decision:
    """Count, once, when it has closed. Called by a task, and by whoever looks first."""
    seen = or_not_found(Decision.objects.filter(pk=decision_id).first())
    # Brief before decision and offers, everywhere.
    brief = Brief.objects.select_for_update(no_key=True).get(pk=seen.brief_id)
    decision = Decision.objects.select_for_update(no_key=True).get(pk=decision_id)
    if decision.settled_at is not None:
        return decision
    check_over(decision.closes_at, now)
    standing = {
        offer.pk: offer
        for offer in decision.among.filter(state=OfferState.SENT)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    }
    result = _tally(decision, standing)
    decision.settled_at, decision.outcome = now, result.outcome
    winners = [standing[pk] for pk in result.winners]
    if result.outcome == Outcome.CHOSEN:
        decision.chosen = winners[0]
    decision.save()
    record_deed(by=by, deed="settle_decision", about=f"brief:{brief.pk}", now=now)
    if result.outcome == Outcome.CHOSEN:
        _choose(brief, winners[0], now=now)
    elif result.outcome == Outcome.LEVEL and not _was_level(decision):
        # The same choice goes on: the same people have a voice in it.
        again = {"quorum": decision.quorum, "closes_on": today(now) + DECISION_PERIOD}
        _ask(brief, decision, winners, _voices_still_in(decision), **again, by=by, now=now)
    else:
        _tell_nothing_chosen(brief, decision, now=now)
    return decision


def _tally(decision: Decision, standing: dict[int, Offer]) -> VoteResult:
    ballots = Ballot.objects.filter(
        decision=decision, member__state=MemberState.IN
    ).prefetch_related("approves")
    return count_votes(
        [frozenset(offer.pk for offer in ballot.approves.all()) for ballot in ballots],
        {pk: offer.smallest for pk, offer in standing.items()},
        quorum=decision.quorum,
        members=len(_voices_still_in(decision)),
        was_level=_was_level(decision),
    )


def _voices_still_in(decision: Decision) -> list[Member]:
    return list(decision.voices.filter(state=MemberState.IN))


def _to_choose_among(brief: Brief, last: Decision | None) -> list[Offer]:
    """Every offer that stands; after a level choice those that were level, unless one of them
    has been changed since: then it is a new question."""
    standing = Offer.objects.filter(brief=brief, state=OfferState.SENT).order_by("pk")
    if last is None or last.outcome != Outcome.LEVEL:
        return list(standing)
    changed = standing.filter(instead_of__isnull=False, sent_at__gt=last.opened_at)
    return list(standing if changed.exists() else standing.filter(asked_about_in=last))


def _was_level(decision: Decision) -> bool:
    return Decision.objects.filter(
        brief_id=decision.brief_id, turn=decision.turn - 1, outcome=Outcome.LEVEL
    ).exists()


def _ask(brief, last, among, voices, *, quorum, closes_on, by, now) -> Decision:
    decision = Decision.objects.create(
        brief=brief,
        turn=last.turn + 1 if last else 1,
        closes_at=end_of_day(closes_on),
        quorum=quorum,
        opened_at=now,
        opened_by=by.login,
    )
    decision.among.set(among)
    decision.voices.set(voices)
    words = (
        _("Some offers are level, so everyone is asked once more, until the end of %(day)s.")
        if last is not None and last.outcome == Outcome.LEVEL
        else _("Say which offers you would be happy with, until the end of %(day)s.")
    )
    notify_people(
        [member.person_id for member in voices],
        kind="choose",
        subject=_("Your group is choosing"),
        text=words % {"day": format_day(closes_on)},
        link=f"/brief/{brief.pk}/choose/",
        key=f"decision:{decision.pk}:opened",
        now=now,
    )
    return decision


def _keep_what_was_said(last: Decision, decision: Decision) -> None:
    """What they said still stands, of everybody who is still in the group."""
    for said in last.ballots.filter(member__voices_in=decision).prefetch_related("approves"):
        kept = Ballot.objects.create(
            decision=decision,
            member_id=said.member_id,
            cast_at=said.cast_at,
            cast_by_id=said.cast_by_id,
            on_paper=said.on_paper,
        )
        kept.approves.set(said.approves.all())


def _choose(brief: Brief, chosen: Offer, *, now: datetime) -> None:
    BRIEF.check(brief.state, BriefState.DECIDED)
    brief.state = BriefState.DECIDED
    brief.save()
    OFFER.check(chosen.state, OfferState.CHOSEN)
    chosen.state = OfferState.CHOSEN
    chosen.save()
    notify_provider_of_offer(
        chosen,
        kind="chosen",
        subject=_("Good news about your offer"),
        text=_(
            "The group chose your offer. It goes ahead when its price is covered: wait for that."
        ),
        now=now,
    )
    others = Offer.objects.filter(brief=brief, state=OfferState.SENT).select_for_update(no_key=True)
    decline_offers(list(others), now=now)
    notify_members(
        brief.group_id,
        kind="group_chose",
        subject=_("Your group has chosen"),
        text=_("The group chose: %(offer)s. Nothing is paid yet, and you need do nothing now.")
        % {"offer": chosen.summary},
        link=f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:chosen",
        now=now,
    )


def _tell_nothing_chosen(brief: Brief, decision: Decision, *, now: datetime) -> None:
    words = {
        Outcome.TOO_FEW: _("Too few people answered, so nothing was chosen."),
        Outcome.NONE: _("The group chose none of these."),
        Outcome.LEVEL: _("Some offers are still level, so nothing was chosen."),
    }
    text = _("%(outcome)s Anybody in the group can ask again.")
    notify_members(
        brief.group_id,
        kind="nothing_chosen",
        subject=_("About what your group is choosing"),
        text=text % {"outcome": words[Outcome(decision.outcome)]},
        link=f"/brief/{brief.pk}/choose/",
        key=f"decision:{decision.pk}:settled",
        now=now,
    )
