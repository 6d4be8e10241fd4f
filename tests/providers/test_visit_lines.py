"""What would make a visit good: said once the place is given, answered line by line, no reason to
take the place away; and a place's answers by telephone (P110, P53)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.audit.models import AuditEntry
from community.common.refusals import EmptyText, NotFound
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import AnswerLink, Message
from community.messaging.rules.answer_links import LinkAnswered
from community.messaging.states import Channel, MessageForm
from community.people.models.logins import Role
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope, RoleKind
from providers.actions.visit_answers import answer_visit_request
from providers.actions.visit_lines import (
    answer_lines_by_link,
    answer_visit_lines,
    say_what_makes_it_good,
)
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_lines import lines_not_yet, lines_waiting
from providers.queries.visit_requests import visits_of_provider, visits_waiting
from providers.rules.visit_answers import AnswerGiven, VisitAnswered
from providers.rules.visit_lines import (
    LineAnswer,
    LineAnswered,
    NobodySaidIt,
    OnceThePlaceIsYours,
    TooManyLines,
)
from providers.states import VisitAnswer
from providers.tasks import remind_of_visit_lines
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.factories.visits import answer, come, make_time, make_visited_listing
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db

YES = LineAnswer("yes")


def say(visit: VisitRequest, by, *lines: str, **said) -> list[VisitLine]:
    return say_what_makes_it_good(visit_request_id=visit.pk, lines=lines, by=by, now=NOW, **said)


def answer_lines(visit: VisitRequest, by, *given: LineAnswer, **said) -> list[VisitLine]:
    waiting = visit.good_lines.filter(answer="").order_by("pk")
    answers = dict(zip([line.pk for line in waiting], given, strict=False))
    return answer_visit_lines(visit_request_id=visit.pk, answers=answers, by=by, now=NOW, **said)


@pytest.mark.holds("P110")
def test_it_is_said_once_the_place_is_given_and_read_by_the_place_alone():
    alice, ann = make_login(), make_someone()
    listing = make_visited_listing(alice, access="ask_first")
    visit = come(ann, listing, make_time(listing))
    with pytest.raises(OnceThePlaceIsYours):
        say(visit, ann, "A chair near the door")
    answer(visit, AnswerGiven(VisitAnswer.YES), alice)
    with pytest.raises(NotYours):
        say(visit, act_for(ann, "looks", RepresentationScope.LOOK), "A chair")

    for _twice in range(2):
        say(visit, ann, " A chair near the  door ", "", "A chair near the door", "Slow words")

    [summary] = visits_of_provider(alice.login_id, now=NOW)
    assert [line.words for line in summary.good_lines] == ["A chair near the door", "Slow words"]
    [told] = Message.objects.filter(kind="visit_lines_to_answer")
    assert "chair" not in told.text and told.login_id == alice.login_id
    assert AuditEntry.objects.filter(deed="say_what_makes_it_good").count() == 1


@pytest.mark.holds("P110")
@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["  "], EmptyText),
        ([f"Line {n}" for n in range(9)], TooManyLines),
        (["x" * 201], TooManyLines),
    ],
)
def test_lines_that_are_none_or_too_many_are_refused(lines, why):
    ann = make_someone()
    with pytest.raises(why):
        say(come(ann, make_visited_listing()), ann, *lines)
    assert not VisitLine.objects.exists()


@pytest.mark.holds("P110")
def test_what_it_cannot_do_is_told_before_the_day_with_a_number_and_takes_no_place_away():
    alice, ann, connie = make_login(), make_someone(), make_connector()
    listing = make_visited_listing(alice)
    visit = come(ann, listing, make_time(listing))
    say(visit, ann, "A chair", "No music", "A lift")
    with pytest.raises(EmptyText):
        answer_lines(visit, alice, LineAnswer("not_yet", "  "))
    with pytest.raises(NotFound):
        answer_lines(visit, make_login("other"), YES)

    no_lift = LineAnswer("not_yet", "the lift is mended in June")
    answer_lines(visit, alice, YES, LineAnswer("like_this", "quiet music"), no_lift)

    told = Message.objects.get(kind="visit_lines_answered").text
    assert "“A chair” They say: yes." in told and "quiet music" in told
    area = listing.provider.area
    assert f"{area.adviser_words} on {area.adviser_phone}" in told
    assert "The place stays yours." in told
    [line] = lines_not_yet([area.pk], now=NOW)
    assert (line.words, line.answer_words) == ("A lift", "the lift is mended in June")
    assert Message.objects.filter(kind="visit_line_not_yet", login_id=connie.login_id).exists()
    with pytest.raises(VisitAnswered):
        answer(visit, AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full"), alice)
    visit.refresh_from_db()
    assert visit.state == "accepted"
    first = visit.good_lines.order_by("pk")[0]
    with pytest.raises(LineAnswered):
        answer_visit_lines(
            visit_request_id=visit.pk, answers={first.pk: no_lift}, by=alice, now=NOW
        )


@pytest.mark.holds("P110")
def test_no_number_is_given_where_all_can_be_done():
    alice, ann = make_login(), make_someone()
    visit = come(ann, make_visited_listing(alice))
    say(visit, ann, "A chair")
    answer_lines(visit, alice, YES)
    assert "connector" not in Message.objects.get(kind="visit_lines_answered").text
    assert not Message.objects.filter(kind="visit_line_not_yet").exists()


@pytest.mark.holds("P110", "P76")
def test_a_place_says_yes_to_all_of_it_from_its_mail_once():
    alice, ann = make_login(), make_someone()
    visit = come(ann, make_visited_listing(alice))
    say(visit, ann, "A chair", "No music")
    link = AnswerLink.objects.get(purpose="makes_it_good")

    answer_lines_by_link(link_id=link.pk, now=NOW)

    assert {line.answer for line in visit.good_lines.all()} == {"yes"}
    with pytest.raises(LinkAnswered):
        answer_lines_by_link(link_id=link.pk, now=NOW)


@pytest.mark.holds("P53", "P52")
def test_the_plan_travels_only_when_the_person_says_so_and_is_answered():
    alice, ann = make_login(), make_someone()
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.NONE,
        form=MessageForm.LARGE,
        language="Polish",
        helps_by=["relay"],
        never_interprets_words="my son",
        by=ann,
        now=NOW,
    )
    visit = come(ann, make_visited_listing(alice))
    say(visit, ann, "A chair")
    assert not VisitLine.objects.filter(kind="plan").exists()

    say(visit, ann, plan_travels=True)

    plan = [line.words for line in visit.good_lines.filter(kind="plan").order_by("pk")]
    assert plan == [
        "What you write or say to me, please: in large letters",
        "My language: Polish",
        "I speak and answer with help: calls through a relay service",
        "Before somebody interprets for me: ask first who must not.",  # it may be who acts for them
    ]
    needs = LineAnswer("not_yet", "I need somebody who speaks it")
    answer_lines(visit, alice, YES, YES, needs, YES, YES)
    [line] = lines_not_yet([visit.listing.provider.area_id], now=NOW)
    assert (line.kind, line.words) == ("plan", "My language: Polish")


@pytest.mark.holds("P53")
def test_a_line_that_nobody_answers_is_asked_again_of_the_place_and_then_told_a_connector():
    alice, ann, connie = make_login(), make_someone(), make_connector()
    listing = make_visited_listing(alice)
    visit, soon = (come(ann, listing, make_time(listing, days=days)) for days in (5, 1))
    say(visit, ann, "A chair")

    def told(kind: str, login, after: timedelta) -> int:
        for _twice in range(2):
            set_clock(NOW + after)
            remind_of_visit_lines()
        return Message.objects.filter(kind=kind, login_id=login.login_id).count()

    asked, late = ("visit_lines_to_answer", alice), ("visit_line_not_yet", connie)
    assert told(*asked, timedelta(hours=23)) == 1
    assert (told(*asked, timedelta(days=1)), told(*late, timedelta(days=1))) == (2, 0)
    assert (told(*asked, timedelta(days=2)), told(*late, timedelta(days=2))) == (2, 1)
    assert "chair" not in str([each.text for each in Message.objects.filter(kind=late[0])])

    say(soon, ann, "No music")
    assert told(*late, timedelta(hours=1)) == 2  # the visit is tomorrow
    assert told(*asked, timedelta(days=6)) == 3  # it has been: nobody is asked of it any more


@pytest.mark.holds("P53")
def test_of_what_is_answered_nobody_is_reminded():
    alice, ann = make_login(), make_someone()
    make_connector()
    visit = come(ann, make_visited_listing(alice))
    say(visit, ann, "A chair")
    answer_lines(visit, alice, YES)
    set_clock(NOW + timedelta(days=3))
    remind_of_visit_lines()
    assert Message.objects.filter(kind="visit_lines_to_answer").count() == 1
    assert not Message.objects.filter(kind="visit_line_not_yet").exists()


@pytest.mark.holds("P110")
def test_an_answer_by_telephone_is_written_down_by_a_connector_and_says_through_whom():
    alice, ann, connie = make_login(), make_someone(), make_connector()
    listing = make_visited_listing(alice, access="ask_first")
    visit = come(ann, listing, make_time(listing))
    area_ids = [listing.provider.area_id]
    [waiting] = visits_waiting(area_ids, now=NOW)
    assert (waiting.visit_request_id, waiting.known_as) == (visit.pk, "")
    told = {"visit_request_id": visit.pk, "given": AnswerGiven(VisitAnswer.YES), "now": NOW}
    elsewhere = make_connector("far", make_area("Northsea", authority_code="E06999997"))
    for nobody in (elsewhere, ann, make_login("other")):
        with pytest.raises(NotFound):
            answer_visit_request(told_by="The caretaker", by=nobody, **told)
    for by in (connie, ann):
        with pytest.raises(NotFound):
            answer_visit_request(by=by, **told)
    with pytest.raises(NobodySaidIt):
        answer_visit_request(told_by="   ", by=connie, **told)

    answer_visit_request(told_by="The caretaker", by=connie, **told)

    visit.refresh_from_db()
    assert (visit.state, visit.told_by) == ("accepted", "The caretaker")
    line = AuditEntry.objects.get(deed="accept_visit")
    assert line.login_id == connie.login_id
    assert visits_waiting(area_ids, now=NOW) == []
    say(visit, ann, "A chair")
    assert len(lines_waiting(area_ids, now=NOW)) == 1
    [answered] = answer_lines(visit, connie, YES, told_by="The caretaker")
    assert (answered.told_by, answered.answered_by_id) == ("The caretaker", connie.login_id)
    assert "Told by telephone." in Message.objects.get(kind="visit_lines_answered").text


@pytest.mark.holds("P110")
def test_nobody_writes_down_an_answer_to_what_they_asked_for_themselves_or_for_whom_they_act():
    ann = make_someone()
    visit = come(ann, make_visited_listing(make_login("b"), access="ask_first"))
    acting = act_for(ann, "connie", RepresentationScope.DECIDE)
    area = visit.listing.provider.area
    Role.objects.create(login=acting.login, kind=RoleKind.CONNECTOR, area=area, started_at=NOW)
    with pytest.raises(NotFound):
        answer_visit_request(
            visit_request_id=visit.pk,
            given=AnswerGiven(VisitAnswer.YES),
            told_by="The caretaker",
            by=acting,
            now=NOW,
        )


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "yes"},
        {"words": ""},
        {"answer": "not_yet", "answered_at": NOW},
        {"words": "No music"},
    ],
)
def test_the_table_keeps_whole_lines_only(change):
    ann = make_someone()
    visit = come(ann, make_visited_listing())
    [chair, _music] = say(visit, ann, "A chair", "No music")
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitLine.objects.filter(pk=chair.pk).update(**change)
