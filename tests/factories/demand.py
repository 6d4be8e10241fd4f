"""Groups, briefs, offers and choices for tests, each reached through its action."""

from datetime import date, datetime, timedelta

from community.people.acting import Acting
from groups.actions import invites
from groups.actions.briefs import edit_brief, start_brief
from groups.actions.decisions import cast_ballot, close_decision
from groups.actions.membership import join_open_group, start_group
from groups.actions.offers import send_offer
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Group, Invite, Member
from groups.models.offers import Offer
from groups.rules.offers import OfferTerms
from providers.models.supply import Provider
from providers.states import CheckKind
from tests.factories.how_put import put_to
from tests.factories.kept import kept
from tests.factories.motions import (
    choose_together,
    let_group_words_through,
    send_together,
    stop_together,
)

from .places import HOME, make_postcode
from .supply import NOW, area, make_login, make_provider, make_someone, vet

ANSWERS_BY = date(2027, 5, 18)
AFTER_ANSWERS = NOW + timedelta(days=15)
CLOSES_ON = date(2027, 5, 26)
AFTER_CLOSING = NOW + timedelta(days=23)
FIRST_SESSION = datetime.fromisoformat("2027-07-06T10:30:00+01:00")


@kept
def make_group(by: Acting | None = None, name="Tuesday people", **words) -> Group:
    """A group with one member, who is called by their own name in it; strangers read its words."""
    return let_group_words_through(make_unread_group(by, name, **words))


@kept
def make_unread_group(by: Acting | None = None, name="Tuesday people", **words) -> Group:
    """The same, and nobody has looked at its words."""
    by = by or make_someone("alice")
    area()
    make_postcode()
    return start_group(
        **{
            "name": name,
            "postcode": HOME,
            "how_often": "Once a week",
            "purposes": ["company"],
            "known_as": by.person.preferred_name,
            "agrees": True,
            "is_findable": True,
            "how_put": put_to(by),
            "by": by,
            "now": NOW,
            **words,
        }
    )


@kept
def make_invite(group: Group, by: Acting, **words) -> Invite:
    return invites.make_invite(group_id=group.pk, by=by, now=NOW, **words)


@kept
def join(group: Group, by: Acting, known_as="", now=NOW) -> Member:
    return join_open_group(
        group_id=group.pk,
        known_as=known_as or by.person.preferred_name,
        agrees=True,
        how_put=put_to(by),
        by=by,
        now=now,
    )


@kept
def make_people(*names: str) -> list[Acting]:
    return [make_someone(name) for name in names]


@kept
def make_group_of(*names: str) -> tuple[Group, list[Acting]]:
    people = make_people(*names)
    group = make_group(people[0])
    for person in people[1:]:
        join(group, person)
    return group, people


@kept
def make_brief(group: Group, by: Acting, now=NOW, **words) -> Brief:
    """A draft that says everything."""
    brief = start_brief(
        group_id=group.pk,
        what=words.pop("what", "A morning out each week"),
        when_words="Tuesday mornings",
        where_words="Somewhere near ZZ1",
        listing_id=words.pop("listing_id", None),
        by=by,
        now=now,
    )
    words = {"requirements": ["step_free", "hot_meal"], "answers_by": ANSWERS_BY} | words
    return edit_brief(brief_id=brief.pk, fields=words, by=by, now=now)


@kept
def ask(group: Group, by: Acting, now=NOW, **words) -> Brief:
    brief = make_brief(group, by, now=now, **words)
    return send_together(brief, by, now)


@kept
def make_vetted(name="museum", *more: CheckKind) -> tuple[Acting, Provider]:
    """A provider whose identity and insurance have been seen, and whatever `more` there is."""
    acting = make_login(name)
    provider = make_provider(acting, name=name.title())
    vet(provider, None, CheckKind.IDENTITY, CheckKind.INSURANCE, *more)
    return acting, provider


# Who is helped by hand always has 14 days to change their mind.
HELPS = {"is_hands_on", "care_basis"}


def make_terms(**words) -> OfferTerms:
    return OfferTerms(
        **{
            "summary": "Museum mornings",
            "prices": {3: 7500, 4: 7500, 5: 7500},
            "smallest": 3,
            "largest": 5,
            "starts": tuple(FIRST_SESSION + timedelta(weeks=week) for week in range(4)),
            "minutes": 120,
            "place_words": "The museum’s learning room",
            "who_comes": "One of two people from the museum",
            "missed_rule": "free",
            "change_of_mind": "fourteen_days" if words.keys() & HELPS else "fixed_day",
            "address_words": "1 Quay Road, Westsea",
            "good_until": date(2027, 7, 1),
            "requirements_met": ("step_free",),
            **words,
        }
    )


@kept
def offer_to(brief: Brief, acting: Acting, provider: Provider, now=NOW, **words) -> Offer:
    return send_offer(
        brief_id=brief.pk, provider_id=provider.pk, terms=make_terms(**words), by=acting, now=now
    )


def make_offers(brief: Brief, *names: str, **words) -> list[Offer]:
    """One offer from each of as many new vetted providers."""
    return [offer_to(brief, *make_vetted(name), **words) for name in names]


@kept
def start_choosing(brief: Brief, by: Acting, *, closes_on=CLOSES_ON, now=AFTER_ANSWERS) -> Decision:
    """The day for answers has passed, and the group begins to choose."""
    stop_together(brief, by, NOW)
    return choose_together(brief, by, now, closes_on=closes_on)


@kept
def vote(decision: Decision, by: Acting, *offers: Offer, now=AFTER_ANSWERS):
    return cast_ballot(
        decision_id=decision.pk,
        offer_ids=[offer.pk for offer in offers],
        how_put=put_to(by),
        by=by,
        now=now,
    )


def count_votes_of(decision: Decision, now=AFTER_CLOSING) -> Decision:
    return close_decision(decision_id=decision.pk, by=Acting(), now=now)
