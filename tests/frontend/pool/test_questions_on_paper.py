"""No question is asked of one person alone that cannot be answered on paper: the sheet, and its
entry by page and by program, for every kind that there is (P58, fault G1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from groups.models.members import Member
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PartState, PrivateQuestionKind, PrivateQuestionState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.places import make_area
from tests.factories.pools import AFTER_CLOSE, look, make_people, make_pool, make_source, say_yes
from tests.factories.shown import office_words
from tests.factories.supply import make_connector
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

from .test_looking_over_answers import (
    a_changed_bill,
    a_changed_price,
    a_payment_that_failed,
    a_share_that_rose,
)
from .test_what_was_shown import ask_more


def a_most_below_the_share(_core):
    people = make_people(5)
    pool = make_pool(people)
    transfer = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}
    for person in people[:4]:
        say_yes(pool, person, 1500, make_source(person, **transfer))
    say_yes(pool, people[4], 1000, make_source(people[4], **transfer))
    week_before = AFTER_CLOSE - timedelta(days=6)
    set_clock(week_before)
    look(pool, week_before)
    return people[4]


# What is asked, and what stands on its sheet.
STORIES = {
    PrivateQuestionKind.LOW_MAXIMUM: (a_most_below_the_share, "Up to £ ______ a session"),
    PrivateQuestionKind.FAILED_PAYMENT: (a_payment_that_failed, "Try the same payment again"),
    PrivateQuestionKind.NEW_SHARE: (a_share_that_rose, "Yes, £15 a session"),
    PrivateQuestionKind.NEW_TERMS: (a_changed_price, "Yes to what is offered now"),
    PrivateQuestionKind.BILL_CHANGE: (a_changed_bill, "It changes by £3.50 a week"),
}
PUT = {"shown_words": "Read aloud, in Urdu", "interpreted_by": "interpreter"}
EVERY_KIND = pytest.mark.parametrize("kind", PrivateQuestionKind)


@pytest.fixture
def core(db, monkeypatch):
    return use_standin(monkeypatch)


def asked(kind, core):
    """Who is asked, what, and the code of their sheets."""
    her = STORIES[kind][0](core)
    question = PrivateQuestion.objects.get(
        pledge__person=her.person, kind=kind, state=PrivateQuestionState.ASKED
    )
    member = Member.objects.get(group=question.pledge.pool.group, person=her.person)
    return her, question, member.paper_code


def answers(question, **typed):
    most = {"max_pence": "13"} if question.kind == PrivateQuestionKind.LOW_MAXIMUM else {}
    digest = question.pledge.pool.terms_digest
    most |= office_words(question.pledge.person_id)
    return {"answer": "yes", "shown_digest": digest, "step": "yes", **PUT, **most, **typed}


@pytest.mark.holds("P58", "fault:G1", "M122")
@EVERY_KIND
def test_every_kind_of_question_has_a_sheet_for_who_is_asked_and_for_who_visits(core, kind):
    her, question, code = asked(kind, core)
    own = reverse("pool_question_sheet", args=[question.pledge.pool_id, question.pk])
    connie = signed_in(make_connector())

    for page in (
        signed_in(her).get(own),
        connie.get(reverse("paper_question_sheet", args=[code, question.pk])),
    ):
        text = words(page)
        assert STORIES[kind][1] in text
        assert f"Q{question.pk}" in text and "Please answer by" in text
        assert "Ask me: I would like to talk first" in text
    assert "Print this sheet" in words(connie.get(reverse("paper_sheet", args=[code])))


@pytest.mark.holds("P58", "fault:G1", "M122")
@EVERY_KIND
def test_a_yes_to_every_kind_of_question_is_entered_after_it_was_looked_over(core, kind):
    _her, question, code = asked(kind, core)
    connie = make_connector()
    browser, page = signed_in(connie), reverse("paper_question", args=[code, question.pk])

    review = words(browser.post(page, answers(question, step="look")))
    question.refresh_from_db()
    assert question.state == PrivateQuestionState.ASKED
    assert "Look at it once more beside the sheet" in review

    assert browser.post(page, answers(question)).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.answered_by) == (PrivateQuestionState.YES, connie.login)
    entry = AuditEntry.objects.filter(deed="answer_question").latest("pk")
    assert entry.on_paper


@pytest.mark.holds("P58", "fault:G1", "M122")
@EVERY_KIND
def test_not_this_time_needs_no_second_look(core, kind):
    _her, question, code = asked(kind, core)
    page = reverse("paper_question", args=[code, question.pk])

    signed_in(make_connector()).post(page, {"answer": "no", "step": "look"} | _digest(question))

    question.refresh_from_db()
    assert question.state == PrivateQuestionState.NO


def _digest(question):
    return {"shown_digest": question.pledge.pool.terms_digest}


@pytest.mark.holds("P58", "fault:G1", "M122")
@EVERY_KIND
def test_the_same_by_program(core, kind):
    _her, question, code = asked(kind, core)
    connie = Calls(make_connector().login)

    [row] = connie("get", f"/paper/{code}/questions/").json()["results"]
    sheet = row["sheet"]
    assert STORIES[kind][1] in " ".join([sheet["text"], *sheet["ticks"]])
    assert sheet["code"].endswith(f"Q{question.pk}")
    digest = row["versions"][-1]["digest"]
    most = {"max_pence": 1300} if kind == PrivateQuestionKind.LOW_MAXIMUM else {}
    yes = {"yes": True, "digest": digest} | most
    address = f"/paper/{code}/questions/{row['id']}/answer/"
    answer = connie("post", address, **yes, **PUT)

    assert (answer.status_code, answer.json()["state"]) == (200, "yes")


@pytest.mark.holds("P23", "P24")
@EVERY_KIND
def test_a_yes_says_how_it_was_put_and_through_whom_and_a_no_needs_neither(core, kind):
    _her, question, code = asked(kind, core)
    connie = make_connector()
    browser, page = signed_in(connie), reverse("paper_question", args=[code, question.pk])
    assert "How was it put to them?" in words(browser.get(page))

    for step in ("look", "yes"):
        unsaid = browser.post(page, answers(question, step=step, shown_words=" "))
        through = browser.post(page, answers(question, step=step, interpreted_by="relative"))
        assert (unsaid.status_code, through.status_code) == (422, 422)
    yes = {"yes": True, "digest": question.pledge.pool.terms_digest, "max_pence": 1300}
    address = f"/paper/{code}/questions/{question.pk}/answer/"
    by_program = Calls(connie.login)("post", address, **yes)
    assert (by_program.status_code, by_program.json()["field"]) == (409, "shown_words")
    review = words(browser.post(page, answers(question, step="look")))
    assert PUT["shown_words"] in review and "An interpreter" in review
    browser.post(page, answers(question))

    question.refresh_from_db()
    assert (question.shown_words, question.interpreted_by) == tuple(PUT.values())


@pytest.mark.holds("P58", "P25")
def test_a_yes_on_a_sheet_of_older_terms_is_kept_and_what_changed_since_stays_asked(core):
    her, _question, code = asked(PrivateQuestionKind.NEW_TERMS, core)
    pool = Pool.objects.get()
    older = pool.terms_digest
    ask_more(pool)
    question = PrivateQuestion.objects.get(
        pledge__person=her.person, state=PrivateQuestionState.ASKED
    )
    page = reverse("paper_question", args=[code, question.pk])
    browser = signed_in(make_connector())

    done = browser.post(page, answers(question, shown_digest=older), follow=True)

    question.refresh_from_db()
    assert question.state == PrivateQuestionState.ASKED
    assert Pledge.objects.get(person=her.person).terms_digest == older
    assert "There is a new sheet to print" in words(done)


@pytest.mark.holds("P58", "P25")
def test_a_yes_about_the_bill_is_not_lost_because_the_terms_changed_meanwhile(core):
    her, question, code = asked(PrivateQuestionKind.BILL_CHANGE, core)
    older = question.pledge.pool.terms_digest
    ask_more(Pool.objects.get())
    page = reverse("paper_question", args=[code, question.pk])

    signed_in(make_connector()).post(page, answers(question, shown_digest=older))

    question.refresh_from_db()
    assert question.state == PrivateQuestionState.YES
    assert question.part.state == PartState.CONFIRMED
    assert her.person.pledges.get().questions.get(kind="new_terms").state == "asked"


def test_whoever_enters_it_reads_neither_what_they_said_nor_what_they_may_pay(core):
    her, question, code = asked(PrivateQuestionKind.LOW_MAXIMUM, core)
    Pledge.objects.filter(person=her.person).update(max_pence=1077)
    browser = signed_in(make_connector())

    for name in ("paper_question", "paper_question_sheet"):
        assert "10.77" not in browser.get(reverse(name, args=[code, question.pk])).text


def test_less_than_the_share_is_refused_beside_its_box_with_what_was_typed(core):
    _her, question, code = asked(PrivateQuestionKind.LOW_MAXIMUM, core)
    page = reverse("paper_question", args=[code, question.pk])

    again = signed_in(make_connector()).post(page, answers(question, max_pence="11", step="look"))

    assert (again.status_code, 'value="11' in again.text) == (422, True)
    assert "The share would be £12 a session." in words(again)


@pytest.mark.holds("P58")
def test_nobody_else_prints_or_enters_it(core):
    _her, question, code = asked(PrivateQuestionKind.BILL_CHANGE, core)
    another = Member.objects.exclude(paper_code=code).first()
    connie = make_connector()
    elsewhere = make_connector("other", make_area("Elsewhere", authority_code="E06999998"))

    for name in ("paper_question", "paper_question_sheet"):
        for reader, sheet in ((elsewhere, code), (connie, another.paper_code)):
            page = signed_in(reader).get(reverse(name, args=[sheet, question.pk]))
            assert page.status_code == 404
    refused = Calls(connie.login)(
        "post", f"/paper/{another.paper_code}/questions/{question.pk}/answer/", yes=False
    )
    assert refused.status_code == 404
