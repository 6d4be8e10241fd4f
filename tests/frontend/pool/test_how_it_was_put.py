"""A question in private, answered for somebody: how it was put, and through whom (P23, P24)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.rules.how_put import HowNotSaid, check_how_it_was_put
from community.people.states import Interpreter, RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState, SourceKind
from tests.factories.pools import (
    AFTER_CLOSE,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.shown import pool_digest
from tests.factories.supply import NOW
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

READ = {"shown_words": "Read aloud, in Urdu", "interpreted_by": "interpreter"}
EMPTY = {"shown_words": "", "interpreted_by": "nobody"}
ASKED = "How was it put to them?"
YES = {"answer": "yes", "max_pence": "16"}
NOT_FOR_MONEY = [Interpreter.RELATIVE.value, Interpreter.REPRESENTATIVE.value]
SAID_ANEW = [PrivateQuestionKind.LOW_MAXIMUM, PrivateQuestionKind.NEW_TERMS]


@pytest.fixture(params=PrivateQuestionKind.values)
def asked(request, db):
    """Ann is asked in private; Rita may decide and pay for her."""
    return ask(PrivateQuestionKind(request.param))


def ask(kind):
    people = make_people(4)
    pool, ann = make_pool(people), people[0]
    if kind == PrivateQuestionKind.BILL_CHANGE:
        said = say_yes(pool, ann, 1500)
        office_agrees([said], bill_change="yes", bill_change_pence=350)
        question = PrivateQuestion.objects.get()
    else:
        said = say_yes(pool, ann, 1500, make_source(ann, SourceKind.OWN, Rail.TRANSFER))
        question = PrivateQuestion.objects.create(
            pledge=said,
            kind=kind,
            pence=1600,
            instalment=pool.instalments.get(number=1),
            asked_at=NOW,
            answer_by=AFTER_CLOSE,
        )
    return ann, act_for(ann, "rita", RepresentationScope.PAY), question


def page_of(question):
    return reverse("pool_question", args=[question.pledge.pool_id, question.pk])


def put(question):
    question.refresh_from_db()
    return {name: getattr(question, name) for name in READ}


@pytest.mark.holds("P23")
def test_whoever_answers_for_them_says_how_it_was_put_and_looks_it_over(asked):
    ann, rita, question = asked
    browser, page = signed_in(rita), page_of(question)
    assert ASKED in words(browser.get(page)) and ASKED not in words(signed_in(ann).get(page))

    for step in ("look", "yes"):
        unsaid = browser.post(page, YES | {"shown_words": " ", "step": step})
        assert (unsaid.status_code, put(question)) == (422, EMPTY)
    review = words(browser.post(page, YES | READ | {"step": "look"}))
    assert READ["shown_words"] in review and "An interpreter" in review
    browser.post(page, YES | READ | {"step": "yes"})

    assert (put(question), question.state, question.answered_by) == (READ, "yes", rita.login)
    if question.kind in SAID_ANEW:
        pledge = Pledge.objects.get()
        assert (pledge.shown_words, pledge.interpreted_by) == tuple(READ.values())


@pytest.mark.holds("P24")
@pytest.mark.parametrize("who", NOT_FOR_MONEY)
def test_neither_who_acts_for_them_nor_a_relative_interprets_the_answer(asked, who):
    _ann, rita, question = asked
    browser, typed = signed_in(rita), YES | READ | {"interpreted_by": who}

    refused = [browser.post(page_of(question), typed | {"step": step}) for step in ("look", "yes")]

    assert [each.status_code for each in refused] == [422, 422]
    assert all("neither whoever acts for them nor a relative" in words(each) for each in refused)
    assert put(question) == EMPTY
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateQuestion.objects.filter(pk=question.pk).update(interpreted_by=who)


@pytest.mark.holds("P23", "P24")
def test_by_program_it_is_asked_as_well(asked):
    ann, rita, question = asked
    address = f"/questions/{question.pk}/answer/"
    call = Calls(rita.login)
    call = Calls(rita.login)
    call.client.defaults["HTTP_X_ACTING_FOR"] = str(ann.person_id)
    yes = {"yes": True, "max_pence": 1600}
    yes["digest"] = pool_digest(question.pledge.pool_id, ann.person_id)

    unsaid = call("post", address, **yes)
    through = call("post", address, **yes, **READ | {"interpreted_by": NOT_FOR_MONEY[0]})
    said = call("post", address, **yes, **READ)

    assert (unsaid.status_code, unsaid.json()["field"]) == (409, "shown_words")
    assert (through.status_code, through.json()["field"]) == (409, "interpreted_by")
    assert (said.status_code, put(question)) == (200, READ)


@pytest.mark.holds("P23")
def test_a_no_asks_nothing_and_neither_does_ones_own_answer(asked):
    ann, rita, question = asked
    with transaction.atomic():
        gone = signed_in(rita).post(page_of(question), {"answer": "no"})
        assert (gone.status_code, put(question)) == (302, EMPTY)
        transaction.set_rollback(True)

    signed_in(ann).post(page_of(question), YES | {"step": "yes"})

    assert (put(question), question.state) == (EMPTY, PrivateQuestionState.YES)


@pytest.mark.holds("P23")
def test_a_yes_said_anew_answers_with_how_it_was_put(db):
    _ann, rita, question = ask(PrivateQuestionKind.NEW_TERMS)
    source = rita.person.sources.get()
    page = reverse("pool_pledge", args=[question.pledge.pool_id])

    signed_in(rita).post(
        page, {"max_pence": "16", f"parts_{source.pk}": "16", "step": "yes"} | READ
    )

    assert (put(question), question.state) == (READ, PrivateQuestionState.YES)


@pytest.mark.holds("P23")
def test_no_action_takes_a_yes_for_somebody_without_it(asked):
    _ann, rita, question = asked

    with pytest.raises(HowNotSaid):
        answer_question(question_id=question.pk, yes=True, max_pence=1600, by=rita, now=NOW)

    with pytest.raises(HowNotSaid):
        request = make_request((rita.person.sources.get(), 1500))
        pledge(pool_id=question.pledge.pool_id, request=request, by=rita, now=NOW)


@pytest.mark.holds("P23", "P24")
@pytest.mark.parametrize(
    ("how_put", "is_by_other_hands", "code"),
    [
        (SAID_BY_THEMSELVES, False, None),
        (SAID_BY_THEMSELVES, True, "how_not_said"),
        (HowPut(" "), True, "how_not_said"),
        (HowPut("Read aloud"), True, None),
        (HowPut("Read aloud", "worker"), True, None),
        (HowPut("Read aloud", "relative"), True, "interpreted_by_who_gains"),
        (HowPut("Read aloud", "representative"), True, "interpreted_by_who_gains"),
        (HowPut("", "relative"), False, "interpreted_by_who_gains"),
    ],
)
def test_what_is_said_beside_a_yes(how_put, is_by_other_hands, code):
    try:
        check_how_it_was_put(how_put, is_by_other_hands=is_by_other_hands)
    except Exception as refused:
        assert refused.code == code
    else:
        assert code is None
