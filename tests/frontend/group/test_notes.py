"""What a group's own people write to one another: who reads it, on paper too, and who hears of it
when (P44, P121)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.shown import digest_of
from community.conversations.actions.reports import let_words_stay
from community.conversations.models import MemberBlock, MessageReport, RelayedMessage
from community.conversations.states import ReportWrong
from community.conversations.tasks import forget_conversations
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.moderation.tasks import forget_words_reported
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.states import RepresentationScope, RoleKind
from groups.actions.blocks import block_member
from groups.actions.notes import choose_words, write_note
from groups.actions.reports import hide_message, report_message
from groups.models.members import Member
from groups.states import GroupBeginning, HearsWords
from groups.tasks import tell_of_words_of_groups
from tests.factories.demand import join, make_group, make_group_of
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_role, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = "application/json"
WORDS = "The ducks were back on Tuesday"


def page_of(group) -> str:
    return reverse("group_notes", args=[group.pk])


def read_by(by: Acting, group) -> str:
    return signed_in(by).get(page_of(group)).text


def say(group, by: Acting, words=WORDS, now=NOW) -> RelayedMessage:
    return write_note(group_id=group.pk, text=words, by=by, now=now)


def told(by: Acting) -> int:
    return Message.objects.filter(kind="words_in_group", person_id=by.person_id).count()


def visited(by: Acting, worker: Acting) -> Member:
    """Somebody with no page, to whom this worker tells things."""
    set_contact_plan(
        person_id=by.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=worker,
        now=NOW,
    )
    return Member.objects.get(person=by.person)


@pytest.fixture
def three():
    group, people = make_group_of("ann", "bob", "cat")
    return group, *people


def test_all_in_the_group_read_what_one_of_them_wrote_and_nobody_else(three):
    group, ann, bob, _cat = three
    signed_in(ann).post(page_of(group), {"words": WORDS})
    by_program = signed_in(bob).post(
        f"/api/groups/{group.pk}/notes/", {"words": "So was the heron"}, JSON
    )

    read = read_by(bob, group)

    assert by_program.status_code == 201
    assert read.index("So was the heron") < read.index(WORDS)
    rows = signed_in(ann).get(f"/api/groups/{group.pk}/notes/").json()["results"]
    assert [(each["who"], each["words"]) for each in rows[:2]] == [
        ("bob", "So was the heron"),
        ("ann", WORDS),
    ]
    looks = act_for(ann, "rita", scope=RepresentationScope.SUGGEST)
    for other in (make_someone("dot"), make_connector(), looks):
        assert WORDS not in read_by(other, group)
        assert WORDS not in signed_in(other).get(f"/api/groups/{group.pk}/notes/").text
    everywhere = signed_in(ann).get(reverse("conversations")).text
    assert page_of(group) not in everywhere and WORDS not in everywhere


@pytest.mark.holds("P121")
def test_the_page_says_who_reads_it_and_who_prints_it_for_one_of_them(three):
    group, ann, bob, cat = three
    vera = make_role("vera", RoleKind.WORKER)
    visited(bob, vera)

    read = read_by(ann, group)

    assert "The three of you read this, and who helps one of you read." in read
    assert "If something is reported, who looks into it reads that." in read
    assert "One of us reads this on paper: vera prints it." in read
    visited(cat, vera)
    assert "Two of us read this on paper: vera prints it." in read_by(ann, group)


@pytest.mark.holds("P121")
def test_a_digest_is_made_for_one_member_and_printed_by_whom_they_chose(three):
    group, ann, bob, cat = three
    vera, vic = make_role("vera", RoleKind.WORKER), make_role("vic", RoleKind.WORKER)
    paper = visited(bob, vera).paper_code
    say(group, ann), say(group, cat, "Cats are better")
    block_member(
        group_id=group.pk, member_id=Member.objects.get(person=cat.person).pk, by=bob, now=NOW
    )
    sheets = reverse("paper_sheets", args=[paper]) + "?sheet=words"

    printed, not_by = signed_in(vera).get(sheets).text, signed_in(vic).get(sheets).text

    assert WORDS in printed and "Cats are better" not in printed
    assert "vera prints it" in printed and "What I would like to say" in printed
    assert WORDS not in not_by and "What I would like to say" in not_by
    how = {"hears_words": "each_week", "printed_by": vic.login_id}
    signed_in(vera).post(reverse("paper_choose_words", args=[paper]), how)
    assert WORDS in signed_in(vic).get(sheets).text
    assert WORDS not in signed_in(vera).get(sheets).text
    for worker, reads in ((vic, True), (vera, False)):
        program = signed_in(worker).get(f"/api/paper/{paper}/sheets/").text
        assert (WORDS in program) == reads
    assert "vic prints it" in read_by(ann, group)


@pytest.mark.holds("P121")
def test_whoever_enters_what_one_says_reads_nobody_elses_words(three):
    group, ann, bob, _cat = three
    vera = make_role("vera", RoleKind.WORKER)
    paper = visited(bob, vera).paper_code
    say(group, ann)
    worker, entry = signed_in(vera), reverse("paper_note", args=[paper])

    pages = [
        worker.get(reverse("paper_sheet", args=[paper])),
        worker.get(entry),
        worker.post(entry, {"words": "I saw them too", "sheet_version": ""}),
        worker.post(f"/api/paper/{paper}/notes/", {"words": "And a swan"}, JSON),
    ]

    assert [each.status_code for each in pages] == [200, 200, 302, 201]
    assert all(WORDS not in each.text for each in pages)
    read = read_by(ann, group)
    assert "I saw them too" in read and "And a swan" in read
    assert "written by vera, for them" in " ".join(read.split())
    note = RelayedMessage.objects.get(words="And a swan")
    assert (note.for_person_id, note.sent_by_id) == (bob.person_id, vera.login_id)


@pytest.mark.holds("P121")
@pytest.mark.parametrize("over", ["the role is over", "never to be told"])
def test_who_was_chosen_prints_no_more_once_that_is_over(three, over):
    group, ann, bob, _cat = three
    vic = make_role("vic", RoleKind.WORKER)
    choose_words(
        group_id=group.pk, hears_words=HearsWords.NOT, printed_by=vic.login_id, by=bob, now=NOW
    )
    assert "vic prints it" in read_by(ann, group)
    if over == "the role is over":
        Role.objects.filter(login=vic.login).update(ended_at=NOW)
    else:
        never = {"never_told_login_ids": [vic.login_id]}
        set_contact_plan(person_id=bob.person_id, channel=Channel.NONE, by=bob, now=NOW, **never)

    assert "vic prints it" not in read_by(ann, group)


@pytest.mark.holds("P11")
def test_nobody_prints_who_should_never_be_told_or_does_not_work_there(three):
    group, _ann, bob, _cat = three
    vera, dot = make_role("vera", RoleKind.WORKER), make_someone("dot")
    set_contact_plan(
        person_id=bob.person_id,
        channel=Channel.NONE,
        never_told_login_ids=[vera.login_id],
        by=bob,
        now=NOW,
    )
    for login in (vera, dot):
        how = {"hears_words": "not", "printed_by": login.login_id}
        refused = signed_in(bob).post(f"/api/groups/{group.pk}/notes/how/", how, JSON)
        assert (refused.status_code, refused.json()["code"]) == (409, "cannot_print")
    assert Member.objects.get(person=bob.person).words_printed_by_id is None


@pytest.mark.parametrize(
    ("hears", "days_told"),
    [(HearsWords.EACH_DAY, [1, 2, 8]), (HearsWords.EACH_WEEK, [1, 8]), (HearsWords.NOT, [])],
)
def test_each_hears_that_something_was_written_as_often_as_they_chose(three, hears, days_told):
    group, ann, bob, _cat = three
    choose_words(group_id=group.pk, hears_words=hears, by=bob, now=NOW)
    heard = []
    for number in (1, 2, 3, 8):
        now = NOW + timedelta(days=number)
        if number != 3:
            say(group, ann, f"Day {number}", now=now - timedelta(hours=2))
        set_clock(now)
        before = told(bob)
        tell_of_words_of_groups(), tell_of_words_of_groups()
        heard += [number] * (told(bob) - before)

    assert heard == days_told
    assert told(ann) == 0
    texts = Message.objects.filter(kind="words_in_group").values_list("text", flat=True)
    assert all("Day" not in each.partition("since")[0] for each in texts)


def test_nobody_hears_of_whom_they_do_not_hear_from(three):
    group, ann, bob, cat = three
    member = Member.objects.get(person=ann.person)
    block_member(group_id=group.pk, member_id=member.pk, by=bob, now=NOW)
    say(group, ann, now=NOW + timedelta(hours=1))
    set_clock(NOW + timedelta(days=1))

    tell_of_words_of_groups()

    assert (told(bob), told(cat)) == (0, 1)
    assert WORDS not in read_by(bob, group) and WORDS in read_by(cat, group)


@pytest.mark.holds("P117")
def test_words_in_a_group_are_hidden_and_reported_but_never_ones_own(three):
    group, ann, bob, cat = three
    note = say(group, ann)
    report = reverse("report_words", args=[note.pk])
    assert report in read_by(bob, group) and report not in read_by(ann, group)
    refused = signed_in(ann).post(f"/api/said/{note.pk}/report/", {"wrong": "other"}, JSON)
    assert (refused.status_code, refused.json()["code"]) == (409, "your_own_words")

    hide_message(message_id=note.pk, by=bob, now=NOW)
    assert WORDS not in read_by(bob, group) and WORDS in read_by(cat, group)
    report_message(message_id=note.pk, wrong=ReportWrong.THREAT, by=cat, now=NOW)

    assert WORDS not in read_by(ann, group)
    Role.objects.create(login=bob.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
    assert WORDS not in signed_in(bob).get(reverse("looks")).text
    assert WORDS in signed_in(make_connector()).get(reverse("looks")).text


@pytest.mark.holds("P44")
@pytest.mark.parametrize("begins", GroupBeginning)
def test_somebody_new_is_greeted_by_a_question_to_all_and_not_thrown_in(begins):
    ann, dot = make_someone("ann"), make_someone("dot")
    group = make_group(ann, begins=begins)
    say(group, ann)
    newcomer = join(group, dot, "Dot")
    question = "Dot has come in. What would you like Dot to know"

    if begins == GroupBeginning.HELLO:
        assert question not in read_by(ann, group)
        assert signed_in(dot).get(page_of(group)).status_code == 404
        signed_in(ann).post(reverse("say_hello", args=[group.pk]), {"newcomer": newcomer.pk})

    read = read_by(dot, group)
    assert read.count(question) == 1 and WORDS in read
    assert RelayedMessage.objects.get(words__startswith=question[:15]).sent_by_id is None


@pytest.mark.holds("M28")
def test_what_was_written_goes_when_it_is_old_and_the_newer_stays(three):
    group, ann, bob, _cat = three
    say(group, ann)
    kept = NOW + timedelta(days=area().words_kept_days)
    say(group, bob, "Still here", now=kept - timedelta(days=1))
    hour = timedelta(hours=1)
    for moment, left in ((kept - hour, [WORDS, "Still here"]), (kept + hour, ["Still here"])):
        set_clock(moment)
        forget_conversations()
        words = RelayedMessage.objects.filter(for_person__isnull=False).order_by("sent_at")
        assert list(words.values_list("words", flat=True)) == left


def test_many_words_cost_the_page_no_more_statements(three):
    group, ann, bob, _cat = three
    say(group, bob)
    client = signed_in(ann)
    client.get(page_of(group))
    with_one = statements_of(client, page_of(group))
    for number in range(9):
        say(group, bob, f"Again {number}")

    assert statements_of(client, page_of(group)) == with_one


@pytest.mark.holds("P124")
def test_on_paper_they_report_by_a_number_and_whoever_enters_it_reads_no_words(three):
    group, ann, bob, cat = three
    vera = make_role("vera", RoleKind.WORKER)
    paper, note, other = visited(bob, vera).paper_code, say(group, ann), say(group, cat, "Hello")
    own = say(group, bob, "My own")
    worker = signed_in(vera)
    printed = worker.get(reverse("paper_sheets", args=[paper]) + "?sheet=words").text
    assert f"(number {note.pk})" in printed and f"(number {own.pk})" not in printed
    entry = reverse("paper_report", args=[paper])

    typed = {"number": note.pk, "wrong": "threat"}
    pages = [worker.get(entry), worker.post(entry, typed), worker.post(entry, typed)]
    call = {"number": other.pk, "wrong": "advert"}
    by_program = worker.post(f"/api/paper/{paper}/report/", call, JSON)

    assert [each.status_code for each in pages] == [200, 302, 302]
    assert by_program.status_code == 200
    assert all(WORDS not in each.text for each in (*pages, by_program))
    assert WORDS not in read_by(cat, group) and "Hello" in read_by(cat, group)
    reports = MessageReport.objects.order_by("pk").values_list("message_id", "person_id")
    assert list(reports) == [(note.pk, bob.person_id), (other.pk, bob.person_id)]
    for number, why in ((own.pk, "your own"), (note.pk + 1000, "have this number")):
        refused = worker.post(entry, {"number": number, "wrong": "other"})
        assert why in refused.text and f'value="{number}"' in refused.text


def test_on_paper_they_say_whom_they_do_not_hear_from_and_nothing_tells_it(three):
    group, ann, bob, _cat = three
    vera = make_role("vera", RoleKind.WORKER)
    paper = visited(bob, vera).paper_code
    say(group, ann)
    entry, member = reverse("paper_block", args=[paper]), Member.objects.get(person=ann.person)
    worker, whom = signed_in(vera), {"member_id": member.pk}
    before = words(worker.get(entry))

    worker.post(entry, whom)
    assert WORDS not in read_by(bob, group)
    worker.get(reverse("paper_sheet", args=[paper]))  # which says that it is done
    assert words(worker.get(entry)) == before
    worker.post(f"/api/paper/{paper}/block/", whom | {"hears_again": True}, JSON)

    assert WORDS in read_by(bob, group)
    assert MemberBlock.objects.filter(ended_at__isnull=True).count() == 0


@pytest.mark.holds("P124")
def test_what_was_reported_goes_once_it_is_old_and_not_while_somebody_looks(three):
    group, ann, bob, _cat = three
    note, connie = say(group, ann), make_connector()
    report_message(message_id=note.pk, wrong=ReportWrong.ADVERT, by=bob, now=NOW)
    kept, hour = timedelta(days=area().reported_kept_days), timedelta(hours=1)
    set_clock(NOW + kept + kept)
    forget_words_reported()
    item = ModerationItem.objects.get(is_reported=True)
    looked_at = NOW + hour
    let_words_stay(
        item_id=item.pk, by=Acting(login=connie.login), now=looked_at,
        shown_digest=digest_of(words_shown(item.words)),
    )  # fmt: skip

    for moment, left in ((looked_at + kept - hour, 1), (looked_at + kept + hour, 0)):
        set_clock(moment)
        forget_words_reported()
        assert ModerationItem.objects.filter(is_reported=True).count() == left
