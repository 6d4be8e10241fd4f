"""A choice of the group about a shared cost that is paid for, as its sheet says it."""

from django.utils.translation import gettext as _

from community.common.dates import format_moment
from frontend.shared.sheet_versions import version_of_asked
from pooling.pools.queries.cover_choices import CoverChoiceDetail


def version_of_choice(detail: CoverChoiceDetail) -> str:
    """What its sheet bears: with other numbers, or other things to choose from, another."""
    options = (str(option.label) for option, _text in detail.options)
    return version_of_asked(asked_on_text(detail), *options)


def asked_on_text(detail: CoverChoiceDetail) -> str:
    """On the sheet and beside what is entered from it: with other numbers all are asked anew."""
    return _("Asked on %(moment)s.") % {"moment": format_moment(detail.choice.asked_at)}
