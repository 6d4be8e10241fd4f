"""From the group's chosen offer to an open shared cost."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.people.acting import Acting
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import ActingRequest, PersonRequest, person_required, takes
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.pool.texts import (
    answers_beside_yes,
    ask_url,
    if_someone_cannot_pay,
    kinds_shown_to,
    talk_url,
)
from frontend.shared.terms_texts import terms_rows
from pooling.pools.actions.opening import check_opening, open_pool
from pooling.pools.queries.opening import PoolPreview, example_of, offer_to_open, planned_payments
from pooling.pools.queries.pool_details import price_lines
from pooling.pools.rules.instalments import proposed_closing_day
from pooling.pools.wording.cards import card_notes
from pooling.pools.wording.sessions import format_sessions

from .forms import OpenPoolForm
from .review import ReviewStep, review_step, show_review


@person_required
@takes(RepresentationScope.DECIDE)
def pool_open(request: PersonRequest) -> HttpResponse:
    offer_id = parse_id(request.GET.get("offer"))
    preview = offer_to_open(offer_id=offer_id, person_id=request.acting.person_id)
    if preview.pool_id:
        return redirect("pool", preview.pool_id)
    now = clock.now()
    initial = {"closes_on": _proposed_day(preview, now)}
    form, step = OpenPoolForm(post_data(request), initial=initial), review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        arguments = {
            "offer_id": preview.offer.pk,
            "closes_on": form.cleaned_data["closes_on"],
            "by": request.acting,
            "now": now,
        }
        with catch_refusals(form):
            if step == ReviewStep.YES:
                pool = open_pool(**arguments)
                messages.success(request, _("It is open. Each of you can say yes now."))
                return redirect("pool", pool.pk)
            check_opening(**arguments)
            back = reverse("group", args=[preview.offer.brief.group_id])
            return review_of_opening(
                request,
                preview,
                form.cleaned_data["closes_on"],
                by=request.acting,
                not_now=back,
            )
    return show_form(
        request,
        form,
        "pool/pool_open.html",
        preview=preview,
        card_notes=card_notes([preview.offer.provider]),
        terms=terms_rows(preview.terms),
        prices=price_lines(preview.terms),
        not_now=reverse("group", args=[preview.offer.brief.group_id]),
    )


def _proposed_day(preview: PoolPreview, now: datetime) -> date | None:
    """Two weeks before it begins, or the working day before; none where that has gone."""
    nation = preview.offer.brief.group.area.nation
    day = proposed_closing_day(preview.starts[0], nation=nation)
    return day if day > clock.today(now) else None


def review_of_opening(
    request: ActingRequest, preview: PoolPreview, closes_on: date, *, by: Acting, not_now: str
) -> HttpResponse:
    """By a person on their page, or by whoever enters their sheet."""
    terms = preview.terms
    return show_review(
        request,
        "pool/pool_open_review.html",
        heading=_("Look at it once more before you open it"),
        intro=[
            _(
                "Everyone keeps their own money. Opening this asks nobody for money, and says yes"
                " for nobody, not for you either."
            )
        ],
        rows=_rows(preview, closes_on),
        terms=terms_rows(terms),
        prices=price_lines(terms),
        example=example_of(terms, terms.smallest),
        gap=if_someone_cannot_pay(terms),
        questions=answers_beside_yes(
            terms,
            preview.offer.provider,
            preview.offer.brief.group.area,
            kinds=kinds_shown_to(by, now=clock.now()),
            ask_url=ask_url(preview.offer.pk),
        ),
        what_next=[
            _("Each member sees it on their page, and can say yes up to an amount they choose."),
            _("These terms stay as they are. A change would ask everybody again."),
        ],
        confirm=_("Open it for the group"),
        not_now=not_now,
        talk=talk_url(TalkAbout.GROUP, preview.offer.brief.group_id),
    )


def _rows(preview: PoolPreview, closes_on: date) -> list[Row]:
    """What, with whom and when; and each payment with its day."""
    return [
        Row(_("What"), preview.terms.summary),
        Row(_("Who is paid"), preview.offer.provider.name),
        Row(_("When"), format_sessions(preview.starts)),
        Row(_("We look at who is in on"), format_day(closes_on)),
        *(
            Row(
                _("Payment %(number)d") % {"number": number},
                _("%(day)s, for %(sessions)s")
                % {
                    "day": format_day(payment.on),
                    "sessions": format_sessions(payment.starts),
                },
            )
            for number, payment in enumerate(planned_payments(preview.terms, closes_on), start=1)
        ),
    ]
