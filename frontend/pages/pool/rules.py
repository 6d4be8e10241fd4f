"""The rules of a shared cost, folded: each with its short answer, true without opening it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from frontend.components.blocks import AnsweredQuestion, Fold
from frontend.pages.pool.texts import if_someone_cannot_pay
from frontend.shared.terms_texts import (
    date_rows,
    missing_rows,
    offered_rows,
    paying_rows,
    stopping_rows,
)
from frontend.templatetags.formats import minutes_in_words
from pooling.pools.queries.pool_details import PoolDetail
from pooling.pools.terms import Terms


def rule_folds(
    pool_detail: PoolDetail, questions: Sequence[AnsweredQuestion], *, is_over: bool
) -> list[Fold]:
    """`questions`: what people want to know before a yes, while one can be said. What is agreed to
    stands open where it is agreed to."""
    terms = pool_detail.terms
    if pool_detail.pool.group.is_solo:
        sharing = [] if is_over else [_cannot_pay_alone(terms)]
    else:
        sharing = [_sharing()] if is_over else [_sharing(), _cannot_pay(terms)]
    asked = [_before_yes()] if questions else []
    return [_offered(terms), _dates(terms), *sharing, _missing(terms), _stopping(terms), *asked]


def _offered(terms: Terms) -> Fold:
    facts = {
        "long": minutes_in_words(terms.minutes),
        "where": terms.place.rstrip("."),
        "who": terms.who_comes.rstrip("."),
    }
    return Fold(
        _("What is offered"),
        _("%(long)s each time. %(where)s. Who comes: %(who)s.") % facts,
        pairs=tuple(offered_rows(terms)),
    )


def _dates(terms: Terms) -> Fold:
    when, each = date_rows(terms)
    return Fold(_("Every date"), when[1], lines=tuple(each[1].splitlines()))


def _sharing() -> Fold:
    return Fold(
        _("How my share is worked out"),
        _("The same share for everyone. Nobody pays above the most they said."),
        inside="pool/share_worked_out.html",
    )


def _cannot_pay(terms: Terms) -> Fold:
    return Fold(
        _("If someone can’t pay"),
        _("Nobody pays yet, and nobody is named. The share never goes above anybody’s most."),
        lines=tuple(if_someone_cannot_pay(terms)),
        pairs=tuple(paying_rows(terms)),
    )


def _cannot_pay_alone(terms: Terms) -> Fold:
    days = {"days": terms.gap_days}
    return Fold(
        _("If a payment does not go through"),
        _("You have %(days)d days to put it right. If it cannot be, you owe nothing.") % days,
        pairs=tuple(paying_rows(terms)),
    )


def _missing(terms: Terms) -> Fold:
    missed, hospital = missing_rows(terms)
    return Fold(missed[0], missed[1], pairs=(hospital,))


def _stopping(terms: Terms) -> Fold:
    return Fold(
        _("If I want to stop"),
        _("You can stop before each payment, and you need not say why."),
        pairs=tuple(stopping_rows(terms)),
    )


def _before_yes() -> Fold:
    return Fold(
        _("Before you say yes"),
        _("What people ask first, each with its answer. It stands beside the yes too."),
        inside="parts/asked_first.html",
    )
