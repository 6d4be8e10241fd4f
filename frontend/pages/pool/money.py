"""My money: where it comes from, what is not for this, which cards, and when it changes."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.common.refusals import NotFound
from community.people.models.persons import Person
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    person_required,
    shows,
    stops,
    takes,
)
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.drawings.money_bar import money_bar
from frontend.pages.form_page import EmptyForm, next_page, post_data, show_form
from frontend.pages.pool.texts import pool_state_text, talk_url
from frontend.shared.sight import who_reads_text
from frontend.shared.stops import ASKED_FIRST_TEXT
from pooling.payments.states.charges import Rail
from pooling.pools.actions.sources import (
    add_source,
    change_source,
    check_change_of_source,
    keep_more_aside,
)
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.queries.leaving import costs_after_leaving
from pooling.pools.queries.money import source_of_person, source_summaries, transfers_to_send
from pooling.pools.queries.paid_from import PaidFrom, paid_from_of_person
from pooling.pools.queries.pool_lists import pools_of_person
from pooling.pools.queries.private_questions import questions_of_person
from pooling.pools.queries.statements import ended_sources_of_person
from pooling.pools.rules.kept_aside import Amounts
from pooling.pools.rules.sources import RAILS_BY_KIND
from pooling.pools.states import SourceKind
from pooling.pools.wording.amounts import describe_amounts

from .forms import AddSourceForm, ChangeSourceForm, KeepMoreForm, SourceKindForm
from .kinds import rail_names
from .review import ReviewStep, review_step, show_review

WAITS_TEXT = gettext_lazy(
    "Nothing changes yet. They are told, a second person looks at it, and it counts three days"
    " after they were told."
)


@person_required
@shows(Seen.GROUPS)
def money_page(request: PersonRequest) -> HttpResponse:
    person_id, now = request.acting.person_id, clock.now()
    seen = seen_by(request.acting, now=now)
    sources = source_summaries(request.acting, now=now) if Seen.FITS in seen else []
    names, shows_sums = rail_names(), Seen.SUMS in seen
    context = {
        "who_reads": who_reads_text(request.acting, Seen.GROUPS, now=now),
        "shows_sources": Seen.FITS in seen,
        "shows_sums": shows_sums,
        "sources": [(each, names[each.source.rail], money_bar(each)) for each in sources],
        "ended_sources": ended_sources_of_person(person_id) if shows_sums else [],
        "questions": questions_of_person(person_id) if Seen.QUESTIONS in seen else [],
        "to_send": transfers_to_send(person_id) if shows_sums else [],
        "pools": _shared_costs(person_id, shows_sums=shows_sums),
        "talk": talk_url(),
    }
    return render(request, "pool/money.html", context)


def _shared_costs(
    person_id: UUID, *, shows_sums: bool
) -> list[tuple[Pool, str, Sequence[PaidFrom]]]:
    """Each, where it stands, and how much came from where; those of groups they have left last."""
    paid = paid_from_of_person(person_id) if shows_sums else {}
    pools = pools_of_person(person_id) + costs_after_leaving(person_id)
    return [(pool, pool_state_text(pool), paid.get(pool.pk, [])) for pool in pools]


@person_required
@takes(RepresentationScope.DECIDE)
def add_source_page(request: PersonRequest) -> HttpResponse:
    form = SourceKindForm(post_data(request), area=request.acting.person.area)
    if request.method == "POST" and form.is_valid():
        return redirect(_with_next(request, "add_source_of", form.cleaned_data["kind"]))
    return show_form(
        request,
        form,
        "one_question.html",
        heading=_("Where does the money come from?"),
        confirm=_("Go on"),
        not_now=_next(request),
        talk=talk_url(),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def add_source_of(request: PersonRequest, kind: str) -> HttpResponse:
    if kind not in SourceKind.values:
        raise NotFound("")
    if _asks_an_office_unknown(request.acting.person, kind):
        where = reverse("where_i_live")
        return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
    form = AddSourceForm(post_data(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_source(kind=kind, **form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _("It is on your page. Nobody in a group sees it."))
            return redirect(_next(request))
    return show_form(
        request,
        form,
        heading=str(SourceKind(kind).label).capitalize(),
        intro=[_("You need not prove anything, and nothing here moves money.")]
        if kind != SourceKind.NOT_SURE
        else [_("That is fine. You can say yes to things, and somebody helps you find out.")],
        confirm=_("Keep this"),
        not_now=_next(request),
        talk=talk_url(),
    )


def _next(request: PersonRequest) -> str:
    return next_page(request, "money")


def _asks_an_office_unknown(person: Person, kind: str) -> bool:
    return RAILS_BY_KIND[SourceKind(kind)] == {Rail.COMMITMENT} and person.area_id is None


def _with_next(request: PersonRequest, name: str, *args: object) -> str:
    params = {key: request.GET[key] for key in ("next",) if key in request.GET}
    return reverse(name, args=args) + (f"?{urlencode(params)}" if params else "")


@person_required
@shows(Seen.SUMS)
def change_source_page(request: PersonRequest, source_id: int) -> HttpResponse:
    source = source_of_person(source_id=source_id, person_id=request.acting.person_id)
    initial = {
        "amount_pence": source.amount_pence,
        "keep_aside_pence": source.keep_aside_pence or None,
        "review_on": source.review_on,
    }
    form = ChangeSourceForm(
        post_data(request), initial=initial, for_somebody=request.acting.is_by_other_hands
    )
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            if step == ReviewStep.LOOK and _frees_money(request, source_id, form):
                return _review_of_change(request, source, form)
            waits = change_source(
                source_id=source_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, WAITS_TEXT if waits else _("That is changed."))
            return redirect("money")
    return show_form(
        request,
        form,
        heading=source.called,
        confirm=_("Keep this"),
        not_now=reverse("money"),
    )


def _frees_money(request: PersonRequest, source_id: int, form: ChangeSourceForm) -> bool:
    """Whether it is to be looked over; refused where the last press would be."""
    return check_change_of_source(
        source_id=source_id,
        amount_pence=form.cleaned_data["amount_pence"],
        keep_aside_pence=form.cleaned_data["keep_aside_pence"],
        what_they_showed=form.cleaned_data.get("what_they_showed", ""),
        by=request.acting,
        now=clock.now(),
    )


def _review_of_change(
    request: PersonRequest, source: MoneySource, form: ChangeSourceForm
) -> HttpResponse:
    """Less would be kept aside than was said: looked at once more before it is so."""
    new = Amounts(form.cleaned_data["amount_pence"], form.cleaned_data["keep_aside_pence"])
    return show_review(
        request,
        heading=_("Look at it once more"),
        intro=[_("More of this money could be used here than now.")],
        rows=[
            Row(_("Now"), describe_amounts(source)),
            Row(_("Then"), describe_amounts(new)),
        ],
        what_next=[WAITS_TEXT] if request.acting.is_by_other_hands else [],
        confirm=_("Change it"),
        not_now=reverse("money"),
        talk=talk_url(),
    )


@person_required
@stops
def keep_more_page(request: PersonRequest, source_id: int) -> HttpResponse:
    """For whoever may decide, and does not see how much there is."""
    source = source_of_person(source_id=source_id, person_id=request.acting.person_id)
    form = KeepMoreForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            keep_more_aside(
                source_id=source_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("That is kept aside."))
            return redirect("money")
    return show_form(
        request,
        form,
        heading=_("Keep more of “%(source)s” aside") % {"source": source.called},
        confirm=_("Keep it aside"),
        not_now=reverse("money"),
    )


@person_required
@stops
def end_source_page(request: PersonRequest, source_id: int) -> HttpResponse:
    source = source_of_person(source_id=source_id, person_id=request.acting.person_id)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            ended = end_source(source_id=source_id, by=request.acting, now=clock.now())
            if ended.ended_at is None:
                messages.info(request, ASKED_FIRST_TEXT)
                return redirect("money")
            return redirect("source_ended", source_id)
    return show_form(
        request,
        form,
        heading=_("My money has changed"),
        intro=[
            _("Press this if “%(source)s” has ended or can no longer be used for this.")
            % {"source": source.called},
            _("What is paid already stays paid, and you can still go to it."),
            _("Nothing more is taken from it. You owe nothing, and you stay in every group."),
            _("The others read only that one place is not covered. Nobody is named."),
        ],
        confirm=_("It has ended"),
        not_now=reverse("money"),
        talk=talk_url(),
    )


@person_required
@shows(Seen.FITS)
def source_ended(request: PersonRequest, source_id: int) -> HttpResponse:
    """The calm page afterwards."""
    source = source_of_person(source_id=source_id, person_id=request.acting.person_id)
    return render(request, "pool/source_ended.html", {"source": source, "talk": talk_url()})
