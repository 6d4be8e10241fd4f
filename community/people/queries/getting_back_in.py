"""Another way to sign in that waits: of whom, how far it has come, and who was told (P48)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from community.common.lifecycle import not_none
from community.common.refusals import NotFound, or_not_found
from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.queries.messages import message_with_key
from community.messaging.states import Channel, MessageState
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import addresses_of_login, roles_of
from community.people.rules.getting_back_in import is_second_way, told_by_both
from community.people.states import ApprovalPurpose, RepresentationState, SlowChangeState


def not_me_token(change_id: int) -> str:
    """What the message to the old address bears: whoever reads it may stop this, signed out."""
    return _signer().sign(str(change_id))


def change_of_token(token: str) -> SlowChange:
    """One that we made, whatever has become of it; else there is no such page."""
    try:
        change_id = int(_signer().unsign(token))
    except BadSignature as error:
        raise NotFound("") from error
    return or_not_found(_ways_back().filter(pk=change_id).first())


def _signer() -> Signer:
    return Signer(salt="not_me")


def ways_back_in_areas(area_ids: Collection[int]) -> list[SlowChange]:
    """Those that wait, for persons of these areas, the newest first."""
    return list(_ways_back_in(area_ids).order_by("-pk"))


def way_back_in_areas(change_id: int, area_ids: Collection[int]) -> SlowChange:
    """One of them. In another area it is not there."""
    return or_not_found(_ways_back_in(area_ids).filter(pk=change_id).first())


def way_back_of_approval(approval: StaffApproval) -> SlowChange:
    return _ways_back().get(pk=int(approval.about.partition(":")[2]))


def new_address_of(approval: StaffApproval) -> str:
    """By which somebody would sign in, for the second person to compare; no message says it."""
    if approval.purpose != ApprovalPurpose.GET_BACK_IN:
        return ""
    return str(way_back_of_approval(approval).values["email"])


def person_told_only_in_person(email: str, *, is_code: bool) -> Person | None:
    """Whose sign-in address it is, where nothing at all is sent to them (M84): a code may come to
    whoever said so."""
    person = Person.objects.filter(login__email__iexact=email).first()
    plan = contact_plan_of(person.pk) if person else None
    if plan is None or plan.channel != Channel.IN_PERSON or (is_code and plan.codes_may_come):
        return None
    return person


def is_representative(login_id: int | None, person_id: UUID) -> bool:
    """Acts for this person, or has asked to."""
    live = Representation.objects.exclude(state=RepresentationState.ENDED)
    return login_id is not None and live.filter(login_id=login_id, person_id=person_id).exists()


def works_here(login: Login) -> bool:
    return login.is_staff or bool(roles_of(login.pk))


def is_address_taken(email: str, *, but_of: Login) -> bool:
    """Signs in somebody else, or is this login's own already."""
    taken = Login.objects.filter(email__iexact=email).exists()
    return taken or EmailAddress.objects.filter(email__iexact=email).exclude(user=but_of).exists()


def addresses_of_others(person: Person, asker: Login) -> list[str]:
    """Of whoever asks for it, and of those who act for the person or have asked to."""
    live = Representation.objects.filter(person=person).exclude(state=RepresentationState.ENDED)
    logins = [each.login for each in live.select_related("login")]
    return [address for login in (asker, *logins) for address in addresses_of_login(login)]


def has_second_way(change: SlowChange) -> bool:
    """The plan tells them, besides the message to the old address."""
    plan = contact_plan_of(change.person_id)
    if plan is None:
        return False
    old = not_none(change.person.login).email
    return is_second_way(
        plan.true_channel,
        plan.address,
        sign_in_addresses=[old, change.values["email"]],
        through_representative=is_through_representative(plan),
    )


def is_through_representative(plan: ContactPlan) -> bool:
    return plan.true_channel == Channel.IN_PERSON and is_representative(
        plan.through_login_id, plan.person_id
    )


def old_address_key(change_id: int) -> str:
    """Of the message to the address that was theirs."""
    return f"slow_change:{change_id}:old_address"


def told_of_way_back_at(change: SlowChange, *, second_way_at: datetime | None) -> datetime | None:
    """From when the wait runs: told by the old address, and by a second way. `second_way_at`: when
    the plan told them; where it is no second way, the second of the two people did."""
    key = f"{old_address_key(change.pk)}:{not_none(change.person.login_id)}"
    message = message_with_key(key)
    is_over = message is not None and message.state in (MessageState.SENT, MessageState.FAILED)
    if not has_second_way(change):
        told = change.values.get("told_face_to_face_at")
        second_way_at = datetime.fromisoformat(told) if told else None
    return told_by_both(
        old_address_at=(message.sent_at or message.created_at) if message and is_over else None,
        second_way_at=second_way_at,
    )


def is_address_shown(change: SlowChange) -> bool:
    """Somebody has typed the code that came to the new address."""
    addresses = EmailAddress.objects.filter(user_id=change.person.login_id, verified=True)
    return addresses.filter(email=change.values["email"]).exists()


def _ways_back_in(area_ids: Collection[int]) -> QuerySet[SlowChange]:
    here = Q(person__area_id__in=area_ids)
    return _ways_back().filter(here, state=SlowChangeState.WAITING)


def _ways_back() -> QuerySet[SlowChange]:
    changes = SlowChange.objects.filter(purpose=ApprovalPurpose.GET_BACK_IN)
    return changes.select_related("person__login", "requested_by")
