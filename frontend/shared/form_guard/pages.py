"""The pages of a form that was not done, with what was typed kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.common import clock
from community.common.deed_keys import KeptAnswer
from community.common.refusals import NotFound
from community.common.shown import Shown
from community.people.acting import Acting
from community.people.queries.acting import acting_as
from community.people.queries.representations import name_known_to_login

from .guards import FormGuard, GuardedRequest, lines_shown, login_id_of
from .sent import came_from, typed_fields, typed_texts


def not_as_opened_page(request: GuardedRequest, guard: FormGuard) -> HttpResponse:
    """The form was opened for one, and another acts now."""
    opened_as = acting_as_opened(request, guard)
    context = {
        "opened_for": _name_of(opened_as) if opened_as else _ended_name(request, guard),
        "acts_for": _name_of(request.acting),
        "can_go_on": opened_as is not None,
        "guard": guard,
    }
    return _page(request, "not_as_opened", **context)


def without_guard_page(request: GuardedRequest) -> HttpResponse:
    """The form does not say for whom it is: it is asked for whoever acts now."""
    return _page(request, "without_guard", acts_for=_name_of(request.acting))


def sent_already_page(
    request: GuardedRequest, answer: KeptAnswer, *, is_other: bool
) -> HttpResponse:
    """The key was used: `is_other` where what was sent now is not what was sent then."""
    return _page(request, "sent_already", made_url=answer.text, is_other=is_other)


def shown_has_changed_page(request: GuardedRequest, present: Shown) -> HttpResponse:
    """What stood above the button beside what holds now; nothing is agreed yet (fault B1)."""
    before = dict(lines_shown(request))
    changes = [
        (line, before.get(line.key)) for line in present if before.get(line.key) != line.value
    ]
    return _page(request, "shown_has_changed", present=present, changes=changes, is_new=not before)


def acting_as_opened(request: GuardedRequest, guard: FormGuard) -> Acting | None:
    """Who acted when the form was opened, if this login may still act so."""
    if not request.user.is_authenticated:
        return None
    try:
        return acting_as(login=request.user, person_id=guard.person_id, on=clock.today())
    except NotFound:
        return None


def _page(request: GuardedRequest, name: str, **context: object) -> HttpResponse:
    context |= {
        "typed_fields": typed_fields(request),
        "typed_texts": typed_texts(request),
        "back_url": came_from(request),
    }
    return render(request, f"form_guard/{name}.html", context, status=409)


def _name_of(acting: Acting) -> str:
    if acting.representation:
        return acting.required_person.preferred_name
    return _("yourself")


def _ended_name(request: GuardedRequest, guard: FormGuard) -> str:
    login_id = login_id_of(request)
    known = guard.person_id and login_id and name_known_to_login(guard.person_id, login_id=login_id)
    return known or _("somebody else")
