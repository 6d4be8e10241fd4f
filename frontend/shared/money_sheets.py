"""A shared cost, and a question to one person alone, each on half a page to answer on, with what
has changed since the sheet before (P25); and all the sheets of a member."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day, last_day_before
from community.common.money import format_pounds, format_pounds_and_pence
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.paper_sheets import sheets_of_member
from frontend.shared.question_sheets import question_sheet
from frontend.shared.sheet_versions import version_line, with_how_put, with_version
from frontend.shared.terms_texts import compare_terms
from groups.models.members import Member
from groups.models.offers import Offer
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import OfficeTermsByArea
from pooling.pools.queries.office_terms import office_terms_of_question, office_terms_on_sheet
from pooling.pools.queries.opening import offers_to_open
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.pool_lists import pools_of_group
from pooling.pools.queries.private_questions import questions_in_group
from pooling.pools.queries.terms import changes_for, version_number
from pooling.pools.states import PLEDGEABLE_STATES, PrivateQuestionKind
from pooling.pools.terms import Terms
from pooling.pools.wording.agreements import change_of_mind_text, ending_text, with_whom_text
from pooling.pools.wording.office_terms import office_texts
from pooling.pools.wording.sessions import format_sessions


def office_lines(offices: OfficeTermsByArea, pool: Pool) -> list[str]:
    """On a sheet: what a yes with money that an office keeps agrees to."""
    if not offices:
        return []
    return [_("Where an office keeps your money:"), *office_texts(offices, pool.provider.name)]


def cost_sheet(pool_detail: PoolDetail, member: Member, by: Acting) -> AnswerSheet:
    first = pool_detail.prices[0]
    when, place = format_sessions(pool_detail.starts), pool_detail.terms.place
    price = _("If %(people)d come, each pays at most %(share)s a session.") % {
        "people": first.people,
        "share": format_pounds(first.share_pence),
    }
    answer_by = _("Please answer by %(day)s.") % {"day": format_day(pool_detail.pool.closes_at)}
    yes, no, ask = (
        _("I’m in, and I pay up to £ ______ a session"),
        _("Not this time"),
        _("Ask me: I would like to talk first"),
    )
    texts = [
        when,
        place,
        price,
        _("You pay the price for one, and never more than you write here.")
        if pool_detail.pool.group.is_solo
        else _("You pay your share, and never more than you write here."),
        _("Nobody pays unless it is covered."),
        answer_by,
    ]
    texts.append(
        _("If you are told things only at visits, the date waits for you until the end of %(day)s.")
        % {"day": format_day(last_day_before(pool_detail.terms.last_wait))}
    )
    texts += agreement_lines(pool_detail.terms)
    texts += office_lines(office_terms_on_sheet(member.person), pool_detail.pool)
    version = str(version_number(pool_detail.pool))
    texts.append(version_line(version))
    if pool_detail.pool.is_example:
        texts.append(_("An example: these prices are made up."))
    sheet = AnswerSheet(
        title=pool_detail.terms.summary,
        text="\n".join(texts),
        code=f"{format_code(member.paper_code)} P{pool_detail.pool.pk}",
        version=version,
        ticks=(yes, *_begin_now_tick(pool_detail), no, ask),
        lines=(_("Which money, or “I am not sure”:"), _("What it is for, if I want to say:")),
        give_to=give_to(member.person),
        changes=changes_on_sheet(pool_detail, by),
        pictures={
            **{when: Picture.DAY, answer_by: Picture.DAY, place: Picture.PLACE},
            **{price: Picture.MONEY, yes: Picture.YES, no: Picture.NO, ask: Picture.PEOPLE},
        },
    )
    return with_how_put(sheet)


def agreement_lines(terms: Terms) -> list[str]:
    """Who it is with, and whether one can change one's mind (P123)."""
    with_whom = with_whom_text(terms).replace("\n", ", ")
    return [
        _("Your agreement is with %(who)s.") % {"who": with_whom},
        change_of_mind_text(terms.change_of_mind),
        ending_text(),
    ]


def _begin_now_tick(pool_detail: PoolDetail) -> tuple[str, ...]:
    """Its own, beside the yes: nothing begins within the 14 days without it."""
    if not pool_detail.asks_begin_now:
        return ()
    return (_("Please begin now, before my 14 days are over"),)


def opening_sheet(offer: Offer, member: Member) -> AnswerSheet:
    """What the group chose becomes a shared cost. It asks nobody for money."""
    terms = Terms.from_offer(offer)
    when, open_it = format_sessions(list(terms.starts)), _("Please open this for our group")
    sheet = AnswerSheet(
        title=_("Open what our group chose: %(what)s") % {"what": terms.summary},
        text="\n".join(
            [
                when,
                terms.place,
                _("Who is paid: %(name)s") % {"name": offer.provider.name},
                _("It asks nobody for money, and says yes for nobody, not for you either."),
                _("Everybody then has a sheet of their own to answer on."),
            ]
        ),
        code=format_code(member.paper_code),
        ticks=(open_it,),
        lines=(_("On which day we look at who is in (a week to six weeks before it begins):"),),
        give_to=give_to(member.person),
        pictures={when: Picture.DAY, terms.place: Picture.PLACE, open_it: Picture.YES},
    )
    return with_version(sheet)


def changes_on_sheet(pool_detail: PoolDetail, by: Acting) -> tuple[tuple[str, str, str], ...]:
    """Since the sheet that they wrote their yes on, where what is offered has changed (P25)."""
    changes = changes_for(pool_detail.pool, by)
    comparison = None if changes.is_for_these_terms else compare_terms(changes)
    if comparison is None:
        return ()
    prices = [
        (
            _("If %(people)d come, each pays for one session") % {"people": people},
            format_pounds_and_pence(old.share_pence) if old else _("not offered"),
            format_pounds_and_pence(new.share_pence) if new else _("not offered"),
        )
        for people, old, new in comparison.prices
        if old != new
    ]
    return (*prices, *comparison.changed)


def sheet_of_question(
    question: PrivateQuestion,
    member: Member,
    pool_detail: PoolDetail,
    by: Acting,
    *,
    shows_sums: bool = True,
) -> AnswerSheet:
    is_about_terms = question.kind == PrivateQuestionKind.NEW_TERMS
    return question_sheet(
        question,
        paper_code=member.paper_code,
        shows_sums=shows_sums,
        changes=changes_on_sheet(pool_detail, by) if is_about_terms else (),
        office=office_lines(office_terms_of_question(question), pool_detail.pool),
    )


def all_sheets_of_member(
    member: Member, *, by: Acting, now: datetime
) -> dict[str, list[AnswerSheet]]:
    """{a name: its half pages}: first what is asked about money, then the rest."""
    return _sheets_about_money(member, by, now) | sheets_of_member(member, by=by, now=now)


def _sheets_about_money(member: Member, by: Acting, now: datetime) -> dict[str, list[AnswerSheet]]:
    """Nothing of the group before it has begun for them (P44)."""
    sheets: dict[str, list[AnswerSheet]] = {}
    if not member.is_current:
        return sheets
    shows_sums = by.on_paper or may_see(by, Seen.SUMS, now=now)
    for question in questions_in_group(member.person_id, member.group_id):
        pool_detail = pool_for_member(pool_id=question.pledge.pool_id, by=by, now=now)
        sheet = sheet_of_question(question, member, pool_detail, by, shows_sums=shows_sums)
        sheets[f"question-{question.pk}"] = [sheet]
    for offer in offers_to_open(member.group_id):
        sheets[f"open-{offer.pk}"] = [opening_sheet(offer, member)]
    for pool in pools_of_group(member.group_id, open_only=True):
        if pool.state in PLEDGEABLE_STATES:
            pool_detail = pool_for_member(pool_id=pool.pk, by=by, now=now)
            sheets[f"cost-{pool.pk}"] = [cost_sheet(pool_detail, member, by)]
    return sheets
