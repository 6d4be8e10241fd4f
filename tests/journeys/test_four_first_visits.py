"""A first visit of each of the four hardest (P115): a father whose daughter may go home meanwhile,
a man with no phone and his worker beside him over three visits, a woman who says “not today” at
the door, and one who cares for her mother and comes for herself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.codes import format_code
from community.common.dates import format_moment
from community.messaging.models import Message
from community.messaging.states import MessageState
from community.people.models.logins import Role
from community.people.models.persons import Person
from community.people.states import RepresentationScope, RoleKind
from groups.actions.invites import make_invite
from groups.models.members import Member
from providers.models.sessions import Booking, Session
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.tasks import ask_how_visits_were
from tests.factories.pools import make_people, make_pool
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_login, make_someone
from tests.factories.visits import make_time, make_visited_listing

from .steps import comes_on_paper, enters_from_sheet
from .story import step

pytestmark = pytest.mark.process
FORMS = pytest.mark.parametrize("way", ["forms"])
TEA = "Tea and old songs"
NUMBER = "07700 900123"
FIRST_VISIT = {
    "door": "The blue door at the side",
    "toilets": "Left of the door, one with rails",
    "leaving_early": "At any time: nobody asks",
    "carer": "They may go and come back at noon, or stay for nothing",
    "day_number": NUMBER,
    "if_lost": "Say “tea”, and where you stand",
}
DOOR = "Which door is it? The blue door at the side"


def make_tea(*days: int, **facts) -> list[Session]:
    listing = make_visited_listing(
        make_login("host"),
        title=TEA,
        who_meets_words="One of us, in a red scarf",
        first_visit=FIRST_VISIT,
        **facts,
    )
    return [make_time(listing, days=each, places=4) for each in days]


def make_card() -> str:
    """Into a group, by which somebody without a phone is here at all."""
    worker = make_login("worker")
    Role.objects.create(login=worker.login, kind=RoleKind.WORKER, area=area(), started_at=NOW)
    people = make_people(2)
    group_id = make_pool(people).group_id
    return format_code(make_invite(group_id=group_id, is_card=True, by=people[0], now=NOW).code)


def came(town, session: Session) -> None:
    """The day after, at noon, with all that is sent by then."""
    town.is_now(session.ends_at + timedelta(days=1))
    ask_how_visits_were(timestamp=0)
    town.work()


# ---- J4


@FORMS
@pytest.mark.holds("P115", "P112", "P110")
def test_the_fathers_carer_goes_home_meanwhile(town, somebody):
    [session] = make_tea(3)
    father = make_someone("father")
    act_for(father, "daughter", RepresentationScope.DECIDE)
    daughter, host = somebody("daughter"), somebody("host")

    she_reads_that_she_may_go(daughter, session)
    she_says_for_him_that_he_comes(daughter, session)
    she_says_what_would_make_it_good(daughter)
    the_place_answers_each_line(host)
    she_reads_what_it_cannot_do_and_whom_to_ring(daughter)
    came(town, session)
    she_says_that_he_goes_on(daughter)


@step
def she_reads_that_she_may_go(daughter, session):
    daughter.signs_in()
    daughter.goes_to(reverse("listing", args=[session.listing_id]))
    daughter.reads(TEA, DOOR, "They may go and come back at noon", "You are told once you have")
    daughter.does_not_read(NUMBER)


@step
def she_says_for_him_that_he_comes(daughter, session):
    daughter.goes_to("/acting/")
    daughter.presses("father")
    daughter.goes_to(reverse("listing", args=[session.listing_id]))
    daughter.presses("Say you are coming")
    daughter.chooses("Which time?", _time_words(session))
    daughter.types("What may they call you?", "Dad")
    daughter.presses("Go on")
    daughter.presses("I am coming")
    daughter.reads("You are expected.")
    daughter.presses("Who meets you, which door, the number for the day")
    daughter.reads("One of us, in a red scarf", NUMBER, "Say “tea”, and where you stand")


@step
def she_says_what_would_make_it_good(daughter):
    daughter.presses("Say what would make it good")
    daughter.types("What would make it good for you?", "His chair by the window\nNo loud music")
    daughter.presses("Send it to them")
    daughter.reads("The place stays yours.", "They have not answered this yet.")


@step
def the_place_answers_each_line(host):
    host.signs_in()
    host.goes_to("/provide/visits/")
    host.reads("Dad", "“His chair by the window”", "“No loud music”")
    host.presses("Answer this: His chair by the window")
    host.chooses("Can you do it?", "Yes, I can do this")
    host.presses("Send this answer")
    host.presses("Answer this: No loud music")
    host.chooses("Can you do it?", "Not yet, because, or what I need for it")
    host.types("How instead, or why not yet", "the choir is next door until June")
    host.presses("Send this answer")
    host.does_not_read("Not this time")


@step
def she_reads_what_it_cannot_do_and_whom_to_ring(daughter):
    visit = VisitRequest.objects.get()
    daughter.goes_to(reverse("visit", args=[visit.pk]))
    where = visit.listing.provider.area
    daughter.reads("They say: yes.", "the choir is next door until June", where.adviser_phone)
    daughter.reads("The place stays yours.")


@step
def she_says_that_he_goes_on(daughter):
    daughter.goes_to(reverse("visit_how", args=[VisitRequest.objects.get().pk]))
    daughter.chooses("Did it happen?", "Yes, it happened")
    daughter.chooses("If it did: was it for you?", "Yes, I go on")
    daughter.presses("Say this")
    daughter.reads("Thank you for saying so.")
    visit = VisitRequest.objects.get()
    assert (visit.state, visit.outcome) == ("came", "going_on")


# ---- J5


def his_code() -> str:
    return Member.objects.get(person__preferred_name="the man with no phone").paper_code


@FORMS
@pytest.mark.holds("P115", "P112", "M74")
def test_the_man_with_no_phone_goes_with_his_worker_beside_him(town, somebody):
    card = make_card()
    sessions = make_tea(3, 10, 17)
    worker, host = somebody("worker"), somebody("host")
    worker.signs_in()
    sheet = comes_on_paper(worker, card, "the man with no phone", told="me, on my visits only")
    host.signs_in()

    for visit_number, session in enumerate(sessions):
        his_worker_enters_that_he_comes_with_somebody(worker, sheet, session)
        the_place_sees_a_known_face(host)
        he_takes_the_half_page_along(worker, sheet)
        came(town, session)
        he_ticks_how_it_was(worker, sheet, is_last=visit_number == 2)
    he_was_asked_once_and_nothing_was_sent_to_him()


@step
def his_worker_enters_that_he_comes_with_somebody(worker, sheet, session):
    enters_from_sheet(worker, sheet)
    code = his_code()
    worker.goes_to(reverse("paper_come_to_listing", args=[code, session.listing_id]))
    worker.chooses("Which time?", _time_words(session))
    worker.ticks("Somebody I know comes along")
    worker.presses("Enter this")
    worker.reads("It is entered.")


def _time_words(session: Session) -> str:
    return f"{format_moment(session.starts_at)} (4 places left)"


@step
def the_place_sees_a_known_face(host):
    host.goes_to("/provide/visits/")
    host.reads("the man with no phone", "Somebody they know comes along.")


@step
def he_takes_the_half_page_along(worker, sheet):
    code = his_code()
    worker.goes_to(f"/paper/{code}/sheets/?sheet=first-visit")
    worker.reads(f"Going to {TEA}", DOOR, NUMBER, "Not today", "It did not happen")


@step
def he_ticks_how_it_was(worker, sheet, *, is_last):
    code = his_code()
    visit = VisitRequest.objects.filter(state="accepted").get()
    worker.goes_to(reverse("paper_visit_how", args=[code, visit.pk]))
    worker.chooses("Did it happen?", "Yes, it happened")
    if is_last:
        worker.chooses("If it did: was it for you?", "Not this one for now")
    worker.presses("Enter this")
    worker.reads("It is entered.")


@step
def he_was_asked_once_and_nothing_was_sent_to_him():
    him = Person.objects.get(preferred_name="the man with no phone")
    own = Message.objects.filter(person_id=him.pk)
    assert own.filter(kind="how_was_visit").count() == 1
    assert not own.filter(state=MessageState.SENT).exists()
    outcomes = VisitRequest.objects.filter(person=him).order_by("asked_at")
    assert [each.outcome for each in outcomes] == ["", "", "not_this_one_for_now"]


# ---- J7


@FORMS
@pytest.mark.holds("P115", "P112", "P80")
def test_she_says_not_today_at_the_door_and_her_advocate_presses_it(town, somebody):
    first, second = make_tea(3, 10)
    she = make_someone("she")
    act_for(she, "advocate", RepresentationScope.DECIDE)
    advocate, host = somebody("advocate"), somebody("host")
    advocate.signs_in()
    host.signs_in()

    her_advocate_says_that_they_come(advocate, first)
    at_the_door_it_is_not_today(town, advocate, first)
    nobody_expects_her_and_nothing_has_ended(host)
    another_week_she_comes(town, advocate, second)


@step
def her_advocate_says_that_they_come(advocate, session):
    advocate.goes_to("/acting/")
    advocate.presses("she")
    advocate.goes_to(reverse("come_to_listing", args=[session.listing_id]))
    advocate.chooses("Which time?", _time_words(session))
    advocate.ticks("Somebody I know comes along")
    advocate.presses("Go on")
    advocate.presses("I am coming")
    advocate.reads("You are expected.")


@step
def at_the_door_it_is_not_today(town, advocate, session):
    town.is_now(session.starts_at + timedelta(minutes=5))
    advocate.goes_to(reverse("visit", args=[VisitRequest.objects.get().pk]))
    advocate.presses("Not today")
    advocate.reads("They are told, and nobody asks why.")
    visit = VisitRequest.objects.get()
    assert (visit.state, visit.because) == ("did_not_happen", "ours")
    assert Booking.objects.get().state == "not_coming"


@step
def nobody_expects_her_and_nothing_has_ended(host):
    host.goes_to("/provide/visits/")
    host.does_not_read("she may come", "Somebody they know comes along.")


@step
def another_week_she_comes(town, advocate, session):
    advocate.goes_to(reverse("come_to_listing", args=[session.listing_id]))
    advocate.chooses("Which time?", _time_words(session))
    advocate.presses("Go on")
    advocate.presses("I am coming")
    came(town, session)
    assert VisitRequest.objects.filter(state="accepted").count() == 1


# ---- J8


@pytest.mark.holds("P115", "P112", "P110")
@pytest.mark.parametrize("way", [pytest.param("scripts", marks=pytest.mark.browser), "forms"])
def test_she_who_cares_for_her_mother_comes_for_herself(town, somebody):
    [session] = make_tea(3)
    make_someone("carer")
    carer, host = somebody("carer"), somebody("host")

    she_comes_for_herself(carer, session)
    she_asks_for_one_thing_and_it_is_yes(carer, host)
    afterwards_she_found_something_else(town, carer, session)


@step
def she_comes_for_herself(carer, session):
    carer.signs_in()
    carer.goes_to(reverse("listing", args=[session.listing_id]))
    carer.presses("Say you are coming")
    carer.chooses("Which time?", _time_words(session))
    carer.presses("Go on")
    carer.presses("I am coming")
    carer.reads("You are expected.")


@step
def she_asks_for_one_thing_and_it_is_yes(carer, host):
    carer.goes_to(reverse("visit_good", args=[VisitRequest.objects.get().pk]))
    carer.types("What would make it good for you?", "I may have to answer my telephone")
    carer.presses("Send it to them")
    host.signs_in()
    host.goes_to(reverse("visit_line", args=[VisitLine.objects.get().pk]))
    host.chooses("Can you do it?", "Yes, I can do this")
    host.presses("Send this answer")
    carer.goes_to(reverse("visit", args=[VisitRequest.objects.get().pk]))
    carer.reads("They say: yes.", NUMBER)


@step
def afterwards_she_found_something_else(town, carer, session):
    came(town, session)
    assert any("How was your first visit?" in mail for mail in town.post_to("carer@example.org"))
    carer.goes_to(reverse("visit_how", args=[VisitRequest.objects.get().pk]))
    carer.chooses("Did it happen?", "Yes, it happened")
    carer.chooses("If it did: was it for you?", "I found something else")
    carer.presses("Say this")
    carer.reads("Thank you for saying so.")
    assert VisitRequest.objects.get().outcome == "found_something_else"
