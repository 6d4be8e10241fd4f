"""What a person agreed to, in which words."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.deeds import PeopleDeed
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.how_put import said_how
from community.people.models.persons import Consent
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import RepresentationScope


@transaction.atomic
def give_consent(
    *,
    purpose: str,
    about: str,
    words: str,
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> Consent:
    """Explicit, separate, naming the data; asked again only if it was withdrawn. By the person, or
    by whoever may decide for them. Given twice, it is the one first given."""
    check_authority(by, RepresentationScope.DECIDE, now=now, about=about)
    consent, is_new = Consent.objects.get_or_create(
        person=by.required_person,
        purpose=purpose,
        about=about,
        withdrawn_at=None,
        defaults={"words": words, "given_at": now, "given_by": by.login, **said_how(how_put)},
    )
    if is_new:
        record_deed(by=by, deed=PeopleDeed.GIVE_CONSENT, about=f"consent:{consent.pk}", now=now)
    return consent


@transaction.atomic
def withdraw_consent(*, purpose: str, about: str, by: Acting, now: datetime) -> None:
    """At once, by the person or by whoever may decide for them. Withdrawn twice, it is once."""
    check_may_stop(by, now=now)
    consent = (
        Consent.objects.select_for_update(no_key=True)
        .filter(person=by.required_person, purpose=purpose, about=about, withdrawn_at=None)
        .first()
    )
    if consent is None:
        return
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    record_deed(by=by, deed=PeopleDeed.WITHDRAW_CONSENT, about=f"consent:{consent.pk}", now=now)
