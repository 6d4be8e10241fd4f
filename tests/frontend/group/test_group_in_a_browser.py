"""Every page of gather, ask, choose and of one's own life: narrow and wide, with scripts off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.people.models.safeguarding import SafeguardingConcern
from community.people.states import RoleKind
from groups.actions.offers import answer_about_offer, ask_about_offer, change_offer
from groups.models.members import Member
from providers.states import CheckKind
from tests.factories.demand import (
    AFTER_ANSWERS,
    AFTER_CLOSING,
    ask,
    join,
    make_brief,
    make_group_of,
    make_invite,
    make_offers,
    make_terms,
    make_vetted,
    offer_to,
    start_choosing,
    vote,
)
from tests.factories.motions import choose_together, stop_together
from tests.factories.places import make_area
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, make_connector, make_login, make_role, make_someone
from tests.frontend.browser import faults_of_html, look_over
from tests.frontend.safeguarding.test_safeguarding_pages import worry
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.browser


def sit_down(open_page, site, by):
    """A browser without scripts in which somebody is signed in."""
    page = open_page(scripts=False)
    cookie = signed_in(by).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])
    return page


class Walk:
    """Opens pages one after the other, and looks each over."""

    def __init__(self, page, site, who):
        self.page, self.site, self.who, self.seen = page, site, who, []

    def to(self, name, *args, more=""):
        self.page.goto(f"{self.site}{reverse(name, args=args)}{more}")
        return self.look(name)

    def sends_nothing(self):
        """Press the page's own button with nothing filled in."""
        self.page.locator("main form .govuk-button:not([name=go_on_another_day])").last.click()
        return self.look(f"{self.seen[-1]}-refused", is_name=True)

    def look(self, name, is_name=False):
        told = name if is_name else f"{self.who}-{name.replace('_', '-')}"
        look_over(self.page, told)
        self.seen.append(told)
        return self


@pytest.mark.prove  # the main job's journey looks over most of these on every run
def test_a_member_s_pages_hold(site, open_page):
    set_clock(NOW)
    group, people = make_group_of("alice", "bob", "carol")
    alice = people[0]
    draft = make_brief(group, alice, people_about=6, good_looks_like="Laughing together")
    brief = ask(group, alice, what="A swim and a cup of tea")
    offers = make_offers(brief, "museum", "garden")
    link, card = make_invite(group, alice), make_invite(group, alice, is_card=True)
    walk = Walk(sit_down(open_page, site, alice), site, "member")

    walk.to("groups").to("start_group").sends_nothing().to("group", group.pk)
    walk.to("invite", group.pk).to("invite_card", card.pk).to("leave_group", group.pk)
    walk.to("brief", draft.pk).to("brief_what", draft.pk).to("brief_who", draft.pk)
    walk.to("brief_answers", draft.pk).to("brief_send", draft.pk)
    walk.to("brief", brief.pk).to("offers", brief.pk)
    walk.page.goto(f"{site}{reverse('offers', args=[brief.pk])}?as=list")
    walk.look("offers-as-list")
    stop_together(brief, alice, NOW)
    walk.to("open_choice", brief.pk)
    decision = choose_together(brief, alice, AFTER_ANSWERS)
    set_clock(AFTER_ANSWERS)
    walk.to("choose", brief.pk).sends_nothing().to("choose_sheet", brief.pk).to("home")
    for person in people:
        vote(decision, person, offers[0])
    walk.to("choose", brief.pk)
    set_clock(AFTER_CLOSING + timedelta(days=30))
    walk.page.context.clear_cookies()
    walk = Walk(sit_down(open_page, site, alice), site, "after")
    walk.to("choose", brief.pk).to("brief", brief.pk).to("home").to("messages").to("history")
    walk.to("contact_plan").sends_nothing().to("what_helps").to("my_representatives").to(
        "choose_person"
    )
    walk.to("ask_to_act").sends_nothing()

    assert faults_of_html(*walk.seen) == []
    assert link.code != card.code


@pytest.mark.prove
def test_pages_for_those_outside_the_group_hold(site, open_page):
    make_role("lead", RoleKind.SAFEGUARDING_LEAD, make_area())
    set_clock(NOW)
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice)
    walk = Walk(open_page(scripts=False), site, "stranger")

    walk.to("group", group.pk).to("join_by_code", invite.code).to("join").sends_nothing()
    walk.to("raise_concern").sends_nothing().to("concern_raised")
    walk.to("account_login").to("account_signup").to("account_request_login_code")

    assert faults_of_html(*walk.seen) == []


def test_a_provider_s_pages_hold(site, open_page):
    set_clock(NOW)
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice, people_about=6)
    voice, provider = make_vetted()
    walk = Walk(sit_down(open_page, site, voice), site, "provider")

    walk.to("briefs_near_me").to("brief_near_me", brief.pk)
    walk.to("write_offer", brief.pk, provider.pk, "what").sends_nothing()
    for label, words in {
        "In a line: what do you offer?": "Museum mornings",
        "When does it begin?": "10.30 am",
        "How many minutes does a session take?": "120",
        "How many sessions?": "4",
        "Where is it?": "The learning room",
        "The smallest number of people it works with": "3",
        "The largest number of people": "5",
    }.items():
        walk.page.get_by_label(label, exact=True).fill(words)
    for question, when in {
        "The day of the first session": ("6", "7", "2027"),
        "Until which day does your offer stand?": ("1", "7", "2027"),
    }.items():
        boxes = walk.page.get_by_role("group", name=question)
        for label, part in zip(("Day", "Month", "Year"), when, strict=True):
            boxes.get_by_label(label).fill(part)
    walk.page.get_by_role("button", name="Go on", exact=True).click()
    walk.look("price")
    walk.page.get_by_label("3 people together, a session").fill("75")
    walk.page.get_by_label("Nothing", exact=True).check()
    walk.page.get_by_label("14 days", exact=False).first.check()
    walk.page.get_by_label("At which address can you be written to?").fill("1 Quay Road")
    walk.page.get_by_role("button", name="Go on", exact=True).click()
    walk.look("people")
    walk.page.get_by_label("Who comes?").fill("One of two people")
    walk.page.get_by_role("button", name="Go on", exact=True).click()
    walk.look("more")
    walk.page.get_by_label("A hot meal").check()
    walk.page.get_by_role("button", name="Go on", exact=True).click()
    walk.look("review")
    walk.page.get_by_role("button", name="Send the offer").click()
    walk.look("sent").to("my_offers")
    offer = brief.offers.get()
    walk.to("withdraw_offer", offer.pk)

    assert faults_of_html(*walk.seen) == []
    assert offer.price_of == {3: 7500, 4: 7500, 5: 7500}


def test_pages_for_settling_an_offer_and_for_whoever_comes_late_hold(site, open_page):
    set_clock(NOW)
    group, [alice, _bob] = make_group_of("alice", "bob")
    brief = ask(group, alice, people_about=6)
    voice, provider = make_vetted("museum", CheckKind.DBS_BASIC)
    first = offer_to(brief, voice, provider)
    make_offers(brief, "garden")
    stranger = Walk(open_page(scripts=False), site, "public_briefs")
    stranger.to("public_briefs").to("public_brief", brief.pk)
    terms = make_terms(who_comes="The same two people", prices={3: 6000, 4: 6000, 5: 6000})
    offer = change_offer(offer_id=first.pk, terms=terms, by=voice, now=NOW)
    words = "Is there a lift, and a seat for whoever wants one?"
    ask_about_offer(offer_id=offer.pk, text=words, by=alice, now=NOW)
    at_work = Walk(sit_down(open_page, site, voice), site, "settling")
    at_work.to("my_offer", offer.pk)
    answer_about_offer(offer_id=offer.pk, text="Yes, both.", by=voice, now=NOW)
    member = Walk(sit_down(open_page, site, alice), site, "settling")
    member.to("offers", brief.pk).to("offer_messages", offer.pk).sends_nothing()
    start_choosing(brief, alice)
    late = make_someone("late")
    join(group, late, now=AFTER_ANSWERS)
    set_clock(AFTER_ANSWERS)
    newcomer = Walk(sit_down(open_page, site, late), site, "late").to("choose", brief.pk)

    walks = (stranger, at_work, member, newcomer)
    assert faults_of_html(*(name for walk in walks for name in walk.seen)) == []


@pytest.mark.prove
def test_pages_for_those_who_work_here_hold(site, open_page):
    set_clock(NOW)
    group, [alice] = make_group_of("alice")
    card = make_invite(group, alice, is_card=True)
    brief = ask(group, alice)
    offer_to(brief, *make_vetted())
    start_choosing(brief, alice)
    act_for(alice)
    rita = make_login("rita2")
    grant = ask_for(alice, rita)
    connie = make_connector("connie", group.area)
    sheet = Member.objects.get().paper_code
    set_clock(AFTER_ANSWERS)
    walk = Walk(sit_down(open_page, site, connie), site, "connector")

    walk.to("home").to("paper").to("join_on_paper", card.code).sends_nothing()
    walk.to("paper_sheet", sheet).to("paper_choose", sheet, brief.pk).to("paper_leave", sheet)
    walk.to("authorities_to_agree").to("authority_seen", grant.pk).sends_nothing()
    lead = make_role("lead", RoleKind.SAFEGUARDING_LEAD)
    worry(signed_in(alice), reach_me="07000 000000")
    late = Walk(sit_down(open_page, site, lead), site, "lead")
    late.to("concerns").to("concern", lead_s_note())

    assert faults_of_html(*walk.seen, *late.seen) == []


def lead_s_note() -> int:
    return SafeguardingConcern.objects.get().pk
