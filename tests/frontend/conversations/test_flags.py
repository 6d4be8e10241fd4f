"""What makes a lead look (T15, P113): an honest year raises nothing, a month of a groomer does; and
nothing is changed, shown or counted by it."""

from datetime import timedelta

import pytest

from community.conversations.models import RelayedMessage
from community.conversations.rules.flags import reasons_in
from community.conversations.states import FlagReason
from community.messaging.models import Message
from community.people.queries.acting import acting_on_paper
from community.people.states import RepresentationScope, RoleKind
from groups.actions.blocks import block_writer
from groups.actions.conversations import (
    ask_listing,
    close_conversation,
    write_on,
    write_to_group,
)
from tests.factories.demand import make_group, make_group_of, make_vetted
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    make_connector,
    make_role,
    make_shown_listing,
    make_someone,
)
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
ANSWER = "Come to my house or ring me on 07700 900123, pay cash, and I lend you boots."


@pytest.fixture
def lead():
    return make_role("lead", RoleKind.SAFEGUARDING_LEAD)


def told(lead) -> list[str]:
    messages = Message.objects.filter(kind="for_the_lead").order_by("pk")
    assert {each.login_id for each in messages} <= {lead.login_id}
    return [each.text for each in messages]


def week(number):
    return NOW + timedelta(weeks=number)


@pytest.mark.holds("P113", "T15")
def test_an_honest_year_of_a_befriender_a_day_centre_and_a_connector_raises_none(lead):
    befriender, beside = make_vetted("befriender")
    centre, provider = make_vetted("centre")
    listings = [make_shown_listing(befriender, beside), make_shown_listing(centre, provider)]
    people = [make_someone(f"p{number}") for number in range(6)]
    groups = [make_group(person, f"Group {each}") for each, person in enumerate(people)]
    connie, helper = make_connector("connie"), make_someone("helper")
    for number in range(0, 52, 4):
        person, now = people[number % 6], week(number)
        for listing, voice in zip(listings, (befriender, centre), strict=True):
            asked = ask_listing(
                listing_id=listing.pk, text=f"Can I pay cash, or ring me? {number}", by=person,
                now=now,
            )  # fmt: skip
            write_on(conversation_id=asked.conversation_id, text=ANSWER, by=voice, now=now)
        # A connector enters what many people wrote; of each it is the first word to one group.
        on_paper = acting_on_paper(login=connie.login, person=person.person)
        group = groups[(number + 1) % 6]
        write_to_group(group_id=group.pk, text="May she come and look?", by=on_paper, now=now)
    for number in range(0, 52, 5):  # who likes to help asks group after group, in their own time
        write_to_group(
            group_id=groups[number % 6].pk, text="Would you like a hand with the chairs?",
            by=helper, now=week(number),
        )  # fmt: skip

    assert RelayedMessage.objects.count() > 50
    assert told(lead) == []


@pytest.mark.holds("P113", "T15")
def test_a_groomers_month_is_told_to_the_lead_alone_with_why_and_changes_nothing(lead):
    stranger = make_someone("stan")
    groups = [make_group(make_someone(f"g{number}"), f"Group {number}") for number in range(3)]
    for day, (group, words) in enumerate(
        zip(
            groups,
            (
                "I know how lonely it gets.",
                "Write to me on WhatsApp, and do not tell the others. Come to my house.",
                "I could lend you money. Send money to me first, it is quicker.",
            ),
            strict=True,
        )
    ):
        write_to_group(
            group_id=group.pk, text=words, by=stranger, now=NOW + timedelta(days=9 * day)
        )

    texts = told(lead)
    for reason in (
        FlagReason.WRITES_ELSEWHERE,
        FlagReason.MEETS_ELSEWHERE,
        FlagReason.PAYS_ELSEWHERE,
        FlagReason.GIFTS_OR_LOANS,
        FlagReason.WRITES_TO_SEVERAL,
    ):
        assert any(str(reason.label) in text for text in texts), reason
    assert len(texts) == 5 and all("counted against nobody" in text for text in texts)
    assert RelayedMessage.objects.filter(hidden_at__isnull=True).count() == 3
    listed = signed_in(stranger).get("/api/written/").json()["results"]
    assert [each["closed_there_at"] for each in listed] == [None, None, None]
    assert not Message.objects.filter(person_id=stranger.person_id).exists()


@pytest.mark.holds("P113")
def test_two_groups_in_a_month_are_not_several_and_an_answer_never_counts(lead):
    first, second = make_someone("ann"), make_someone("bob")
    group, other = make_group(first, "One"), make_group(second, "Two")
    stan = make_someone("stan")
    for each in (group, other):
        asked = write_to_group(group_id=each.pk, text="May I come and look?", by=stan, now=NOW)
    write_on(conversation_id=asked.conversation_id, text=ANSWER, by=second, now=NOW)

    assert told(lead) == []


@pytest.mark.holds("P113")
def test_whoever_acts_for_somebody_and_stops_others_ways_to_them_is_told_of(lead):
    group, [ann, _ben] = make_group_of("ann", "ben")
    rita = act_for(ann, scope=RepresentationScope.DECIDE)
    wrote = [
        write_to_group(group_id=group.pk, text="Hello", by=make_someone(name), now=NOW)
        for name in ("zoe", "yan")
    ]
    voice, provider = make_vetted("museum")
    listing = make_shown_listing(voice, provider)
    own = ask_listing(listing_id=listing.pk, text="A lift?", by=ann, now=NOW)
    close_conversation(conversation_id=own.conversation_id, by=ann, now=NOW)
    block_writer(conversation_id=wrote[0].conversation_id, by=rita, now=NOW)
    assert told(lead) == []

    block_writer(conversation_id=wrote[1].conversation_id, by=rita, now=NOW)

    [text] = told(lead)
    assert str(FlagReason.STOPS_OTHERS.label) in text and "Rita" in text


@pytest.mark.parametrize(
    "words",
    [
        "Is there a lift? My mother comes to my house on Tuesdays to fetch me.",
        "Can I come and see the place first?",
        "We meet at the library at 10.30, in room 12. It costs £4.",
        "I was there 25 years ago. Do you lend walking sticks?",
        "May I bring my carer, and do I have to pay for her?",
    ],
)
def test_ordinary_words_hold_no_reason(words):
    assert reasons_in(words) == {}
