"""What the last press of a member, or of who acts for one, refuses: {what is wrong: its case}."""

from datetime import date

from django.urls import reverse

from community.people.acting import Acting
from community.people.actions.decision_records import answer_joint_decision
from community.people.actions.representations import end_representation
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.states import RepresentationScope
from groups.models.members import Member
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import MoneySource
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PrivateQuestionKind, SourceKind
from providers.models.supply import Provider
from tests.factories.decision_records import look_at, write_down_all
from tests.factories.demand import ask, make_group_of, make_vetted, offer_to
from tests.factories.joint_holders import two_attorneys
from tests.factories.pools import (
    AFTER_CLOSE,
    make_chosen_offer,
    make_people,
    make_pool,
    make_source,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector
from tests.frontend.pool.test_what_was_shown import ask_more
from tests.frontend.visiting import day, set_clock

READ = {"shown_words": "Read aloud", "interpreted_by": "nobody"}
UNSAID = READ | {"shown_words": ""}
BY_A_RELATIVE = READ | {"interpreted_by": "relative"}

type Case = tuple[object, str, dict]  # who presses, at which address, what they typed


def pool_and_ann(count=4, **facts):
    people = make_people(count)
    return make_pool(people, **facts), people[0]


def full_but_for_ann():
    """Four places, and the four others of five are in."""
    pool, ann = pool_and_ann(5, prices={4: 6000})
    for member in pool.group.members.exclude(person=ann.person).select_related("person__login"):
        say_yes(pool, Acting(login=member.person.login, person=member.person), 1500)
    return pool, ann


def end(source) -> None:
    """Told by nobody here: it was looked at while it still ran."""
    MoneySource.objects.filter(pk=source.pk).update(ended_at=NOW)


def own(ann, rail=Rail.TRANSFER, **facts):
    return make_source(ann, SourceKind.OWN, rail, **facts)


def pay_for(ann, **facts):
    return act_for(ann, "rita", RepresentationScope.PAY, **facts)


def a_yes(
    by=lambda ann: ann,
    *,
    story=pool_and_ann,
    money=own,
    change=lambda pool, source: None,
    **typed,
) -> Case:
    pool, ann = story()
    source = money(ann)
    who = by(ann)
    change(pool, source)
    parts = {
        f"parts_{source.pk}": pounds for pounds in [typed.pop("part", None)] if pounds is not None
    }
    return who, reverse("pool_pledge", args=[pool.pk]), {"max_pence": "20"} | parts | typed


def closed(_pool, _source):
    set_clock(AFTER_CLOSE)


def one_who_is_paid(_pool, _source):
    Provider.objects.update(is_one_person=True)


def it_has_ended(_pool, source):
    """And there is other money."""
    own(Acting(login=source.person.login, person=source.person), called="Another")
    end(source)


YESES = {
    "all the places are taken": lambda: a_yes(story=full_but_for_ann),
    "its money has ended": lambda: a_yes(change=it_has_ended, part="20"),
    "parts that do not add up": lambda: a_yes(part="15"),
    "what is kept aside": lambda: a_yes(
        money=lambda ann: own(ann, amount_pence=2500, keep_aside_pence=2400)
    ),
    "no card can be taken": lambda: a_yes(money=lambda ann: own(ann, Rail.CARD)),
    "the date has passed": lambda: a_yes(change=closed),
    "a relative is paid": lambda: a_yes(
        money=make_source, change=one_who_is_paid, relation="household"
    ),
    "unsaid whether one is": lambda: a_yes(money=make_source, change=one_who_is_paid),
    "unsaid how it was put": lambda: a_yes(pay_for, **UNSAID),
    "a relative interprets": lambda: a_yes(pay_for, **BY_A_RELATIVE),
    "over their limit": lambda: a_yes(lambda ann: pay_for(ann, limit_pence=100), **READ),
    "not theirs to pay": lambda: a_yes(act_for, **READ),
}


def a_sheet(money=own, story=pool_and_ann, change=lambda pool, source: None, **typed) -> Case:
    pool, ann = story()
    source = money(ann)
    change(pool, source)
    code = Member.objects.get(group=pool.group, person=ann.person).paper_code
    parts = {f"parts_{source.pk}": typed.pop("part")} if "part" in typed else {}
    typed = {"max_pence": "20"} | READ | parts | typed
    return make_connector(), reverse("paper_pool", args=[code, pool.pk]), typed


SHEETS = {
    "all the places are taken": lambda: a_sheet(story=full_but_for_ann),
    "its money has ended": lambda: a_sheet(change=it_has_ended, part="20"),
    "parts that do not add up": lambda: a_sheet(part="15"),
    "what is kept aside": lambda: a_sheet(
        lambda ann: own(ann, amount_pence=2500, keep_aside_pence=2400)
    ),
    "no card can be taken": lambda: a_sheet(lambda ann: own(ann, Rail.CARD)),
    "unsaid how it was put": lambda: a_sheet(shown_words=""),
    "a relative interprets": lambda: a_sheet(interpreted_by="relative"),
}


def a_question(kind, by=lambda ann: ann, money=own, change=lambda ann: None, **typed) -> Case:
    pool, ann = pool_and_ann()
    question = asked(pool, ann, kind, money)
    change(ann)
    page = reverse("pool_question", args=[pool.pk, question.pk])
    return by(ann), page, {"answer": "yes", "max_pence": "20"} | typed


def asked(pool, ann, kind, money=own) -> PrivateQuestion:
    return PrivateQuestion.objects.create(
        pledge=say_yes(pool, ann, 1500, money(ann)),
        kind=kind,
        pence=1600,
        instalment=pool.instalments.get(number=1),
        asked_at=NOW,
        answer_by=AFTER_CLOSE,
    )


def all_has_ended(ann):
    for source in ann.person.sources.all():
        end(source)


MORE, NEW_TERMS = PrivateQuestionKind.LOW_MAXIMUM, PrivateQuestionKind.NEW_TERMS
NEW_SHARE = PrivateQuestionKind.NEW_SHARE
QUESTIONS = {
    "its money has ended": lambda: a_question(MORE, change=all_has_ended),
    "new terms, its money has ended": lambda: a_question(NEW_TERMS, change=all_has_ended),
    "still too low": lambda: a_question(MORE, max_pence="10"),
    "what is kept aside": lambda: a_question(
        MORE, money=lambda ann: own(ann, amount_pence=2500, keep_aside_pence=1000)
    ),
    "over their limit": lambda: a_question(
        NEW_SHARE, lambda ann: pay_for(ann, limit_pence=100), **READ
    ),
    "not theirs to pay": lambda: a_question(NEW_SHARE, act_for, **READ),
    "a share, unsaid how it was put": lambda: a_question(NEW_SHARE, pay_for, **UNSAID),
    "terms, through a relative": lambda: a_question(NEW_TERMS, pay_for, **BY_A_RELATIVE),
    "more, through a relative": lambda: a_question(MORE, pay_for, **BY_A_RELATIVE),
}


def an_answer_on_paper(
    kind=NEW_SHARE,
    sheet_of=lambda pool: pool.terms_digest,
    change=lambda ann: None,
    **typed,
) -> Case:
    pool, ann = pool_and_ann()
    printed = sheet_of(pool)
    pool.refresh_from_db()
    question = asked(pool, ann, kind)
    change(ann)
    code = Member.objects.get(group=pool.group, person=ann.person).paper_code
    page = reverse("paper_question", args=[code, question.pk])
    typed = {"answer": "yes", "max_pence": "40", "shown_digest": printed} | READ | typed
    return make_connector(), page, typed


def older(pool) -> str:
    """The sheet was printed before the price changed, and they have said yes to the new one."""
    before = pool.terms_digest
    ask_more(pool)
    return before


ANSWERS_ON_PAPER = {
    "its money has ended": lambda: an_answer_on_paper(MORE, change=all_has_ended),
    "unsaid how it was put": lambda: an_answer_on_paper(**UNSAID),
    "a relative interprets": lambda: an_answer_on_paper(**BY_A_RELATIVE),
    "less than the share": lambda: an_answer_on_paper(MORE, max_pence="10"),
    "a sheet older than their yes": lambda: an_answer_on_paper(MORE, older),
}


def a_record(max_pence=1500, story=pool_and_ann, **typed) -> Case:
    pool, ann = story()
    make_source(ann)
    rita = act_for(ann, "rita", RepresentationScope.SUGGEST)
    record = look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=max_pence))
    page = reverse("do_by_decision", args=[record.pk])
    return rita, page, {"max_pence": "15"} | READ | typed


def a_joint_record_whose_other_acts_no_more() -> Case:
    pool, ann = pool_and_ann()
    make_source(ann)
    bob, charlie = two_attorneys(ann)
    record = write_down_all(bob, f"pool:{pool.pk}", max_pence=1500)
    answer_joint_decision(record_id=record.pk, agrees=True, by=charlie, now=NOW)
    end_representation(representation_id=charlie.representation_id, by=charlie, now=NOW)
    return bob, reverse("do_by_decision", args=[record.pk]), {"max_pence": "15"} | READ


RECORDS = {
    "all the places are taken": lambda: a_record(story=full_but_for_ann),
    "more than was written": lambda: a_record(1400),
    "unsaid how it was put": lambda: a_record(shown_words=""),
    "a relative interprets": lambda: a_record(interpreted_by="relative"),
    "the other acts no more": a_joint_record_whose_other_acts_no_more,
}


def an_opening_of_what_is_not_chosen() -> Case:
    group, [ann, *_others] = make_group_of("ann", "ben", "cas", "dan")
    offer = offer_to(ask(group, ann), *make_vetted())
    page = f"{reverse('pool_open')}?offer={offer.pk}"
    return ann, page, day("closes_on", date(2027, 6, 1))


def an_opening(closes_on) -> Case:
    people = make_people(4)
    offer = make_chosen_offer(people)
    return people[0], f"{reverse('pool_open')}?offer={offer.pk}", day("closes_on", closes_on)


def an_opening_on_paper(closes_on, **typed) -> Case:
    people = make_people(4)
    offer = make_chosen_offer(people)
    code = Member.objects.get(group=offer.brief.group, person=people[0].person).paper_code
    page = reverse("paper_open", args=[code, offer.pk])
    return make_connector(), page, day("closes_on", closes_on) | typed


OPENINGS_ON_PAPER = {
    "a day that is over": lambda: an_opening_on_paper(date(2027, 1, 1)),
    "too far ahead": lambda: an_opening_on_paper(date(2028, 6, 1)),
    "a sheet of another version": lambda: an_opening_on_paper(date(2027, 6, 1), version="ZZZZZZ"),
}
OPENINGS = {
    "an offer that is not chosen": an_opening_of_what_is_not_chosen,
    "a day that is over": lambda: an_opening(date(2027, 1, 1)),
    "too far ahead": lambda: an_opening(date(2028, 6, 1)),
}


def a_change_of_money(by=lambda ann: ann, *, change=lambda ann: None, **typed) -> Case:
    [ann] = make_people(1)
    source = own(ann, amount_pence=5000, keep_aside_pence=4000)
    who = by(ann)
    change(ann)
    usual = {"amount_pence": "50", "keep_aside_pence": "10"}
    return who, reverse("change_source", args=[source.pk]), usual | typed


def nobody_works_there(ann):
    Person.objects.filter(pk=ann.person_id).update(area=None)
    Representation.objects.update(agreed_in=None)


CHANGES_OF_MONEY = {
    "more aside than there is": lambda: a_change_of_money(keep_aside_pence="60"),
    "unsaid what they showed": lambda: a_change_of_money(pay_for, what_they_showed=""),
    "nobody there to look": lambda: a_change_of_money(
        pay_for, change=nobody_works_there, what_they_showed="She pointed at it."
    ),
}
