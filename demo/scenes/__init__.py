"""Five scenes, each a walk of about five minutes through what is built."""

from django.utils.translation import gettext_lazy as _

from demo.scenes import progress as done
from demo.scenes.lookups import (
    a_week_before_it_closes,
    brief_id,
    choice_closed,
    chosen_offer,
    day_before_first_session,
    first_session_over,
    it_closed,
    next_session_of,
    next_session_over,
    paper_code,
    pool_id,
    question_of,
    source_id,
)
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.states import SourceKind

from ..world.stories.choosing import EIGHT, WALKERS
from ..world.stories.going import CARERS, MUSEUM
from ..world.stories.waiting import ONE_POT, READERS
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
    is_missed=lambda: done.can_no_longer(WALKERS, "holder"),
    steps=(
        SceneStep(
            _(
                "Look at the two offers and say which you would be happy with. The other four have"
                " answered; how it stands shows once you have too."
            ),
            who="holder",
            where=lambda: page("choose", brief_id(WALKERS)),
            done=lambda: done.has_chosen("holder", WALKERS),
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
            done=lambda: done.is_open(WALKERS),
        ),
        SceneStep(
            _("The other four say yes, each from their own money."),
            others=True,
            done=lambda: done.are_in(WALKERS, *others.THEIR_MONEY),
        ),
        SceneStep(
            _(
                "Say “I’m in, up to £12 a session”: for example £10 of the direct payment and £2 of"
                " your own. The share of five would be £15, and nobody else learns your limit."
            ),
            who="holder",
            where=lambda: page("pool_pledge", pool_id(WALKERS)),
            done=lambda: done.are_in(WALKERS, "holder"),
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
            done=lambda: done.has_answered("holder", WALKERS),
        ),
        SceneStep(_("The date comes."), day=lambda: it_closed(WALKERS)),
        SceneStep(
            _(
                "The man who bakes sends his bank transfer. Then the cards are asked, all or none,"
                " and it goes ahead."
            ),
            others=True,
            done=lambda: done.goes_ahead(WALKERS),
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
            done=lambda: done.came_to_first(WALKERS),
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
    is_missed=lambda: done.can_no_longer(ONE_POT, "no-phone"),
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
            done=lambda: done.are_in(ONE_POT, "no-phone"),
        ),
        SceneStep(
            _("Answer the line of the man with no phone: yes, and his bill stays the same."),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            done=lambda: done.office_said(ONE_POT, "no-phone", CommitmentState.CONFIRMED),
        ),
        SceneStep(_("The date comes."), day=lambda: it_closed(ONE_POT)),
        SceneStep(
            _("The man who bakes sends his bank transfer, and the lunch goes ahead."),
            others=True,
            done=lambda: done.goes_ahead(ONE_POT),
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
                if done.goes_ahead(ONE_POT) and (session := next_session_of("cook"))
                else None
            ),
            done=lambda: done.is_called_off(ONE_POT),
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

MUSEUM_OFFICER = Scene(
    slug="museum-officer",
    is_missed=lambda: (
        done.takes_no_answers(EIGHT) and not done.has_offered("museum-officer", EIGHT)
    ),
    title=_("A museum officer publishes, answers and is paid"),
    about=_(
        "You are the museum officer. Nobody asks you how people’s money works, and the council gets"
        " one invoice."
    ),
    steps=(
        SceneStep(
            _(
                "Write something new that people could come to, as far as you like. Ten minutes, in"
                " sittings: what you wrote is kept."
            ),
            who="museum-officer",
            where=lambda: page("provide"),
        ),
        SceneStep(_("Meet the council’s access team for five minutes at an event."), built=False),
        SceneStep(_("Answer in two taps when somebody is sent to you."), built=False),
        SceneStep(
            _("A group near you wants a room. Read it, and answer with an offer if you like."),
            who="museum-officer",
            where=lambda: page("brief_near_me", brief_id(EIGHT)),
            done=lambda: done.has_offered("museum-officer", EIGHT),
        ),
        SceneStep(
            _("The next morning of the Tuesday people is over."),
            day=lambda: next_session_over("museum-officer"),
        ),
        SceneStep(
            _("Say that it happened and who came."),
            who="museum-officer",
            where=lambda: page("provider_session", next_session_of("museum-officer")),
            done=lambda: done.all_said(MUSEUM),
        ),
        SceneStep(
            _("Two mornings are beyond question: make the invoice to the council."),
            who="museum-officer",
            where=lambda: page("provider_invoices"),
        ),
        SceneStep(
            _("The finance colleague has it, line by line."),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
        ),
    ),
)

TEN_TO_FIVE = Scene(
    slug="ten-to-five",
    is_missed=lambda: done.can_no_longer(READERS, "company"),
    title=_("A social worker at ten to five"),
    about=_(
        "You are the social worker, and you leave at five. The woman who likes company would like"
        " an evening by the fire; your finance colleague answers on one screen."
    ),
    steps=(
        SceneStep(
            _("Look for an evening with company, in plain words."),
            who="social-worker",
            where=lambda: page("find", words="company in the evening", postcode="BS5 6AA"),
        ),
        SceneStep(_("Send her name on in two minutes."), built=False),
        SceneStep(
            _("She has ticked her sheet for the readers’ room: yes, up to £6. Enter it."),
            who="social-worker",
            where=lambda: page("paper_pool", paper_code("company", READERS), pool_id(READERS)),
            done=lambda: done.are_in(READERS, "company"),
        ),
        SceneStep(
            _(
                "Answer “yes, when the meeting house is set up as a supplier”, with who does that"
                " and by when."
            ),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            done=lambda: done.office_said(READERS, "company", CommitmentState.YES_WHEN),
        ),
        SceneStep(
            _("It is set up. Answer again: yes, and her bill stays the same."),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            done=lambda: done.office_said(READERS, "company", CommitmentState.CONFIRMED),
        ),
        SceneStep(
            _("Her page says that the council agreed to pay."),
            who="company",
            where=lambda: page("pool", pool_id(READERS)),
        ),
    ),
)

CONNECTOR = Scene(
    slug="connector",
    title=_("A connector gets “eight weeks” answered"),
    about=_(
        "You are the community connector. At an event somebody says that supplier set-up takes"
        " eight weeks, and somebody takes it on."
    ),
    steps=(
        SceneStep(
            _("Some providers have papers that nobody has seen. Record what you saw."),
            who="connector",
            where=lambda: page("checks"),
        ),
        SceneStep(
            _("A daughter says that one half day was an hour short. Hear both sides."),
            who="connector",
            where=lambda: page("session_disputes"),
            done=lambda: done.is_settled(CARERS),
        ),
        SceneStep(_("Plan an event, print its pack, and run its rounds."), built=False),
        SceneStep(_("Write down what gets in the way, who owns it, and its answer."), built=False),
    ),
)

SCENES = (MUSEUM_MORNING, NO_PHONE, MUSEUM_OFFICER, TEN_TO_FIVE, CONNECTOR)
SCENES_BY_SLUG = {scene.slug: scene for scene in SCENES}
