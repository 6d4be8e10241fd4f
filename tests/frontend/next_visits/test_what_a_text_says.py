"""What whoever writes a text, or reads or signs something, finds on the page of visits (P49, P50),
and how the person says what it is to be."""

import pytest
from django.core import mail
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.actions.sending import send_message
from community.messaging.delivery import mail_of
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.messages import told_at_visits
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import OUR_FORMS, Channel, MessageForm, MessageState
from community.messaging.tasks import send_messages
from groups.models.members import Member
from tests.factories.demand import make_group
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

NUMBER = "07700 900123"
NEWS = "Your share of £12.50 is taken on Friday."


def news(ann, group=None, **more) -> Message:
    facts = {"kind": "news", "subject": "About a payment", "text": NEWS, "key": "n:1"} | more
    return notify_person(person_id=ann.person_id, group_id=group and group.pk, now=NOW, **facts)


def plan(ann, worker, **words) -> None:
    set_contact_plan(
        person_id=ann.person_id,
        **{"channel": Channel.EMAIL, "address": "ann@example.org"} | words,
        through_login_id=worker.login_id,
        by=ann,
        now=NOW,
    )


@pytest.mark.holds("P49")
def test_the_short_name_is_said_by_page_by_program_and_on_paper_and_is_nobody_else_s():
    ann, connie = make_someone("ann"), make_connector("connie")
    group = make_group(ann, "Kidney patients’ lunch")
    code = Member.objects.get(group=group).paper_code
    own, page = signed_in(ann), reverse("short_name", args=[group.pk])
    call = f"/api/groups/{group.pk}/short-name/"
    assert page in own.get(reverse("group", args=[group.pk])).text

    assert own.post(page, {"short_name": "Tuesday"}).status_code == 302
    assert own.get(call).json()["short_name"] == "Tuesday"
    assert 'value="Tuesday"' in own.get(page).text
    began_from = own.get(call).json()["words_digest"]
    put = own.put(call, {"short_name": "T"}, content_type="application/json")
    assert put.json()["short_name"] == "T"
    late = {"short_name": "Late", "began_from": began_from}
    refused = own.put(call, late, content_type="application/json")
    assert (refused.status_code, refused.json()["present"]) == (409, {"short_name": "T"})
    late["began_from"] = refused.json()["words_digest"]
    assert own.put(call, late, content_type="application/json").json()["short_name"] == "Late"

    client, paper = signed_in(connie), reverse("paper_short_name", args=[code])
    assert paper in client.get(reverse("paper_sheet", args=[code])).text
    sheet = client.get(reverse("paper_sheets", args=[code], query={"sheet": "change"})).text
    assert "Texts to me call this group" in sheet
    assert client.post(paper, {"short_name": "Soup"}).status_code == 302
    assert own.get(call).json()["short_name"] == "Soup"
    by_paper = client.put(
        f"/api/paper/{code}/short-name/", {"short_name": ""}, content_type="application/json"
    )
    assert by_paper.status_code == 200 and own.get(call).json()["short_name"] == ""

    too_long = own.post(page, {"short_name": "x" * 21})
    assert too_long.status_code == 422 and "x" * 21 in too_long.text
    assert signed_in(make_someone("ben")).get(page).status_code == 404


@pytest.mark.holds("P49")
def test_whoever_writes_the_text_reads_these_words_and_to_which_number():
    ann, worker = make_someone("ann"), make_login("worker")
    group = make_group(ann, "Kidney patients’ lunch")
    signed_in(ann).post(reverse("short_name", args=[group.pk]), {"short_name": "Tuesday"})
    plan(ann, worker, channel=Channel.TEXT, address=NUMBER)
    news(ann, group)
    send_messages()
    client = signed_in(worker)

    [visit] = client.get(reverse("api:visits")).json()["results"]
    page = client.get(reverse("next_visits")).text

    [line] = visit["lines"]
    assert visit["how"] == [f"They chose: by text, to {NUMBER}."]
    assert line["text_message"].startswith("Tuesday: About a payment. ")
    assert "£" not in line["text_message"]
    assert line["text_message"] in page and visit["how"][0] in page
    ContactPlan.objects.update(only_they_read=True)
    [visit] = client.get(reverse("api:visits")).json()["results"]
    assert visit["lines"][0]["text_message"] == f"Tuesday: {NEWS}"


@pytest.mark.holds("P50")
@pytest.mark.parametrize(
    ("form", "language", "is_sent"),
    [
        (MessageForm.STANDARD, "", True),
        (MessageForm.LARGE, "", True),
        (MessageForm.PLAIN, "", True),
        (MessageForm.STANDARD, "British Sign Language", False),
        (MessageForm.LARGE, "Polski", False),
        *((form, "", False) for form in MessageForm if form not in OUR_FORMS),
    ],
)
def test_what_is_not_written_here_is_a_line_for_a_named_human_and_is_never_sent(
    form, language, is_sent
):
    ann, worker = make_someone("ann"), make_login("worker")
    plan(ann, worker, form=form, language=language)
    message = news(ann)

    send_messages()

    message.refresh_from_db()
    assert message.state == (MessageState.SENT if is_sent else MessageState.FOR_NEXT_VISIT)
    to_ann = [each for each in mail.outbox if each.to != [worker.required_login.email]]
    assert len(to_ann) == is_sent
    assert (message in next_visit_items(worker.login_id)) is not is_sent
    assert (message.key in told_at_visits([message.key])) is not is_sent
    if not is_sent:
        page = signed_in(worker).get(reverse("next_visits")).text
        assert "by e-mail, to ann@example.org" in page
        assert (language or str(form.label)) in page


@pytest.mark.holds("P50")
def test_large_letters_and_plain_text_are_ours_and_go_so():
    message = news(make_someone("ann"))
    large, plain = (
        mail_of(message, "ann@example.org", form) for form in (MessageForm.LARGE, MessageForm.PLAIN)
    )
    assert "font-size:1.75em" in large.alternatives[0].content
    assert plain.alternatives == [] and NEWS in plain.body


@pytest.mark.holds("P50")
def test_form_and_language_are_said_by_page_and_by_program_and_need_a_named_human():
    ann, connie = make_someone("ann"), make_connector("connie")
    client, page = signed_in(ann), reverse("contact_plan")
    typed = {"channel": "email", "address": "ann@example.org", "form": "standard"}
    typed |= {"language": "Polski"}

    refused = client.post(page, typed)

    assert refused.status_code == 422 and "Choose who reads or signs it to you" in refused.text
    assert 'value="Polski"' in refused.text
    done = client.post(page, typed | {"through_login_id": connie.login_id, "only_they_read": "on"})
    assert done.status_code == 302
    kept = ContactPlan.objects.get(person_id=ann.person_id)
    assert (kept.language, kept.through_login_id) == ("Polski", connie.login_id)
    assert kept.only_they_read and kept.true_channel == Channel.IN_PERSON
    reach = client.get("/api/me/").json()["reach"]
    assert (reach["form"], reach["language"], reach["only_they_read"]) == (
        "standard",
        "Polski",
        True,
    )
    changed = {
        "channel": "email",
        "address": "ann@example.org",
        "form": "large",
        "language": "English",
        "began_from": reach["words_digest"],
    }
    by_program = client.patch("/api/me/", {"reach": changed}, content_type="application/json")
    assert by_program.status_code == 200, by_program.json()
    kept.refresh_from_db()
    assert (kept.form, kept.language, kept.through_login_id) == ("large", "", None)


def test_a_line_that_waits_goes_out_when_the_form_is_ours_again():
    """What failed at an address goes again also when what it is written in has changed."""
    ann, worker = make_someone("ann"), make_login("worker")
    plan(ann, worker)
    message = news(ann)
    Message.objects.filter(pk=message.pk).update(state="failed", not_sent_because="address")

    plan(ann, worker, language="Polski")
    send_message(message_id=message.pk, send=None, now=NOW)

    message.refresh_from_db()
    assert message.state == MessageState.FOR_NEXT_VISIT
