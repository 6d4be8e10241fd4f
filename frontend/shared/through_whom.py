"""What comes to somebody, and through whom: said once, on one page and on one sheet (P61)."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from community.messaging.models import ContactPlan
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.queries.persons import login_names


@dataclass(frozen=True)
class ThroughWhom:
    """`what`, in one line, comes by `how`."""

    what: str
    how: str


def through_whom(person_id: UUID) -> list[ThroughWhom]:
    """Dates, money and questions; who stands in; on which days."""
    plan = contact_plan_of(person_id)
    if plan is None or plan.channel != Channel.IN_PERSON:
        how = str(Channel(plan.channel if plan else Channel.NONE).label)
        sent = plan.address if plan else ""
        return [ThroughWhom(_all(), f"{how}, {sent}" if sent else how)]
    names = login_names(_logins_of(plan))
    teller = names.get(plan.through_login_id or 0, plan.through_words)
    deputy, money = names.get(plan.deputy_login_id or 0), names.get(plan.money_login_id or 0)
    lines = [(_("Dates, questions"), teller), (_("Money"), money)] if money else [(_all(), teller)]
    lines += [(_("When they cannot come"), deputy)] if deputy else []
    lines += [(_("On which days"), plan.days_words)] if plan.days_words else []
    return [ThroughWhom(what, how) for what, how in lines]


def _all() -> str:
    return _("Dates, money, questions")


def _logins_of(plan: ContactPlan) -> list[int]:
    logins = (plan.through_login_id, plan.deputy_login_id, plan.money_login_id)
    return [pk for pk in logins if pk is not None]
