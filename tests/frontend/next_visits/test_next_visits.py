"""The worker's page for the next visit: read by whom it is said through, and by nobody else."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import send_message
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel, MessageState
from community.people.acting import Acting
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import acting_on_paper
from groups.actions.membership import leave_group
from tests.factories.demand import make_group
from tests.factories.places import make_area
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, make_connector, make_login, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def told_in_person(called: str, through):
    someone = make_someone(called)
    set_contact_plan(
        person_id=someone.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=through.login_id,
        by=through,
        now=NOW,
    )
    news(someone, f"News for {called}.")
    return someone


def news(someone, text: str, **more) -> None:
    message = notify_person(
        person_id=someone.person_id,
        kind="news",
        subject="News",
        text=text,
        key=text,
        now=NOW,
        **more,
    )
    send_message(message_id=message.pk, send=None, now=NOW)


def test_a_worker_reads_what_to_say_and_notes_that_it_was_said():
    worker = make_login("worker")
    told_in_person("ann", worker)
    page = signed_in(worker).get(reverse("next_visits"))
    line = Message.objects.get(text="News for ann.")
    assert "News for ann." in page.text

    signed_in(worker).post(reverse("visit_told"), {"line": line.pk})

    line.refresh_from_db()
    assert (line.state, line.told_on) == (MessageState.TOLD, TODAY)
    page = signed_in(worker).get(reverse("next_visits")).text
    assert 'name="line"' not in page and "worker has told them." in page


def test_what_cannot_wait_stands_first_and_on_the_workers_own_page():
    worker = make_login("worker")
    told_in_person("ann", worker)
    told_in_person("ben", worker)
    client, urgent = signed_in(worker), "hear of something today"
    assert urgent not in client.get(reverse("home")).text

    news(told_in_person("cas", worker), "The hall is flooded.", urgent=True)

    page = client.get(reverse("next_visits")).text
    read = [page.index(words) for words in ("cannot wait", "flooded", "for cas.", "for ann.")]
    assert read == sorted(read)
    assert urgent in client.get(reverse("home")).text


def test_what_came_in_one_moment_stands_in_the_order_it_was_written():
    worker = make_login("worker")
    ann = told_in_person("ann", worker)
    news(ann, "The hall is flooded.")
    Message.objects.filter(text="News for ann.").update(subject="Written again, so last on disk")

    texts = [item.text for item in next_visit_items(worker.login.pk)]

    assert texts == ["News for ann.", "The hall is flooded."]


def test_saying_it_twice_changes_nothing():
    worker = make_login("worker")
    told_in_person("ann", worker)
    line = Message.objects.get(text="News for ann.")
    answers = [signed_in(worker).post(reverse("visit_told"), {"line": line.pk}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


@pytest.mark.holds("T16", "M84")
def test_another_worker_neither_reads_it_nor_notes_it():
    told_in_person("ann", make_login("worker"))
    line = Message.objects.get(text="News for ann.")
    other = signed_in(make_login("other"))

    assert "ann" not in other.get(reverse("next_visits")).text
    other.post(reverse("visit_told"), {"line": line.pk})

    line.refresh_from_db()
    assert line.state == MessageState.FOR_NEXT_VISIT


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_people_as_for_one(
    people, django_assert_num_queries
):
    worker = make_login("worker")
    for called in ("ann", "ben", "cas")[:people]:
        told_in_person(called, worker)
    client = signed_in(worker)
    with django_assert_num_queries(18):
        client.get(reverse("next_visits"))


def reached_through(person, login, deputy=None) -> None:
    set_contact_plan(
        person_id=person.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=login.login_id,
        deputy_login_id=deputy and deputy.login_id,
        by=login,
        now=NOW,
    )


def left_by_rita(deputy=None) -> tuple:
    """Alice, told things by rita only (and by `deputy`), has left a group by rita's hands."""
    alice = make_someone("alice")
    group = make_group(alice)
    rita = act_for(alice)
    reached_through(alice, rita, deputy)
    leave_group(group_id=group.pk, by=rita, now=NOW)
    for message in Message.objects.filter(state=MessageState.QUEUED, person_id=alice.person_id):
        send_message(message_id=message.pk, send=None, now=NOW)
    line = Message.objects.get(
        person_id=alice.person_id, kind="done_for_you", text__contains="Left"
    )
    return alice, rita, line


def lines_of(login) -> set[int]:
    page = signed_in(Acting(login=login.login)).get(reverse("next_visits")).text
    return {int(pk) for pk in re.findall(r'name="all" value="(\d+)"', page)}


def tell(login, line) -> str:
    signed_in(Acting(login=login.login)).post(reverse("visit_told"), {"line": line.pk})
    line.refresh_from_db()
    return line.state


@pytest.mark.holds("fault:A2")
def test_what_the_only_one_who_tells_them_did_is_told_by_who_works_there():
    _alice, rita, line = left_by_rita()
    connie, elsewhere = (
        make_connector(),
        make_connector("elsa", make_area("Elsewhere", authority_code="E06999998")),
    )

    assert line.pk not in lines_of(rita)
    assert line.pk not in lines_of(elsewhere)
    assert line.pk in lines_of(connie)
    assert tell(rita, line) == tell(elsewhere, line) == MessageState.FOR_NEXT_VISIT
    assert tell(connie, line) == MessageState.TOLD
    assert line.told_by_login_id == connie.login_id


@pytest.mark.holds("fault:A2")
def test_a_deputy_tells_it_and_nobody_stands_in():
    dora = make_login("dora")
    _alice, rita, line = left_by_rita(deputy=dora)
    connie = make_connector()

    assert line.pk not in lines_of(rita) | lines_of(connie)
    assert tell(connie, line) == MessageState.FOR_NEXT_VISIT
    assert tell(dora, line) == MessageState.TOLD


@pytest.mark.holds("fault:A2")
def test_a_worker_who_entered_a_sheet_leaves_its_news_to_another():
    alice, connie, other = make_someone("alice"), make_connector(), make_connector("olga")
    group = make_group(alice)
    reached_through(alice, connie)
    on_paper = acting_on_paper(login=connie.login, person=alice.person)
    leave_group(group_id=group.pk, by=on_paper, now=NOW)
    for message in Message.objects.filter(state=MessageState.QUEUED, person_id=alice.person_id):
        send_message(message_id=message.pk, send=None, now=NOW)
    line = Message.objects.get(person_id=alice.person_id, text__contains="Left")

    assert tell(connie, line) == MessageState.FOR_NEXT_VISIT
    assert tell(other, line) == MessageState.TOLD


@pytest.mark.holds("fault:A12", "T12")
def test_an_authority_past_its_last_day_hears_and_confirms_nothing_before_any_job_ran():
    alice = make_someone("alice")
    rita = act_for(alice)
    reached_through(alice, rita)
    news(alice, "The hall is flooded.")
    line = Message.objects.get(text="The hall is flooded.")
    assert line.pk in lines_of(rita)

    Representation.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))

    assert line.pk not in lines_of(rita)
    assert tell(rita, line) == MessageState.FOR_NEXT_VISIT
    assert "flooded" not in signed_in(Acting(login=rita.login)).get(reverse("home")).text


@pytest.mark.holds("fault:A12")
def test_an_adviser_who_acts_no_more_still_tells_what_they_are_asked_to():
    alice = make_someone("alice")
    rita = act_for(alice)
    Person.objects.filter(pk=alice.person_id).update(adviser=rita.login)
    reached_through(alice, rita)
    news(alice, "The hall is flooded.")
    Representation.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))

    assert tell(rita, Message.objects.get(text="The hall is flooded.")) == MessageState.TOLD


@pytest.mark.holds("P11")
def test_please_never_is_read_by_whoever_visits():
    alice, connie = make_someone("alice"), make_connector()
    set_contact_plan(
        person_id=alice.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=connie.login_id,
        never_words="nobody new at the door",
        by=alice,
        now=NOW,
    )
    news(alice, "The hall is flooded.")

    client = signed_in(connie)
    assert "Please never: nobody new at the door" in client.get(reverse("next_visits")).text
    [visit] = client.get(reverse("api:visits")).json()["results"]
    assert visit["never_words"] == "nobody new at the door"


@pytest.mark.holds("P11")
def test_please_never_is_read_before_a_visit_at_which_nothing_is_to_be_said():
    alice, ben, connie = make_someone("alice"), make_someone("ben"), make_connector()
    olga, pat = make_connector("olga"), make_connector("pat")
    for person, never_words in ((alice, "nobody new at the door"), (ben, "")):
        set_contact_plan(
            person_id=person.person_id,
            channel=Channel.IN_PERSON,
            through_login_id=connie.login_id,
            deputy_login_id=olga.login_id,
            never_words=never_words,
            by=person,
            now=NOW,
        )

    def read_by(worker) -> list[tuple[str, str, int]]:
        rows = signed_in(worker).get(reverse("api:visits")).json()["results"]
        return [(row["called"], row["never_words"], len(row["lines"])) for row in rows]

    words = [("alice", "nobody new at the door", 0)]
    assert (read_by(connie), read_by(olga), read_by(pat)) == (words, words, [])
    page = signed_in(connie).get(reverse("next_visits")).text
    assert "Please never: nobody new at the door" in page
    assert "Nothing to say just now" in page and "I have told them all of this" not in page

    ContactPlan.objects.filter(person_id=alice.person_id).update(
        never_told_login_ids=[connie.login_id]
    )
    assert (read_by(connie), read_by(olga)) == ([], words)


@pytest.mark.holds("P11", "fault:A12")
def test_please_never_is_read_no_more_by_whose_authority_is_past_its_last_day():
    alice, rita, line = left_by_rita()
    ContactPlan.objects.filter(person_id=alice.person_id).update(never_words="no calls")
    Message.objects.filter(pk=line.pk).delete()
    visitor = signed_in(Acting(login=rita.login))
    assert "no calls" in visitor.get(reverse("next_visits")).text

    over = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=1)}
    Representation.objects.filter(pk=rita.representation_id).update(**over)

    assert "no calls" not in visitor.get(reverse("next_visits")).text
    assert visitor.get(reverse("api:visits")).json()["results"] == []


@pytest.mark.holds("P11")
def test_whom_they_said_never_to_tell_stands_in_for_nobody():
    alice, _rita, line = left_by_rita()
    connie, olga = make_connector(), make_connector("olga")
    ContactPlan.objects.filter(person_id=alice.person_id).update(
        never_told_login_ids=[connie.login_id]
    )

    assert line.pk not in lines_of(connie)
    assert tell(connie, line) == MessageState.FOR_NEXT_VISIT
    assert tell(olga, line) == MessageState.TOLD


@pytest.mark.holds("fault:F3")
def test_urgent_news_to_who_visits_says_what_it_is_for_one_of_those_and_leads_to_the_name():
    worker, deputy = make_login("worker"), make_login("deputy")
    ann = told_in_person("ann", worker)
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        deputy_login_id=deputy.login_id,
        by=worker,
        now=NOW,
    )

    news(ann, "Lunch on Tuesday is called off.", urgent=True, link="/my-sessions/")

    for by in (worker, deputy):
        told = Message.objects.get(login_id=by.login_id, kind="urgent_for_someone")
        assert told.text.startswith("One of the people you visit is to hear this today:")
        assert "Lunch on Tuesday is called off." in told.text and "ann" not in told.text.lower()
        page = signed_in(by).get(told.link).text
        assert page.index("Ann") < page.index("Lunch on Tuesday is called off.")


@pytest.mark.holds("fault:F3")
def test_worker_and_deputy_both_see_which_of_them_has_told():
    worker, deputy = make_login("worker"), make_login("deputy")
    ann = told_in_person("ann", worker)
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        deputy_login_id=deputy.login_id,
        by=worker,
        now=NOW,
    )
    line = Message.objects.get(text="News for ann.")

    signed_in(deputy).post(reverse("visit_told"), {"line": line.pk})

    for by in (worker, deputy):
        page = " ".join(signed_in(by).get(reverse("next_visits")).text.split())
        assert "Ann: News for ann. <br> deputy has told them." in page
        [said] = signed_in(by).get(reverse("api:visits_told")).json()["results"]
        assert (said["called"], said["told_by"]) == ("ann", "deputy")
    other = signed_in(make_login("other"))
    assert "News for ann." not in other.get(reverse("next_visits")).text
    assert other.get(reverse("api:visits_told")).json()["results"] == []
