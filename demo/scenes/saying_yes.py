"""Two walks to a yes: by a woman with a direct payment, and by a man with no phone."""

from django.utils.translation import gettext_lazy as _

from demo.scenes import progress
from demo.scenes.lookups import (
    a_week_before_it_closes,
    brief_id,
    choice_closed,
    chosen_offer,
    day_before_first_session,
    first_session_over,
    it_closed,
    next_session_of,
    paper_code,
    pool_id,
    question_of,
    source_id,
)
from demo.world.stories.choosing import WALKERS
from demo.world.stories.waiting import ONE_POT
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.states import SourceKind

from . import others
from .shape import Scene, SceneStep, page

MUSEUM_MORNING = Scene(
    slug="museum-morning",
    title=_("Five people, five kinds of money, one museum morning"),
    about=_(
        "You are the woman who walks. Her group chooses, one low limit is asked about in private,"
        " it goes ahead, and a statement prints. The prices are examples."
    ),
    others=others.walkers,
    is_missed=lambda: progress.can_no_longer(WALKERS, "holder"),
    steps=(
        SceneStep(
            _(
                "Look at the two offers and say which you would be happy with. The other four have"
                " answered; how it stands shows once you have too."
            ),
            who="holder",
            where=lambda: page("choose", brief_id(WALKERS)),
            has_happened=lambda: progress.has_chosen("holder", WALKERS),
        ),
        SceneStep(_("The choice closes."), day=lambda: choice_closed(WALKERS)),
        SceneStep(
            _("Open the shared cost of what was chosen. A date about two weeks on is good."),
            who="holder",
            where=lambda: (
                page("pool_open", offer=offer)
                if (offer := chosen_offer(WALKERS))
                else page("brief", brief_id(WALKERS))
            ),
            has_happened=lambda: progress.is_open(WALKERS),
        ),
        SceneStep(
            _("The other four say yes, each from their own money."),
            others=True,
            has_happened=lambda: progress.are_in(WALKERS, *others.THEIR_MONEY),
        ),
        SceneStep(
            _(
                "Say “I’m in, and I pay up to £12 a session”: for example up to £10 of the direct"
                " payment first, and your own for the rest. The share of five would be £15, and"
                " nobody else learns your limit."
            ),
            who="holder",
            where=lambda: page("pool_pledge", pool_id(WALKERS)),
            has_happened=lambda: progress.are_in(WALKERS, "holder"),
        ),
        SceneStep(
            _("A week before the date, whoever said less than the share is asked in private."),
            day=lambda: a_week_before_it_closes(WALKERS),
        ),
        SceneStep(
            _("You are asked: a little more, other ways, or not this time. Say up to £16."),
            who="holder",
            where=lambda: (
                page("pool_question", pool_id(WALKERS), question)
                if (question := question_of("holder", WALKERS))
                else page("pool", pool_id(WALKERS))
            ),
            has_happened=lambda: progress.has_answered("holder", WALKERS),
        ),
        SceneStep(_("The date comes."), day=lambda: it_closed(WALKERS)),
        SceneStep(
            _(
                "The man who bakes sends his bank transfer. Then the cards are asked, all or none,"
                " and it goes ahead."
            ),
            others=True,
            has_happened=lambda: progress.goes_ahead(WALKERS),
        ),
        SceneStep(
            _("“Going ahead”: your share, the dates and the place are on your page."),
            who="holder",
            where=lambda: page("pool", pool_id(WALKERS)),
        ),
        SceneStep(_("The first morning is over."), day=lambda: first_session_over(WALKERS)),
        SceneStep(
            _("The museum says who came, and somebody who came says so too."),
            others=True,
            has_happened=lambda: progress.came_to_first(WALKERS),
        ),
        SceneStep(
            _("Print the statement of your direct payment, as a page, a table or a PDF."),
            who="holder",
            where=lambda: page("statement", source_id("holder", SourceKind.DIRECT_PAYMENT)),
        ),
    ),
)

NO_PHONE = Scene(
    slug="no-phone",
    title=_("A man with no phone says yes at the third visit"),
    about=_(
        "You are the social worker he has known for a year. Nothing is ever sent to him: each thing"
        " is told on a visit. He has heard of the lunch twice; today is the third visit."
    ),
    others=others.one_pot,
    is_missed=lambda: progress.can_no_longer(ONE_POT, "no-phone"),
    steps=(
        SceneStep(
            _(
                "This is what there is to tell him on this visit. Read it to him, and press “I have"
                " told them all of this” under his name."
            ),
            who="social-worker",
            where=lambda: page("next_visits"),
        ),
        SceneStep(
            _(
                "He ticks the sheet: yes, up to £13.50, from the money the council looks after."
                " Enter it for him. It stays his yes, entered by you."
            ),
            who="social-worker",
            where=lambda: page("paper_pool", paper_code("no-phone", ONE_POT), pool_id(ONE_POT)),
            has_happened=lambda: progress.are_in(ONE_POT, "no-phone"),
        ),
        SceneStep(
            _("Answer the line of the man with no phone: yes, and his bill stays the same."),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            has_happened=lambda: progress.office_said(
                ONE_POT, "no-phone", CommitmentState.CONFIRMED
            ),
        ),
        SceneStep(_("The date comes."), day=lambda: it_closed(ONE_POT)),
        SceneStep(
            _("The man who bakes sends his bank transfer, and the lunch goes ahead."),
            others=True,
            has_happened=lambda: progress.goes_ahead(ONE_POT),
        ),
        SceneStep(
            _("It is the day before the first lunch."),
            day=lambda: day_before_first_session(ONE_POT),
        ),
        SceneStep(
            _("The hall by the brook has flooded. Call it off."),
            who="cook",
            where=lambda: (
                page("session_call_off", session)
                if progress.goes_ahead(ONE_POT) and (session := next_session_of("cook"))
                else None
            ),
            has_happened=lambda: progress.is_called_off(ONE_POT),
        ),
        SceneStep(
            _(
                "Those with a phone are told by it. The social worker and her deputy are told at"
                " once: it stands first on this page, so that somebody meets him at the door."
            ),
            who="social-worker",
            where=lambda: page("next_visits"),
        ),
        SceneStep(
            _(
                "What was put by for that lunch goes back to where it came from: the statement says"
                " “Given back”."
            ),
            who="company",
            where=lambda: page("statement", source_id("company", SourceKind.COUNCIL_MANAGED)),
        ),
    ),
)
