"""Paying: where money comes from, and a yes to a shared cost."""

from datetime import date, timedelta

from community.people.acting import Acting
from pooling.payments.states.charges import Rail
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.models.stops import MoneyStop
from pooling.pools.states import PrivateQuestionKind, SourceKind
from standin.core import Core
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_card,
    make_chosen_offer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.factories.talks import TALK_DAY, make_talk
from tests.frontend.visiting import day, set_clock

from .pressing import YES, Press, Presses

OF_MONEY = Presses()
PUT = {"shown_words": "Read aloud", "interpreted_by": "nobody"}  # by other hands


@OF_MONEY.press("add_source_of")
def _(ann: Acting) -> Press:
    return Press("add_source", ["own"], {"rail": "card", "called": "my money"})


@OF_MONEY.press("talk")
def _(ann: Acting) -> Press:
    connie = make_connector()
    typed = {"with_whom": connie.login.pk, "way": "call", "day": TALK_DAY.isoformat()}
    return Press("ask_to_talk", ["money", 0], typed)


@OF_MONEY.press("move_talk")
def _(ann: Acting) -> Press:
    talk = make_talk(ann, connie := make_connector())
    typed = {"with_whom": connie.login.pk, "way": "visit", "day": TALK_DAY.isoformat()}
    return Press("move_talk", [talk.pk], typed)


@OF_MONEY.press("call_off_talk")
def _(ann: Acting) -> Press:
    return Press("call_off_talk", [make_talk(ann, make_connector()).pk])


def own(ann, rail=Rail.TRANSFER):
    return make_source(ann, SourceKind.OWN, rail)


@OF_MONEY.press("change_source")
def _(ann: Acting) -> Press:
    return Press("change_source", [own(ann).pk], {"amount_pence": "20"})


@OF_MONEY.press("keep_more")
def _(ann: Acting) -> Press:
    source = make_source(ann, SourceKind.OWN, Rail.TRANSFER, amount_pence=2000)
    return Press("change_source", [source.pk], {"more_pence": "5"})


@OF_MONEY.press("end_source")
def _(ann: Acting) -> Press:
    return Press("end_source", [own(ann).pk])


@OF_MONEY.press("money_stop")
def _(ann: Acting) -> Press:
    end_source(source_id=own(ann).pk, by=act_for(ann, "rob"), now=NOW)
    return Press("put_back", [MoneyStop.objects.get().pk])


@OF_MONEY.press("source_card")
def _(ann: Acting) -> Press:
    return Press("start_card_setup", [own(ann, Rail.CARD).pk])


@OF_MONEY.press("remove_card")
def _(ann: Acting, core: Core) -> Press:
    return Press("remove_saved_card", [make_card(core, ann).pk])


def the_four(ann) -> list[Acting]:
    return [ann, *make_people(3)]


@OF_MONEY.press("pool_open")
def _(ann: Acting) -> Press:
    offer = make_chosen_offer(the_four(ann))
    closes_on = day("closes_on", date(2027, 6, 1))
    return Press("open_pool", [], closes_on | YES, f"?offer={offer.pk}")


def pool_of(ann):
    return make_pool(the_four(ann))


@OF_MONEY.press("pool_pledge")
def _(ann: Acting) -> Press:
    pool = pool_of(ann)
    own(ann)
    return Press("pledge", [pool.pk], {"max_pence": "16"} | PUT | YES)


@OF_MONEY.press("pool_card")
def _(ann: Acting) -> Press:
    return Press("start_card_setup", [pool_of(ann).pk, own(ann, Rail.CARD).pk])


def asked(ann):
    pool = pool_of(ann)
    pledge = say_yes(pool, ann, 1100, own(ann))
    kind, by = PrivateQuestionKind.LOW_MAXIMUM, NOW + timedelta(days=7)
    question = PrivateQuestion.objects.create(
        pledge=pledge, kind=kind, pence=1500, asked_at=NOW, answer_by=by
    )
    return [pool.pk, question.pk]


@OF_MONEY.press("pool_question")
def _(ann: Acting) -> Press:
    typed = {"answer": "yes", "max_pence": "16"} | PUT | YES
    return Press("answer_question", asked(ann), typed)


@OF_MONEY.press("pool_other_way")
def _(ann: Acting) -> Press:
    return Press("request_another_way", asked(ann))


@OF_MONEY.press("pool_leave")
def _(ann: Acting) -> Press:
    pool = pool_of(ann)
    say_yes(pool, ann, 1600, own(ann))
    return Press("withdraw_pledge", [pool.pk])


def uncovered(ann):
    """Paid for once; then one of five stops, and the group chooses what to do."""
    people = [*the_four(ann), make_someone("eve")]
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    return pool


@OF_MONEY.press("pool_call_off")
def _(ann: Acting) -> Press:
    people = the_four(ann)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    return Press("ask_to_call_off", [pool.pk], {"typed": "240", **READ_ALOUD})


@OF_MONEY.press("pool_cover")
def _(ann: Acting) -> Press:
    return Press("cast_cover_ballot", [uncovered(ann).pk], {"options": "connector", **READ_ALOUD})
