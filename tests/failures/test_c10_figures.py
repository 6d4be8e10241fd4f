"""C10: figures that disagree. Fifty members over a year, with money given back, parts, payments
that fail and people who leave: page, table, paper and ledger say the same, to the penny."""

import csv
import io
import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from community.common.clock import LONDON
from community.people.acting import Acting
from pooling.ledger.account_codes import part_account_code
from pooling.ledger.queries import balances, ledger_faults, pool_balance
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.cards import CardPayment
from pooling.payments.queries.bank_transfers import open_bank_transfers
from pooling.payments.states.cards import PaymentState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.models.pledges import MoneySource, Part, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.statements import pool_statement
from pooling.pools.states import PoolState, PrivateQuestionKind, PrivateQuestionState, SourceKind
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import call_off_session, record_delivered
from providers.states import BookingState
from tests.factories.cards import DECLINES, WORKS, open_account
from tests.factories.pools import (
    look,
    make_card,
    make_chosen_offer,
    make_officer,
    make_request,
    make_source,
    office_agrees,
)
from tests.factories.supply import NOW, make_login, make_someone, send_all
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

SEED = 20270401
GROUPS, MEMBERS = 7, 50
PERIODS = {
    "calendar year": (date(2027, 1, 1), date(2027, 12, 31)),
    "from April": (date(2027, 4, 1), date(2028, 3, 31)),
    "odd": (date(2027, 7, 17), date(2027, 11, 2)),
}
SUMS = (
    "Paid and not yet spent, at the beginning",
    "Paid",
    "Given back",
    "Spent on sessions held",
    "Paid and not yet spent, at the end",
)


@dataclass
class Story:
    """One group's year: its shared cost, and who is in it."""

    pool: Pool
    people: list[Acting]
    voice: Acting

    def at(self, moment: datetime) -> None:
        """All that is due by then: messages go out, and every transfer asked for arrives."""
        set_clock(moment)
        look(self.pool, moment)
        send_all(moment)
        waiting = open_bank_transfers(provider_ids=[self.pool.provider_id])
        for line in waiting:
            record_arrival(
                transfer_id=line.transfer_id,
                pence=line.still_to_come,
                arrived_on=moment.date(),
                key=f"seen:{line.transfer_id}:{moment:%Y%m%d%H%M}",
                by=self.voice,
                now=moment,
            )
        if waiting:
            look(self.pool, moment)

    def say_yes_to_new_shares(self, now: datetime) -> None:
        for question in PrivateQuestion.objects.filter(
            pledge__pool=self.pool,
            kind=PrivateQuestionKind.NEW_SHARE,
            state=PrivateQuestionState.ASKED,
        ).select_related("pledge__person__login"):
            person = question.pledge.person
            by = Acting(login=person.login, person=person)
            answer_question(question_id=question.pk, yes=True, by=by, now=now)

    def hold(self, rows) -> None:
        for row in rows:
            session = row.session
            ended = session.ends_at + timedelta(hours=1)
            set_clock(ended)
            places = session.bookings.exclude(state=BookingState.ENDED).order_by("pk")
            came = [place.pk for place in places]
            record_delivered(session_id=session.pk, came=came, by=self.voice, now=ended)
            first = places[0].person
            hands = Acting(login=first.login, person=first)
            confirm_session(session_id=session.pk, by=hands, now=ended)
        self.at(ended)


def money_of(chance: random.Random, core, person: Acting, most: int):
    """One person's parts: (source, pence), from one source or two, some with a card that fails."""
    kind = chance.choice(["council", "transfer", "card", "card that fails", "two", "two"])
    if kind == "council":
        return [(make_source(person), most)]
    if kind == "transfer":
        return [(make_source(person, SourceKind.DIRECT_PAYMENT, Rail.TRANSFER), most)]
    if kind == "card":
        return [(make_card(core, person, WORKS), most)]
    if kind == "card that fails":
        return [(make_card(core, person, DECLINES), most)]
    first = chance.randint(100, 900)
    return [(make_source(person), first), (make_card(core, person, WORKS), most - first)]


def begin(chance: random.Random, core, number: int, size: int, officer: Acting) -> Story:
    people = [make_someone(f"g{number}-member-{place}") for place in range(size)]
    voice = make_login(f"g{number}-museum")
    prices = dict.fromkeys(range(3, 9), chance.choice([5999, 6001, 7003, 8000]))
    offer = make_chosen_offer(
        people, prices=prices, sessions=8, voice=voice, first_in_days=14 + 35 * number
    )
    open_account(core, offer.provider, voice)
    first = datetime.fromisoformat(min(offer.starts))
    closes_on = (first - timedelta(days=14)).astimezone(LONDON).date()
    pool = open_pool(offer_id=offer.pk, closes_on=closes_on, by=people[0], now=NOW)
    pledges = []
    for person in people:
        parts = money_of(chance, core, person, 2700)
        request = make_request(*parts)
        pledges.append(pledge(pool_id=pool.pk, request=request, by=person, now=NOW))
    office_agrees(pledges, officer)
    return Story(pool, people, voice)


def tell(story: Story) -> None:
    """Paid, partly held, once called off, one leaves, paid again, held to the end."""
    pool = story.pool
    closes = pool.closes_at + timedelta(minutes=30)
    story.at(closes)
    story.at(closes + timedelta(days=8))  # whoever's card failed has not mended it
    assert pool.state == PoolState.FUNDED
    rows = list(pool.sessions.order_by("session__starts_at").select_related("session"))
    story.hold(rows[:2])
    call_off_session(
        session_id=rows[2].session_id,
        why="the boiler has broken",
        by=story.voice,
        now=rows[2].session.starts_at - timedelta(hours=1),
    )
    story.at(rows[2].session.starts_at + timedelta(hours=2))
    paying = pool.pledges.filter(parts__charges__isnull=False, state="in").order_by("pk").first()
    stop_pledge_by_agreement(
        pledge_id=paying.pk, by=story.voice, now=rows[2].session.starts_at + timedelta(hours=3)
    )
    story.at(rows[2].session.starts_at + timedelta(hours=4))
    second = pool.instalments.get(number=2)
    story.say_yes_to_new_shares(second.collect_at - timedelta(days=1))
    story.hold(rows[3:])
    story.say_yes_to_new_shares(second.collect_at)
    second.refresh_from_db()
    asked_at = second.collect_at + timedelta(hours=1)
    story.at(asked_at)  # their days to choose are over: each is asked about the new share
    story.say_yes_to_new_shares(asked_at + timedelta(hours=1))
    second.refresh_from_db()
    story.at(second.collect_at + timedelta(hours=1))
    later = list(pool.sessions.filter(instalment=second).order_by("session__starts_at"))
    story.hold(later[:3])


def a_year(core, groups: int, members: int) -> list[Story]:
    """Members in groups, whose stories are spread over a year and more."""
    chance, officer = random.Random(SEED), make_officer()
    sizes = [members // groups + (place < members % groups) for place in range(groups)]
    stories = [begin(chance, core, number, size, officer) for number, size in enumerate(sizes)]
    for story in stories:
        tell(story)
    set_clock(datetime(2028, 5, 1, 12, tzinfo=LONDON))
    return stories


def ledger_at_end(source: MoneySource, end: date) -> int:
    codes = [part_account_code(part.pk) for part in Part.objects.filter(source=source)]
    midnight = datetime.combine(end + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)
    return sum(balances(codes, before=midnight).values())


def read_csv(text: str) -> dict[str, int]:
    """The five sums, added up again from the lines of the table."""
    rows = list(csv.DictReader(io.StringIO(text)))
    lines = [row for row in rows if row["What is shared"] and row["Left"]]
    totals = {
        label: sum(pence(row[column]) for row in lines)
        for label, column in zip(SUMS[1:4], ("Paid", "Given back", "Spent"), strict=True)
    }
    by_words = {row["What"]: row["Left"] for row in rows if row["What"] in (SUMS[0], SUMS[-1])}
    return {SUMS[0]: pence(by_words[SUMS[0]]), **totals, SUMS[-1]: pence(by_words[SUMS[-1]])}


def pence(text: str) -> int:
    return round(float(text or 0) * 100)


def read_words(text: str) -> dict[str, int]:
    """The five sums as a page or a paper says them."""
    flat = re.sub(r"\s+", " ", text)
    figures = {}
    for label in SUMS:
        match = re.search(re.escape(label) + r" (-?)£([\d,]+\.\d\d)", flat)
        sign = -1 if match[1] else 1
        figures[label] = sign * pence(match[2].replace(",", ""))
    return figures


def paper_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.holds("C10", "M59")
@pytest.mark.parametrize(
    ("groups", "members"), [(1, 7), pytest.param(7, 50, marks=pytest.mark.prove)]
)
def test_page_table_paper_and_ledger_say_the_same_to_the_penny(core, groups, members):
    counts = Counter()
    for story in a_year(core, groups, members):
        for person in story.people:
            for source in person.person.sources.all():
                check_alike(signed_in(person), source, counts)
        in_all = sum(
            ledger_at_end(source, date(2028, 4, 30))
            for source in MoneySource.objects.filter(parts__pledge__pool=story.pool).distinct()
        )
        statement = pool_statement(story.pool)
        assert in_all == pool_balance(story.pool.pk) == statement.waiting_pence
        assert min(statement.refunded_pence, statement.spent_pence) > 0
    assert min(counts[name] for name in PERIODS) >= members // 4
    assert ledger_faults() == []


def check_alike(browser, source: MoneySource, seen: Counter) -> None:
    for name, (start, end) in PERIODS.items():
        days = f"?from={start}&to={end}"
        page, table, paper = (
            browser.get(reverse(view, args=[source.pk]) + days)
            for view in ("statement", "statement_csv", "statement_pdf")
        )
        sums = read_words(words(page))

        assert sums == read_csv(table.content.decode("utf-8-sig"))
        assert sums == read_words(paper_text(paper.content))
        assert sums[SUMS[-1]] == ledger_at_end(source, end)
        beginning, paid, back, spent, left = sums.values()
        assert beginning + paid - back - spent == left
        seen[name] += any(sums.values())


@pytest.mark.holds("C10")
def test_a_payment_that_failed_counts_as_nothing_and_nobody_else_is_named(core):
    [story] = a_year(core, groups=1, members=7)
    failed = set(
        CardPayment.objects.filter(state=PaymentState.FAILED).values_list(
            "saved_card__source_ref", flat=True
        )
    )
    for person in story.people:
        browser, source = signed_in(person), person.person.sources.first()
        others = {each.person.preferred_name for each in story.people} - {
            person.person.preferred_name
        }
        page, table, paper = (
            browser.get(reverse(view, args=[source.pk]))
            for view in ("statement", "statement_csv", "statement_pdf")
        )
        text = page.content.decode() + table.content.decode("utf-8-sig") + paper_text(paper.content)

        assert person.person.preferred_name in text
        assert [name for name in others if name in text] == []
        if source.pk in failed:
            assert set(read_csv(table.content.decode("utf-8-sig")).values()) == {0}
    assert failed
