"""A pledge, against bare inserts of the same rows under the same lock, among thousands of others;
and the statements of the pages around it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from django.test import Client

from bench.copies import copies_of
from bench.scratch import as_owner
from bench.size import share_of
from bench.statements import get_page, statements_of
from bench.timing import Count, Ratio, in_turn
from community.audit.deeds import Deed
from community.audit.models import AuditEntry
from community.common import clock
from community.common.intake import compared
from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from groups.models.members import Group
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.rules.pledging import PartRequest, PledgeRequest
from pooling.pools.states import PartState, SourceKind
from tests.factories.pools import make_officer, make_people, make_pool, make_source, say_yes
from tests.factories.supply import NOW

POOLS = share_of(2_000)
IN_EACH = 6  # of a group of eight: two are still to say yes
GROUP = 8
ROUNDS = 60
MAX_RATIO = 3
LARGEST = 24
MAX_STATEMENTS = 20
COUNCIL, OWN = 0, 1  # each person's two sources


type Write = Callable[[Any, models.Model], int]


@dataclass(frozen=True)
class Pledger:
    """Somebody who can say yes, with their two sources: COUNCIL and OWN."""

    login: Login
    person: Person
    sources: tuple[MoneySource, ...]

    @property
    def acting(self) -> Acting:
        return Acting(login=self.login, person=self.person)


def measure() -> Iterator[Ratio | Count]:
    clock.set_offset(NOW - clock.now())
    pledgers, pools = _fill()
    pairs = _who_has_not_said_yes(pledgers, pools)
    for which, name in ((OWN, "by bank transfer"), (COUNCIL, "council-managed")):

        def ours(which: int = which) -> None:
            _pledge(*next(pairs), which)

        def bare(which: int = which) -> None:
            _rows(*next(pairs), which, _insert)

        def by_orm(which: int = which) -> None:
            _rows(*next(pairs), which, _save)

        sent = statements_of(ours)
        yield Count(f"pledge {name}: SQL statements", len(sent), MAX_STATEMENTS)
        yield Ratio(
            f"pledge {name}: against its inserts bare",
            *in_turn(ours, bare, rounds=ROUNDS),
            goal=MAX_RATIO,
        )
        yield Ratio(
            f"pledge {name}: against its inserts by the ORM",
            *in_turn(ours, by_orm, rounds=ROUNDS),
        )
    yield from _pages(pledgers, pools)


def _pledge(by: Pledger, pool: Pool, which: int) -> None:
    pledge(
        pool_id=pool.pk,
        request=PledgeRequest(max_pence=1500, parts=(PartRequest(by.sources[which].pk, 1500),)),
        by=by.acting,
        now=NOW,
    )


def _rows(by: Pledger, pool: Pool, which: int, write: Write) -> None:
    """The rows that `_pledge` leaves behind, by hand: the pool held, nothing asked."""
    source = by.sources[which]
    with transaction.atomic(), connection.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pools_pool WHERE id = %s FOR NO KEY UPDATE", [pool.pk])
        pledge_id = write(
            cursor,
            Pledge(
                pool_id=pool.pk,
                person_id=by.person.pk,
                known_as=by.person.preferred_name,
                max_pence=1500,
                terms_digest=pool.terms_digest,
                said_at=NOW,
                said_by_id=by.login.pk,
            ),
        )
        state = PartState.CONFIRMED if which == OWN else PartState.WAITING
        part_id = write(
            cursor,
            Part(pledge_id=pledge_id, source_id=source.pk, position=0, max_pence=1500, state=state),
        )
        if which == COUNCIL:
            commitment_id = write(
                cursor,
                Commitment(
                    part_ref=part_id,
                    area_id=not_none(source.area_id),
                    person_id=by.person.pk,
                    provider_id=pool.provider_id,
                    provider_words="Westsea Museum",
                    dates_words="4 sessions",
                    most_pence_a_session=1500,
                    sessions=4,
                    purpose_words="Museum mornings",
                    asked_at=NOW,
                ),
            )
            write(cursor, _deed(by, PaymentDeed.REQUEST_COMMITMENT, f"commitment:{commitment_id}"))
        write(cursor, _deed(by, PoolDeed.PLEDGE, f"pool:{pool.pk}"))


def _deed(by: Pledger, deed: Deed, about: str) -> AuditEntry:
    return AuditEntry(at=NOW, deed=deed, about=about, login_id=by.login.pk, for_person=by.person.pk)


def _save(_cursor: Any, row: models.Model) -> int:
    """Its key, as the framework writes it."""
    row.save(force_insert=True)
    return row.pk


INSERTS: dict[type[models.Model], tuple[str, list[str]]] = {}


def _insert(cursor: Any, row: models.Model) -> int:
    """Its key. The statement is written once for each table."""
    if type(row) not in INSERTS:
        columns = [str(f.column) for f in row._meta.concrete_fields if not f.primary_key]
        INSERTS[type(row)] = (
            f"INSERT INTO {row._meta.db_table} ({', '.join(columns)})"
            f" VALUES ({', '.join(['%s'] * len(columns))}) RETURNING id",
            [f.attname for f in row._meta.concrete_fields if not f.primary_key],
        )
    statement, names = INSERTS[type(row)]
    cursor.execute(statement, [getattr(row, name) for name in names])
    return cursor.fetchone()[0]


def _fill() -> tuple[list[Pledger], list[Pool]]:
    """One shared cost made by its actions, and thousands like it."""
    [ann, *others] = make_people(4)
    # More than eight yeses cover: that a cost is covered is told to all once, not at each yes.
    prices = dict.fromkeys(range(4, LARGEST + 1), 15_000)
    pool = make_pool([ann, *others], prices=prices)
    make_officer()
    # So much that all of each person's yeses fit: they are counted against it together.
    amount = {"amount_pence": 100_000}
    make_source(ann, SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT, **amount)
    own = make_source(ann, SourceKind.OWN, Rail.TRANSFER, **amount)
    say_yes(pool, ann, 1500, own)
    logins = _logins(POOLS)
    person = not_none(ann.person)
    people = copies_of(person, POOLS, lambda n: {"pk": uuid4(), "login": logins[n]})
    sources = [
        copies_of(source, POOLS, lambda n: {"person": people[n]})
        for source in person.sources.order_by("pk")
    ]
    pledgers = [
        Pledger(login, person, tuple(two))
        for login, person, *two in zip(logins, people, *sources, strict=True)
    ]
    pools = _pools(pool, people)
    for place in range(IN_EACH):
        _pledges(pool, place, pledgers, pools)
    as_owner("VACUUM ANALYZE")
    return pledgers, pools


def _logins(number: int) -> list[Login]:
    return Login.objects.bulk_create(
        [Login(email=f"bench-{n}@example.org", name=f"member {n}") for n in range(number)]
    )


def _pools(pool: Pool, people: list[Person]) -> list[Pool]:
    offer, group = pool.offer, pool.group
    groups = copies_of(group, POOLS, lambda n: {})
    briefs = copies_of(offer.brief, POOLS, lambda n: {"group": groups[n]})
    offers = copies_of(offer, POOLS, lambda n: {"brief": briefs[n]})
    with transaction.atomic():  # a pool and the version of its terms that it names
        pools = copies_of(pool, POOLS, lambda n: {"group": groups[n], "offer": offers[n]})
        copies_of(pool.versions.get(), POOLS, lambda n: {"pool": pools[n]})
    for instalment in pool.instalments.all():
        copies_of(instalment, POOLS, lambda n: {"pool": pools[n]})
    codes = count()
    for place in range(GROUP):
        _members(group, place, people, groups, codes)
    return pools


def _members(
    group: Group, place: int, people: list[Person], groups: list[Group], codes: Iterator[int]
) -> None:
    copies_of(
        not_none(group.members.first()),
        POOLS,
        lambda n: {
            "group": groups[n],
            "person": people[(n + place) % POOLS],
            "known_as": f"member {place}",
            "known_as_compared": compared(f"member {place}"),
            "paper_code": f"B{next(codes)}",
        },
    )


def _pledges(pool: Pool, place: int, pledgers: list[Pledger], pools: list[Pool]) -> None:
    """In each pool, the yes of the member who stands at `place` in its group."""
    first = pool.pledges.get()
    who = pledgers[place:] + pledgers[:place]
    pledges = copies_of(
        first,
        POOLS,
        lambda n: {"pool": pools[n], "person": who[n].person, "known_as": f"member {place}"},
    )
    copies_of(
        first.parts.get(),
        POOLS,
        lambda n: {"pledge": pledges[n], "source": who[n].sources[OWN]},
    )
    copies_of(
        AuditEntry.objects.filter(deed=PoolDeed.PLEDGE).earliest("pk"),
        POOLS,
        lambda n: {"about": f"pool:{pools[n].pk}", "for_person": who[n].person.pk},
    )


def _who_has_not_said_yes(
    pledgers: list[Pledger], pools: list[Pool]
) -> Iterator[tuple[Pledger, Pool]]:
    """Each time another pool, and one of the two of its group that are still to say yes."""
    for place in range(IN_EACH, GROUP):
        for n, pool in enumerate(pools):
            yield pledgers[(n + place) % POOLS], pool


def _pages(pledgers: list[Pledger], pools: list[Pool]) -> Iterator[Count]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(pledgers[0].login, backend="django.contrib.auth.backends.ModelBackend")
    for name, url in {
        "the shared cost": f"/pools/{pools[0].pk}/",
        "saying yes": f"/pools/{pools[0].pk}/yes/",
        "my money": "/money/",
        "home": "/home/",
    }.items():
        sent = statements_of(partial(get_page, client, url))
        yield Count(f"page, {name}: SQL statements", len(sent), MAX_STATEMENTS)
