"""Three walks of people at work: who offers something, who refers, who connects."""

from django.utils.translation import gettext_lazy as _

from demo.scenes import progress
from demo.scenes.lookups import (
    brief_id,
    next_session_of,
    next_session_over,
    paper_code,
    pool_id,
)
from demo.world.stories.choosing import EIGHT
from demo.world.stories.going import CARERS, MUSEUM
from demo.world.stories.waiting import READERS
from pooling.payments.states.commitments import CommitmentState

from .shape import Scene, SceneStep, page

MUSEUM_OFFICER = Scene(
    slug="museum-officer",
    is_missed=lambda: (
        progress.takes_no_answers(EIGHT) and not progress.has_offered("museum-officer", EIGHT)
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
        SceneStep(
            _("A group near you wants a room. Read it, and answer with an offer if you like."),
            who="museum-officer",
            where=lambda: page("brief_near_me", brief_id(EIGHT)),
            has_happened=lambda: progress.has_offered("museum-officer", EIGHT),
        ),
        SceneStep(
            _("The next morning of the Tuesday people is over."),
            day=lambda: next_session_over("museum-officer"),
        ),
        SceneStep(
            _("Say that it happened and who came."),
            who="museum-officer",
            where=lambda: page("provider_session", next_session_of("museum-officer")),
            has_happened=lambda: progress.all_said(MUSEUM),
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
    is_missed=lambda: progress.can_no_longer(READERS, "company"),
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
        SceneStep(
            _("She has ticked her sheet for the readers’ room: yes, up to £6. Enter it."),
            who="social-worker",
            where=lambda: page("paper_pool", paper_code("company", READERS), pool_id(READERS)),
            has_happened=lambda: progress.are_in(READERS, "company"),
        ),
        SceneStep(
            _(
                "Answer “yes, when the meeting house is set up as a supplier”, with who does that"
                " and by when."
            ),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            has_happened=lambda: progress.office_said(READERS, "company", CommitmentState.YES_WHEN),
        ),
        SceneStep(
            _("It is set up. Answer again: yes, and her bill stays the same."),
            who="finance-colleague",
            where=lambda: page("fund_holder"),
            has_happened=lambda: progress.office_said(
                READERS, "company", CommitmentState.CONFIRMED
            ),
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
    title=_("A connector looks at papers and hears both sides"),
    about=_(
        "You are the community connector. Providers wait to be checked, and something was not as"
        " its record says."
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
            has_happened=lambda: progress.is_settled(CARERS),
        ),
    ),
)
