"""The ground everything stands on: one area with its words and numbers, who lives there, who works
there, and who acts for whom."""

from datetime import date, datetime, timedelta

from community.common.clock import today
from community.common.lifecycle import not_none
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.adjustments import set_adjustments
from community.people.actions.areas import open_area
from community.people.actions.persons import (
    create_person_on_paper,
    create_person_with_login,
    set_own_contact_plan,
)
from community.people.actions.references import make_reference
from community.people.actions.representations import (
    agree_to_representation,
    record_person_told,
    request_representation,
)
from community.people.models.logins import Login, Role
from community.people.models.representations import Representation
from community.people.states import AuthorityBasis, RepresentationKind, RepresentationScope
from community.places import postcode_files
from community.places.actions.postcodes import save_postcodes
from community.places.models.areas import Area, Nation
from demo.world.cast import (
    OFFLINE_PEOPLE,
    PLAYERS,
    DemoLogin,
    OfflinePerson,
    Side,
    acting,
    acting_of_anybody,
)
from marketplace.referrals.actions.bodies import (
    add_body_worker,
    begin_referring_body,
    record_sharing_agreement,
)

# Real postcodes of one city, so that distances are real; the council is invented.
AUTHORITY = "E06000023"


def make_area() -> Area:
    """Set up by whoever runs the site, in the office's own pages; it opens once it has a lead and a
    deputy."""
    save_postcodes(rows=postcode_files.embedded(), correct=False)
    return Area.objects.create(
        name="Example area",
        council="Example Council",
        nation=Nation.ENGLAND,
        authority_code=AUTHORITY,
        routes={
            "direct_payment": "you, by card or bank transfer",
            "council_managed": "the finance colleague at Example Council",
            "isf": "the finance colleague at Example Council, for the trust",
            "carer": "you, by card or bank transfer",
        },
        pay_floor_pence=1300,
        pay_floor_from=date(2026, 4, 1),
        pay_floor_source="an example, not a real rate",
        crisis_words=(
            "If somebody is in danger now, call 999. If you need to talk to somebody, day or"
            " night, call the number below. It is an example number."
        ),
        crisis_phone="0300 000 0000",
        safeguarding_phone="0300 000 0001",
        out_of_hours_phone="0300 000 0002",
        complaints_words="Write to Example Council, or ask the connector to help you write.",
        adviser_words="the payments adviser",
        adviser_phone="0300 000 0003",
        is_open=False,
        is_example=True,
    )


def make_people(area: Area, *, now: datetime) -> None:
    """Here for three months; who acts for whom was agreed ten days ago."""
    joined_at = now - timedelta(days=90)
    for player in PLAYERS:
        if player.side == Side.PEOPLE:
            _join(player, area, joined_at)
        else:
            _begin_work(player, area, joined_at)
    open_area(area_id=area.pk, by=acting("operator"), now=joined_at)
    _begin_team(area, joined_at)
    for slug in ("no-phone", "father"):
        _enter(OFFLINE_PEOPLE[slug], area, joined_at)
    _let_act_for_each_other(now - timedelta(days=10))
    _say_how_to_reach(now)


def _join(player: DemoLogin, area: Area, now: datetime) -> None:
    person = create_person_with_login(
        email=player.email,
        preferred_name=player.called,
        area=area,
        outward_code=player.outward,
        now=now,
    )
    if player.helps:
        by = Acting(login=person.login, person=person)
        set_adjustments(adjustments=list(player.helps), by=by, now=now)


def _begin_work(player: DemoLogin, area: Area, now: datetime) -> None:
    """Somebody who works there: a login with roles, which no action gives yet, and no person."""
    login = Login.objects.create_user(player.email, name=player.called, joined_at=now)
    Role.objects.bulk_create(
        Role(login=login, kind=kind, area=area, started_at=now) for kind in player.works_as
    )


def _begin_team(area: Area, now: datetime) -> None:
    """The social worker’s, and what the council agreed with it: with somebody’s own yes she may
    name them to a place."""
    officer = acting("finance-colleague")
    team = begin_referring_body(
        area=area,
        name="Example access team",
        duty_desk_words="the duty desk",
        duty_desk_phone="0300 000 0004",
        by=officer,
        now=now,
    )
    worker_id = acting("social-worker").required_login.pk
    add_body_worker(body_id=team.pk, login_id=worker_id, by=officer, now=now)
    record_sharing_agreement(
        body_id=team.pk,
        words="An example: the council’s agreement with its access team.",
        starts_on=today(now),
        ends_on=today(now) + timedelta(days=2 * 365),
        by=officer,
        now=now,
    )


def _enter(offline: OfflinePerson, area: Area, now: datetime) -> None:
    """Entered by somebody they know: nothing is ever sent to them, each thing is told in person."""
    contact = {
        "no-phone": {
            "through_login_id": acting("social-worker").login_id,
            "deputy_login_id": acting("connector").login_id,
            "through_words": "the social worker, on her visits only",
            "days_words": "the first Thursday of the month, in the morning",
            "never_words": "no letters, no calls, nobody new at the door",
        },
        "father": {
            "through_login_id": acting("daughter").login_id,
            "deputy_login_id": acting("social-worker").login_id,
            "through_words": "the daughter, at home",
            "never_words": "no letters to him",
        },
    }[offline.slug]
    create_person_on_paper(
        preferred_name=offline.called,
        area=area,
        outward_code=offline.outward,
        contact={"channel": Channel.IN_PERSON, **contact},
        by=acting(offline.entered_by),
        now=now,
    )


def _say_how_to_reach(now: datetime) -> None:
    """By mail both: a text or a letter is a line for a worker, and these stories go on without."""
    carer, reader = acting("mothers-carer"), acting("reader")
    set_own_contact_plan(
        channel=Channel.EMAIL,
        address=not_none(carer.login).email,
        days_words="after eight in the evening",
        by=carer,
        now=now,
    )
    set_own_contact_plan(
        channel=Channel.EMAIL,
        address=not_none(reader.login).email,
        never_words="no calls before ten",
        by=reader,
        now=now,
    )


def _let_act_for_each_other(now: datetime) -> None:
    """The mother may look and suggest, on her son's own word; the daughter may decide for her
    father, on what the connector has seen. Neither may pay: it is not theirs to."""
    photographer, father = acting("photographer"), acting_of_anybody("father")
    mother = _ask("mother", photographer, RepresentationScope.SUGGEST, now)
    agree_to_representation(representation_id=mother.pk, by=photographer, now=now)
    on_paper = Acting(login=acting("connector").login, person=father.person, on_paper=True)
    daughter = _ask("daughter", on_paper, RepresentationScope.DECIDE, now)
    agree_to_representation(
        representation_id=daughter.pk,
        basis=AuthorityBasis.NOMINATED_PERSON,
        seen_words="The council’s letter. He pointed at her photograph and smiled.",
        by=acting("connector"),
        now=now,
    )
    record_person_told(
        representation_id=daughter.pk,
        told_on=today(now),
        with_words="alone with him, in his kitchen",
        by=acting("social-worker"),
        now=now,
    )


def _ask(slug: str, person: Acting, scope: RepresentationScope, now: datetime) -> Representation:
    """With a number that the person gave."""
    is_carer = slug == "daughter"
    return request_representation(
        reference=make_reference(by=person, now=now).code,
        kind=RepresentationKind.FAMILY_CARER if is_carer else RepresentationKind.SUPPORTER,
        scope=scope,
        ends_on=today(now) + timedelta(days=365),
        by=acting(slug),
        now=now,
    )
