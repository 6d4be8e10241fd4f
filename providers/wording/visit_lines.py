"""What a place answers to the lines of whoever comes, as they read it (P110)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.states import VisitLineAnswer
from providers.wording.visit_answers import whom_to_tell


def line_text(line: VisitLine) -> str:
    """Its answer, in a sentence; that none has come is said too."""
    if not line.answer:
        return _("They have not answered this yet.")
    if line.answer == VisitLineAnswer.YES:
        answer = _("They say: yes.")
    elif line.answer == VisitLineAnswer.LIKE_THIS:
        answer = _("They say: like this instead: “%(words)s”") % {"words": line.answer_words}
    else:
        answer = _("They say: not yet: “%(words)s”") % {"words": line.answer_words}
    return f"{answer} {_('Told by telephone.')}" if line.told_by else answer


def cannot_text(visit: VisitRequest) -> str:
    """Beside what cannot be done yet: whom to ask before the day."""
    return _("The place stays yours. Help before the day: %(whom)s.") % {
        "whom": whom_to_tell(visit)
    }


def answered_text(visit: VisitRequest, lines: Iterable[VisitLine]) -> str:
    lines = list(lines)
    said = [f"“{line.words}” {line_text(line)}" for line in lines]
    cannot = any(line.answer == VisitLineAnswer.NOT_YET for line in lines)
    return " ".join([*said, *([cannot_text(visit)] if cannot else [])])
