"""Where each one's money comes from: a source of every kind, and a saved card where it is one."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from community.people.acting import Acting
from demo.processor import choose_card
from pooling.payments.actions.cards import complete_card_setup, start_card_setup
from pooling.payments.states.charges import Rail
from pooling.pools.actions.sources import add_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.states import SourceKind

from .cast import acting_of_anybody

WORKING_CARD = "4242424242424242"
DECLINING_CARD = "4000000000000341"


@dataclass(frozen=True)
class DemoSource:
    """One source. `amount` and `aside` are pence a week, where somebody said them."""

    whose: str
    called: str
    kind: SourceKind
    rail: Rail
    amount: int | None = None
    aside: int = 0
    card: str = WORKING_CARD


PURSES = (
    DemoSource("holder", "my direct payment", SourceKind.DIRECT_PAYMENT, Rail.CARD, 18000, 15000),
    DemoSource("holder", "my own money", SourceKind.OWN, Rail.CARD),
    DemoSource(
        "photographer", "my direct payment", SourceKind.DIRECT_PAYMENT, Rail.CARD, 22000, 16000
    ),
    DemoSource("mother", "my own money", SourceKind.OWN, Rail.CARD),
    DemoSource("daughter", "my carer’s budget", SourceKind.CARER, Rail.TRANSFER, 6000),
    DemoSource(
        "father",
        "money the council looks after",
        SourceKind.COUNCIL_MANAGED,
        Rail.COMMITMENT,
        65000,
        55000,  # his present care: nothing may ever touch it
    ),
    DemoSource(
        "carer", "money the council looks after", SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT
    ),
    DemoSource("carer", "my own money", SourceKind.OWN, Rail.CARD),
    DemoSource("mothers-carer", "I am not sure yet", SourceKind.NOT_SURE, Rail.UNDECIDED),
    DemoSource(
        "company", "money the council looks after", SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT
    ),
    DemoSource("trust-holder", "money the trust looks after", SourceKind.ISF, Rail.COMMITMENT),
    DemoSource("own-money", "my own money", SourceKind.OWN, Rail.CARD),
    DemoSource("baker", "my direct payment", SourceKind.DIRECT_PAYMENT, Rail.TRANSFER, 9000, 4000),
    DemoSource("baker", "my own money", SourceKind.OWN, Rail.CARD, card=DECLINING_CARD),
    DemoSource("reader", "my own money", SourceKind.OWN, Rail.TRANSFER),
    DemoSource(
        "no-phone", "money the council looks after", SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT
    ),
)


def fill_purses(*, cards: bool, now: datetime) -> None:
    for demo_source in PURSES:
        by = acting_of_anybody(demo_source.whose)
        source = add_source(
            kind=demo_source.kind,
            rail=demo_source.rail,
            called=demo_source.called,
            amount_pence=demo_source.amount,
            keep_aside_pence=demo_source.aside,
            by=by,
            now=now,
        )
        if cards and demo_source.rail == Rail.CARD:
            save_card(source, demo_source.card, by=by, now=now)


def save_card(source: MoneySource, number: str, *, by: Acting, now: datetime) -> None:
    """On the processor's own page, as a person would."""
    page = start_card_setup(
        source_ref=source.pk,
        person=source.person,
        success_url=f"{settings.SITE_URL}/?session={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{settings.SITE_URL}/",
        by=by,
        now=now,
    )
    session_id = choose_card(page, number)
    complete_card_setup(checkout_session_id=session_id, by=by, now=now)


def purse(slug: str, kind: SourceKind) -> MoneySource:
    return MoneySource.objects.get(person=acting_of_anybody(slug).person, kind=kind, ended_at=None)
