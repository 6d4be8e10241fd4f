"""What a life and a login hold of each other ends, where somebody leaves everything at once."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.api_keys import end_api_key
from community.people.actions.representations import end_representation
from community.people.actions.ways_in import sign_out_everywhere
from community.people.models.representations import Representation
from community.people.queries.acting import api_keys_of_login
from community.people.queries.representations import representations_to_end
from community.people.states import RepresentationState


@transaction.atomic
def end_all_authority(*, is_end_told: bool, by: Acting, now: datetime) -> list[Representation]:
    """Whoever acts for the person, or has asked to; and, by their own login, for whom it acts.
    `is_end_told`: whether those who act for them hear it, or find it (P9)."""
    # Held as they are read, so that of two presses one ends them.
    held = Representation.objects.select_for_update(no_key=True).order_by("pk")
    to_end = held.filter(pk__in=[each.pk for each in representations_to_end(by)])
    return [
        end_representation(representation_id=each.pk, is_end_told=is_end_told, by=by, now=now)
        for each in to_end.exclude(state=RepresentationState.ENDED)
    ]


@transaction.atomic
def end_programs_and_browsers(*, by: Acting, now: datetime) -> None:
    """Each key of their programs, and every browser that is signed in. They can sign in again: what
    is theirs to read stays theirs. From paper it is the person's login, and not the worker's."""
    login = by.required_person.login
    if login is None:
        return
    if not by.is_by_other_hands:
        for key in api_keys_of_login(login.pk):
            end_api_key(key_prefix=key.token_key, by=by, now=now)
    sign_out_everywhere(login.pk)
