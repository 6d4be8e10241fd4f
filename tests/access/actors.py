"""The twelve who try every door of Ann's world, and a second world that is none of theirs."""

from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models
from django.test import Client

from community.people.acting import Acting
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
)
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Role
from community.people.models.representations import Representation
from community.people.states import (
    RepresentationKind,
    RepresentationScope,
    RoleKind,
)
from community.places.models.areas import Area
from frontend.api.oruk.ids import place_id
from groups.actions.briefs import start_brief
from groups.models.briefs import Brief
from marketplace.referrals.actions.option_sheets import make_option_sheet
from marketplace.referrals.models.option_sheets import OptionSheet
from marketplace.referrals.states import WhomToAsk
from marketplace.search.queries.directory_terms import all_terms
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.actions.billing import write_billing_details
from pooling.payments.models.billing import PayerDetails
from pooling.payments.models.commitments import Invoice
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from providers.models.supply import Listing, ProviderMember
from standin.core import Core
from tests.factories.cards import open_account, save_card
from tests.factories.decision_records import write_down_all
from tests.factories.demand import offer_to
from tests.factories.motions import choose_together, send_together, stop_together
from tests.factories.places import make_area
from tests.factories.pools import make_group, make_officer, make_source
from tests.factories.representations import act_for, ask_for
from tests.factories.shown import approval_digest, look_digest
from tests.factories.supply import NOW, area, make_login, make_shown_listing, make_someone
from tests.frontend.api.world import World, make_world
from tests.frontend.visiting import signed_in

HEADER = "X-Acting-For"


# Of the twelve, none only looks, and none but the person pays.
SCOPES = (RepresentationScope.LOOK, RepresentationScope.PAY)


class Actor(Enum):
    """P15's are among them. Whoever is at a shared computer stands for anybody not signed in."""

    PERSON = "the person"
    PEER = "a member of the same group"
    STRANGER = "a member of another group"
    PROVIDER = "who speaks for the provider"
    RELATIVE = "a relative who is also the provider"
    ENDED = "whose authority ended"
    ADVOCATE = "an advocate"
    JOINT = "one of two who hold one authority jointly"
    CONNECTOR = "a connector who is also a member"
    OTHER_OFFICER = "an officer of another council"
    SHARED_COMPUTER = "at a shared computer after sign-out"
    ESTATE = "who would settle an estate, and has only asked"


@dataclass(frozen=True)
class Visitor:
    """A browser; a program of theirs, and whom its calls are made for; and whether there is a
    person to act for at all."""

    client: Client
    program: Client
    headers: dict[str, str]
    has_person: bool


@dataclass(frozen=True)
class Scene:
    here: World  # Ann's
    elsewhere: World  # another group, provider and area
    visitors: dict[Actor, Visitor]
    insiders: dict[RoleKind, Visitor]  # who work where Ann lives


def make_scene(core: Core) -> Scene:
    area()
    elsewhere = whole_world("other-", core)
    other = make_area("Eastsea", authority_code="E06999998")
    _move_all_to(other)
    its_own = {"area_id": other.pk} | _invoiced_to(other, elsewhere)
    elsewhere = replace(elsewhere, ids=elsewhere.ids | its_own)
    here = whole_world("", core)
    return Scene(
        here=here,
        elsewhere=elsewhere,
        visitors={actor: make(here, elsewhere) for actor, make in MAKERS.items()},
        insiders={kind: visitor(_works_here(kind)) for kind in RoleKind},
    )


def whole_world(called: str, core: Core) -> World:
    """With what some doors need besides: a saved card, an account, a brief that takes answers."""
    world = make_world(called)
    card = make_source(world.ann, SourceKind.OWN, Rail.CARD, called="card")
    save_card(core, world.ann, source_ref=card.pk)
    open_account(core, world.pool.provider, world.voice)
    give_bank_details(
        provider_id=world.pool.provider_id,
        account_name="Museum",
        sort_code="123456",
        account_number="12345678",
        by=world.voice,
        now=NOW,
    )
    write_billing_details(
        provider_id=world.pool.provider_id,
        address="1 Example Street",
        vat_status=VatStatus.NOT_REGISTERED,
        by=world.voice,
        now=NOW,
    )
    PayerDetails.objects.create(
        area=area(),
        names_people=False,
        changed_at=NOW,
        changed_by=make_login(f"{called}payer").login,
    )
    shown = make_shown_listing(world.voice, world.pool.provider)
    more = {
        "agreed_id": act_for(world.ann, f"{called}nephew").representation_id,
        "card_id": card.pk,
        "shown_id": shown.pk,
        "sheet_code": _sheet_of(shown).code,
        **_as_others_know_it(shown),
        "found_id": make_group([make_someone(f"{called}finder")]).pk,
        "draft_id": _draft(world).pk,
        "asked_id": _asked(world).pk,
        "person_id": world.ann.person_id,
        "look_digest": look_digest(world.ids["item_id"]),
        "approval_digest": approval_digest(StaffApproval.objects.get(pk=world.ids["approval_id"])),
        "own_record_id": _written_down(world, called).pk,
    }
    return replace(world, ids=world.ids | more | _chosen_now(world))


def _sheet_of(listing: Listing) -> OptionSheet:
    return make_option_sheet(
        listing_ids=[listing.pk], authority_code="", whom_to_ask=WhomToAsk.NOBODY, now=NOW
    )


def _as_others_know_it(listing: Listing) -> dict[str, UUID]:
    """In the open directory."""
    term = all_terms()[0]
    return {
        "service_id": listing.public_id,
        "service_at_location_id": place_id(listing.public_id),
        "organization_id": listing.provider.public_id,
        "taxonomy_id": term.taxonomy.id,
        "taxonomy_term_id": term.id,
    }


def _draft(world: World) -> Brief:
    words = {"what": "A walk", "when_words": "Mondays", "where_words": "near us"}
    return start_brief(group_id=world.pool.group_id, **words, by=world.ann, now=NOW)


def _asked(world: World) -> Brief:
    """What Ann's group wants, which providers near it answer."""
    return send_together(_draft(world), world.ann, NOW)


def _chosen_now(world: World) -> dict[str, int]:
    """What the group answers by a choice that is open."""
    brief = _asked(world)
    offer = offer_to(brief, world.voice, world.pool.provider)
    stop_together(brief, world.ann, NOW)
    choice = choose_together(brief, world.ann, NOW)
    return {"choosing_id": brief.pk, "choice_id": choice.pk, "sent_id": offer.pk}


def _written_down(world: World, called: str) -> DecisionRecord:
    writer = act_for(world.ann, f"{called}writer", RepresentationScope.SUGGEST)
    return write_down_all(writer)


def _move_all_to(other: Area) -> None:
    """Whatever there is lies in another area from now on."""
    for model in apps.get_models():
        if model is Invoice:
            continue  # stays as it was sent
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is Area:
                model._default_manager.filter(**{f"{field.name}__isnull": False}).update(
                    **{field.name: other}
                )


def _invoiced_to(area: Area, world: World) -> dict[str, int]:
    """What is invoiced cannot be moved: the next one is to the other area."""
    invoice = Invoice.objects.get(pk=world.ids["invoice_id"])
    invoice.pk, invoice.number, invoice.area = None, 2, area
    invoice.save(force_insert=True)
    return {"invoice_id": invoice.pk}


def visitor(by: Acting) -> Visitor:
    """A program names the person; a browser has chosen them."""
    headers = {HEADER: str(by.person_id)} if by.representation else {}
    client, program = signed_in(by), signed_in(Acting(login=by.login))
    for each in (client, program):
        each.raise_request_exception = False  # a fault of ours is an answer too, and fails the row
    return Visitor(client, program, headers, has_person=by.person is not None)


def _works_here(kind: RoleKind) -> Acting:
    by = make_login(f"here-{kind.replace('_', '-')}")
    Role.objects.create(login=by.login, kind=kind, area=area(), started_at=NOW)
    return by


def goes_as_far_as(scope: RepresentationScope, here: World) -> Visitor:
    """Somebody who acts for Ann alone; to pay, in the place of the two who pay together."""
    Representation.objects.filter(held_jointly__isnull=False).update(
        scope=RepresentationScope.DECIDE
    )
    return visitor(act_for(here.ann, f"to-{scope.name}", scope))


# ---- the twelve, each given Ann's world and the other one


def _relative(here: World, _elsewhere: World) -> Visitor:
    by = act_for(here.ann, "niece")
    ProviderMember.objects.create(provider=here.pool.provider, login=by.login)
    return visitor(by)


def _ended(here: World, _elsewhere: World) -> Visitor:
    """They chose to act for Ann while they might, and the browser is still open."""
    by = act_for(here.ann, "once")
    open_before = visitor(by)
    end_representation(representation_id=by.representation.pk, by=here.ann, now=NOW)
    return replace(open_before, headers={}, has_person=False)


def _advocate(here: World, _elsewhere: World) -> Visitor:
    login = make_login("advocate")
    representation = ask_for(
        here.ann, login, kind=RepresentationKind.ADVOCATE, scope=RepresentationScope.SUGGEST
    )
    agree_to_representation(representation_id=representation.pk, by=here.ann, now=NOW)
    agreed = Representation.objects.select_related("person").get(pk=representation.pk)
    return visitor(replace(login, person=agreed.person, representation=agreed))


def _joint(here: World, _elsewhere: World) -> Visitor:
    """Two to pay, by one number: each of them must say yes."""
    number = uuid4()
    one = act_for(here.ann, "joint-one", RepresentationScope.PAY)
    two = act_for(here.ann, "joint-two")
    for each in (one, two):
        held = Representation.objects.filter(pk=each.representation_id)
        held.update(held_jointly=number, scope=RepresentationScope.PAY)
    return visitor(one)


def _connector(here: World, _elsewhere: World) -> Visitor:
    member = here.pool.group.members.order_by("pk")[2].person
    Role.objects.create(login=member.login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
    return visitor(Acting(login=member.login, person=member))


def _other_officer(_here: World, _elsewhere: World) -> Visitor:
    return visitor(make_officer("far-officer", make_area("Northsea", authority_code="E06999997")))


def _shared_computer(here: World, _elsewhere: World) -> Visitor:
    """Ann signed out of it; whatever the browser kept, it sends again."""
    client = signed_in(here.ann)
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    client.post("/account/logout/")
    client.cookies.load(kept)
    return Visitor(client, client, {HEADER: str(here.ann.person_id)}, has_person=False)


def _estate(here: World, _elsewhere: World) -> Visitor:
    """There is no such authority yet: whoever asked, and waits, stands for them."""
    login = make_login("executor")
    representation = ask_for(here.ann, login, kind=RepresentationKind.FAMILY_CARER)
    asking = visitor(replace(login, person=representation.person, representation=representation))
    return replace(asking, headers={}, has_person=False)


MAKERS = {
    Actor.PERSON: lambda here, _elsewhere: visitor(here.ann),
    Actor.PEER: lambda here, _elsewhere: visitor(here.ben),
    Actor.STRANGER: lambda _here, elsewhere: visitor(elsewhere.ann),
    Actor.PROVIDER: lambda here, _elsewhere: visitor(here.voice),
    Actor.RELATIVE: _relative,
    Actor.ENDED: _ended,
    Actor.ADVOCATE: _advocate,
    Actor.JOINT: _joint,
    Actor.CONNECTOR: _connector,
    Actor.OTHER_OFFICER: _other_officer,
    Actor.SHARED_COMPUTER: _shared_computer,
    Actor.ESTATE: _estate,
}
