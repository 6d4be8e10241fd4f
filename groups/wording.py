"""A group in words: why people come, what they agree to, how it chooses, and how that ended."""

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day, format_moment, format_time
from community.common.shown import Shown, ShownLine
from community.moderation.states import ModerationState
from community.people.queries.acting import has_connector
from groups.models.briefs import BriefWords
from groups.models.gatherings import Gathering
from groups.models.members import Group, Member
from groups.models.offers import Offer
from groups.rules.members import hears_on
from groups.rules.motions import SMALL_GROUP
from groups.states import DecisionOutcome, GroupBeginning, MoneyInHand, Purpose, Requirement


def purposes_text(purposes: list[str]) -> str:
    """Why they come together: a sentence for each reason."""
    return ". ".join(str(Purpose(purpose).label) for purpose in purposes)


def solo_consent_text() -> str:
    """What somebody agrees to who arranges something for themselves alone."""
    return _(
        "Whoever runs it reads what you ask, without your name. When it goes ahead they are told"
        " the name you chose here, and nothing else of you. It stands in no list."
    )


def unread_words_text(words_state: str | None) -> str:
    """In the place of words that have not reached whoever reads."""
    if words_state == ModerationState.HELD_BACK:
        return _("words held back")
    return _("words not yet looked at")


def unread_group_text(
    outward_code: str, words_state: str | None, *, is_for_one: bool = False
) -> str:
    """What a group is called meanwhile, and what it wants; or one person."""
    if is_for_one:
        return _("One person near %(outward)s: %(words)s") % {
            "outward": outward_code,
            "words": unread_words_text(words_state),
        }
    return _("A group near %(outward)s: %(words)s") % {
        "outward": outward_code,
        "words": unread_words_text(words_state),
    }


def nothing_chosen_text(outcome: DecisionOutcome) -> str:
    """How a choice ended that chose no offer, and what can be done then."""
    outcome_text = {
        DecisionOutcome.TOO_FEW: _("Too few people answered, so nothing was chosen."),
        DecisionOutcome.NONE: _("The group chose none of these."),
        DecisionOutcome.LEVEL: _("Some offers are still level, so nothing was chosen."),
        DecisionOutcome.TAKEN_BACK: _("This choice was taken back before anybody answered."),
    }[outcome]
    return _("%(outcome)s Anybody in the group can ask again.") % {"outcome": outcome_text}


def when_done_text(people: int, area_id: int, *, by_waiting: bool = True) -> str:
    """When what somebody proposed is done, in a group of so many."""
    if people <= SMALL_GROUP and has_connector(area_id):
        return _("It is done when the other of you agrees, or a connector does.")
    if people <= SMALL_GROUP:
        return _("It is done when the other of you agrees.")
    if not by_waiting:
        return _("It is done when somebody else agrees, and never because nobody said no.")
    return _(
        "It is done when somebody else agrees, or when nobody has said no three days after "
        "everybody was told."
    )


def who_ends_pause_text(area_id: int) -> str:
    if has_connector(area_id):
        return _("Two others can end it earlier, or a connector.")
    return _("Two others can end it earlier.")


def voting_rule_text() -> list[str]:
    """The rule in words, said before joining and beside every choice."""
    return [
        _("One person, one voice. It does not matter who pays what, or whether you pay."),
        _("Only whoever is in the group when a choice begins has a voice in it."),
        _("Tick every offer you would be happy with. “None of these” is an answer too."),
        _("You can change your answer until it closes. Nobody sees what you ticked."),
        _("Nobody sees how it stands before it has closed."),
        _("In a group of fewer than five you then see only what was chosen, and no numbers."),
        _("You can also say: go on without me. Then nobody waits for your answer."),
        _(
            "The offer most people would be happy with is chosen, if enough people answered and "
            "more would be happy with it than said “none of these”."
        ),
        _(
            "If two are level, everyone is asked again about those. If they are level again, "
            "it is the one that needs the fewest people to go ahead."
        ),
        _("If somebody answers for you, your own page shows that they did. It counts once."),
    ]


def peer_consent_text() -> str:
    """The exact sentence a person agrees to, kept with their yes (M32, facts: consent)."""
    return _(
        "The others in this group will see the name I choose for it, and that I am in it. "
        "I see the names they chose, and when and where the group does something; whoever comes in "
        "after me sees the same. "
        "They may guess something about me from what the group is for. "
        "They will not see my real name, my address, my money or how I pay. "
        "I can leave at any time, and then they no longer see it."
    )


def begins_text(group: Group) -> str:
    if group.begins == GroupBeginning.OPEN:
        return _("At once.")
    after_hello = _(
        "After somebody of the group has said hello. Until then you read how many people are in "
        "it, and neither their names nor when and where they meet."
    )
    if has_connector(group.area_id):
        otherwise = _(
            "If nobody has said hello after seven days, the connector introduces you, or tells you "
            "why not."
        )
    else:
        otherwise = no_introduction_text()
    return f"{after_hello} {otherwise}"


def no_introduction_text() -> str:
    return _(
        "No connector works there just now: if nobody says hello, it waits for whoever begins "
        "there."
    )


def hears_text(member: Member) -> str:
    """To a newcomer: by what day they hear, or what the connector answered."""
    if member.no_hello_because:
        return _("The connector has not introduced you: “%(why)s”") % {
            "why": member.no_hello_because
        }
    begins = _("The group begins for you when somebody of it has said hello.")
    if not has_connector(member.group.area_id):
        return f"{begins} {no_introduction_text()}"
    otherwise = _(
        "If nobody has by %(day)s, the connector introduces you, or tells you why not; if you are "
        "told things at visits, you hear it at the next one after that day."
    ) % {"day": format_day(hears_on(today(member.joined_at)))}
    return f"{begins} {otherwise}"


def group_shown(group: Group) -> Shown:
    """What somebody agrees to who comes in, as it stands above the button; of one outside who may
    not read its words yet, the group as they read it."""
    how_often = [ShownLine(_("How often"), group.how_often)] if group.how_often else []
    return (
        ShownLine(_("Group"), group.name),
        ShownLine(_("Why"), f"{purposes_text(group.purposes)}\n{group.purpose_words}".strip()),
        *how_often,
        ShownLine(_("Where"), _("Near %(outward)s") % {"outward": group.outward_code}),
        ShownLine(_("When it begins for you"), begins_text(group)),
        ShownLine(_("What the others see"), peer_consent_text()),
        ShownLine(_("How a group chooses"), "\n".join(voting_rule_text())),
    )


def brief_shown(brief: BriefWords) -> Shown:
    """All that a brief says, a question with its answer each."""
    return tuple(brief_lines(brief).values())


def brief_lines(brief: BriefWords) -> dict[str, ShownLine]:
    """The same, by the field that each line is of."""
    requirements = "\n".join(str(Requirement(value).label) for value in brief.requirements)
    answers = {
        "what": (_("What"), brief.what),
        "when_words": (_("When"), brief.when_words),
        "where_words": (_("Where"), brief.where_words),
        "requirements": (_("So that everybody can take part"), requirements),
        "who_must_be_able": (_("What else matters for that"), brief.who_must_be_able),
        "good_looks_like": (_("What would make it good"), brief.good_looks_like),
        "people_about": (_("About how many people"), str(brief.people_about or "")),
        "money_in_hand": (_("Money"), money_in_hand_text(brief.money_in_hand)),
        "answers_by": (_("Answers until"), format_day(brief.answers_by)),
    }
    return {
        name: ShownLine(question, answer or _("Not said"))
        for name, (question, answer) in answers.items()
    }


def money_in_hand_text(money_in_hand: str) -> str:
    return str(MoneyInHand(money_in_hand).label) if money_in_hand else ""


def offer_line_text(offer: Offer) -> str:
    """Where it is one of some to choose among, or to ask about."""
    names = {"offer": offer.summary, "provider": offer.provider.name}
    if offer.is_of_earlier_words:
        return _("%(offer)s (%(provider)s), made for the earlier words") % names
    return _("%(offer)s (%(provider)s)") % names


def gathering_when_text(gathering: Gathering) -> str:
    """ "Tuesday 11 May 2027 at 10.30 am, until 12.30 pm"."""
    if gathering.ends_at is None:
        return format_moment(gathering.starts_at)
    return _("%(when)s, until %(end)s") % {
        "when": format_moment(gathering.starts_at),
        "end": format_time(gathering.ends_at),
    }


def peer_safety_text() -> str:
    """Of a talk with somebody whom nobody has checked (P116)."""
    return _(
        "Nobody has checked who either of you is. Meet where others are, bring somebody along if"
        " you wish, and leave when you like. No lifts, no money, no keys. Worried? Tell somebody."
    )
