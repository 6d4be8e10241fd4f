"""A pledge, against bare inserts of the same rows under the same lock, among thousands of others;
and the statements of the pages around it."""

from collections.abc import Iterator
from copy import copy
from itertools import count
from uuid import uuid4

from django.db import connection, models, transaction
from django.test import Client

from bench.scratch import as_owner
from bench.timing import Count, Ratio, in_turn
from community.audit.models import AuditEntry
from community.common import clock
from community.people.acting import Acting
from community.people.models import Login, Person
from pooling.payments.models.commitments import Commitment
from pooling.payments.states import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.rules.pledging import PartRequest, PledgeRequest
from pooling.pools.states import PartState, SourceKind
from tests.factories.pools import make_officer, make_people, make_pool, make_source, say_yes
from tests.factories.supply import NOW

POOLS = 2_000
IN_EACH = 6  # of a group of eight: two are still to say yes
GROUP = 8
ROUNDS = 60
GOAL = 3
LARGEST = 24
STATEMENTS_AT_MOST = 20
PAGE_STATEMENTS_AT_MOST = 20
COUNCIL, OWN = 0, 1  # each person's two sources


def measure():
    clock.set_offset(NOW - clock.now())
    people, pools = _fill()
    pairs = _who_has_not_said_yes(people, pools)
    for which, name in ((OWN, "by bank transfer"), (COUNCIL, "council-managed")):

        def ours(which=which):
            _pledge(*next(pairs), which)

        yield _statements(f"pledge {name}: SQL statements", ours)
        yield Ratio(
            f"pledge {name}: against its inserts bare",
            *in_turn(ours, lambda which=which: _rows(*next(pairs), which, _insert), rounds=ROUNDS),
            goal=GOAL,
        )
        yield Ratio(
            f"pledge {name}: against its inserts by the ORM",
            *in_turn(ours, lambda which=which: _rows(*next(pairs), which, _save), rounds=ROUNDS),
        )
    yield from _pages(people, pools)


def _pledge(by: Acting, pool: Pool, which: int) -> None:
    source = by.person.two_sources[which]
    pledge(
        pool_id=pool.pk,
        request=PledgeRequest(max_pence=1500, parts=(PartRequest(source.pk, 1500),)),
        by=by,
        now=NOW,
    )


def _rows(by: Acting, pool: Pool, which: int, write) -> None:
    """The rows that `_pledge` leaves behind, by hand: the pool held, nothing asked."""
    source = by.person.two_sources[which]
    with transaction.atomic(), connection.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pools_pool WHERE id = %s FOR NO KEY UPDATE", [pool.pk])
        pledged = write(
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
        part = write(
            cursor,
            Part(pledge_id=pledged, source_id=source.pk, position=0, max_pence=1500, state=state),
        )
        if which == COUNCIL:
            line = write(
                cursor,
                Commitment(
                    part_ref=part,
                    area_id=source.area_id,
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
            write(cursor, _deed(by, "ask_commitment", f"commitment:{line}"))
        write(cursor, _deed(by, "pledge", f"pool:{pool.pk}"))


def _deed(by: Acting, deed: str, about: str) -> AuditEntry:
    return AuditEntry(at=NOW, deed=deed, about=about, login_id=by.login.pk, for_person=by.person.pk)


def _save(_cursor, row: models.Model) -> int:
    """Its key, as the framework writes it."""
    row.save(force_insert=True)
    return row.pk


INSERTS: dict[type[models.Model], tuple[str, list[str]]] = {}


def _insert(cursor, row: models.Model) -> int:
    """Its key. The statement is written once for each table."""
    if type(row) not in INSERTS:
        columns = [f.column for f in row._meta.concrete_fields if not f.primary_key]
        INSERTS[type(row)] = (
            f"INSERT INTO {row._meta.db_table} ({', '.join(columns)})"
            f" VALUES ({', '.join(['%s'] * len(columns))}) RETURNING id",
            [f.attname for f in row._meta.concrete_fields if not f.primary_key],
        )
    statement, names = INSERTS[type(row)]
    cursor.execute(statement, [getattr(row, name) for name in names])
    return cursor.fetchone()[0]


def _fill() -> tuple[list[Acting], list[Pool]]:
    """One shared cost made by its actions, and thousands like it."""
    [ann, *others] = make_people(4)
    # More than eight yeses cover: that a cost is covered is told to all once, not at each yes.
    prices = dict.fromkeys(range(4, LARGEST + 1), 15_000)
    pool = make_pool([ann, *others], prices=prices)
    make_officer()
    make_source(ann, SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT)
    own = make_source(ann, SourceKind.OWN, Rail.TRANSFER)
    say_yes(pool, ann, 1500, own)
    logins = _logins(POOLS)
    people = _copies(ann.person, POOLS, lambda n: {"pk": uuid4(), "login": logins[n]})
    kept = [
        _copies(source, POOLS, lambda n: {"person": people[n]})
        for source in ann.person.sources.order_by("pk")
    ]
    for person, *two in zip(people, *kept, strict=True):
        person.two_sources = two
    pools = _pools(pool, people)
    _pledges(pool, people, pools)
    as_owner("VACUUM ANALYZE")
    acting = [Acting(login=person.login, person=person) for person in people]
    return acting, pools


def _logins(number: int) -> list[Login]:
    return Login.objects.bulk_create(
        [Login(email=f"bench-{n}@example.org", name=f"member {n}") for n in range(number)]
    )


def _pools(pool: Pool, people: list[Person]) -> list[Pool]:
    offer, group = pool.offer, pool.group
    groups = _copies(group, POOLS, lambda n: {})
    briefs = _copies(offer.brief, POOLS, lambda n: {"group": groups[n]})
    offers = _copies(offer, POOLS, lambda n: {"brief": briefs[n]})
    with transaction.atomic():  # a pool and the version of its terms that it names
        pools = _copies(pool, POOLS, lambda n: {"group": groups[n], "offer": offers[n]})
        _copies(pool.versions.get(), POOLS, lambda n: {"pool": pools[n]})
    for instalment in pool.instalments.all():
        _copies(instalment, POOLS, lambda n: {"pool": pools[n]})
    codes = count()
    for place in range(GROUP):
        _copies(
            group.members.first(),
            POOLS,
            lambda n, place=place: {
                "group": groups[n],
                "person": people[(n + place) % POOLS],
                "known_as": f"member {place}",
                "paper_code": f"B{next(codes)}",
            },
        )
    return pools


def _pledges(pool: Pool, people: list[Person], pools: list[Pool]) -> None:
    said = pool.pledges.get()
    part = said.parts.get()
    for place in range(IN_EACH):
        new = _copies(
            said,
            POOLS,
            lambda n, place=place: {
                "pool": pools[n],
                "person": people[(n + place) % POOLS],
                "known_as": f"member {place}",
            },
        )
        _copies(
            part,
            POOLS,
            lambda n, place=place, new=new: {
                "pledge": new[n],
                "source": people[(n + place) % POOLS].two_sources[OWN],
            },
        )
        deed = AuditEntry.objects.filter(deed="pledge").first()
        _copies(
            deed,
            POOLS,
            lambda n, place=place: {
                "about": f"pool:{pools[n].pk}",
                "for_person": people[(n + place) % POOLS].pk,
            },
        )


def _copies[M: models.Model](of: M, number: int, but) -> list[M]:
    """`number` rows like `of`, each with what `but(n)` says."""
    rows = []
    for n in range(number):
        row = copy(of)
        row._state = copy(of._state)
        row._state.adding, row._state.fields_cache = True, {}
        row.pk = None
        for name, value in but(n).items():
            setattr(row, name, value)
        rows.append(row)
    return type(of)._default_manager.bulk_create(rows, batch_size=2_000)


def _who_has_not_said_yes(people, pools) -> Iterator[tuple[Acting, Pool]]:
    """Each time another pool, and one of the two of its group that are still to say yes."""
    for place in range(IN_EACH, GROUP):
        for n, pool in enumerate(pools):
            yield people[(n + place) % POOLS], pool


def _pages(people: list[Acting], pools: list[Pool]) -> Iterator[Count]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(people[0].login, backend="django.contrib.auth.backends.ModelBackend")
    for name, url in {
        "the shared cost": f"/pools/{pools[0].pk}/",
        "saying yes": f"/pools/{pools[0].pk}/yes/",
        "my money": "/money/",
        "home": "/home/",
    }.items():
        yield _statements(
            f"page, {name}: SQL statements", lambda url=url: _get(client, url), most=20
        )


def _get(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")


def _statements(what: str, work, most: int = STATEMENTS_AT_MOST) -> Count:
    sent = 0

    def note(execute, sql, params, many, context):
        nonlocal sent
        sent += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return Count(what, sent, most)
