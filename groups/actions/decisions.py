"""The group's choice: opened by any member, one voice each, counted when it has closed."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day, format_day, last_day_before
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_records import use_decision
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.how_put import said_how
from community.people.rules.authority import check_authority
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from groups.actions.briefs import transition_brief
from groups.actions.notifications import notify_members
from groups.actions.offers import choose_offer, decline_offers
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief
from groups.models.decisions import Ballot, Decision, DecisionSheet
from groups.models.members import Group, Member
from groups.models.offers import Offer
from groups.queries.decisions import (
    answers_of_members,
    candidates_for_decision,
    is_choosing,
    voters_in_group,
    waited_for,
    was_level_before,
    was_missed_before,
)
from groups.queries.members import membership
from groups.queries.offers import live_offers
from groups.queries.resting import in_the_count
from groups.rules.briefs import check_has_offers, check_not_choosing
from groups.rules.decisions import (
    DECISION_PERIOD,
    VoteResult,
    WaitedFor,
    check_can_open,
    check_can_vote,
    check_candidates,
    check_closes_on,
    check_given_on,
    check_not_later,
    check_open,
    check_over,
    count_votes,
    default_quorum,
    last_day_to_answer,
    sheets_are_in_by,
    waits_for_sheets,
)
from groups.states import CURRENT_STATES, BriefState, DecisionOutcome, OfferState
from groups.wording import nothing_chosen_text


def check_can_begin(brief: Brief, closes_on: date | None, now: datetime) -> None:
    check_can_open(brief.state)
    check_not_choosing(is_choosing=is_choosing(brief.pk))
    check_closes_on(closes_on or today(now) + DECISION_PERIOD, today(now))
    last = brief.decisions.order_by("-number").first()
    check_has_offers(len(candidates_for_decision(brief.pk, last)))


def open_decision(
    brief: Brief, *, closes_on: date | None = None, by: Acting, now: datetime
) -> Decision:
    """Let the group choose, until the end of a day. Asked again, only what is new is asked anew.
    The caller has locked its brief, and asked for a second person's word.

    After too few answered, what people had said still holds until they change it; after “none
    of these” or a level choice everybody starts afresh. Whoever is in the group now has a voice in
    it; who comes later has one in the next. Whoever rests keeps theirs, is not asked, and is not in
    the count (P43).
    """
    check_can_begin(brief, closes_on, now)
    last = brief.decisions.order_by("-number").first()
    voters = _lock_voters(brief.group_id)
    decision = _create_decision(
        brief,
        last,
        candidates_for_decision(brief.pk, last),
        voters,
        quorum=default_quorum(len(in_the_count(voters))),
        closes_on=closes_on or today(now) + DECISION_PERIOD,
        by=by,
        now=now,
    )
    if last is not None and last.outcome == DecisionOutcome.TOO_FEW:
        _copy_ballots(last, decision)
    record_deed(by=by, deed=GroupDeed.OPEN_DECISION, about=f"brief:{brief.pk}", now=now)
    return decision


def take_back_decision(decision: Decision, *, by: Acting, now: datetime) -> None:
    """Before anybody has answered; the caller has locked its brief."""
    decision.closed_at, decision.outcome = now, DecisionOutcome.TAKEN_BACK
    decision.save(update_fields=["closed_at", "outcome"])
    record_deed(by=by, deed=GroupDeed.CLOSE_DECISION, about=f"brief:{decision.brief_id}", now=now)


def _lock_voters(group_id: int) -> list[Member]:
    """Who is in the group now. The group is held, so that somebody who comes in at the same moment
    is either among them or comes after it."""
    Group.objects.select_for_update(no_key=True).get(pk=group_id)
    return list(Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES))


@transaction.atomic
def cast_ballot(
    *,
    decision_id: int,
    offer_ids: Collection[int],
    without_me: bool = False,
    given_on: date | None = None,
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> Ballot:
    """One person's voice, however it comes: the last answer before it closes is the one.

    `offer_ids` are those of the offers they would be happy with; none of them is an answer, and
    `without_me` is none. Paper counts by the day on which it was given, until it is counted (P42).
    """
    check_authority(
        by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now, about=f"choice:{decision_id}"
    )
    # Held, so that answers by web, by phone and by whoever acts for somebody make one voice.
    decision = or_not_found(
        Decision.objects.select_for_update(no_key=True, of=("self",))
        .select_related("brief")
        .filter(pk=decision_id)
        .first()
    )
    member = membership(decision.brief.group_id, by)
    offer_ids = () if without_me else offer_ids
    given_on = (given_on or today(now)) if by.on_paper else today(now)
    _check_in_time(decision, given_on, by, now)
    check_can_vote(decision.voters.filter(pk=member.pk).exists())
    candidates = decision.candidates.filter(state=OfferState.SENT)
    check_candidates(offer_ids, list(candidates.values_list("pk", flat=True)))
    for_them = by.asks_how_it_was_put and bool(offer_ids)
    check_how_it_was_put(how_put, is_by_other_hands=for_them, is_about_money=False)
    use_decision(f"choice:{decision_id}", by=by, now=now)
    fields = {"cast_by": by.login, "on_paper": by.on_paper, "without_me": without_me}
    if _is_cast_already(decision, member, offer_ids, fields):
        return decision.ballots.get(member=member)
    before = decision.ballots.filter(member=member).first()
    check_not_later(given_on, before.given_on if before else None)
    ballot, _is_new = Ballot.objects.update_or_create(
        decision=decision,
        member=member,
        defaults=fields | said_how(by.how_put(how_put)) | {"cast_at": now, "given_on": given_on},
    )
    ballot.approved_offers.set(offer_ids)
    record_deed(by=by, deed=GroupDeed.CAST_BALLOT, about=f"decision:{decision.pk}", now=now)
    return ballot


def _check_in_time(decision: Decision, given_on: date, by: Acting, now: datetime) -> None:
    if not by.on_paper or decision.closed_at is not None:
        check_open(decision.closes_at, decision.closed_at, now)
        return
    check_given_on(
        given_on,
        opened_on=today(decision.opened_at),
        last_day=last_day_before(decision.closes_at),
        on=today(now),
    )


def _is_cast_already(
    decision: Decision, member: Member, offer_ids: Collection[int], fields: dict[str, Any]
) -> bool:
    """The same answer by the same hands: there is nothing to write."""
    same = decision.ballots.filter(member=member, **fields).first()
    if same is None:
        return False
    return set(same.approved_offers.values_list("pk", flat=True)) == set(offer_ids)


@transaction.atomic
def note_sheet_printed(*, decision_id: int, by: Acting, now: datetime) -> None:
    """The choice is on paper, with the member's own code: counting waits for it a little."""
    decision = or_not_found(Decision.objects.filter(pk=decision_id).first())
    member = membership(decision.brief.group_id, by)
    check_can_vote(decision.voters.filter(pk=member.pk).exists())
    DecisionSheet.objects.get_or_create(
        decision=decision, member=member, defaults={"printed_at": now}
    )


@transaction.atomic
def close_decision(*, decision_id: int, by: Acting, now: datetime) -> Decision:
    """Count, once, when it has closed. Called by a task, and by whoever looks first.

    Where somebody was told late, its last day moves first (P41); where paper is out, counting
    waits (P42). By the moment of counting, in both (I13).
    """
    unlocked = or_not_found(Decision.objects.filter(pk=decision_id).first())
    # Brief before decision and offers, everywhere.
    brief = Brief.objects.select_for_update(no_key=True).get(pk=unlocked.brief_id)
    decision = Decision.objects.select_for_update(no_key=True).get(pk=decision_id)
    if decision.closed_at is not None:
        return decision
    check_over(decision.closes_at, now)
    waiting = waited_for(decision)
    if _moves(decision, waiting, now) or _waits_for_sheets(brief, decision, waiting, now):
        return decision
    candidates = _lock_candidates(decision)
    result = _count(decision, candidates)
    winners = [offer for offer in candidates if offer.pk in result.winners]
    decision.closed_at, decision.outcome = now, result.outcome
    if result.outcome == DecisionOutcome.CHOSEN:
        decision.chosen = winners[0]
    decision.save()
    record_deed(by=by, deed=GroupDeed.CLOSE_DECISION, about=f"brief:{brief.pk}", now=now)
    _follow_outcome(brief, decision, winners, by=by, now=now)
    return decision


def close_if_over(*, decision: Decision, now: datetime) -> bool:
    """Count it where its time is over and no task has come by. Whether anything changed by it."""
    if decision.closed_at is not None or now < decision.closes_at:
        return False
    looked_at = close_decision(decision_id=decision.pk, by=SYSTEM, now=now)
    return looked_at.closed_at is not None or looked_at.closes_at != decision.closes_at


def _moves(decision: Decision, waiting: list[WaitedFor], now: datetime) -> bool:
    """Its last day moves where somebody who has not answered was told too late; all hear it."""
    named_day = last_day_before(decision.closes_at)
    last_day = last_day_to_answer(
        waiting, named_day=named_day, opened_on=today(decision.opened_at), on=today(now)
    )
    if last_day <= named_day or end_of_day(last_day) <= now:
        return False
    decision.closes_at = end_of_day(last_day)
    decision.save(update_fields=["closes_at"])
    record_deed(by=SYSTEM, deed=GroupDeed.MOVE_DECISION, about=f"decision:{decision.pk}", now=now)
    notify_each_person(
        [each.person_id for each in voters_in_group(decision)],
        kind=GroupMessage.DECISION_MOVED,
        subject=_("About what your group is choosing"),
        about=decision.brief.group.name,
        group_id=decision.brief.group_id,
        text=_("Not everybody had been told in time, so you can answer until the end of %(day)s.")
        % {"day": format_day(last_day)},
        link=f"/brief/{decision.brief_id}/choose/",
        key=f"decision:{decision.pk}:moved:{last_day}",
        now=now,
    )
    return True


def _waits_for_sheets(
    brief: Brief, decision: Decision, waiting: list[WaitedFor], now: datetime
) -> bool:
    if not waits_for_sheets(waiting):
        return False
    return now < sheets_are_in_by(decision.closes_at, nation=brief.group.area.nation)


def _lock_candidates(decision: Decision) -> list[Offer]:
    return list(
        decision.candidates.filter(state=OfferState.SENT)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )


def _count(decision: Decision, candidates: list[Offer]) -> VoteResult:
    voters = voters_in_group(decision)
    counted = len(in_the_count(voters, decision))
    # Missed twice, those who answered decide: nothing is paid by it (P43).
    quorum = 1 if was_missed_before(decision) else default_quorum(counted)
    return count_votes(
        answers_of_members(decision),
        {offer.pk: offer.smallest for offer in candidates},
        quorum=min(decision.quorum, quorum),
        members=counted,
        was_level=was_level_before(decision),
    )


def _follow_outcome(
    brief: Brief, decision: Decision, winners: list[Offer], *, by: Acting, now: datetime
) -> None:
    if decision.outcome == DecisionOutcome.CHOSEN:
        _choose(brief, winners[0], by=by, now=now)
    elif decision.outcome == DecisionOutcome.LEVEL and not was_level_before(decision):
        # The same choice goes on: the same people have a voice in it.
        _create_decision(
            brief,
            decision,
            winners,
            voters_in_group(decision),
            quorum=decision.quorum,
            closes_on=today(now) + DECISION_PERIOD,
            by=by,
            now=now,
        )
    else:
        _notify_nothing_chosen(brief, decision, now=now)


def _create_decision(
    brief: Brief,
    last: Decision | None,
    candidates: list[Offer],
    voters: list[Member],
    *,
    quorum: int,
    closes_on: date,
    by: Acting,
    now: datetime,
) -> Decision:
    decision = Decision.objects.create(
        brief=brief,
        number=last.number + 1 if last else 1,
        closes_at=end_of_day(closes_on),
        quorum=quorum,
        opened_at=now,
        opened_by=by.login,
    )
    decision.candidates.set(candidates)
    decision.voters.set(voters)
    text = (
        _("Some offers are level, so everyone is asked once more, until the end of %(day)s.")
        if last is not None and last.outcome == DecisionOutcome.LEVEL
        else _("Say which offers you would be happy with, until the end of %(day)s.")
    )
    notify_each_person(
        [member.person_id for member in in_the_count(voters)],
        kind=GroupMessage.DECISION_OPENED,
        subject=_("Your group is choosing"),
        about=brief.group.name,
        group_id=brief.group_id,
        text=text % {"day": format_day(closes_on)},
        link=f"/brief/{brief.pk}/choose/",
        key=f"decision:{decision.pk}:opened",
        now=now,
    )
    return decision


def _copy_ballots(last: Decision, decision: Decision) -> None:
    """What they said still holds, of everybody who is still in the group."""
    ballots = last.ballots.filter(member__voter_in=decision).prefetch_related("approved_offers")
    for ballot in ballots:
        copy = Ballot.objects.create(
            decision=decision,
            member_id=ballot.member_id,
            without_me=ballot.without_me,
            given_on=ballot.given_on,
            cast_at=ballot.cast_at,
            cast_by_id=ballot.cast_by_id,
            on_paper=ballot.on_paper,
        )
        copy.approved_offers.set(ballot.approved_offers.all())


def _choose(brief: Brief, offer: Offer, *, by: Acting, now: datetime) -> None:
    transition_brief(brief, BriefState.DECIDED, by=by, now=now)
    choose_offer(offer, by=by, now=now)
    decline_offers(live_offers(brief.pk).select_for_update(no_key=True), by=by, now=now)
    notify_members(
        brief.group_id,
        kind=GroupMessage.GROUP_CHOSE,
        subject=_("Your group has chosen"),
        text=_("The group chose: %(offer)s. Nothing is paid yet, and you need do nothing now.")
        % {"offer": offer.summary},
        link=f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:chosen",
        now=now,
    )


def _notify_nothing_chosen(brief: Brief, decision: Decision, *, now: datetime) -> None:
    notify_members(
        brief.group_id,
        kind=GroupMessage.NOTHING_CHOSEN,
        subject=_("About what your group is choosing"),
        about=decision.brief.group.name,
        text=nothing_chosen_text(DecisionOutcome(decision.outcome)),
        link=f"/brief/{brief.pk}/choose/",
        key=f"decision:{decision.pk}:settled",
        now=now,
    )
