"""Another place, hour, end, who comes, what they are paid, on what basis care is given (M53)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.clock import LONDON
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.blocks import Row
from frontend.components.fields import DateInWords, TimeInWords, WholeNumber
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form
from frontend.pages.offers.forms import OfferPeopleForm
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.shared.terms_texts import terms_rows
from groups.rules.offers import MAX_OFFER_SESSIONS
from pooling.pools.actions.terms_changes import change_terms, check_new_terms
from pooling.pools.queries.providers import ProviderPoolSummary, pool_for_provider
from pooling.pools.terms import Terms

USUAL_INTERVAL = timedelta(days=7)
# Of the form, as the terms call it.
TERMS_NAMES = {"care_where_words": "care_where"}
WHEN_FIELDS = ("first_day", "starts_at", "how_many")


class TermsForm(OfferPeopleForm):
    place = TypedText(label=gettext_lazy("Where is it?"), max_length=200)
    first_day = DateInWords(label=gettext_lazy("The day of the first session"))
    starts_at = TimeInWords(label=gettext_lazy("When does it begin?"))
    how_many = WholeNumber(
        label=gettext_lazy("How many sessions?"), min_value=1, max_value=MAX_OFFER_SESSIONS
    )
    minutes = WholeNumber(
        label=gettext_lazy("How many minutes does a session take?"), min_value=15, max_value=1440
    )
    field_order = ["place", *WHEN_FIELDS, "minutes"]

    def __init__(self, data: QueryDict | None, *, terms: Terms) -> None:
        super().__init__(data, initial=_initial(terms))
        self.terms = terms

    def changes(self) -> dict[str, Any]:
        """Only what is offered otherwise than now, by the names of the terms."""
        values = dict(self.cleaned_data)
        when = {name: values.pop(name) for name in WHEN_FIELDS}
        if when != {name: self.initial[name] for name in WHEN_FIELDS}:
            values["starts"] = _starts(self.terms.starts, **when)
        named = {TERMS_NAMES.get(name, name): value for name, value in values.items()}
        return {name: value for name, value in named.items() if value != getattr(self.terms, name)}


def _initial(terms: Terms) -> dict[str, Any]:
    first = terms.starts[0].astimezone(LONDON)
    facts = {name: getattr(terms, TERMS_NAMES.get(name, name)) for name in OWN_FIELDS}
    when = {"first_day": first.date(), "starts_at": first.time(), "how_many": len(terms.starts)}
    return facts | when


OWN_FIELDS = [name for name in TermsForm.base_fields if name not in WHEN_FIELDS]


def _starts(
    starts: tuple[datetime, ...], *, first_day: Any, starts_at: Any, how_many: int
) -> tuple[datetime, ...]:
    """The same days apart, from another first day on; further ones as far apart as the last two."""
    days = [start.astimezone(LONDON).date() for start in starts]
    interval = days[-1] - days[-2] if len(days) > 1 else USUAL_INTERVAL
    days += [days[-1] + interval * more for more in range(1, how_many - len(days) + 1)]
    shift = first_day - days[0]
    return tuple(datetime.combine(day + shift, starts_at, tzinfo=LONDON) for day in days[:how_many])


@login_required
def provider_pool_terms(request: LoginRequest, pool_id: int) -> HttpResponse:
    """What touches everybody is asked of everybody; no answer means no."""
    summary = pool_for_provider(pool_id=pool_id, login_id=request.user.pk)
    form = TermsForm(post_data(request), terms=summary.pool.terms)
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        arguments: dict[str, Any] = {
            "pool_id": pool_id,
            "changes": form.changes(),
            "by": acting_as_login(request),
            "now": clock.now(),
        }
        with catch_refusals(form):
            if step == ReviewStep.YES:
                change_terms(**arguments)
                messages.success(request, _("Everybody who is in is asked again."))
                return redirect("provider_pool", pool_id)
            check_new_terms(**arguments)
            return _review(request, summary, arguments["changes"])
    return show_form(
        request,
        form,
        heading=_("Offer something else than was agreed"),
        intro=[
            _("Everybody who said yes is asked again, and no answer means no."),
            _("Once people have begun to pay, it stays as it is."),
        ],
        confirm=_("Look it over"),
        not_now=reverse("provider_pool", args=[pool_id]),
    )


def _review(
    request: LoginRequest, summary: ProviderPoolSummary, changes: Mapping[str, Any]
) -> HttpResponse:
    before, now = summary.pool.terms, summary.pool.terms.with_changes(changes)
    return show_review(
        request,
        heading=_("Look at it once more"),
        intro=[],
        rows=[
            Row(question, _("%(now)s, before %(before)s") % {"now": answer, "before": previous})
            for (question, answer), (_question, previous) in zip(
                terms_rows(now), terms_rows(before), strict=True
            )
            if answer != previous
        ],
        what_next=[_("Each of them sees what was beside what would be, and answers by a day.")],
        confirm=_("Ask everybody again"),
        not_now=reverse("provider_pool", args=[summary.pool.pk]),
    )
