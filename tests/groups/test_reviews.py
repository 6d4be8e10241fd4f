"""“Do you want it to go on?” No goal is asked for; nobody's answer is read, or kept (M07)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.resting import set_resting
from groups.actions.reviews import answer_review, ask_group, close_review
from groups.models.gatherings import Gathering
from groups.models.members import Member
from groups.models.reviews import GroupReview, ReviewAnswer
from groups.queries.reviews import groups_to_ask, review_for_member, reviews_to_close
from groups.rules.reviews import NotAskedNow, is_review_due, outcome_of
from groups.states import GroupState, ReviewOutcome, ReviewWish
from tests.factories.at_once import at_once
from tests.factories.demand import make_group_of
from tests.factories.going_on import make_review
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

YES, NO, NOT_SURE = ReviewWish
WEEK = timedelta(weeks=1)
OVER = NOW + timedelta(days=16)


@pytest.fixture
def five(db):
    set_clock(NOW)
    return make_group_of("ann", "ben", "cat", "dan", "eve")


def say(group, *answers):
    for by, wish in answers:
        answer_review(group_id=group.pk, wish=wish, by=by, now=NOW)


@pytest.mark.holds("M07")
@pytest.mark.parametrize(
    ("state", "weeks_ago", "asked_weeks_ago", "is_due"),
    [
        (GroupState.FULL, [1, 5, 9], None, True),
        (GroupState.FULL, [1, 9], None, False),  # it has hardly met
        (GroupState.FULL, [1, 5, 7], None, False),  # it has just begun
        (GroupState.FULL, [30, 40, 50], None, False),  # it does not meet any more
        (GroupState.FULL, [1, 20, 30], 14, True),
        (GroupState.FULL, [1, 20, 30], 12, False),  # asked a short while ago
        (GroupState.FULL, [15, 20, 30], 14, False),  # it has not met since
        (GroupState.ENDING, [1, 5, 9], None, False),
    ],
)
def test_a_group_that_meets_is_asked_four_times_a_year_at_most(
    state, weeks_ago, asked_weeks_ago, is_due
):
    asked = None if asked_weeks_ago is None else NOW - asked_weeks_ago * WEEK
    met_at = [NOW - weeks * WEEK for weeks in weeks_ago]

    assert is_review_due(state=state, met_at=met_at, last_asked_at=asked, now=NOW) is is_due


@pytest.mark.holds("M07")
@pytest.mark.parametrize(
    ("wishes", "outcome"),
    [
        ([YES] * 4, ReviewOutcome.TOO_FEW),
        ([NO] * 4, ReviewOutcome.TOO_FEW),
        ([YES] * 3 + [NO] * 2, ReviewOutcome.GOES_ON),
        ([YES] * 3 + [NO] * 3, ReviewOutcome.OTHERWISE),
        ([YES] * 2 + [NOT_SURE] * 3, ReviewOutcome.OTHERWISE),
        ([], ReviewOutcome.TOO_FEW),
    ],
)
def test_what_is_said_of_all_the_answers(wishes, outcome):
    assert outcome_of(wishes) == outcome


@pytest.mark.holds("M07")
def test_a_group_for_company_alone_is_asked_one_thing_once(five):
    group, (ann, *_others) = five
    assert group.purposes == ["company"]
    me = Member.objects.get(group=group, person=ann.person)
    for weeks in (1, 5, 9):
        Gathering.objects.create(
            group=group, title="Coffee", starts_at=NOW - weeks * WEEK,
            created_at=NOW, changed_at=NOW, changed_by=me,
        )  # fmt: skip

    assert groups_to_ask(NOW) == [group.pk]
    asked = [ask_group(group_id=group.pk, now=NOW) for _each in range(2)]

    assert [each is not None for each in asked] == [True, False]
    told = Message.objects.filter(kind="review_asked")
    assert (told.count(), "goal" in told[0].text) == (5, False)
    page = words(signed_in(ann).get(reverse("group_review", args=[group.pk])))
    assert "Do you want it to go on?" in page and "You need not say why" in page


@pytest.mark.holds("M07", "P43")
def test_nobody_reads_what_another_said_and_nothing_of_it_is_kept(five):
    group, (ann, ben, cat, dan, eve) = five
    review = make_review(group)
    rita = act_for(ann)
    page = reverse("group_review", args=[group.pk])
    before = words(signed_in(ben).get(page))

    say(group, (ann, NO))
    assert review_for_member(group.pk, ann, now=NOW).wish == NO
    assert review_for_member(group.pk, rita, now=NOW).wish == ""
    assert words(signed_in(ben).get(page)) == before
    say(group, (ben, YES), (cat, YES), (dan, YES), (eve, YES), (ann, NOT_SURE))
    close_review(review_id=review.pk, now=NOW)
    assert ReviewAnswer.objects.count() == 5  # its day is to come
    assert reviews_to_close(OVER) == [review.pk]
    for _each in range(2):
        close_review(review_id=review.pk, now=OVER)

    assert ReviewAnswer.objects.count() == 0
    told = Message.objects.filter(kind="review_over")
    assert told.count() == 5 and len({each.text for each in told}) == 1
    assert "Most of those who answered" in told[0].text
    assert review_for_member(group.pk, ben, now=OVER).outcome == ReviewOutcome.GOES_ON


@pytest.mark.holds("M07")
def test_the_database_takes_an_answer_while_it_is_asked_and_keeps_none_after(five):
    group, (ann, *_others) = five
    review = make_review(group)
    say(group, (ann, NO))
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupReview.objects.filter(pk=review.pk).update(over_at=OVER, outcome="goes_on")
    close_review(review_id=review.pk, now=OVER)
    member = Member.objects.get(group=group, person=ann.person)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAnswer.objects.create(review=review, member=member, wish=NO, said_at=NOW)
    with pytest.raises(NotAskedNow):
        say(group, (ann, NO))


def test_who_rests_is_not_asked_and_who_may_only_suggest_does_not_answer(five):
    group, (ann, ben, *_others) = five
    make_review(group)
    set_resting(group_id=group.pk, rests=True, by=ben, now=NOW)

    with pytest.raises(NotAskedNow):
        say(group, (ben, YES))
    with pytest.raises(NotYours):
        say(group, (act_for(ann, scope=RepresentationScope.SUGGEST), YES))


def test_of_eight_presses_at_once_one_answer_is_there(committed_db):
    set_clock(NOW)
    group, (ann, *_others) = make_group_of("ann", "ben")
    make_review(group)

    at_once(*[lambda: say(group, (ann, YES))] * 8)

    assert ReviewAnswer.objects.count() == 1


@pytest.mark.holds("M07")
def test_on_paper_it_is_ticked_and_entered_and_what_was_said_before_is_not_shown(five):
    group, (ann, *_others) = five
    member = Member.objects.get(group=group, person=ann.person)
    client = signed_in(make_connector())
    sheets = reverse("paper_sheets", args=[member.paper_code]) + "?sheet=review"
    entry = reverse("paper_review", args=[member.paper_code])
    assert "to go on?" not in words(client.get(sheets))
    make_review(group)
    say(group, (ann, NO))

    assert "Yes, I want it to go on" in words(client.get(sheets))
    assert "checked" not in client.get(entry).text
    assert client.post(entry, {"wish": "yes", "version": "AAAAAA"}).status_code == 422
    client.post(entry, {"wish": "yes"})

    answer = ReviewAnswer.objects.get()
    assert (answer.wish, answer.on_paper) == (YES, True)
