"""What may be said, changed and given back: plain facts in, a refusal or nothing out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from community.common.refusals import Refused
from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.rules.closing import has_unasked_maximum
from pooling.pools.rules.help_requests import (
    DateHasPassed,
    HelpAnswered,
    NothingToAsk,
    check_can_ask_another_way,
    check_help_is_wanted,
    check_is_asked,
)
from pooling.pools.rules.pledging import (
    AlreadyOut,
    KeptAside,
    NoCardYet,
    PartRequest,
    PartsDoNotAddUp,
    PartWanted,
    PayeeIsRelative,
    PledgeRequest,
    PledgesClosed,
    PoolFull,
    SourceEnded,
    check_can_leave,
    check_card_can_be_used,
    check_open,
    check_parts,
    check_payee,
    check_places_left,
    fill_parts,
    scope_needed,
    with_maximum,
)
from pooling.pools.rules.sources import (
    RailDoesNotFit,
    TooMuchAside,
    check_keep_aside,
    check_rail,
    rail_on_paper,
)
from pooling.pools.rules.terms import (
    CannotCancel,
    SumNotTyped,
    TermsAreLocked,
    check_can_cancel,
    check_can_change,
    check_typed,
)
from pooling.pools.rules.weekly_draws import Draw, fullest_week, most_a_week
from pooling.pools.states import (
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
)

NOW = datetime(2027, 5, 4, 9, tzinfo=UTC)
NOTHING_ELSE: dict[int, list[Draw]] = {1: [], 2: []}  # that was said yes to, by source
A_SECOND = timedelta(seconds=1)
PUBLIC = {SourceKind.DIRECT_PAYMENT, SourceKind.COUNCIL_MANAGED, SourceKind.ISF}


@dataclass(frozen=True)
class Source:
    """£30 a week of somebody's own money, £10 of it kept aside."""

    kind: str = SourceKind.OWN
    rail: str = Rail.TRANSFER
    called: str = "my savings"
    amount_pence: int | None = 3000
    keep_aside_pence: int = 1000
    ended_at: datetime | None = None


def parts_of(*pence: int, max_pence: int | None = None, **facts) -> PledgeRequest:
    parts = tuple(PartRequest(number, each) for number, each in enumerate(pence, start=1))
    return PledgeRequest(sum(pence) if max_pence is None else max_pence, parts, **facts)


def refusal_of(check, *facts, **more) -> type[Refused] | None:
    """The kind of no, or None when it may be."""
    try:
        assert check(*facts, **more) is None
    except Refused as refused:
        return type(refused)
    return None


@pytest.mark.parametrize("state", PoolState)
def test_a_yes_is_taken_until_collecting_begins(state):
    expected = None if state in (PoolState.OPEN, PoolState.READY) else PledgesClosed

    assert refusal_of(check_open, state, NOW + A_SECOND, NOW) == expected


@pytest.mark.parametrize("late", [0 * A_SECOND, A_SECOND])
def test_no_yes_is_taken_from_the_closing_time_on(late):
    assert refusal_of(check_open, PoolState.OPEN, NOW, NOW + late) == PledgesClosed


@pytest.mark.parametrize(
    ("rails", "needed"),
    [
        ([Rail.COMMITMENT], RepresentationScope.DECIDE),
        ([Rail.UNDECIDED], RepresentationScope.DECIDE),
        ([Rail.COMMITMENT, Rail.UNDECIDED], RepresentationScope.DECIDE),
        ([Rail.CARD], RepresentationScope.PAY),
        ([Rail.TRANSFER], RepresentationScope.PAY),
        ([Rail.COMMITMENT, Rail.TRANSFER], RepresentationScope.PAY),
    ],
)
def test_whoever_would_move_somebodys_own_money_must_be_one_who_may_pay(rails, needed):
    assert scope_needed(rails) == needed


@pytest.mark.parametrize(("others", "refusal"), [(4, None), (5, PoolFull), (6, PoolFull)])
def test_there_are_as_many_places_as_the_provider_can_take(others, refusal):
    assert refusal_of(check_places_left, others, 5) == refusal


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (parts_of(500, 700), None),
        (parts_of(500, 700, max_pence=1199), PartsDoNotAddUp),
        (parts_of(500, 700, max_pence=1201), PartsDoNotAddUp),
        (parts_of(1200, 0), PartsDoNotAddUp),
        (parts_of(1300, -100), PartsDoNotAddUp),
        (parts_of(1), None),
    ],
)
def test_parts_add_up_and_each_is_of_money(request_, refusal):
    sources = {1: Source(), 2: Source()}

    assert refusal_of(check_parts, request_, sources, [NOW], NOTHING_ELSE) == refusal


@pytest.mark.parametrize(
    ("pence", "sessions", "source", "refusal"),
    [
        (2000, 1, Source(), None),
        (2001, 1, Source(), KeptAside),
        (1000, 2, Source(), None),
        (1001, 2, Source(), KeptAside),
        (10**6, 7, Source(amount_pence=None), None),
        (1, 1, Source(ended_at=NOW), SourceEnded),
    ],
)
def test_what_is_kept_aside_or_has_ended_is_not_drawn_on(pence, sessions, source, refusal):
    starts = [NOW + timedelta(hours=number) for number in range(sessions)]

    assert refusal_of(check_parts, parts_of(pence), {1: source}, starts, NOTHING_ELSE) == refusal


def test_each_part_is_held_against_its_own_source():
    sources = {1: Source(), 2: Source(called="the council’s", keep_aside_pence=2500)}

    with pytest.raises(KeptAside) as refused:
        check_parts(parts_of(1000, 550), sources, [NOW, NOW + timedelta(days=1)], NOTHING_ELSE)

    assert refused.value.message == (
        "That is £6 a week more than you said is free in “the council’s”."
    )


def test_parts_that_do_not_add_up_are_told_what_they_come_to():
    with pytest.raises(PartsDoNotAddUp, match="come to £12 and your most is £15.50"):
        check_parts(parts_of(500, 700, max_pence=1550), {}, [NOW], NOTHING_ELSE)


@pytest.mark.holds("P123")
@pytest.mark.parametrize(
    ("limits", "filled"),
    [
        ([None, None], [1200]),
        ([800, None], [800, 400]),
        ([None, 400], [800, 400]),
        ([None, 800, 800], [800, 400]),
        ([800, 400], [800, 400]),
        ([800, 1000], [800, 400]),
        ([1200, None], [1200]),
        ([800, 300], [800, 300]),
        ([0, None], [1200]),
    ],
)
def test_money_chosen_fills_what_is_needed_in_its_order(limits, filled):
    wanted = [PartWanted(number, limit) for number, limit in enumerate(limits)]

    assert [part.max_pence for part in fill_parts(1200, wanted)] == filled


@pytest.mark.parametrize(("most", "parts"), [(1500, (500, 1000)), (900, (500, 400))])
def test_another_most_changes_the_last_part_alone(most, parts):
    before = parts_of(500, 700, what_for="company")

    assert with_maximum(before, most) == parts_of(*parts, what_for="company")


@pytest.mark.parametrize(
    ("rail", "is_active", "refusal"),
    [
        (Rail.CARD, False, NoCardYet),
        (Rail.CARD, True, None),
        (Rail.TRANSFER, False, None),
    ],
)
def test_cards_wait_for_the_providers_account(rail, is_active, refusal):
    sources = [Source(), Source(rail=rail)]

    assert refusal_of(check_card_can_be_used, sources, provider_is_active=is_active) == refusal


@pytest.mark.parametrize("kind", SourceKind)
def test_council_money_pays_nobody_one_lives_with_unless_the_council_agreed(kind):
    sources = [Source(), Source(kind=kind)]
    unsaid, far = parts_of(100), parts_of(100, relation="none")
    near = parts_of(100, relation="household")
    agreed = parts_of(100, relation="household", council_reference="CR-1")
    refusal = PayeeIsRelative if kind in PUBLIC else None

    for request, expected in ((unsaid, refusal), (near, refusal), (far, None), (agreed, None)):
        assert refusal_of(check_payee, request, sources, is_one_person=True) == expected
        assert refusal_of(check_payee, request, sources, is_one_person=False) is None


def test_what_is_missing_of_a_relation_is_said_beside_its_own_box():
    fields = []
    for request in (parts_of(100), parts_of(100, relation="household")):
        with pytest.raises(PayeeIsRelative) as refused:
            check_payee(request, [Source(kind=SourceKind.ISF)], is_one_person=True)
        fields.append(refused.value.field)

    assert fields == ["relation", "council_reference"]


@pytest.mark.parametrize(
    ("pledge_state", "pool_state", "is_collecting", "refusal"),
    [
        (PledgeState.IN, PoolState.OPEN, False, None),
        (PledgeState.IN, PoolState.RUNNING, False, None),
        (PledgeState.IN, PoolState.RUNNING, True, PledgesClosed),
        (PledgeState.IN, PoolState.COLLECTING, False, PledgesClosed),
        (PledgeState.OUT, PoolState.OPEN, False, AlreadyOut),
        (PledgeState.STOPPED, PoolState.RUNNING, False, AlreadyOut),
    ],
)
def test_anyone_may_leave_but_not_while_money_is_being_collected(
    pledge_state, pool_state, is_collecting, refusal
):
    assert refusal_of(check_can_leave, pledge_state, pool_state, is_collecting) == refusal


LOW, ASKED = PrivateQuestionKind.LOW_MAXIMUM, PrivateQuestionState.ASKED


def test_somebody_is_asked_before_an_answer_is_written_down_for_them():
    assert refusal_of(check_is_asked, True) is None
    assert refusal_of(check_is_asked, False) == NothingToAsk


@pytest.mark.parametrize("kind", PrivateQuestionKind)
def test_only_the_question_about_the_share_has_another_way(kind):
    refusal = refusal_of(check_can_ask_another_way, kind, ASKED, NOW + A_SECOND, NOW)

    assert refusal == (None if kind == LOW else NothingToAsk)


@pytest.mark.parametrize("state", PrivateQuestionState)
@pytest.mark.parametrize(("ahead", "is_early"), [(A_SECOND, True), (0 * A_SECOND, False)])
def test_another_way_is_asked_for_while_the_question_is_open(state, ahead, is_early):
    refusal = refusal_of(check_can_ask_another_way, LOW, state, NOW + ahead, NOW)

    assert refusal == (None if state == ASKED and is_early else DateHasPassed)


@pytest.mark.parametrize(
    ("is_answered", "ahead", "refusal"),
    [
        (False, A_SECOND, None),
        (False, 0 * A_SECOND, DateHasPassed),
        (True, A_SECOND, HelpAnswered),
    ],
)
def test_help_is_answered_once_and_before_the_persons_own_date(is_answered, ahead, refusal):
    facts = {"is_answered": is_answered, "answer_by": NOW + ahead, "now": NOW}

    assert refusal_of(check_help_is_wanted, **facts) == refusal


@pytest.mark.parametrize(
    ("maximums", "asked", "waiting", "expected"),
    [
        ({1: 1000, 2: 1000}, [], [], False),
        ({1: 1000, 2: 999}, [], [], True),
        ({1: 1000, 2: 999}, [(2, 1000)], [], False),
        ({1: 1000, 2: 999}, [(2, 900)], [], True),  # asked, but about another share
        ({1: 1000, 2: 999}, [(1, 1000)], [], True),  # somebody else was asked
        ({1: 1000, 2: 999}, [], [2], False),
        ({1: 999, 2: 999}, [(1, 1000)], [], True),
        ({1: 999, 2: 999}, [(1, 1000)], [2], False),
    ],
)
def test_each_whose_most_is_below_the_share_is_asked_about_that_share(
    maximums, asked, waiting, expected
):
    has_unasked = has_unasked_maximum({2: 2000}, maximums, asked_shares=asked, waiting_ids=waiting)

    assert has_unasked is expected


RAILS = {
    SourceKind.DIRECT_PAYMENT: {Rail.CARD, Rail.TRANSFER},
    SourceKind.COUNCIL_MANAGED: {Rail.COMMITMENT},
    SourceKind.ISF: {Rail.COMMITMENT},
    SourceKind.CARER: {Rail.CARD, Rail.TRANSFER, Rail.COMMITMENT},
    SourceKind.OWN: {Rail.CARD, Rail.TRANSFER},
    SourceKind.GRANT: {Rail.COMMITMENT, Rail.TRANSFER},
    SourceKind.NOT_SURE: {Rail.UNDECIDED},
}


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("rail", Rail)
def test_each_kind_of_money_has_its_rails_and_an_office_needs_an_area(kind, rail):
    refusal = None if rail in RAILS[kind] else RailDoesNotFit
    without_area = RailDoesNotFit if rail == Rail.COMMITMENT else refusal

    assert refusal_of(check_rail, kind, rail, has_area=True) == refusal
    assert refusal_of(check_rail, kind, rail, has_area=False) == without_area


def test_on_paper_nobody_pays_with_a_card():
    assert {kind: rail_on_paper(kind) for kind in SourceKind} == {
        SourceKind.DIRECT_PAYMENT: Rail.TRANSFER,
        SourceKind.COUNCIL_MANAGED: Rail.COMMITMENT,
        SourceKind.ISF: Rail.COMMITMENT,
        SourceKind.CARER: Rail.COMMITMENT,
        SourceKind.OWN: Rail.TRANSFER,
        SourceKind.GRANT: Rail.COMMITMENT,
        SourceKind.NOT_SURE: Rail.UNDECIDED,
    }


@pytest.mark.parametrize(
    ("amount", "aside", "refusal"),
    [
        (None, 0, None),
        (None, 1, TooMuchAside),
        (1000, 1000, None),
        (1000, 1001, TooMuchAside),
        (0, 0, None),
        (0, 1, TooMuchAside),
    ],
)
def test_no_more_is_kept_aside_than_there_is(amount, aside, refusal):
    assert refusal_of(check_keep_aside, amount, aside) == refusal


@pytest.mark.parametrize(
    ("days", "most"),
    [
        ([], 0),
        ([0], 1),
        ([0, 7], 1),
        ([0, 6], 2),
        ([6, 0, 7], 2),  # in whatever order they are given
        ([0, 0, 0], 3),
        ([0, 1, 20, 21, 22, 27], 3),
        ([0, 10, 12, 14, 16], 4),
    ],
)
def test_a_week_is_any_seven_days(days, most):
    assert most_a_week(Draw(1, [NOW + timedelta(days=day) for day in days])) == most


@pytest.mark.parametrize(
    ("own", "others", "most"),
    [
        ([0], [[0]], 108),
        ([0], [[6], [-6]], 108),  # before and after, but not both within seven days
        ([0], [[6], [-1]], 108),
        ([0], [[5], [-1]], 116),
        ([0], [[7], [-7]], 100),
        ([0], [[20, 21, 22]], 100),  # a week in which it takes nothing is not its matter
        ([0, 7, 14], [[0, 7, 14], [16]], 116),
    ],
)
def test_a_yes_is_held_against_every_other_in_the_weeks_in_which_it_takes_something(
    own, others, most
):
    def on(days):
        return [NOW + timedelta(days=day) for day in days]

    assert most_a_week(Draw(100, on(own)), [Draw(8, on(days)) for days in others]) == most


@pytest.mark.parametrize(
    ("draws", "most"),
    [
        ([], 0),
        ([(100, [0, 7])], 100),
        ([(100, [0, 3])], 200),
        ([(100, [0]), (8, [6])], 108),
        ([(100, [0]), (8, [7])], 100),
        ([(100, [0]), (8, [20, 21, 22]), (90, [20])], 114),
    ],
)
def test_the_fullest_week_is_of_all_yeses_together(draws, most):
    assert (
        fullest_week(
            [Draw(pence, [NOW + timedelta(days=day) for day in days]) for pence, days in draws]
        )
        == most
    )


def test_once_a_week_stays_once_when_the_clocks_go_forward():
    """28 March 2027: seven days are then an hour less than seven times twenty-four."""
    by_the_clock_here = [
        datetime(2027, 3, 23, 10, tzinfo=UTC),
        datetime(2027, 3, 30, 9, tzinfo=UTC),
    ]

    assert most_a_week(Draw(1, by_the_clock_here)) == 1


@pytest.mark.parametrize("state", PoolState)
def test_terms_change_only_before_collecting(state):
    refusal = None if state in (PoolState.OPEN, PoolState.READY) else TermsAreLocked

    assert refusal_of(check_can_change, state) == refusal


@pytest.mark.parametrize("state", PoolState)
def test_nothing_is_cancelled_while_it_is_paid_for_or_after_its_end(state):
    over = {PoolState.COLLECTING, PoolState.FINISHED, PoolState.LAPSED, PoolState.CANCELLED}

    assert refusal_of(check_can_cancel, state) == (CannotCancel if state in over else None)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("240", None),
        ("240.00", None),
        ("£240", None),
        ("240.01", SumNotTyped),
        ("24000", SumNotTyped),
        ("yes", SumNotTyped),
        ("", SumNotTyped),
    ],
)
def test_a_cancel_is_meant_when_the_sum_is_typed(typed, refusal):
    assert refusal_of(check_typed, typed, 24000) == refusal
