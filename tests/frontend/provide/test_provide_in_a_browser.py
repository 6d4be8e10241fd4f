"""Putting something here, with scripts off, on a narrow screen, by what is on the page."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from community.common import clock
from community.people.acting import SYSTEM
from providers.actions.sessions import book_session, plan_sessions
from providers.models.supply import Listing, Provider
from providers.states import ListingState
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import make_connector, make_login, make_provider, make_someone
from tests.frontend.browser import faults_of_html, look_over

pytestmark = pytest.mark.browser


def sign_in(page, site, by):
    session = SessionStore()
    session[SESSION_KEY] = str(by.login.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = by.login.get_session_auth_hash()
    session.create()
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": session.session_key, "url": site}])


def test_a_museum_officer_publishes_without_scripts(site, open_page):
    make_area()
    make_postcode()
    page = open_page(scripts=False)
    page.goto(f"{site}/provide/")
    look_over(page, "provide-begin")
    sign_in(page, site, make_login())

    page.get_by_role("button", name="Start").click()
    look_over(page, "provide-register")
    page.get_by_label("What are you called?").fill("Westsea Museum")
    page.get_by_label("More than one, or an organisation").check()
    page.get_by_role("button", name="Go on", exact=True).click()

    page.get_by_label("What is it called?").fill("Museum morning")
    page.get_by_role("button", name="Save and go on").click()
    look_over(page, "provide-what-refused")
    assert page.get_by_label("What is it called?").input_value() == "Museum morning"
    page.get_by_label("What happens?").fill("Coffee, old photographs and talk.")
    page.get_by_label("Museums and old things").check()
    page.get_by_role("radio", name="No").check()
    page.get_by_role("button", name="Save and go on").click()

    look_over(page, "provide-where")
    page.get_by_label("When does it happen?").fill("Tuesdays at half past ten")
    page.get_by_label("The postcode").fill("zz1 1aa")
    page.get_by_label("In a public place").check()
    page.get_by_role("button", name="Save and go on").click()

    look_over(page, "provide-coming")
    page.get_by_role("radio", name="Ask first").check()
    page.get_by_label("If they ask first: why?").fill("There are only four chairs.")
    page.get_by_role("button", name="Save and go on").click()

    look_over(page, "provide-price")
    page.get_by_label("price by group size").check()
    first = page.get_by_role("group", name="Price 1 for a group")
    first.get_by_label("From (people)").fill("3")
    first.get_by_label("To (people)").fill("5")
    first.get_by_label("All together").fill("75")
    page.get_by_role("button", name="Save and go on").click()

    look_over(page, "provide-suits")
    page.get_by_role("group", name="Is it step-free?").get_by_label("yes").check()
    page.get_by_role("button", name="Save and go on").click()

    look_over(page, "provide-preview")
    page.get_by_role("button", name="Show it to people").click()
    look_over(page, "provide-shown")
    assert Listing.objects.get().state == ListingState.SHOWN
    page.goto(f"{site}/provide/{Provider.objects.get().pk}/")
    look_over(page, "provide-provider")
    assert (
        faults_of_html(
            "provide-begin",
            "provide-register",
            "provide-what-refused",
            "provide-where",
            "provide-coming",
            "provide-price",
            "provide-suits",
            "provide-preview",
            "provide-shown",
            "provide-provider",
        )
        == []
    )


def test_a_session_before_and_after_without_scripts(site, open_page):
    make_area()
    alice, ann, connie = make_login(), make_someone(), make_connector()
    now = clock.now()
    sessions = plan_sessions(
        provider_id=make_provider(alice).pk,
        title="Museum morning",
        starts=[now - timedelta(days=1), now + timedelta(days=6)],
        minutes=60,
        place_words="The old hall",
        by=alice,
        now=now,
    )
    for session in sessions:
        book_session(
            session_id=session.pk,
            person_id=ann.person.pk,
            known_as="Bee",
            what_helps="A seat by the door",
            by=SYSTEM,
            now=now - timedelta(days=2),
        )
    page = open_page(scripts=False)
    sign_in(page, site, alice)
    page.goto(f"{site}/provide/sessions/")
    look_over(page, "provide-sessions")
    page.get_by_role("link", name="Museum morning").first.click()
    page.get_by_label("Bee").check()
    look_over(page, "provide-session")
    page.get_by_role("button", name="It happened").click()
    page.get_by_role("button", name="It happened").click()

    sign_in(page, site, ann)
    page.goto(f"{site}/my-sessions/")
    look_over(page, "my-sessions")
    page.get_by_role("link", name="It was different").click()
    look_over(page, "my-session-otherwise")
    page.get_by_label("What was different?").fill("The door was locked.")
    page.get_by_role("button", name="Tell a connector").click()

    sign_in(page, site, connie)
    page.goto(f"{site}/connect/checks/")
    look_over(page, "connect-checks")
    page.get_by_role("link", name="Westsea Museum").click()
    look_over(page, "connect-check")
    page.goto(f"{site}/connect/disputes/")
    look_over(page, "connect-disputes")
    page.get_by_role("link", name="Museum morning").click()
    look_over(page, "connect-dispute")
    assert (
        faults_of_html(
            "provide-sessions",
            "provide-session",
            "my-sessions",
            "my-session-otherwise",
            "connect-checks",
            "connect-check",
            "connect-disputes",
            "connect-dispute",
        )
        == []
    )
