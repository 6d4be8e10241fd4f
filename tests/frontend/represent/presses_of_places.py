"""Going: a place in a session, and what helps somebody to be there."""

from community.people.acting import Acting
from community.people.actions.adjustments import set_adjustments, suggest_adjustments
from community.people.actions.life_events import say_life_event
from community.people.actions.persons import set_home_area
from community.people.states import RepresentationScope
from marketplace.referrals.states import ReachedBy, ReferrerKind
from providers.actions.safety_lines import say_safety_lines
from providers.actions.sessions import mark_not_coming
from providers.models.sessions import Session
from providers.models.visit_requests import VisitRequest
from providers.queries.capacity import day_to_wait_for
from providers.rules.safety_lines import SafetyWords
from providers.rules.visit_answers import AnswerGiven
from providers.states import VisitAnswer
from tests.factories.capacity import make_full_listing, make_offered, make_waiting
from tests.factories.demand import make_group
from tests.factories.places import HOME, make_postcode, north_of
from tests.factories.referrals import make_place, told
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    TODAY,
    after,
    book,
    deliver,
    make_login,
    make_session,
    make_someone,
)
from tests.factories.visits import answer, come, make_visited_listing
from tests.frontend.visiting import day, set_clock

from .pressing import Press, Presses

OF_PLACES = Presses()


def place_of(ann):
    voice = make_login("museum")
    session = make_session(voice)
    return voice, session, book(session, ann)


@OF_PLACES.press("booking_not_coming")
def _(ann: Acting) -> Press:
    return Press("mark_not_coming", [place_of(ann)[2].pk])


@OF_PLACES.press("booking_coming")
def _(ann: Acting) -> Press:
    place = place_of(ann)[2]
    mark_not_coming(booking_id=place.pk, by=ann, now=NOW)
    return Press("mark_coming", [place.pk])


def held(ann):
    voice, session, place = place_of(ann)
    deliver(Session.objects.get(pk=session.pk), voice, place)
    set_clock(after(session, hours=2))
    return [place.pk]


@OF_PLACES.press("come_to_listing")
def _(ann: Acting) -> Press:
    listing = make_visited_listing(make_login("baker"))
    return Press("say_coming", [listing.pk], {"known_as": "Ann", "step": "yes"})


@OF_PLACES.press("wait_for_listing")
def _(ann: Acting) -> Press:
    listing, _first = make_full_listing(make_login("baker"))
    opens_on = day_to_wait_for(listing.pk, help_asked=[], person_id=ann.person_id, now=NOW)
    return Press("wait_for_place", [listing.pk], {"opens_on": str(opens_on)})


@OF_PLACES.press("waiting_place")
def _(ann: Acting) -> Press:
    entry = make_offered(ann, make_login("baker"))
    return Press("take_waiting_place", [entry.pk], {"known_as": "Ann"})


@OF_PLACES.press("waiting_let_go")
def _(ann: Acting) -> Press:
    return Press("let_waiting_place_go", [make_offered(ann, make_login("baker")).pk])


@OF_PLACES.press("waiting_leave")
def _(ann: Acting) -> Press:
    return Press("leave_waiting_list", [make_waiting(ann, make_login("baker")).pk])


@OF_PLACES.press("visit_withdraw")
def _(ann: Acting) -> Press:
    listing = make_visited_listing(make_login("baker"), access="ask_first")
    return Press("withdraw_visit", [come(ann, listing).pk])


def answered(ann: Acting, given: AnswerGiven) -> VisitRequest:
    baker = make_login("baker")
    visit = come(ann, make_visited_listing(baker, access="ask_first"))
    return answer(visit, given, baker)


@OF_PLACES.press("visit_other_day")
def _(ann: Acting) -> Press:
    given = AnswerGiven(VisitAnswer.YES_FROM, other_day=TODAY)
    return Press("take_other_day", [answered(ann, given).pk])


@OF_PLACES.press("visit_reply")
def _(ann: Acting) -> Press:
    given = AnswerGiven(VisitAnswer.ASK_ME, words="Which morning?")
    return Press("answer_about_visit", [answered(ann, given).pk], {"words": "Any."})


@OF_PLACES.press("visit_unfair")
def _(ann: Acting) -> Press:
    given = AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason="full")
    return Press("say_unfair", [answered(ann, given).pk], {"words": "It is not."})


@OF_PLACES.press("visit_good")
def _(ann: Acting) -> Press:
    listing = make_visited_listing(make_login("baker"), access="just_come")
    return Press("say_what_makes_it_good", [come(ann, listing).pk], {"lines": "A chair"})


@OF_PLACES.press("referral_lines")
def _(ann: Acting) -> Press:
    place = make_visited_listing(make_login("baker"), access="ask_first")
    oneself = {"referrer_kind": ReferrerKind.ONESELF, "reached_by": ReachedBy.OWN_PLAN}
    referral = told(Acting(login=ann.person.login, person=ann.person), place, contact="", **oneself)
    return Press("choose_lines", [referral.pk], {"lines": "received"})


def at_home(ann: Acting) -> VisitRequest:
    return come(ann, make_visited_listing(make_login("baker"), venue_kind="visits_homes"))


@OF_PLACES.press("visit_safety")
def _(ann: Acting) -> Press:
    return Press("say_safety_lines", [at_home(ann).pk], {"first": "A dog", "basis": "agreed"})


@OF_PLACES.press("my_referral_end")
def _(ann: Acting) -> Press:
    place = make_place(make_login("chairs"))
    own = told(ann, place, referrer_kind=ReferrerKind.ONESELF, called="Ann")
    return Press("withdraw_referral", [own.pk])


@OF_PLACES.press("visit_safety_back")
def _(ann: Acting) -> Press:
    visit = at_home(ann)
    say_safety_lines(visit_request_id=visit.pk, words=SafetyWords("A dog"), by=ann, now=NOW)
    return Press("take_safety_lines_back", [visit.pk])


@OF_PLACES.press("visit_how")
def _(ann: Acting) -> Press:
    listing = make_visited_listing(make_login("baker"), access="just_come")
    return Press("say_visit_happened", [come(ann, listing).pk], {"happened": "yes"})


@OF_PLACES.press("booking_confirm")
def _(ann: Acting) -> Press:
    return Press("confirm_session", held(ann))


@OF_PLACES.press("booking_dispute")
def _(ann: Acting) -> Press:
    return Press("raise_session_dispute", held(ann), {"words": "It was shorter."})


@OF_PLACES.press("where_i_live")
def _(ann: Acting) -> Press:
    make_group(make_someone("ben"))
    return Press("set_home_area", [], {"postcode": HOME})


@OF_PLACES.press("change_that_waits")
def _(ann: Acting) -> Press:
    make_group(make_someone("ben"))
    make_postcode("ZZ2 1AA", at=north_of(300), authority_code="E06999998")
    change = set_home_area(
        postcode="ZZ2 1AA", what_they_showed="A map.", by=act_for(ann, "rob"), now=NOW
    )
    return Press("stop_slow_change", [change.pk])


@OF_PLACES.press("suggestion_answered")
def _(ann: Acting) -> Press:
    rob = act_for(ann, "rob", scope=RepresentationScope.SUGGEST)
    suggestion = suggest_adjustments(adjustments=["quiet"], by=rob, now=NOW)
    return Press("set_adjustments", [suggestion.pk], {"answer": "yes"})


@OF_PLACES.press("what_helped_before")
def _(ann: Acting) -> Press:
    for adjustments in (["quiet"], ["seat"]):
        set_adjustments(adjustments=adjustments, by=ann, now=NOW)
    return Press("set_adjustments")


@OF_PLACES.press("what_helps")
def _(ann: Acting) -> Press:
    return Press("set_adjustments", [], {"own": "A quiet corner"})


@OF_PLACES.press("life")
def _(ann: Acting) -> Press:
    return Press("say_hospital", [], {"kind": "hospital", **day("since", TODAY)})


@OF_PLACES.press("life_event_over")
def _(ann: Acting) -> Press:
    event = say_life_event(kind="hospital", since=TODAY, by=ann, now=NOW)
    return Press("end_life_event", [event.pk])


@OF_PLACES.press("copy")
def _(ann: Acting) -> Press:
    return Press("request_copy", [], {"words": "For the court."})
