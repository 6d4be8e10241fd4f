"""Words for strangers: who looks, until when, what may be held back, and who may ask again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.moderation.actions.items import (
    ask_more,
    hold_back_words,
    look_again,
    pass_words,
    submit_words,
)
from community.moderation.models import ModerationItem
from community.moderation.queries.items import (
    held_back_now,
    item_about,
    items_to_ask_more_about,
    items_to_look_at,
    reach_of_words,
)
from community.moderation.rules.looking import (
    NotAReason,
    NotForYouToLook,
    SayWhyHeldBack,
    are_about,
    held_back_count_text,
    reasons_for,
)
from community.moderation.states import HeldBackReason, ModerationState, WordsReach
from community.moderation.tasks import ask_more_to_look
from community.people.models.logins import Role
from community.people.states import RoleKind
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
ABOUT = "brief:12"
LATER = NOW + timedelta(days=2)  # NOW is a Tuesday
LATEST = NOW + timedelta(days=6)  # and a weekend lies between


def submit(words="Company, and a walk", by=None, now=NOW) -> ModerationItem:
    by = by or make_someone("alice")
    return submit_words(about=ABOUT, words=words, area=area(), link="/brief/12/", by=by, now=now)


def in_role(name: str, kind: RoleKind):
    login = make_login(name)
    Role.objects.create(login=login.login, kind=kind, area=area(), started_at=NOW)
    return login


def hold(item, by, now=NOW, **more) -> ModerationItem:
    facts = {"reason": HeldBackReason.ADVERT, "why_words": "It sells loans"} | more
    facts.setdefault("bodies", {f"who pays {by.login.name}"})
    return hold_back_words(item_id=item.pk, by=by, now=now, **facts)


def reach(now) -> WordsReach:
    item = item_about(ABOUT)
    row = SimpleNamespace(
        words_state=item and item.state, words_wait_since=item and item.waits_since
    )
    return reach_of_words(row, nation=area().nation, now=now)


@pytest.mark.holds("P45", "M139", "fault:D5")
def test_free_words_wait_for_a_look_and_after_four_working_days_reach_checked_providers_alone():
    item = submit()

    assert (reach(NOW), reach(LATER)) == (WordsReach.NOBODY, WordsReach.NOBODY)
    assert reach(LATEST) == WordsReach.CHECKED_PROVIDERS
    pass_words(item_id=item.pk, by=make_connector("connie", area()), now=LATEST)
    assert reach(LATEST) == WordsReach.EVERYBODY


def test_what_was_never_handed_in_has_reached_nobody():
    assert reach(NOW) == WordsReach.NOBODY


@pytest.mark.holds("P45")
def test_a_connector_is_told_at_once_and_after_two_working_days_the_deputy_and_the_seat():
    connector = make_connector("connie", area())
    deputy = in_role("dep", RoleKind.SAFEGUARDING_DEPUTY)
    seat = in_role("seat", RoleKind.USER_LED_SEAT)
    item = submit()

    def told() -> set[int]:
        return set(
            Message.objects.filter(kind="words_to_look_at").values_list("login_id", flat=True)
        )

    assert told() == {connector.login_id}
    assert items_to_look_at(seat.login_id) == []
    with pytest.raises(NotFound):
        pass_words(item_id=item.pk, by=seat, now=NOW)
    assert items_to_ask_more_about(NOW + timedelta(days=1)) == []
    set_clock(LATER)
    for _run in range(2):
        ask_more_to_look()
    assert told() == {connector.login_id, deputy.login_id, seat.login_id}
    assert items_to_look_at(seat.login_id) == [item]
    assert pass_words(item_id=item.pk, by=seat, now=LATER).state == ModerationState.PASSED


@pytest.mark.holds("P46")
def test_only_three_reasons_hold_words_back_and_none_is_that_somebody_is_criticised():
    item = submit("The council never answered us")
    connector = make_connector("connie", area())

    assert set(reasons_for(is_reported=False)) == {"details", "threat", "advert"}
    # “private” is of what people wrote to each other alone (P117)
    for reason in ("criticism", "", "other", "private"):
        with pytest.raises(NotAReason):
            hold(item, connector, reason=reason)
    with pytest.raises(SayWhyHeldBack):
        hold(item, connector, why_words="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationItem.objects.filter(pk=item.pk).update(state="held_back", looked_at=NOW)


@pytest.mark.holds("P47")
def test_the_writer_reads_why_mends_it_or_asks_another_to_look():
    alice = make_someone("alice")
    first, second = make_connector("first", area()), make_connector("second", area())
    item = hold(submit(by=alice), first)
    message = Message.objects.get(kind="words_held_back")
    assert (message.login_id, message.link) == (alice.login_id, "/brief/12/")
    assert "It sells loans" in message.text

    look_again(about=ABOUT, by=alice, now=NOW)
    with pytest.raises(NotForYouToLook):
        hold(item, first)
    assert items_to_look_at(first.login_id) == []
    assert hold(item, second).state == ModerationState.HELD_BACK
    mended = submit("A walk", by=alice)
    assert (mended.state, mended.reason) == (ModerationState.WAITING, "")
    assert items_to_look_at(first.login_id) == [item]


@pytest.mark.holds("P47")
def test_who_is_paid_by_whom_it_is_about_does_not_decide_alone():
    item = submit()
    paid, other = make_connector("paid", area()), make_connector("other", area())

    hold(item, paid, is_paid_by_whom_it_is_about=True)
    item.refresh_from_db()
    assert (item.state, item.proposed_by) == (ModerationState.WAITING, paid.login)
    with pytest.raises(NotForYouToLook):
        hold(item, paid)

    assert hold(item, other).looked_by == other.login
    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationItem.objects.update(looked_by=paid.login)


@pytest.mark.holds("P47")
@pytest.mark.parametrize(
    "words", ["The Council never answered us.", "Westsea Borough council: shame!"]
)
def test_words_that_name_a_body_are_not_held_back_by_its_own_people(words):
    """However many of them look, whatever box they tick, and asked again as at first."""
    alice, paid, colleague, seat = make_someone("alice"), *lookers("paid", "colleague", "seat")
    council, other = {"Westsea Borough Council", "council"}, {"a user-led organisation"}
    item = submit(words, by=alice)

    hold(item, paid, bodies=council)
    item.refresh_from_db()
    assert item.state == ModerationState.WAITING
    with pytest.raises(NotForYouToLook):
        hold(item, colleague, bodies=council)
    assert hold(item, seat, bodies=other).state == ModerationState.HELD_BACK

    again = look_again(about=ABOUT, by=alice, now=NOW)
    with pytest.raises(NotForYouToLook):
        hold(again, colleague, bodies=other)  # of the body that held it back
    assert pass_words(item_id=item.pk, by=colleague, now=NOW).state == ModerationState.PASSED


def lookers(*names):
    return [make_connector(name, area()) for name in names]


@pytest.mark.holds("P46")
@pytest.mark.parametrize(
    ("words", "is_about"),
    [
        ("The MUSEUM of Westsea was rude", True),
        ("We like museums", False),
        ("Councillor Jones", False),
        ("the council’s fault, council.", True),
    ],
)
def test_words_are_about_whom_they_name(words, is_about):
    assert are_about(words, ["Museum of Westsea", "council"]) == is_about


@pytest.mark.holds("P47")
@pytest.mark.parametrize(
    ("count", "text"), [(0, "fewer than ten"), (9, "fewer than ten"), (10, "10")]
)
def test_what_is_held_back_is_counted_in_public(count, text):
    assert held_back_count_text(count) == text
    assert held_back_now() == "fewer than ten"


def test_nobody_looks_at_their_own_words_nor_at_another_area_s():
    connector = make_connector("connie", area())
    item = submit(by=connector)

    assert items_to_look_at(connector.login_id) == []
    with pytest.raises(NotForYouToLook):
        pass_words(item_id=item.pk, by=connector, now=NOW)
    with pytest.raises(NotFound):
        pass_words(item_id=item.pk, by=make_someone("bob"), now=NOW)


def test_the_same_words_again_stay_looked_at_and_others_wait_anew():
    alice, connector = make_someone("alice"), make_connector("connie", area())
    item = pass_words(item_id=submit(by=alice).pk, by=connector, now=NOW)

    assert submit(by=alice).state == ModerationState.PASSED
    assert submit("Other words", by=alice, now=LATER).waits_since == LATER
    assert ask_more(item_id=item.pk, now=LATER).more_asked_at is None
