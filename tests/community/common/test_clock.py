from datetime import timedelta

from community.common import clock


def test_every_process_sees_the_clock_move_by_the_offset(db):
    before = clock.now()

    clock.set_offset(timedelta(days=3))

    assert timedelta(days=3) <= clock.now() - before < timedelta(days=3, seconds=5)


def test_a_page_that_only_reads_is_of_one_moment_and_the_next_one_of_its_own(db):
    with clock.one_moment():
        first = clock.now()
        assert clock.now() == first
    with clock.one_moment():
        assert clock.now() > first
    assert clock.now() != clock.now()
