"""What a person agreed to, in which words, and how one decision was reached."""

from datetime import date, datetime

from ..models import Consent, DecisionRecord


def record_decision(
    *,
    about: str,
    question: str,
    chosen: str,
    basis: str,
    what_they_showed: str = "",
    who_was_asked: str = "",
    review_on: date | None = None,
    by,
    now: datetime,
) -> DecisionRecord:
    """How one decision was reached; for a best-interests one, what the person showed (M70)."""
    return DecisionRecord.objects.create(
        person=by.person,
        about=about,
        question=question,
        chosen=chosen,
        basis=basis,
        what_they_showed=what_they_showed,
        who_was_asked=who_was_asked,
        review_on=review_on,
        by_login=by.login,
        at=now,
    )


def give_consent(*, purpose: str, about: str, words: str, by, now: datetime) -> Consent:
    """Explicit, separate, naming the data; asked again only if it was withdrawn."""
    consent, _created = Consent.objects.get_or_create(
        person=by.person,
        purpose=purpose,
        about=about,
        withdrawn_at=None,
        defaults={"words": words, "given_at": now, "given_by": by.login},
    )
    return consent


def withdraw_consent(*, purpose: str, about: str, by, now: datetime) -> None:
    Consent.objects.filter(
        person=by.person, purpose=purpose, about=about, withdrawn_at=None
    ).update(withdrawn_at=now)
