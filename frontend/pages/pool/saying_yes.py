""" "I'm in, up to £X a session": say it, look it over, mean it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common import clock
from community.common.money import pounds
from community.common.refusals import found
from frontend.components.parts import Row
from frontend.components.refused import refused_on
from frontend.pages.acting import needs_person
from frontend.pages.form_page import show_form
from frontend.templatetags.words import day_in_words
from pooling.pools import queries
from pooling.pools.actions.pledging import check_pledge, pledge
from pooling.pools.queries.opening import example_of
from pooling.pools.rules.pledging import PUBLIC_MONEY
from pooling.pools.states import Rail

from .forms import SayYes
from .review import Step, show_review, step_of
from .words import answers_beside_yes, if_someone_cannot_pay, sessions_in_words, talk_url


@needs_person
def say_yes(request, pool_id):
    now = clock.now()
    seen = queries.pool_for_member(pool_id=pool_id, by=request.acting, now=now)
    sources = list(queries.sources_of(request.acting.person_id))
    if not sources:
        return redirect(f"{reverse('add_source')}?{urlencode({'next': request.path})}")
    form = SayYes(
        request.POST or None,
        initial=_said_before(seen.mine),
        sources=sources,
        asks_relation=seen.pool.provider.is_one_person
        and any(source.kind in PUBLIC_MONEY for source in sources),
    )
    step = step_of(request)
    if step and step != Step.CHANGE and form.is_valid():
        facts = {"pool_id": pool_id, **form.cleaned_data, "by": request.acting, "now": now}
        with refused_on(form):
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
    mine = found(queries.my_pledge(said.pool, said.person_id))
    without_card = next((part for part in mine.parts if part.needs_card), None)
    if without_card:
        return redirect("pool_card", said.pool_id, without_card.source_id)
    messages.success(
        request,
        _("You are in, up to %(most)s a session. Nothing has been taken.")
        % {"most": pounds(said.max_pence)},
    )
    return redirect("pool", said.pool_id)


def _review(request, seen, form, sources):
    words, first = form.cleaned_data, seen.instalments[0]
    most = words["max_pence"]
    called = {source.pk: source.called for source in sources}
    rows = [
        Row(_("You say"), _("I’m in, up to %(most)s a session") % {"most": pounds(most)}),
        Row(_("You pay"), _("Your share: the same for everyone, and never more than you say here")),
        Row(
            _("The first payment, at most"),
            ngettext(
                "%(sum)s, for %(count)d session, on %(day)s",
                "%(sum)s, for %(count)d sessions, on %(day)s",
                first.count,
            )
            % {
                "sum": pounds(most * first.count),
                "count": first.count,
                "day": day_in_words(first.collect_at),
            },
        ),
        Row(
            _("In all, at most"),
            _("%(sum)s, for %(sessions)s")
            % {
                "sum": pounds(most * len(seen.starts)),
                "sessions": sessions_in_words(seen.starts),
            },
        ),
        *(
            Row(
                _("Part %(number)d") % {"number": number},
                _("Up to %(sum)s a session from “%(source)s”")
                % {"sum": pounds(pence), "source": called[source_id]},
            )
            for number, (source_id, pence) in enumerate(words["parts"], start=1)
        ),
        *([Row(_("What it is for"), words["what_for"])] if words["what_for"] else []),
    ]
    rails = {source.rail for source in sources if source.pk in dict(words["parts"])}
    return show_review(
        request,
        "pool/yes_review.html",
        heading=_("Look at it once more before you say yes"),
        intro=[],
        rows=rows,
        gap=if_someone_cannot_pay(seen.terms),
        questions=answers_beside_yes(seen.pool.offer, seen.pool.area),
        what_next=_what_next(rails, seen.pool),
        confirm=_("I’m in, up to %(most)s a session") % {"most": pounds(most)},
        not_now=reverse("pool", args=[seen.pool.pk]),
        talk=talk_url(),
    )


def _what_next(rails: set[str], pool) -> list[str]:
    """What each kind of money asks next, and who sees what of it (M39)."""
    lines = []
    if Rail.CARD in rails:
        lines.append(
            _(
                "If you have no card saved for it yet, you save one on the card company’s page."
                " Nothing is taken there."
            )
        )
    if Rail.COMMITMENT in rails:
        lines.append(
            _(
                "The office that keeps your money is asked. It sees your name, who is paid, the"
                " dates, the price and what it is for. It does not see the group. Until it has"
                " answered your place is held."
            )
        )
        lines.append(
            _("If it pays, %(name)s sends it an invoice with your name.")
            % {"name": pool.provider.name}
        )
    if Rail.TRANSFER in rails:
        lines.append(
            _(
                "You are told when to send your transfer, after everybody else is ready. Whoever is"
                " paid can see who it came from."
            )
        )
    if Rail.UNDECIDED in rails:
        lines.append(_("Your yes is kept, and somebody helps you find out how it can be paid."))
    lines.append(
        _("On %(day)s we look at who is in. You can change your mind until then, at once.")
        % {"day": day_in_words(pool.closes_at)}
    )
    return lines
