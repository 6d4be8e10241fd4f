"""The ways on from one's own page: to what is about oneself, and to what one does for others."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from community.common import clock
from community.moderation.rules.looking import EVER_LOOK
from community.people.models.logins import Login
from community.people.queries.acting import PAPER_ENTRY_ROLES, live_representations, roles_of
from community.people.queries.complaints import ANSWERING_ROLES
from community.people.queries.records_requests import WHO_ANSWERS
from community.people.queries.representations import AUTHORITY_ROLES
from community.people.queries.safeguarding import SAFEGUARDING_ROLES
from community.people.queries.talks import TALKING_ROLES
from community.people.scope_table import Seen
from community.people.states import RoleKind
from frontend.components.blocks import Link
from providers.queries.supply import providers_of_login

OWN_LINKS = {
    Link(_("What I arrange for myself"), "arranged"): Seen.GROUPS,
    Link(_("Places that were told about me"), "my_referrals"): Seen.PLANS,
    Link(_("My talks before I decide"), "talks"): Seen.QUESTIONS,
    Link(_("What was written"), "conversations"): Seen.OTHERS_WORDS,
    Link(_("Pictures of you"), "my_pictures"): Seen.OTHERS_WORDS,
    Link(_("A talk with somebody who has done it"), "peers"): Seen.OTHERS_WORDS,
    Link(_("Where I live"), "where_i_live"): Seen.HOME_AREA,
    Link(_("How to reach me"), "contact_plan"): Seen.REACH,
    Link(_("What comes to me through whom"), "through_whom"): Seen.REACH,
    Link(_("What helps me"), "what_helps"): Seen.HELPS,
    Link(_("What I am told of"), "kept_searches"): Seen.KEPT_SEARCHES,
    Link(_("Who may act for me"), "my_representatives"): Seen.AUTHORITIES,
    Link(_("Decisions written down for you"), "decision_records"): Seen.HELPS,
    Link(_("If something has happened"), "life"): Seen.HELPS,
    Link(_("What was done, and by whom"), "history"): Seen.PLANS,
    Link(_("What is kept about you"), "subject_access"): Seen.COPY,
    Link(_("Complain, and read the answer"), "complain"): Seen.WORRIES,
}
PROVIDER_LINKS = (
    Link(_("What groups near you want"), "briefs_near_me"),
    Link(_("Groups that share the cost of yours"), "provider_pools"),
    Link(_("Your sessions, and who comes"), "provider_sessions"),
    Link(_("Who asks to come"), "provider_visits"),
    Link(_("Being paid by card"), "provider_cards"),
    Link(_("What people ask you"), "conversations"),
)
VISIT_LINK = Link(_("For your next visits"), "next_visits")
SETTINGS_LINK = Link(_("Settings: your name, how we reach you, text size"), "settings")
SIGN_IN_LINK = Link(_("Your name, and how you sign in"), "my_sign_in")
FUND_HOLDER_LINK = Link(_("Payments waiting for your answer"), "fund_holder")
CHOOSE_PERSON_LINK = Link(_("Choose who you act for"), "choose_person")
ASK_TO_ACT_LINK = Link(_("Ask to act for somebody"), "ask_to_act")
REFERRALS_LINK = Link(_("Whom you told places about"), "referrals")
PROVIDE_LINK = Link(_("Offer something"), "provide")
PAPER_LINK = Link(_("Enter a sheet of paper"), "paper")
LIFE_LINK = Link(_("In hospital, moved, died"), "connect_life")
AUTHORITY_LINK = Link(_("Who may act for somebody in your area"), "authorities_to_agree")
CONNECTOR_LINKS = (
    Link(_("This morning: who waits, least supported first"), "morning"),
    Link(_("Who asks for help with a cost"), "help_requests"),
    Link(_("Checks to record"), "checks"),
    Link(_("Who would like to come, and is to be rung"), "to_ring"),
    Link(_("Answers that somebody thinks are not fair"), "unfair_answers"),
)
STAFF_LINK = Link(_("What the office keeps"), "admin:index")
RECORDS_LINK = Link(_("Records asked for in writing"), "records_requests")
COPY_LINK = Link(_("A copy of what is kept about who you act for"), "copy")
LOOKS_LINK = Link(_("Words that strangers will read"), "looks")
TEAMS_LINK = Link(_("Teams that tell places about people"), "teams")
AREAS_LINK = Link(_("Areas you run"), "run_areas")
TALKS_LINK = Link(_("Who would like to talk with you first"), "talks_to_have")
COMPLAINTS_LINK = Link(_("Complaints to answer"), "complaints_to_answer")
CONCERNS_LINK = Link(_("Notes from people who are worried"), "concerns")


def own_links(seen: Collection[Seen]) -> list[Link]:
    """To the pages of a person's own life, of which whoever acts may see something."""
    return [link for link, shown in OWN_LINKS.items() if shown in seen]


def work_links(login: Login) -> list[Link]:
    """What somebody does for others: the pages that their roles open, and no others."""
    roles = {kind for kind, _area_id in roles_of(login.pk)}
    offers = [
        (roles & PAPER_ENTRY_ROLES, [VISIT_LINK]),
        (RoleKind.COUNCIL_OFFICER in roles, [FUND_HOLDER_LINK, TEAMS_LINK]),
        (bool(live_representations(login.pk, clock.today())), [CHOOSE_PERSON_LINK, COPY_LINK]),
        (True, [ASK_TO_ACT_LINK]),
        (bool(providers_of_login(login.pk)), PROVIDER_LINKS),
        (True, [REFERRALS_LINK]),
        (True, [PROVIDE_LINK]),
        (roles & PAPER_ENTRY_ROLES, [PAPER_LINK, LIFE_LINK]),
        (roles & set(AUTHORITY_ROLES), [AUTHORITY_LINK]),
        (roles & set(TALKING_ROLES), [TALKS_LINK]),
        (RoleKind.CONNECTOR in roles, CONNECTOR_LINKS),
        (login.is_staff, [STAFF_LINK]),
        (roles & set(SAFEGUARDING_ROLES), [CONCERNS_LINK]),
        (RoleKind.OPERATOR in roles, [AREAS_LINK]),
        (roles & set(WHO_ANSWERS.values()), [RECORDS_LINK]),
        (roles & set(ANSWERING_ROLES), [COMPLAINTS_LINK]),
        (roles & set(EVER_LOOK), [LOOKS_LINK]),
    ]
    return [link for is_open, links in offers if is_open for link in links]
