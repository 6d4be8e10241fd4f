"""With which help somebody takes in what they are told, who must not interpret, and at which hours
they may be sent something (P52): said by page, by program and on their word, and read by whoever
reaches them. Nobody who acts for them reads it: tests/frontend/represent."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.common.dates import in_london
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import words_of_plan
from community.messaging.states import Channel, MessageState
from community.messaging.tasks import send_messages
from community.people.rules.contact_plan import ContactPlanIncomplete, check_hours
from tests.factories.supply import NOW, TODAY, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

TYPED = {
    "channel": "email",
    "address": "ann@example.org",
    "form": "standard",
    "helps_by": ["interpreter", "video"],
    "never_interprets_words": "my son",
    "hours_from": "9",
    "hours_until": "17",
}
SHOWN = [
    "With help: an interpreter, a video call",
    "Must not interpret for them: my son",
    "Send them nothing before 9 am or after 5 pm, but what cannot wait.",
]


@pytest.mark.holds("P52")
def test_it_is_said_by_page_and_by_program_and_nothing_typed_is_lost():
    ann = make_someone("ann")
    client, page = signed_in(ann), reverse("contact_plan")

    refused = client.post(page, TYPED | {"hours_until": "9"})
    assert refused.status_code == 422 and 'value="my son"' in refused.text
    assert "Choose an hour that is later than the first." in refused.text
    assert client.post(page, TYPED).status_code == 302

    plan = ContactPlan.objects.get(person_id=ann.person_id)
    assert (plan.helps_by, plan.hours_from, plan.hours_until) == (["interpreter", "video"], 9, 17)
    reach = client.get(reverse("api:me")).json()["reach"]
    assert (reach["never_interprets_words"], reach["hours_until"]) == ("my son", 17)
    sent = TYPED | {"hours_from": 24, "hours_until": None}
    answer = client.patch(reverse("api:me"), {"reach": sent}, content_type="application/json")
    assert answer.status_code == 400
    sent = TYPED | {"hours_from": 10, "hours_until": None}
    answer = client.patch(reverse("api:me"), {"reach": sent}, content_type="application/json")
    assert answer.json()["code"] == "reach_not_said"


@pytest.mark.holds("P52")
def test_whoever_visits_writes_it_down_and_reads_it():
    ann, connie = make_someone("ann"), make_connector("connie")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=connie.login_id,
        by=ann,
        now=NOW,
    )
    notify_person(person_id=ann.person_id, kind="news", subject="N", text="N", key="n", now=NOW)
    send_messages()
    client, page = signed_in(connie), reverse("visit_reach", args=[ann.person_id])
    said = TYPED | {"channel": "in_person", "through_login_id": connie.login_id}
    said |= dict(zip(("said_on_day", "said_on_month", "said_on_year"), _day(), strict=True))

    assert client.post(page, said).status_code == 302

    visits, call = client.get(reverse("next_visits")).text, client.get(reverse("api:visits")).json()
    for words in SHOWN:
        assert words in " ".join(visits.split())
        assert words in call["results"][0]["how"]


def _day() -> tuple[int, int, int]:
    return TODAY.day, TODAY.month, TODAY.year


@pytest.mark.holds("P52", "M121")
def test_nothing_is_sent_out_of_their_hours_but_what_cannot_wait():
    ann, midnight = make_someone("ann"), in_london(NOW.replace(tzinfo=None, hour=0, minute=30))
    ContactPlan.objects.filter(person_id=ann.person_id).update(hours_from=9, hours_until=17)
    facts = {"person_id": ann.person_id, "kind": "news", "subject": "N", "text": "N"}
    calm = notify_person(**facts, key="calm", now=midnight)
    urgent = notify_person(**facts, key="urgent", urgent=True, now=midnight)

    def goes_at(hour: float) -> tuple[str, int]:
        set_clock(midnight + timedelta(hours=hour - 0.5))
        send_messages()
        calm.refresh_from_db()
        return calm.state, len(mail.outbox)

    assert goes_at(0.5) == (MessageState.QUEUED, 1)
    urgent.refresh_from_db()
    assert urgent.state == MessageState.SENT
    assert goes_at(8.99) == (MessageState.QUEUED, 1)
    set_clock(midnight + timedelta(hours=16.5))  # five o'clock: over
    send_messages()
    calm.refresh_from_db()
    assert calm.state == MessageState.QUEUED
    assert goes_at(24 + 9) == (MessageState.SENT, 2)


@pytest.mark.holds("P52")
def test_hours_are_both_said_and_in_order_and_the_database_says_so_too():
    plan = ContactPlan.objects.get(person_id=make_someone("ann").person_id)
    check_hours(None, None)
    check_hours(0, 24)
    for hours in ((9, None), (None, 17), (9, 9), (17, 9)):
        with pytest.raises(ContactPlanIncomplete):
            check_hours(*hours)
        plan.hours_from, plan.hours_until = hours
        with pytest.raises(IntegrityError), transaction.atomic():
            plan.save()
    assert {"hours_from", "hours_until"} < set(words_of_plan(plan))
