"""What the last press of a provider, or of an office, refuses: {what is wrong: its case}."""

from datetime import date

from django.urls import reverse

from pooling.payments.models.commitments import Commitment
from pooling.pools.actions.terms_changes import change_terms
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.shown import line_digest
from tests.factories.supply import NOW, book, deliver, make_login, make_session
from tests.frontend.pool.test_cards_and_questions import voice_of
from tests.frontend.pool.test_provider_pages import typed_terms
from tests.frontend.reviews_of_members import Case, pool_and_ann
from tests.frontend.visiting import day, set_clock, signed_in


def of_the_provider(page, *, is_going_on=False, pays=False, **typed) -> Case:
    people = make_people(4)
    pool = make_pool(people)
    if pays:
        changes = {"is_hands_on": False, "hourly_pay_pence": 2000}
        change_terms(pool_id=pool.pk, changes=changes, by=voice_of(pool), now=NOW)
    address = reverse(page, args=[pool.pk])
    as_now = {}
    if page == "provider_pool_terms":
        as_now = typed_terms(signed_in(voice_of(pool)).get(address))
    if is_going_on:
        office_agrees([say_yes(pool, person, 2000) for person in people])
        set_clock(AFTER_CLOSE)
        look(pool, AFTER_CLOSE)
    return voice_of(pool), address, as_now | typed


def prices(for_8="60") -> dict:
    return {f"for_{people}": "60" for people in range(4, 8)} | {"for_8": for_8}


PRICES = {
    "less than one helper is paid": lambda: of_the_provider(
        "provider_pool_price", pays=True, **{f"for_{people}": "30" for people in range(4, 9)}
    ),
    "one more costs more": lambda: of_the_provider("provider_pool_price", **prices("200")),
    "the total falls": lambda: of_the_provider("provider_pool_price", **prices("50")),
    "it is going on": lambda: of_the_provider("provider_pool_price", is_going_on=True, **prices()),
}


def other_terms(**typed) -> Case:
    return of_the_provider("provider_pool_terms", **typed)


OTHER_TERMS = {
    "less than one helper is paid": lambda: other_terms(hourly_pay_pence="200"),
    "nothing is otherwise": other_terms,
    "it is going on": lambda: other_terms(is_going_on=True, place="Another hall"),
    "a day that is over": lambda: other_terms(**day("first_day", date(2027, 1, 5))),
}


def an_answer_of_the_office(**said) -> Case:
    pool, ann = pool_and_ann()
    say_yes(pool, ann, 1500)
    line = Commitment.objects.get()
    typed = {f"line{line.pk}-{name}": text for name, text in said.items()}
    typed[f"line{line.pk}-shown_digest"] = line_digest(line.pk)
    return make_officer(), reverse("fund_holder"), typed


OFFICE = {
    "a yes without a word of the bill": lambda: an_answer_of_the_office(answer="yes"),
    "by how much the bill changes": lambda: an_answer_of_the_office(
        answer="yes", bill_change="yes"
    ),
    "a sum where it does not": lambda: an_answer_of_the_office(
        answer="yes", bill_change="no", bill_change_pence="3"
    ),
    "a yes when, and not what": lambda: an_answer_of_the_office(answer="yes_when"),
    "a no without a reason": lambda: an_answer_of_the_office(answer="no"),
    "another reason, and not which": lambda: an_answer_of_the_office(
        answer="no", refusal_reason="other"
    ),
}


def a_session(is_recorded=False, moment=NOW) -> Case:
    voice = make_login("museum")
    session = make_session(voice)
    booking = book(session, make_people(1)[0])
    if is_recorded:
        deliver(session, voice)
    set_clock(moment)
    return voice, reverse("provider_session", args=[session.pk]), {"came": [booking.pk]}


SESSIONS = {
    "it has not begun": a_session,
    "it is recorded already": lambda: a_session(is_recorded=True, moment=AFTER_CLOSE),
}
