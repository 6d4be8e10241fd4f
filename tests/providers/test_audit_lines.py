"""Whatever is done to a session or a place in one writes its line: who, what, about what, for whom.

Each row does one deed on a session that alice runs and ann has a place in, and says what line it
must leave, by whom, and for whom if for somebody.
"""

import pytest

from community.audit.models import AuditEntry
from community.people.states import RepresentationScope
from providers.actions.session_outcomes import (
    confirm_session,
    raise_session_dispute,
    resolve_session_dispute,
)
from providers.actions.sessions import (
    book_session,
    call_off_session,
    mark_coming,
    mark_not_coming,
    record_delivered,
    record_not_delivered,
)
from providers.models.sessions import Booking, SessionDispute
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    after,
    book,
    deliver,
    make_connector,
    make_login,
    make_provider,
    make_session,
    make_someone,
)

pytestmark = pytest.mark.django_db


class Scene:
    """alice runs a session; ann has a place in it, and rita decides for her."""

    def __init__(self):
        self.alice, self.connie = make_login(), make_connector()
        self.provider = make_provider(self.alice)
        self.session = make_session(self.alice, self.provider)
        self.ann = make_someone("ann")
        self.rita = act_for(self.ann, scope=RepresentationScope.DECIDE)
        self.booking = book(self.session, self.ann)
        self.ends = after(self.session)

    def deliver(self):
        deliver(self.session, self.alice, self.booking)

    def dispute(self, by=None) -> SessionDispute:
        return raise_session_dispute(
            session_id=self.session.pk, words="No.", by=by or self.ann, now=self.ends
        )


def nothing(scene):
    pass


def disputed(scene):
    scene.deliver()
    scene.dispute()


def not_coming(scene):
    mark_not_coming(booking_id=scene.booking.pk, by=scene.ann, now=NOW)


def take_another(scene, by):
    return book_session(
        session_id=make_session(scene.alice, scene.provider, days=2).pk,
        person_id=scene.ann.person_id,
        known_as="Ann",
        by=by,
        now=NOW,
    )


# deed: (who, for whom, what happened before, the deed itself)
DEEDS = {
    "plan_sessions": ("alice", None, nothing, lambda s, by: make_session(by, s.provider, days=3)),
    "book_session": ("ann", "ann", nothing, take_another),
    "mark_not_coming": (
        "ann",
        "ann",
        nothing,
        lambda s, by: mark_not_coming(booking_id=s.booking.pk, by=by, now=NOW),
    ),
    "mark_coming": (
        "ann",
        "ann",
        not_coming,
        lambda s, by: mark_coming(booking_id=s.booking.pk, by=by, now=NOW),
    ),
    "record_delivered": (
        "alice",
        None,
        nothing,
        lambda s, by: record_delivered(
            session_id=s.session.pk, came=[s.booking.pk], by=by, now=s.ends
        ),
    ),
    "record_not_delivered": (
        "alice",
        None,
        nothing,
        lambda s, by: record_not_delivered(session_id=s.session.pk, by=by, now=s.ends),
    ),
    "call_off_session": (
        "alice",
        None,
        nothing,
        lambda s, by: call_off_session(
            session_id=s.session.pk, why="the boiler has broken", by=by, now=NOW
        ),
    ),
    "confirm_session": (
        "ann",
        "ann",
        Scene.deliver,
        lambda s, by: confirm_session(session_id=s.session.pk, by=by, now=s.ends),
    ),
    "raise_session_dispute": ("ann", "ann", Scene.deliver, lambda s, by: s.dispute(by)),
    "resolve_session_dispute": (
        "connie",
        None,
        disputed,
        lambda s, by: resolve_session_dispute(
            dispute_id=SessionDispute.objects.get().pk, happened=True, by=by, now=s.ends
        ),
    ),
}


def lines_of(do) -> list[AuditEntry]:
    """The lines that were written while `do` was done."""
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    do()
    return list(AuditEntry.objects.exclude(pk__in=before).order_by("pk"))


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_on_a_session_writes_its_line(deed):
    who, for_whom, before, do = DEEDS[deed]
    scene = Scene()
    before(scene)
    by = getattr(scene, who)

    line = lines_of(lambda: do(scene, by))[-1]

    about = ABOUT.get(deed, lambda s: f"session:{s.session.pk}")(scene)
    person = getattr(scene, for_whom).person_id if for_whom else None
    assert (line.deed, line.about) == (deed, about)
    assert (line.login_id, line.for_person, line.representation_id) == (by.login_id, person, None)


ABOUT = {
    "plan_sessions": lambda s: f"provider:{s.provider.pk}",
    "book_session": lambda s: f"session:{Booking.objects.latest('pk').session_id}",
}


@pytest.mark.parametrize("deed", [deed for deed, row in DEEDS.items() if row[1] == "ann"])
def test_what_is_done_for_somebody_says_who_did_it_and_for_whom(deed):
    _who, _for_whom, before, do = DEEDS[deed]
    scene = Scene()
    before(scene)

    line = lines_of(lambda: do(scene, scene.rita))[-1]

    assert (line.deed, line.login_id, line.for_person, line.representation_id) == (
        deed,
        scene.rita.login_id,
        scene.ann.person_id,
        scene.rita.representation.pk,
    )


@pytest.mark.parametrize("deed", ["mark_not_coming", "confirm_session", "raise_session_dispute"])
def test_a_second_press_writes_no_second_line(deed):
    _who, _for_whom, before, do = DEEDS[deed]
    scene = Scene()
    before(scene)
    do(scene, scene.ann)

    assert lines_of(lambda: do(scene, scene.ann)) == []
