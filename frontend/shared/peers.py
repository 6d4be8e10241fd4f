"""One's own talks with who has done it, in words; and the sheet to ask for one (M41)."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import with_version
from groups.actions.peers import meeting_text
from groups.models.members import Member
from groups.models.peers import PeerTalk
from groups.queries.peers import own_peer_talks
from groups.states import PEER_TALK_OPEN, PeerDid, PeerTalkState
from groups.wording import peer_safety_text


@dataclass(frozen=True)
class PeerTalkLine:
    """A talk to one of the two. Before the yes who asked reads no name, and no place."""

    talk: PeerTalk
    person_id: UUID

    @property
    def is_peer(self) -> bool:
        return self.talk.peer_id == self.person_id

    @property
    def is_open(self) -> bool:
        return self.talk.state in PEER_TALK_OPEN

    @property
    def is_to_answer(self) -> bool:
        return self.is_peer and self.talk.state == PeerTalkState.ASKED

    @property
    def text(self) -> str:
        what, state = str(self.talk.offer.get_did_display()), self.talk.state
        by_day = {"day": format_day(self.talk.answer_by), "name": self.talk.known_as, "what": what}
        if state == PeerTalkState.ASKED and self.is_peer:
            text = _("%(name)s would like to talk with you, as you have %(what)s. By %(day)s.")
            return text % by_day
        if state == PeerTalkState.ASKED:
            return _("Somebody who has %(what)s is asked, and answers by %(day)s.") % by_day
        if state == PeerTalkState.AGREED and self.is_peer:
            when = {"name": self.talk.known_as, "meeting": meeting_text(self.talk)}
            return _("You talk with %(name)s. They read: “%(meeting)s”") % when
        if state == PeerTalkState.AGREED:
            return meeting_text(self.talk)
        return f"{format_day(self.talk.state_at)}: {self.talk.get_state_display()}"


def peer_talk_lines(person_id: UUID) -> list[PeerTalkLine]:
    return [PeerTalkLine(talk, person_id) for talk in own_peer_talks(person_id)]


def peer_sheet(member: Member) -> AnswerSheet:
    ticks = tuple(str(each.label) for each in PeerDid)
    sheet = AnswerSheet(
        title=_("I would like to talk with somebody who has:"),
        text="\n".join(
            [
                _("One person is asked. You are told one name, where and when."),
                peer_safety_text(),
            ]
        ),
        ticks=ticks,
        lines=(_("What they may call me:"),),
        pictures=dict.fromkeys(ticks, Picture.PEOPLE),
        code=format_code(member.paper_code),
        give_to=give_to(member.person),
    )
    return with_version(sheet)
