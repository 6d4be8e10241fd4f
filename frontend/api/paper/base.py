"""Whose sheet it is, and the hands that enter it."""

from community.common import clock
from community.common.refusals import NotFound
from community.people.queries import PAPER_ENTRY_ROLES, acting_on_paper
from frontend.api.working import ActingView
from groups.models import Member
from groups.queries.members import member_by_paper_code
from groups.rules.codes import parse_code


class EntersPaper(ActingView):
    def sheet(self, code: str) -> tuple[Member, dict]:
        """The member whose sheet it is, and the deed of whoever enters it, done on paper."""
        self.areas(*PAPER_ENTRY_ROLES)
        member = member_by_paper_code(parse_code(code))
        if member is None:
            raise NotFound("")
        hands = acting_on_paper(login=self.login, person=member.person)
        return member, {"by": hands, "now": clock.now()}
