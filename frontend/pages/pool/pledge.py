""" "I'm in, up to £X a session": say it, look it over, mean it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.common import clock
from community.common.money import format_pounds
from community.common.refusals import or_not_found
from frontend.access import person_required
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.pages.pool.forms import PledgeForm
from frontend.pages.pool.review import Step, review_step, show_review
from frontend.pages.pool.texts import answers_beside_yes, if_someone_cannot_pay, talk_url
from frontend.pages.pool.totals import next_step_texts, rails_of, total_rows, you_pay
from pooling.pools.actions.pledging import PledgeRequest, check_pledge, pledge
from pooling.pools.queries.opening import example_of
from pooling.pools.queries.pool_details import (
    open_sources_of_person,
    pledge_of_person,
    pool_for_member,
)
from pooling.pools.rules.pledging import PUBLIC_MONEY


@person_required
def say_yes(request, pool_id):
    now = clock.now()
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    if request.method == "GET" and not seen.can_say_yes:  # before they write anything
        messages.info(request, _("The date to say yes to this has passed. Here is how it stands."))
        return redirect("pool", pool_id)
    sources = list(open_sources_of_person(request.acting.person_id))
    if not sources:
        return redirect(f"{reverse('add_source')}?{urlencode({'next': request.path})}")
    form = PledgeForm(
        request.POST or None,
        initial=_said_before(seen.mine),
        sources=sources,
        asks_relation=seen.pool.provider.is_one_person
        and any(source.kind in PUBLIC_MONEY for source in sources),
    )
    step = review_step(request)
    if step and step != Step.CHANGE and form.is_valid():
        facts = {"pool_id": pool_id, **form.cleaned_data, "by": request.acting, "now": now}
        with catch_refusals(form):
            if step == Step.YES:
                return _after(request, pledge(**facts))
            check_pledge(**facts)
            return _review(request, seen, form, sources)
    return show_form(
        request,
        form,
        "pool/yes.html",
        seen=seen,
        example=example_of(seen.terms, seen.cover.said_yes),
        add_url=f"{reverse('add_source')}?{urlencode({'next': request.path})}",
        not_now=reverse("pool", args=[pool_id]),
        talk=talk_url(),
    )


def _said_before(mine) -> dict:
    if mine is None:
        return {}
    return {
        "max_pence": mine.max_pence,
        "parts": {
            part.source_id: (f"{part.max_pence / 100:.2f}", str(place))
            for place, part in enumerate(mine.parts, start=1)
        },
        "what_for": mine.what_for,
    }


def _after(request, said):
    """On to saving a card where one is needed; otherwise the page, which says how it stands."""
    mine = or_not_found(pledge_of_person(said.pool, said.person_id))
    without_card = next((part for part in mine.parts if part.needs_card), None)
    if without_card:
        return redirect("pool_card", said.pool_id, without_card.source_id)
    messages.success(
        request,
        _("You are in, up to %(most)s a session. Nothing has been taken.")
        % {"most": format_pounds(said.max_pence)},
    )
    return redirect("pool", said.pool_id)


def _review(request, seen, form, sources):
    yes = PledgeRequest(**form.cleaned_data)
    called = {source.pk: source.called for source in sources}
    confirm = _("I’m in, up to %(most)s a session") % {"most": format_pounds(yes.max_pence)}
    return show_review(
        request,
        "pool/yes_review.html",
        heading=_("Look at it once more before you say yes"),
        intro=[],
        rows=[Row(_("You say"), confirm), you_pay(), *total_rows(seen, yes, called)],
        gap=if_someone_cannot_pay(seen.terms),
        questions=answers_beside_yes(seen.pool.offer, seen.pool.area),
        what_next=next_step_texts(rails_of(yes, sources), seen.pool),
        confirm=confirm,
        not_now=reverse("pool", args=[seen.pool.pk]),
        talk=talk_url(),
    )
