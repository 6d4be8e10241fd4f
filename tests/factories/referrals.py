"""Bodies that refer and what they and others tell of somebody, each through its action."""

from dataclasses import replace
from datetime import timedelta

from community.messaging.models import AnswerLink
from community.people.acting import Acting
from community.people.models.logins import Login, Role
from community.people.states import RoleKind
from marketplace.referrals.actions.bodies import (
    add_body_worker,
    begin_referring_body,
    record_sharing_agreement,
)
from marketplace.referrals.actions.keys import create_body_key
from marketplace.referrals.actions.referring import refer
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.models.keys import BodyKey
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.keys import body_key_of
from marketplace.referrals.referral_request import AgreementSaid, ReferralRequest
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferrerKind
from providers.models.supply import Listing
from tests.factories.kept import kept
from tests.factories.supply import NEXT_YEAR, NOW, TODAY, area, make_role
from tests.factories.visits import make_visited_listing

TOLD_TODAY = AgreementSaid(AgreementHow.TOLD_WORKER, TODAY)
REQUEST = ReferralRequest(
    listing_id=0,
    referrer_kind=ReferrerKind.NEIGHBOUR,
    outward_code="ZZ1",
    called="Trains",
    line="Trains and a warm meal.",
    contact="trains@example.org",
)


def make_officer() -> Acting:
    """Of the area, whether or not there was one."""
    roles = Role.objects.filter(kind=RoleKind.COUNCIL_OFFICER, area=area(), ended_at=None)
    if role := roles.select_related("login").order_by("pk").first():
        return Acting(login=role.login)
    return make_role(f"odette{Login.objects.count()}", RoleKind.COUNCIL_OFFICER)


def make_body(name="Access team", *, shares=True) -> ReferringBody:
    officer = make_officer()
    body = begin_referring_body(
        area=area(),
        name=name,
        duty_desk_words="the duty desk",
        duty_desk_phone="0117 496 0123",
        by=officer,
        now=NOW,
    )
    if shares:
        record_sharing_agreement(
            body_id=body.pk,
            words="As agreed.",
            starts_on=TODAY,
            ends_on=NEXT_YEAR,
            by=officer,
            now=NOW,
        )
    return body


def make_worker(body: ReferringBody, name="wendy") -> Acting:
    worker = make_role(name, RoleKind.WORKER, body.area)
    add_body_worker(body_id=body.pk, login_id=worker.login.pk, by=make_officer(), now=NOW)
    return worker


def make_body_key_secret(body: ReferringBody, worker: Acting, **facts) -> str:
    """What its system sends: it may do both."""
    facts = {"name": "Case records", "scopes": ["create", "read"], "by": make_officer(), **facts}
    return create_body_key(body_id=body.pk, answers_for_it=worker.login.pk, now=NOW, **facts)


def make_body_key(body: ReferringBody, worker: Acting, **facts) -> BodyKey:
    key = body_key_of(make_body_key_secret(body, worker, **facts), NOW)
    assert key is not None
    return key


@kept
def make_place(by: Acting | None = None, **facts) -> Listing:
    """Vetted, and asked first."""
    return make_visited_listing(by, access="ask_first", **facts)


def told(by: Acting, listing: Listing, *, now=NOW, **facts) -> Referral:
    """By a neighbour, unless `referrer_kind` says otherwise."""
    return refer(request=replace(REQUEST, listing_id=listing.pk, **facts), by=by, now=now)


def told_by_worker(by: Acting, listing: Listing, *, now=NOW, **facts) -> Referral:
    """In person through the worker, who has recorded that they agreed today."""
    facts = {
        "referrer_kind": ReferrerKind.WORKER,
        "reached_by": ReachedBy.THROUGH_SENDER,
        "contact": "",
        "agreement": TOLD_TODAY,
        **facts,
    }
    return told(by, listing, now=now, **facts)


def outline_by_worker(by: Acting, listing: Listing, **facts) -> Referral:
    return told_by_worker(
        by, listing, reached_by=ReachedBy.NOBODY_NAMED, called="", line="", agreement=None, **facts
    )


def link_to_person(referral: Referral) -> AnswerLink:
    purpose = ReferralAnswerPurpose.DO_YOU_WANT_IT
    return AnswerLink.objects.get(purpose=purpose, ref=f"referral:{referral.pk}")


def later(**time):
    return NOW + timedelta(**time)
