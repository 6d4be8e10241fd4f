"""What a kept factory left is put back as it was; where it might be otherwise, it is made."""

from community.people.models.persons import Person
from community.places.models.search_index import SearchEntry
from pooling.pools.models.pledges import Pool
from tests.factories.kept import Keeper, ask, run
from tests.factories.pools import make_people, make_pool, make_source, office_agrees, say_yes
from tests.factories.supply import make_someone


def a_yes_to_a_shared_cost() -> Pool:
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500, make_source(people[0]))
    return pool


def stand_at_the_beginning(keeper: Keeper) -> None:
    """As a test does in which nothing was written; what was is gone back on."""
    run("ROLLBACK TO SAVEPOINT beginning")
    keeper.here = keeper.beginning
    keeper.in_transaction = ask("SELECT pg_current_xact_id_if_assigned()::text")


def test_every_row_that_was_made_is_put_back_as_it_was(db):
    keeper = Keeper(is_at_work=True)
    run("SAVEPOINT beginning")
    pool, made = keeper.make_and_read(a_yes_to_a_shared_cost)
    stand_at_the_beginning(keeper)
    assert not Pool.objects.exists()

    _answer, put_back = keeper.make_and_read(lambda: keeper.put_back(made))

    assert rows_of(put_back) == rows_of(made)
    assert len(made.tables) > 20
    assert Pool.objects.get() == pool


def test_what_was_there_before_and_is_gone_goes_again(db):
    """A shared cost that is full stands in the search no more."""
    keeper = Keeper(is_at_work=True)
    people = make_people(4)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, 1500) for person in people]
    run("SAVEPOINT beginning")
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    _none, made = keeper.make_and_read(lambda: office_agrees(pledges))
    after = set(SearchEntry.objects.values_list("pk", flat=True))
    stand_at_the_beginning(keeper)

    keeper.put_back(made)

    assert before - after and set(SearchEntry.objects.values_list("pk", flat=True)) == after


def rows_of(world) -> dict[str, list[str]]:
    return {name: sorted(rows) for name, rows in zip(world.tables, world.rows, strict=True)}


def test_it_is_made_anew_after_any_other_write_and_a_second_time_in_one_test(db):
    keeper, times_made = Keeper(), []

    def make():
        times_made.append(1)
        return make_someone(f"number-{len(times_made)}")

    def ask_for_it():
        return keeper.make(("somebody",), make)

    run("SAVEPOINT beginning")
    first = ask_for_it()
    stand_at_the_beginning(keeper)
    assert ask_for_it() == first and len(times_made) == 1

    assert ask_for_it() != first and len(times_made) == 2

    stand_at_the_beginning(keeper)
    Person.objects.update(preferred_name="Another name")
    assert ask_for_it() != first and len(times_made) == 3
