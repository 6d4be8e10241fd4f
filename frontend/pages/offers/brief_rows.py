"""What a group wants as whoever could run it reads it: a card in a list, and line by line."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.dates import format_day
from frontend.components.blocks import ResultCard
from frontend.drawings.kind_pictures import picture_of_kinds
from groups.queries.briefs import BriefForProvider
from groups.queries.public_briefs import PublicBrief
from groups.states import Requirement
from groups.wording import money_in_hand_text, unread_group_text, unread_words_text


def public_brief_card(brief: PublicBrief) -> ResultCard:
    return ResultCard(
        title=_title(brief),
        url=reverse("public_brief", args=[brief.id]),
        picture=picture_of_kinds([]),
        state=_("Example") if brief.is_example else "",
        facts=_card_facts(brief, _rough_location(brief)),
    )


def nearby_brief_card(brief: BriefForProvider) -> ResultCard:
    return ResultCard(
        title=_title(brief),
        url=reverse("brief_near_me", args=[brief.id]),
        picture=picture_of_kinds([]),
        summary=_("They ask about something you listed.") if brief.is_about_my_listing else "",
        facts=_card_facts(brief, _("Near %(outward)s") % {"outward": brief.outward_code}),
    )


def _title(brief: PublicBrief | BriefForProvider) -> str:
    """What it wants; until its words are read, that they are not."""
    is_for_one = isinstance(brief, BriefForProvider) and brief.is_for_one
    return brief.what or unread_group_text(
        brief.outward_code, brief.words_state, is_for_one=is_for_one
    )


def _card_facts(
    brief: PublicBrief | BriefForProvider, location_text: str
) -> tuple[tuple[str, str], ...]:
    when = ((_("When"), brief.when_words),) if brief.when_words else ()
    return (
        *when,
        (_("Where"), location_text),
        (_("Answers until"), format_day(brief.answers_by)),
    )


def public_brief_rows(brief: PublicBrief) -> list[tuple[str, str]]:
    """All that anybody may read, as (question, answer) pairs."""
    return _answered(
        (_("What"), brief.what or capfirst(unread_words_text(brief.words_state))),
        (_("When"), brief.when_words),
        (_("Where"), _rough_location(brief)),
        (_("About how many people"), str(brief.people_about or "")),
        (_("Answers until"), format_day(brief.answers_by)),
    )


def nearby_brief_rows(brief: BriefForProvider) -> list[tuple[str, str]]:
    """All that a provider near it may read, as (question, answer) pairs."""
    requirements = [str(Requirement(value).label) for value in brief.requirements]
    return _answered(
        (_("What"), brief.what or capfirst(unread_words_text(brief.words_state))),
        (_("When"), brief.when_words),
        (_("Where"), f"{brief.where_words}\n{_location_in_area(brief)}".strip()),
        (_("So that everybody can take part"), "\n".join(requirements)),
        (_("What else matters for that"), brief.who_must_be_able),
        (_("What would make it good"), brief.good_looks_like),
        (_("About how many people"), str(brief.people_about or "")),
        (_("Money"), money_in_hand_text(brief.money_in_hand)),
        (_("Answers until"), format_day(brief.answers_by)),
    )


def _answered(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(question, answer) for question, answer in rows if answer]


def _rough_location(brief: PublicBrief | BriefForProvider) -> str:
    return _("Near %(outward)s, in %(area)s") % {
        "outward": brief.outward_code,
        "area": brief.area_name,
    }


def _location_in_area(brief: BriefForProvider) -> str:
    """The first half of the postcode is not said twice."""
    if brief.outward_code in brief.where_words:
        return _("In %(area)s") % {"area": brief.area_name}
    return _rough_location(brief)
