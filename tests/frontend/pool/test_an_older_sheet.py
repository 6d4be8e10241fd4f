"""Terms that changed while a sheet was out; how it was put to them, through whom (P23 to P26)."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.messaging.states import Channel, MessageState
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.states import Interpreter, RepresentationScope
from groups.models.members import Member
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.shares import pledged_maximums
from tests.factories.decision_records import look_at, write_down_all
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.shown import office_words
from tests.factories.supply import NOW, make_connector
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

from .test_what_was_shown import ask_more

READ = {"shown_words": "Read aloud, in Urdu", "interpreted_by": "interpreter"}


@pytest.fixture
def story(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    member = Member.objects.get(group=pool.group, person=people[0].person)
    return people[0], pool, member.paper_code


def enter(code, pool, **typed):
    page = reverse("paper_pool", args=[code, pool.pk])
    person_id = Member.objects.get(paper_code=code).person_id
    typed = {"max_pence": "15", "step": "yes", **READ, **office_words(person_id)} | typed
    login = Login.objects.filter(email="connie@example.org").first()
    connie = Acting(login=login) if login else make_connector()
    return signed_in(connie).post(page, typed, follow=True)


def test_a_sheet_bears_its_version(story):
    ann, pool, _code = story
    page = reverse("pool_paper", args=[pool.pk])

    first = words(signed_in(ann).get(page))
    ask_more(pool)

    assert "Version 1" in first
    assert "Version 2" in words(signed_in(ann).get(page))


@pytest.mark.holds("P25")
def test_an_older_sheet_loses_nothing_and_a_new_one_has_the_change_in_bold(story):
    ann, pool, code = story
    older = pool.terms_digest
    ask_more(pool)

    done = enter(code, pool, shown_digest=older)

    pledge, now = Pledge.objects.get(), Pool.objects.get(pk=pool.pk)
    assert (pledge.terms_digest, pledge.state, pledge.max_pence) == (older, "in", 1500)
    assert pledged_maximums(now) == {}
    question = PrivateQuestion.objects.get()
    assert (question.kind, question.state) == ("new_terms", "asked")
    assert Message.objects.filter(kind="asked_new_terms", person_id=ann.person_id).exists()
    assert "To print for the next visit" in words(done)
    text = " ".join(done.text.split())
    assert "was £15.00, <strong>now £30.00</strong>" in text
    assert "Version 2" in text

    enter(code, pool, shown_digest=now.terms_digest, max_pence="40")
    assert Pledge.objects.get().terms_digest == now.terms_digest
    assert PrivateQuestion.objects.get().state == "yes"


@pytest.mark.holds("P25")
def test_a_sheet_printed_after_a_change_says_what_was_and_what_is_now_in_bold(story):
    ann, pool, _code = story
    say_yes(pool, ann, 1500)
    unchanged = printed(ann, pool)
    ask_more(pool)

    [text, bold] = printed(ann, pool)

    assert "changed since your last sheet" in text and "was £15.00," in text
    assert "now £30.00" in bold and "was £15.00" not in bold
    assert "changed" not in unchanged[0] and "now" not in unchanged[1]
    browser = signed_in(ann)
    page = " ".join(browser.get(reverse("pool_paper", args=[pool.pk])).text.split())
    assert "was £15.00, <strong>now £30.00</strong>" in page


def printed(by: Acting, pool: Pool) -> list[str]:
    """What the PDF says; and of that, what is set in bold."""
    pdf = signed_in(by).get(reverse("pool_paper_pdf", args=[pool.pk])).content
    page, bold = PdfReader(io.BytesIO(pdf)).pages[0], []

    def see(text, _matrix, _line_matrix, font, _size):
        if font and "Bold" in font["/BaseFont"]:
            bold.append(text)

    text = page.extract_text(visitor_text=see)
    return [" ".join(text.split()), " ".join("".join(bold).split())]


@pytest.mark.holds("P25")
def test_a_yes_to_what_is_offered_now_is_not_made_older(story):
    ann, pool, code = story
    older = pool.terms_digest
    ask_more(pool)
    pool = Pool.objects.get(pk=pool.pk)
    say_yes(pool, ann, 4000)

    refused = enter(code, pool, shown_digest=older)

    assert refused.status_code == 422
    assert Pledge.objects.get().terms_digest == pool.terms_digest


@pytest.mark.holds("P25", "P23")
def test_the_same_by_program(story):
    _ann, pool, code = story
    ask_more(pool)
    connie = Calls(make_connector().login)
    address = f"/paper/{code}/costs/{pool.pk}/"
    sheet = connie("get", address).json()
    [first, _second] = sheet["versions"]
    source = sheet["sources"][0]["id"]
    yes = {"max_pence": 1500, "parts": [{"source_id": source, "pence": 1500}]}

    unsaid = connie("put", f"{address}yes/", **yes, digest=first["digest"])
    entered = connie("put", f"{address}yes/", **yes, digest=first["digest"], **READ)

    assert (unsaid.status_code, unsaid.json()["field"]) == (400, "shown_words")
    assert entered.json() == {"max_pence": 1500, "is_for_these_terms": False}
    pledge = Pledge.objects.get()
    assert (pledge.shown_words, pledge.interpreted_by) == tuple(READ.values())


@pytest.mark.holds("P23")
def test_how_it_was_put_to_them_stands_beside_what_was_shown(story):
    ann, pool, code = story

    assert enter(code, pool, shown_words="").status_code == 422
    enter(code, pool)

    page = signed_in(ann).get(reverse("pool_terms", args=[pool.pk]))
    assert "Read aloud, in Urdu. Through whom you answered: an interpreter." in words(page)


@pytest.mark.holds("P24")
@pytest.mark.parametrize("interpreter", [Interpreter.REPRESENTATIVE, Interpreter.RELATIVE])
def test_neither_who_acts_for_them_nor_a_relative_interprets_a_yes_with_money(story, interpreter):
    ann, pool, code = story

    refused = enter(code, pool, interpreted_by=interpreter.value)

    assert (refused.status_code, Pledge.objects.count()) == (422, 0)
    pledge = say_yes(pool, ann, 1500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(interpreted_by=interpreter)


@pytest.mark.holds("P26")
def test_telling_is_no_answer_and_an_answer_is_no_telling(story):
    ann, pool, code = story
    connie = make_connector()
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=connie.login_id,
        by=connie,
        now=NOW,
    )
    ask_more(pool)
    enter(code, pool, shown_digest=pool.terms_digest)
    notice = Message.objects.get(kind="asked_new_terms")
    send_message(message_id=notice.pk, send=None, now=NOW)

    signed_in(connie).post(reverse("visit_told"), {"line": notice.pk})

    notice.refresh_from_db()
    assert (notice.state, PrivateQuestion.objects.get().state) == (MessageState.TOLD, "asked")
    assert Pledge.objects.get().terms_digest == pool.terms_digest

    ask_more(pool, 13000)
    enter(code, pool, shown_digest=Pool.objects.get(pk=pool.pk).terms_digest, max_pence="40")
    untold = Message.objects.filter(kind="asked_new_terms").latest("pk")
    assert PrivateQuestion.objects.latest("pk").state == "yes"
    assert untold.state != MessageState.TOLD


@pytest.mark.holds("P23", "P24")
@pytest.mark.parametrize("interpreter", [Interpreter.RELATIVE, Interpreter.REPRESENTATIVE])
def test_whoever_acts_for_them_says_how_it_was_put_and_through_whom(story, interpreter):
    ann, pool, _code = story
    rita = act_for(ann, "rita")
    browser, page = signed_in(rita), reverse("pool_pledge", args=[pool.pk])
    asked = "How was it put to them?"
    assert asked in words(browser.get(page)) and asked not in words(signed_in(ann).get(page))

    typed = {"max_pence": "15", "step": "look", **READ}
    refused = browser.post(page, typed | {"interpreted_by": interpreter.value})
    review = words(browser.post(page, typed))
    browser.post(page, typed | {"step": "yes"})

    assert refused.status_code == 422 and not refused.context["form"].is_valid()
    assert READ["shown_words"] in review and "An interpreter" in review
    pledge = Pledge.objects.get()
    assert (pledge.said_by, pledge.shown_words, pledge.interpreted_by) == (
        rita.login,
        *READ.values(),
    )


@pytest.mark.holds("P23")
def test_a_yes_by_a_record_begins_with_how_the_record_says_it_was_put(story):
    ann, pool, _code = story
    rita = act_for(ann, "rita", RepresentationScope.SUGGEST)
    record = look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=1500, **READ))
    browser, page = signed_in(rita), reverse("do_by_decision", args=[record.pk])
    opened = browser.get(page).context["form"]
    assert {name: opened[name].value() for name in READ} == READ

    typed = {"max_pence": "15", "what_for": "", **READ}
    review = words(browser.post(page, typed | {"step": "look"}))
    browser.post(page, typed | {"step": "yes"})

    assert READ["shown_words"] in review
    pledge = Pledge.objects.get()
    assert (pledge.shown_words, pledge.interpreted_by) == tuple(READ.values())


@pytest.mark.holds("P25", "P59")
def test_by_program_too_a_sheet_says_what_was_and_what_is_now(story):
    ann, pool, code = story
    say_yes(pool, ann, 1500)
    call = Calls(make_connector().login)
    ask_more(pool)

    rows = call("get", f"/paper/{code}/sheets/").json()["results"]
    asked = call("get", f"/paper/{code}/questions/").json()["results"]

    sheets = {row["name"]: row["sheet"] for row in rows}
    for sheet in (sheets[f"cost-{pool.pk}"], asked[0]["sheet"]):
        assert {"question", "before", "now"} == sheet["changes"][0].keys()
        assert ("£15.00", "£30.00") in {(row["before"], row["now"]) for row in sheet["changes"]}
    assert sheets[f"question-{asked[0]['id']}"] == asked[0]["sheet"]
    assert sheets["leave"]["changes"] == []
