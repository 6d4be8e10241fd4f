from datetime import timedelta

from community.common import clock


def test_every_process_sees_the_clock_move_by_the_offset(db):
    before = clock.now()

    clock.set_offset(timedelta(days=3))

    assert timedelta(days=3) <= clock.now() - before < timedelta(days=3, seconds=5)
