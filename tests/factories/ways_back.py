"""Another way to sign in: asked for and looked at by two, told of, and its code typed."""

from datetime import datetime

from allauth.account.models import EmailAddress

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.getting_back_in import request_way_back
from community.people.actions.slow_changes import record_told_of_change
from community.people.models.approvals import SlowChange, StaffApproval
from community.people.queries.acting import acting_on_paper
from tests.factories.supply import NOW, area, make_connector

NEW_ADDRESS = "alice-again@example.org"


def reach(person: Acting, channel: Channel, address: str = "", through: int | None = None) -> None:
    set_contact_plan(
        person_id=person.person_id,
        channel=channel,
        address=address,
        through_login_id=through,
        by=person,
        now=NOW,
    )


def ask_back(person: Acting, by: Acting | None = None, **facts) -> SlowChange:
    worker = by or make_connector("bob")
    usual = {
        "email": NEW_ADDRESS,
        "what_they_showed": "She rang the bell: her telephone is in the canal.",
        "has_met": True,
    }
    acting = acting_on_paper(login=worker.login, person=person.person)
    return request_way_back(**(usual | facts), by=acting, now=NOW)


def second_agrees_to_way_back(
    change: SlowChange, by: Acting | None = None, **facts
) -> StaffApproval:
    usual = {"agrees": True, "seen_words": "I know her; it was her.", "has_met": False}
    return answer_approval(
        approval_id=StaffApproval.objects.get(about=f"slow_change:{change.pk}").pk,
        **(usual | facts),
        by=by or make_connector("charlie", area()),
        now=NOW,
    )


def types_the_code() -> None:
    EmailAddress.objects.filter(email=NEW_ADDRESS).update(verified=True)


def way_back_that_counts(person: Acting, told_at: datetime) -> SlowChange:
    """All but the last step: whoever sweeps next does it."""
    reach(person, Channel.TEXT, "07700 900123")
    change = ask_back(person)
    second_agrees_to_way_back(change)
    types_the_code()
    Message.objects.filter(key__startswith=f"slow_change:{change.pk}:").update(
        state="sent", sent_at=told_at
    )
    record_told_of_change(change_id=change.pk, told_at=told_at, now=told_at)
    return change
