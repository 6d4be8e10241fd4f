"""Two who look at the same words at the same moment, on real commits (P47)."""

from functools import partial
from threading import Barrier

import pytest

from community.audit.models import AuditEntry
from community.common.shown import digest_of
from community.moderation.actions import items
from community.moderation.actions.items import pass_words, submit_words
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.moderation.states import ModerationState
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.waits import TEST_WAIT_SECONDS


def ends_of_a_look() -> int:
    """By as many who press at once."""
    item = submit_words(about="brief:1", words="A walk", area=area(), by=make_someone(), now=NOW)
    looking = [make_connector(f"c-{number}", area()) for number in range(4)]

    at_once(*[lambda by=by: pass_words(item_id=item.pk, by=by, now=NOW) for by in looking])
    return AuditEntry.objects.filter(deed="pass_words").count()


@pytest.mark.holds("P47")
def test_words_looked_at_by_several_at_once_are_decided_once(committed_db):
    assert ends_of_a_look() == 1


def test_without_the_lock_they_would_decide_more_than_once(committed_db, monkeypatch):
    """The control: each reads that it waits, before any writes."""
    barrier = Barrier(4)

    def read_without_lock(item_id, by):
        item = ModerationItem.objects.select_related("area").get(pk=item_id)
        barrier.wait(TEST_WAIT_SECONDS)
        return item

    monkeypatch.setattr(items, "_lock_to_look_at", read_without_lock)

    assert ends_of_a_look() > 1


def is_out_unseen(digest: str | None, *, at_a_time: bool) -> bool:
    """Words are mended while somebody who read the ones of before lets them through."""
    alice, connector = make_someone(), make_connector("connie", area())
    facts = {"about": "brief:1", "area": area(), "by": alice, "now": NOW}
    item = submit_words(words="A walk", **facts)
    mend = partial(submit_words, words="A walk, and loans", **facts)
    look = partial(pass_words, item_id=item.pk, shown_digest=digest, by=connector, now=NOW)
    if at_a_time:
        at_once(mend, look)
    else:
        mend()
        look()
    item.refresh_from_db()
    assert item.words == "A walk, and loans"
    return item.state == ModerationState.PASSED


@pytest.mark.holds("P45", "fault:B1")
@pytest.mark.parametrize("turn", range(8))
def test_words_mended_while_somebody_looks_never_go_out_unseen(committed_db, turn):
    digest = digest_of(words_shown("A walk"))

    assert not is_out_unseen(digest, at_a_time=True)


def test_without_the_digest_they_would(committed_db):
    """The control: what was read is not compared."""
    assert is_out_unseen(None, at_a_time=False)
