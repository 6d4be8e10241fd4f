"""Leaving everything at once: groups, money, who acts for whom, programs and open browsers.

It stands above all that it ends. What is kept, and for how long, is another matter: nothing is
erased here.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.conversations.actions.writing import close_all_conversations
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.kept_searches import stop_all_searches
from community.people.actions.leaving import end_all_authority, end_programs_and_browsers
from community.people.actions.stops import hold_second_stop
from community.people.rules.authority import check_acts_for_self
from groups.actions.membership import leave_all_groups
from groups.actions.solo import stop_all_asking_for_oneself
from pooling.pools.actions.stopping import end_all_sources
from pooling.pools.deeds import PoolDeed


@transaction.atomic
def leave_everything(*, is_end_told: bool = False, by: Acting, now: datetime) -> bool:
    """By the person alone, or from their own sheet. What is paid stays paid; nobody is told why,
    nor a group who. The same again changes nothing.

    Whether it was done: from paper, the second stop in a month by the same hands is asked about
    first (P19).
    """
    check_acts_for_self(by)
    about = f"person:{by.required_person.pk}"
    if hold_second_stop(about=about, what=_("That they leave everything"), by=by, now=now):
        return False
    # Money first: shared costs are locked before anything else.
    sources = end_all_sources(by=by, now=now)
    stop_all_asking_for_oneself(by=by, now=now)
    groups = leave_all_groups(by=by, now=now)
    ended = end_all_authority(is_end_told=is_end_told, by=by, now=now)
    stop_all_searches(by=by)
    close_all_conversations(by.required_person, now=now)
    end_programs_and_browsers(by=by, now=now)
    if sources or groups or ended:
        record_deed(by=by, deed=PoolDeed.LEAVE_EVERYTHING, about=about, now=now)
    return True
