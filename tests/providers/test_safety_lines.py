"""“So that you are both safe”: two lines before a first visit at a home (P69)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import EmptyText, NotFound
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from providers.actions.first_visits import say_how_visit_was
from providers.actions.safety_lines import say_safety_lines, take_safety_lines_back
from providers.actions.visit_requests import withdraw_visit
from providers.models.safety_lines import SafetyLines
from providers.models.visit_requests import VisitRequest
from providers.queries.safety_lines import own_safety_lines
from providers.queries.visit_requests import visits_of_provider
from providers.rules.safety_lines import (
    NotBeforeFirstVisit,
    SafetySaid,
    SafetyWords,
    WhetherTheyAgree,
)
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from providers.tasks import forget_safety_lines_over
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db

DOG = SafetyWords("The dog is in the kitchen", "Ring first")
WITHOUT = SafetyWords("He may push", basis="harm", why_words="He hurt his last visitor")


def make_home(by, **facts):
    return make_visited_listing(by, venue_kind="visits_homes", **facts)


def say(visit: VisitRequest, by, words=DOG, now=NOW) -> SafetyLines:
    return say_safety_lines(visit_request_id=visit.pk, words=words, by=by, now=now)


def read_by_place(alice, now=NOW) -> list[list[str]]:
    visits = visits_of_provider(alice.login_id, now=now)
    return [each.safety_lines.lines for each in visits if each.safety_lines]


@pytest.mark.holds("P69")
def test_they_are_said_after_the_yes_and_read_by_who_comes():
    alice, ann = make_login(), make_someone()
    listing = make_home(alice, access="ask_first")
    visit = come(ann, listing, make_time(listing))
    with pytest.raises(NotBeforeFirstVisit):
        say(visit, ann)
    answer(visit, AnswerGiven(VisitAnswer.YES), alice)

    for _twice in range(2):
        say(visit, ann)

    assert read_by_place(alice) == [["The dog is in the kitchen", "Ring first"]]
    [told] = Message.objects.filter(kind="safety_lines_said")
    assert told.login_id == alice.login_id and "dog" not in told.text
    [deed] = AuditEntry.objects.filter(deed="say_safety_lines")
    assert deed.note == "agreed"
    with pytest.raises(SafetySaid):
        say(visit, ann, SafetyWords("Another line"))
    with pytest.raises(NotFound):
        say(visit, make_someone("ben"))


@pytest.mark.holds("P69")
def test_they_are_of_a_first_visit_at_a_home_and_of_no_other():
    alice, ann = make_login(), make_someone()
    with pytest.raises(NotBeforeFirstVisit):
        say(come(ann, make_visited_listing(make_login("open"))), ann)
    listing = make_home(alice)
    first = come(ann, listing, make_time(listing))
    later = NOW + timedelta(days=2)
    say_how_visit_was(visit_request_id=first.pk, happened=True, by=ann, now=later)
    again = come(ann, listing, make_time(listing, days=5))
    with pytest.raises(NotBeforeFirstVisit):
        say(again, ann, now=later)


@pytest.mark.holds("P69")
def test_it_is_said_without_their_agreement_only_with_a_reason_and_then_it_is_marked():
    alice, ann = make_login(), make_someone()
    visit = come(ann, make_home(alice))
    with pytest.raises(WhetherTheyAgree):
        say(visit, ann, WITHOUT)
    looks = act_for(ann, "looks", RepresentationScope.LOOK)
    decides = act_for(ann, "decides", RepresentationScope.DECIDE)
    with pytest.raises(NotYours):
        say(visit, looks, WITHOUT)
    with pytest.raises(WhetherTheyAgree):
        say(visit, decides, SafetyWords("He may push", basis=""))
    with pytest.raises(EmptyText):
        say(visit, decides, SafetyWords("He may push", basis="harm", why_words=" "))

    say(visit, decides, WITHOUT)

    [summary] = visits_of_provider(alice.login_id, now=NOW)
    assert summary.safety_lines and not summary.safety_lines.is_agreed
    visit.refresh_from_db()
    assert own_safety_lines(visit, by=ann, now=NOW).why_words == "He hurt his last visitor"
    assert own_safety_lines(visit, by=decides, now=NOW) is not None
    assert own_safety_lines(visit, by=looks, now=NOW) is None


@pytest.mark.holds("P69")
@pytest.mark.parametrize("how", ["over", "called_off_by_them", "taken_back", "no_day"])
def test_nothing_of_them_is_kept_beyond_the_visit(how):
    alice, ann = make_login(), make_someone()
    listing = make_home(alice)
    session = None if how == "no_day" else make_time(listing)
    visit = come(ann, listing, session)
    say(visit, ann)
    set_clock(NOW)
    forget_safety_lines_over()
    assert SafetyLines.objects.exists()

    if how == "called_off_by_them":
        withdraw_visit(visit_request_id=visit.pk, by=ann, now=NOW)
    elif how == "taken_back":
        for _twice in range(2):
            take_safety_lines_back(visit_request_id=visit.pk, by=ann, now=NOW)
    else:
        after = NOW + timedelta(days=28 if how == "no_day" else 1, hours=1)
        assert read_by_place(alice, after) == []
        assert own_safety_lines(visit, by=ann, now=after) is None
        set_clock(after)
        forget_safety_lines_over()

    assert not SafetyLines.objects.exists()
    for row in [*Message.objects.all(), *AuditEntry.objects.all()]:
        assert "dog" not in str(row.__dict__)


@pytest.mark.parametrize(
    "change", [{"first": ""}, {"basis": "harm"}, {"why_words": "Because of the dog"}]
)
def test_the_table_keeps_whole_lines_only(change):
    ann = make_someone()
    say(come(ann, make_home(make_login())), ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        SafetyLines.objects.update(**change)
