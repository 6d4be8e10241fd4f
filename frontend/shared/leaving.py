"""What somebody reads before they leave a group, or everything, on a page, on paper and by API
(fault C6)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds
from community.people.acting import Acting
from community.people.models.representations import Representation
from community.people.queries.representations import representations_to_end
from community.people.states import RepresentationState
from groups.queries.members import groups_of_person
from groups.queries.solo import open_briefs_for_oneself
from pooling.payments.queries.cards import refunds_not_taken
from pooling.pools.queries.leaving import costs_of_leaver, next_payment_at
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.wording.leaving import describe_leaving, name_goes_choices
from providers.queries.supply import providers_of_login


@dataclass(frozen=True)
class EverythingLeft:
    """In sentences: what comes first, what ends, what stays and why."""

    first: list[str]
    ends: list[str]
    stays: list[str]


def leaving_texts_of(group_id: int, by: Acting) -> list[str]:
    """What stays paid and what stops, for each shared cost of theirs (fault C6)."""
    costs = costs_of_leaver(group_id, by, now=clock.now()) if by.person else []
    return [
        describe_leaving(cost.pool.terms.summary, cost.status, cost.mind_left) for cost in costs
    ]


def name_choices_of_leaver(group_id: int) -> list[tuple[str, str]]:
    """When the others read their name no more (M140); nothing where there is no choice."""
    return name_goes_choices(next_payment_at(group_id, clock.now()))


def everything_left(by: Acting) -> EverythingLeft:
    """Of the person's own, before they leave all of it."""
    return EverythingLeft(_first(by), [*_groups(by), *_money(by), *_authority(by)], _stays(by))


def _first(by: Acting) -> list[str]:
    """What is theirs and has not reached them."""
    person_id = by.required_person.pk
    pence = refunds_not_taken([person_id]).get(person_id)
    if not pence:
        return []
    return [
        _(
            "%(sum)s is yours, and your card did not take it back. Talk to someone before you"
            " leave, so that it reaches you another way."
        )
        % {"sum": format_pounds(pence)}
    ]


def _groups(by: Acting) -> list[str]:
    texts = []
    for group in groups_of_person(by.required_person.pk, with_waiting=True):
        texts.append(_("You leave “%(group)s”.") % {"group": group.name})
        texts += leaving_texts_of(group.pk, by)
    asked_alone = _("“%(what)s”, which you asked for yourself, is closed.")
    waiting = open_briefs_for_oneself(by.required_person.pk)
    return [*texts, *(asked_alone % {"what": brief.what} for brief in waiting)]


def _money(by: Acting) -> list[str]:
    sources = open_sources_of_person(by.required_person.pk)
    return [
        _("Nothing more is taken from “%(source)s”.") % {"source": source.called}
        for source in sources
    ]


def _authority(by: Acting) -> list[str]:
    texts = [_authority_text(each, by) for each in representations_to_end(by)]
    return [*texts, _("Keys of your programs end, and you are signed out on every other machine.")]


def _authority_text(representation: Representation, by: Acting) -> str:
    if representation.person_id != by.required_person.pk:
        person = representation.person.preferred_name
        return _("You act for %(person)s no more.") % {"person": person}
    values = {"who": representation.login.name}
    if representation.state == RepresentationState.ASKED:
        return _("%(who)s asked to act for you: that is not answered any more.") % values
    return _("%(who)s acts for you no more.") % values


def _stays(by: Acting) -> list[str]:
    providers = [] if by.is_by_other_hands else providers_of_login(by.required_login.pk)
    return [
        _("What was paid, to whom and for what, because accounts have to be kept."),
        _("What was written down with you or about you, for as long as it has to be kept."),
        _("What is on its way back to you: it still comes, to the card or account it came from."),
        _("Your sign-in, so that you can read your statements and take along what is kept."),
        *(
            _("You still speak for “%(provider)s”.") % {"provider": provider.name}
            for provider in providers
        ),
    ]
