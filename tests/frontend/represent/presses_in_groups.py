"""Gathering: a group, its invitations, what it wants, and its choice."""

from datetime import date

from community.conversations.actions.reports import let_words_stay
from community.conversations.models import RelayedMessage
from community.conversations.states import ReportWrong
from community.moderation.actions.items import hold_back_words
from community.moderation.models import ModerationItem
from community.moderation.states import HeldBackReason
from community.people.acting import Acting
from community.people.models.logins import Login
from groups.actions.blocks import block_member
from groups.actions.conversations import ask_listing, write_on, write_to_group
from groups.actions.gatherings import call_off_gathering
from groups.actions.motions import propose_step
from groups.actions.reports import report_message
from groups.models.members import Group, Member
from groups.states import MotionPurpose
from tests.factories.demand import (
    ask,
    join,
    make_brief,
    make_group,
    make_invite,
    make_unread_group,
    offer_to,
)
from tests.factories.demand import make_vetted as vetted
from tests.factories.gatherings import make_gathering
from tests.factories.going_on import ask_for_talk, make_review, offer_talk
from tests.factories.how_put import READ_ALOUD
from tests.factories.ideas import make_answered, make_idea
from tests.factories.motions import (
    agree_together,
    choose_together,
    end_together,
    stop_together,
)
from tests.factories.places import HOME
from tests.factories.removals import make_removal
from tests.factories.solo import ask as ask_for_one
from tests.factories.solo import make_costly_listing, offer_to_one
from tests.factories.supply import NOW, area, make_connector, make_shown_listing, make_someone
from tests.frontend.visiting import day

from .pressing import Press, Presses

IN_GROUPS = Presses()


def make_group_that_ends(ann: Acting) -> Group:
    """With a second in it, so that it has not ended once one has said what is next."""
    group = make_group(ann)
    join(group, make_someone("ben"))
    return end_together(group, ann)


@IN_GROUPS.press("start_group")
def _(ann: Acting) -> Press:
    make_group(make_someone("ben"))  # there is a place and an area
    words = {"name": "Walkers", "postcode": HOME, "how_often": "weekly", "purposes": ["company"]}
    return Press("start_group", [], words | {"known_as": "Ann", "agrees": "on", **READ_ALOUD})


@IN_GROUPS.press("join_group")
def _(ann: Acting) -> Press:
    group = make_group(make_someone("ben"))
    return Press("join_group", [group.pk], {"known_as": "Ann", "agrees": "on", **READ_ALOUD})


@IN_GROUPS.press("join_by_code")
def _(ann: Acting) -> Press:
    ben = make_someone("ben")
    code = make_invite(make_group(ben), ben).code
    return Press("join_group", [code], {"known_as": "Ann", "agrees": "on", **READ_ALOUD})


@IN_GROUPS.press("leave_group")
def _(ann: Acting) -> Press:
    return Press("leave_group", [make_group(ann).pk])


@IN_GROUPS.press("open_group")
def _(ann: Acting) -> Press:
    group = make_group(ann, is_findable=True)
    return Press("close_group", [group.pk], {"open": "no"}, page_args=[group.pk], is_put=True)


@IN_GROUPS.press("pause_newcomers")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    return Press("pause_newcomers", [group.pk], {"pauses": "yes"}, page_args=[group.pk])


@IN_GROUPS.press("end_group")
def _(ann: Acting) -> Press:
    return Press("propose_step", [make_group(ann).pk], {"reason": "done", **READ_ALOUD})


@IN_GROUPS.press("next_step")
def _(ann: Acting) -> Press:
    group = make_group_that_ends(ann)
    return Press("say_next_step", [group.pk], {"kind": "talk", "words": "Tea?"})


@IN_GROUPS.press("go_on")
def _(ann: Acting) -> Press:
    group = make_group_that_ends(ann)
    return Press("propose_step", [group.pk], {}, page_args=[group.pk], is_put=True)


@IN_GROUPS.press("set_beginning")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    return Press(
        "set_beginning", [group.pk], {"begins": "hello"}, page_args=[group.pk], is_put=True
    )


@IN_GROUPS.press("say_hello")
def _(ann: Acting) -> Press:
    group = make_group(ann, begins="hello")
    newcomer = join(group, make_someone("ben"))
    return Press("say_hello", [group.pk], {"newcomer": newcomer.pk}, page_args=[group.pk])


@IN_GROUPS.press("rest")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    return Press("rest", [group.pk], {"rests": "yes"}, page_args=[group.pk])


@IN_GROUPS.press("group_notes")
def _(ann: Acting) -> Press:
    return Press("write_words", [make_group(ann).pk], {"words": "Tuesday was good"})


@IN_GROUPS.press("choose_words")
def _(ann: Acting) -> Press:
    return Press("choose_words", [make_group(ann).pk], {"hears_words": "each_week"})


A_DATE = {"title": "A walk", **day("day", date(2027, 6, 1)), "starts_at": "10.30 am"}


@IN_GROUPS.press("add_date")
def _(ann: Acting) -> Press:
    return Press("add_dates", [make_group(ann).pk], A_DATE)


@IN_GROUPS.press("add_dates")
def _(ann: Acting) -> Press:
    return Press("add_dates", [make_group(ann).pk], A_DATE | {"every_weeks": "1", "times": "2"})


@IN_GROUPS.press("change_date")
def _(ann: Acting) -> Press:
    return Press("change_date", [make_gathering(make_group(ann), ann).pk], A_DATE)


@IN_GROUPS.press("call_off_date")
def _(ann: Acting) -> Press:
    return Press("call_off_date", [make_gathering(make_group(ann), ann).pk])


@IN_GROUPS.press("date_on_again")
def _(ann: Acting) -> Press:
    date_off = make_gathering(make_group(ann), ann)
    call_off_gathering(gathering_id=date_off.pk, by=ann, now=NOW)
    return Press("put_date_on_again", [date_off.pk], page_args=[date_off.pk])


@IN_GROUPS.press("say_coming")
def _(ann: Acting) -> Press:
    date_on = make_gathering(make_group(ann), ann)
    return Press("say_attendance", [date_on.pk], {"coming": "yes"}, page_args=[date_on.pk])


@IN_GROUPS.press("group_review")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    make_review(group)
    return Press("answer_review", [group.pk], {"wish": "yes"})


@IN_GROUPS.press("ask_peer")
def _(ann: Acting) -> Press:
    offer_talk(make_someone("cat"))
    return Press("ask_peer", [], {"did": "shared_help", "known_as": "Ann"})


@IN_GROUPS.press("end_peer_talk")
def _(ann: Acting) -> Press:
    offer_talk(make_someone("cat"))
    return Press("end_peer_talk", [ask_for_talk(ann).pk])


@IN_GROUPS.press("end_peer_offer")
def _(ann: Acting) -> Press:
    return Press("end_peer_offer", [offer_talk(ann).pk])


@IN_GROUPS.press("add_idea")
def _(ann: Acting) -> Press:
    return Press("add_idea", [make_group(ann).pk], {"picture": "walk", "words": ""})


@IN_GROUPS.press("nothing_to_add")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    ben = make_someone("ben")
    join(group, ben)
    idea = make_idea(group, ben)
    return Press("say_nothing_to_add", [idea.round_id], page_args=[group.pk])


@IN_GROUPS.press("take_back_idea")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    join(group, make_someone("ben"))
    idea = make_idea(group, ann)
    return Press("take_back_idea", [idea.pk], page_args=[group.pk])


@IN_GROUPS.press("like_ideas")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    idea = make_idea(group, ann)
    return Press("like_ideas", [idea.round_id], {"likes": [str(idea.pk)]})


@IN_GROUPS.press("explain_idea")
def _(ann: Acting) -> Press:
    idea = make_answered(make_group(ann), [ann], taken_up=False)
    return Press("explain_idea", [idea.pk], {"words": "it is too far"})


@IN_GROUPS.press("write_down_idea")
def _(ann: Acting) -> Press:
    idea = make_answered(make_group(ann), [ann])
    return Press("write_down_idea", [idea.pk], {"brief": "0"})


@IN_GROUPS.press("what_matters")
def _(ann: Acting) -> Press:
    lines = {"line_1": "Quiet", "line_2": "", "line_3": ""}
    return Press("say_what_matters", [make_group(ann).pk], lines)


@IN_GROUPS.press("short_name")
def _(ann: Acting) -> Press:
    return Press("say_short_name", [make_group(ann).pk], {"short_name": "Tuesday"})


@IN_GROUPS.press("ask_by_post")
def _(ann: Acting) -> Press:
    make_connector()
    return Press("ask_to_post", [make_group(ann).pk], {"sheet": "leave"})


@IN_GROUPS.press("invite")
def _(ann: Acting) -> Press:
    return Press("make_invite", [make_group(ann).pk], {"is_card": ""})


@IN_GROUPS.press("stop_invite")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    return Press("stop_invite", [make_invite(group, ann).pk], page_args=[group.pk])


WHAT = {"what": "A morning out", "when_words": "Tuesdays", "where_words": "Near us"}


@IN_GROUPS.press("start_brief")
def _(ann: Acting) -> Press:
    return Press("start_brief", [make_group(ann).pk], WHAT)


def draft(ann):
    return make_brief(make_group(ann), ann)


@IN_GROUPS.press("brief_what")
def _(ann: Acting) -> Press:
    return Press("edit_brief", [draft(ann).pk], WHAT)


@IN_GROUPS.press("brief_who")
def _(ann: Acting) -> Press:
    return Press("edit_brief", [draft(ann).pk], {"requirements": ["quiet"]})


@IN_GROUPS.press("brief_answers")
def _(ann: Acting) -> Press:
    by = day("answers_by", date(2027, 5, 18))
    return Press("edit_brief", [draft(ann).pk], {"good_looks_like": "We laugh."} | by)


@IN_GROUPS.press("brief_send")
def _(ann: Acting) -> Press:
    return Press("publish_brief", [draft(ann).pk], READ_ALOUD)


@IN_GROUPS.press("brief_close")
def _(ann: Acting) -> Press:
    return Press("close_brief", [ask(make_group(ann), ann).pk], READ_ALOUD)


def with_offer(ann):
    brief = ask(make_group(ann), ann)
    return brief, offer_to(brief, *vetted())


def hold_back(about: str) -> None:
    hold_back_words(
        bodies=(),
        item_id=ModerationItem.objects.get(about=about).pk,
        reason=HeldBackReason.ADVERT,
        why_words="It sells something.",
        by=make_connector("connie", area()),
        now=NOW,
    )


@IN_GROUPS.press("group_words")
def _(ann: Acting) -> Press:
    group = make_unread_group(ann)
    hold_back(f"group:{group.pk}")
    typed = {"name": "Walkers", "how_often": "weekly", "purpose_words": "Up the hill"}
    return Press("mend_group_words", [group.pk], typed)


@IN_GROUPS.press("group_look_again")
def _(ann: Acting) -> Press:
    group = make_unread_group(ann)
    hold_back(f"group:{group.pk}")
    return Press("look_again_at_words", [group.pk], page_args=[group.pk])


@IN_GROUPS.press("brief_look_again")
def _(ann: Acting) -> Press:
    brief = draft(ann)
    agree_together(MotionPurpose.SEND_BRIEF, brief, ann)
    hold_back(f"brief:{brief.pk}")
    return Press("look_again_at_words", [brief.pk], page_args=[brief.pk])


@IN_GROUPS.press("brief_stop")
def _(ann: Acting) -> Press:
    brief = with_offer(ann)[0]
    return Press("stop_taking_answers", [brief.pk], page_args=[brief.pk], is_put=True)


@IN_GROUPS.press("offer_messages")
def _(ann: Acting) -> Press:
    return Press("ask_about_offer", [with_offer(ann)[1].pk], {"words": "Is there a lift?"})


def _asked(ann: Acting) -> RelayedMessage:
    listing = make_shown_listing(*vetted())
    return ask_listing(listing_id=listing.pk, text="Is there a lift?", by=ann, now=NOW)


@IN_GROUPS.press("ask_listing")
def _(_ann: Acting) -> Press:
    listing = make_shown_listing(*vetted())
    return Press("write_words", [listing.pk], {"words": "Is there a lift?"})


@IN_GROUPS.press("write_to_group")
def _(_ann: Acting) -> Press:
    return Press("write_words", [make_group().pk], {"words": "May she come and look?"})


@IN_GROUPS.press("conversation")
def _(ann: Acting) -> Press:
    return Press("write_words", [_asked(ann).conversation_id], {"words": "And a seat?"})


@IN_GROUPS.press("conversation_close")
def _(ann: Acting) -> Press:
    asked = [_asked(ann).conversation_id]
    return Press("close_conversation", asked, page_args=asked)


def _answered(ann: Acting) -> RelayedMessage:
    asked = _asked(ann).conversation_id
    voice = Acting(login=Login.objects.get(provider_memberships__isnull=False))
    return write_on(conversation_id=asked, text="Yes, a new one.", by=voice, now=NOW)


@IN_GROUPS.press("report_words")
def _(ann: Acting) -> Press:
    return Press("report_words", [_answered(ann).pk], {"wrong": "other"})


@IN_GROUPS.press("hide_words")
def _(ann: Acting) -> Press:
    answer = _answered(ann)
    return Press("hide_words", [answer.pk], page_args=[answer.conversation_id])


@IN_GROUPS.press("look_again_at_reported")
def _(ann: Acting) -> Press:
    answer = _answered(ann)
    report_message(message_id=answer.pk, wrong=ReportWrong.OTHER, by=ann, now=NOW)
    item = ModerationItem.objects.get(is_reported=True)
    let_words_stay(item_id=item.pk, by=make_connector("looks"), now=NOW)
    return Press("ask_again_about_words", [answer.pk], page_args=[answer.conversation_id])


def _with_fellow(ann: Acting) -> Member:
    group = make_group(ann)
    return join(group, make_someone("ben"))


@IN_GROUPS.press("block_member")
def _(ann: Acting) -> Press:
    fellow = _with_fellow(ann)
    return Press("block_somebody", [fellow.group_id], {"member_id": str(fellow.pk)})


@IN_GROUPS.press("ask_removal")
def _(ann: Acting) -> Press:
    fellow = _with_fellow(ann)
    typed = {"member_id": str(fellow.pk), "about": "other", "words": "Shouts", "by_group": "no"}
    return Press("ask_removal", [fellow.group_id], typed)


@IN_GROUPS.press("take_back_removal")
def _(ann: Acting) -> Press:
    fellow = _with_fellow(ann)
    removal = make_removal(ann, fellow)
    return Press("take_back_removal", [removal.pk], page_args=[fellow.group_id])


@IN_GROUPS.press("my_place")
def _(ann: Acting) -> Press:
    fellow = _with_fellow(ann)
    mine = Member.objects.get(group=fellow.group, person=ann.person)
    make_removal(Acting(login=fellow.person.login, person=fellow.person), mine)
    return Press("say_side", [fellow.group_id], {"words": "It was not me"})


@IN_GROUPS.press("who_stays")
def _(ann: Acting) -> Press:
    removal = make_removal(ann, _with_fellow(ann), by_group=True)
    return Press("say_who_stays", [removal.pk], {"stays": "yes", **READ_ALOUD})


@IN_GROUPS.press("block_writer")
def _(ann: Acting) -> Press:
    group = make_group(ann)
    wrote = write_to_group(group_id=group.pk, text="May I?", by=make_someone("zoe"), now=NOW)
    return Press("block_somebody", [wrote.conversation_id])


@IN_GROUPS.press("block_end")
def _(ann: Acting) -> Press:
    fellow = _with_fellow(ann)
    block = block_member(group_id=fellow.group_id, member_id=fellow.pk, by=ann, now=NOW)
    return Press("end_block", [block.pk])


@IN_GROUPS.press("open_choice")
def _(ann: Acting) -> Press:
    brief, _offer = with_offer(ann)
    stop_together(brief, ann, NOW)
    return Press("open_decision", [brief.pk], day("closes_on", date(2027, 5, 12)) | READ_ALOUD)


@IN_GROUPS.press("motion_word")
def _(ann: Acting) -> Press:
    """Of three, so that it waits for a second after Ann has said no."""
    group = make_group(ann)
    ben, cas = [make_someone(name) for name in ("ben", "cas")]
    for by in (ben, cas):
        join(group, by)
    brief = make_brief(group, ann)
    motion = propose_step(purpose=MotionPurpose.SEND_BRIEF, about_id=brief.pk, by=ben, now=NOW)
    return Press("refuse_step", [motion.pk], {"word": "no"}, page_args=[motion.pk])


@IN_GROUPS.press("choose")
def _(ann: Acting) -> Press:
    brief, offer = with_offer(ann)
    stop_together(brief, ann, NOW)
    choose_together(brief, ann, NOW)
    return Press("cast_ballot", [brief.pk], {"approves": [str(offer.pk)], **READ_ALOUD})


@IN_GROUPS.press("write_decision_down")
def _(ann: Acting) -> Press:
    words = {"question": "A walk?", "chosen": "Yes", "what_they_showed": "She took her coat."}
    ticks = {"basis": "supported", "kind": "ordinary", "interpreted_by": "nobody"}
    return Press("record_decision", [], words | ticks)


@IN_GROUPS.press("ask_for_oneself")
def _(ann: Acting) -> Press:
    listing = make_costly_listing()
    typed = {"when_words": "Tuesdays", "postcode": HOME, "known_as": "Ann", "step": "yes"}
    return Press("ask_for_oneself", [listing.pk], typed | READ_ALOUD)


@IN_GROUPS.press("go_on_alone")
def _(ann: Acting) -> Press:
    brief = ask_for_one(make_costly_listing(), ann)
    return Press("open_pool", [brief.pk], {"offer": str(offer_to_one(brief).pk)})


@IN_GROUPS.press("stop_asking")
def _(ann: Acting) -> Press:
    return Press("close_brief", [ask_for_one(make_costly_listing(), ann).pk])
