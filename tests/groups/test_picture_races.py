"""Several who send a picture of one group at the same moment: it stays a page, and no album."""

from functools import partial
from threading import Barrier

import pytest

from community.pictures.actions import pictures as shared
from community.pictures.models import Picture
from community.pictures.rules.pictures import MAX_PICTURES, TooManyPictures
from groups.actions import pictures
from groups.models.members import Group
from tests.factories.at_once import at_once
from tests.factories.demand import make_group_of
from tests.factories.pictures import jpeg
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS


def send(group, by):
    return pictures.add_group_picture(
        group_id=group.pk,
        content=jpeg(),
        alt_words="A table with cups",
        shows_faces=False,
        names=[],
        until=None,
        by=by,
        now=NOW,
    )


@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_of_three_who_send_the_last_picture_at_once_one_does(committed_db, monkeypatch, has_lock):
    """The control: without the lock of the group's row all of them find room."""
    set_clock(NOW)
    group, people = make_group_of("ann", "ben", "cat")
    for _each in range(MAX_PICTURES - 1):
        send(group, people[0])
    if not has_lock:
        check, gate = shared.check_room, Barrier(len(people))

        def check_together(count: int) -> None:
            check(count)
            gate.wait(TEST_WAIT_SECONDS)

        monkeypatch.setattr(pictures, "_lock_group", lambda pk: Group.objects.get(pk=pk))
        monkeypatch.setattr(shared, "check_room", check_together)

    results = at_once(*[partial(send, group, by) for by in people])

    refused = [each for each in results if isinstance(each, TooManyPictures)]
    more = 0 if has_lock else 2
    assert (Picture.objects.count(), len(refused)) == (MAX_PICTURES + more, 2 - more)
