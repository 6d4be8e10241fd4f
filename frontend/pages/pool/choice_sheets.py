"""What a group chooses about a shared cost that is paid for, on half a page to answer on (M122)."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.codes import format_code
from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.components.blocks import AnswerSheet
from frontend.pages.printing import print_sheets
from frontend.shared.group_choices import asked_on_text, version_of_choice
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import with_how_put, with_version
from groups.queries.members import membership
from pooling.pools.actions.cover_choices import note_cover_sheet_printed
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.cover_choices import choices_asked_of, cover_choice_for
from pooling.pools.states import ChoiceKind

PRINT_WORDS = {
    ChoiceKind.COVER: gettext_lazy(
        "Print the sheet: a place is not covered, and the group chooses"
    ),
    ChoiceKind.CALL_OFF: gettext_lazy("Print the sheet: the group chooses whether to call it off"),
}


def choice_sheet_links(pool: Pool, person_id: UUID) -> list[tuple[ChoiceKind, str]]:
    """Each choice that this person is asked, and the words of the link to its sheet."""
    asked = choices_asked_of(pool, person_id)
    return [(kind, str(words)) for kind, words in PRINT_WORDS.items() if kind in asked]


@person_required
@shows(Seen.CODES)
def pool_choice_sheet(request: PersonRequest, pool_id: int, kind: str) -> HttpResponse:
    return _print(request, request.acting, pool_id, kind)


@paper_entry_required
def paper_choice_sheet(request: RoleRequest, code: str, pool_id: int, kind: str) -> HttpResponse:
    """For somebody who has no page, to be taken to them."""
    _member, acting = member_of_sheet(code, login=request.user)
    return _print(request, acting, pool_id, kind)


def _print(
    request: PersonRequest | RoleRequest, acting: Acting, pool_id: int, kind: str
) -> HttpResponse:
    choice_kind = or_not_found(ChoiceKind(kind) if kind in ChoiceKind.values else None)
    sheet = _sheet(acting, pool_id, choice_kind)
    note_cover_sheet_printed(pool_id=pool_id, kind=choice_kind, by=acting, now=clock.now())
    return print_sheets(request, [sheet], heading=sheet.title)


def _sheet(acting: Acting, pool_id: int, kind: ChoiceKind) -> AnswerSheet:
    detail = cover_choice_for(pool_id=pool_id, by=acting, kind=kind, now=clock.now())
    member = membership(detail.pool.group_id, acting)
    sheet = AnswerSheet(
        title=_("%(what)s: what should your group do?") % {"what": detail.pool.terms.summary},
        text="\n".join(
            [
                *(f"{line.key}: {line.value}" for line in detail.shown),
                _("Tick all that you would be happy with. Answer until the end of %(day)s.")
                % {"day": format_day(detail.choice.last_day)},
                _("It counts by the day on which you give it."),
                asked_on_text(detail),
            ]
        ),
        code=f"{format_code(member.paper_code)} P{pool_id}",
        ticks=(
            *(str(option.label).capitalize() for option, _text in detail.options),
            _("None of these"),
        ),
        lines=(_("I gave it on:"),),
        give_to=give_to(member.person),
    )
    return with_how_put(with_version(sheet, version=version_of_choice(detail)))
