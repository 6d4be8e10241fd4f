"""From the group's chosen offer to an open shared cost."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from frontend.access import person_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.pages.pool.texts import (
    answers_beside_yes,
    if_someone_cannot_pay,
    sessions_in_words,
    talk_url,
    terms_rows,
)
from frontend.templatetags.formats import day_in_words
from pooling.pools.actions.opening import check_opening, open_pool
from pooling.pools.queries.opening import example_of, offer_to_open, planned_payments
from pooling.pools.queries.pool_details import price_lines

from .forms import OpenPool
from .review import Step, review_step, show_review

USUAL_DAYS_BEFORE = 14


@person_required
def open_it(request):
    to_open = offer_to_open(offer_id=_offer_id(request), person_id=request.acting.person_id)
    if to_open.pool_id:
        return redirect("pool", to_open.pool_id)
    now = clock.now()
    usual = (to_open.starts[0] - timedelta(days=USUAL_DAYS_BEFORE)).date()
    initial = {"closes_on": usual if usual > clock.today(now) else None}
    form, step = OpenPool(request.POST or None, initial=initial), review_step(request)
    if step and step != Step.CHANGE and form.is_valid():
        facts = {
            "offer_id": to_open.offer.pk,
            "closes_on": form.cleaned_data["closes_on"],
            "by": request.acting,
            "now": now,
        }
        with catch_refusals(form):
            if step == Step.YES:
                pool = open_pool(**facts)
                messages.success(request, _("It is open. Each of you can say yes now."))
                return redirect("pool", pool.pk)
            check_opening(**facts)
            return _review(request, to_open, form.cleaned_data["closes_on"])
    return show_form(
        request,
        form,
        "pool/open.html",
        to_open=to_open,
        terms=terms_rows(to_open.terms),
        prices=price_lines(to_open.terms),
        not_now=reverse("group", args=[to_open.offer.brief.group_id]),
    )


def _offer_id(request) -> int:
    asked = request.GET.get("offer", "")
    if not asked.isdecimal() or len(asked) > 18:
        raise NotFound("")
    return int(asked)


def _review(request, to_open, closes_on):
    terms = to_open.terms
    rows = [
        Row(_("What"), terms["summary"]),
        Row(_("Who is paid"), to_open.offer.provider.name),
        Row(_("When"), sessions_in_words(to_open.starts)),
        Row(_("We look at who is in on"), day_in_words(closes_on)),
        *(
            Row(
                _("Payment %(number)d") % {"number": number},
                _("%(day)s, for %(sessions)s")
                % {
                    "day": day_in_words(payment.on),
                    "sessions": sessions_in_words(payment.starts),
                },
            )
            for number, payment in enumerate(planned_payments(terms, closes_on), start=1)
        ),
    ]
    return show_review(
        request,
        "pool/open_review.html",
        heading=_("Look at it once more before you open it"),
        intro=[
            _(
                "Everyone keeps their own money. Opening this asks nobody for money, and says yes"
                " for nobody, not for you either."
            )
        ],
        rows=rows,
        terms=terms_rows(terms),
        prices=price_lines(terms),
        example=example_of(terms, terms["smallest"]),
        gap=if_someone_cannot_pay(terms),
        questions=answers_beside_yes(to_open.offer, to_open.offer.brief.group.area),
        what_next=[
            _("Each member sees it on their page, and can say yes up to an amount they choose."),
            _("These terms stay as they are. A change would ask everybody again."),
        ],
        confirm=_("Open it for the group"),
        not_now=reverse("group", args=[to_open.offer.brief.group_id]),
        talk=talk_url(),
    )
