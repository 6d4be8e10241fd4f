"""Each link that the person finds on a page of their life, whoever may do all for them finds."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from community.people.states import RepresentationScope
from tests.factories.cards import use_standin
from tests.factories.representations import act_for
from tests.factories.supply import NOW
from tests.frontend.api.world import make_world
from tests.frontend.visiting import set_clock

from .scope_world import Looker, addresses_with

HREF = re.compile(r'href="(/[^"]*)"')
# The pages of a life from which a way leads on.
PAGES = {
    *("home", "messages", "history", "life", "groups", "money", "change_source", "statement"),
    *("group", "brief", "offers", "offer_messages", "choose", "motion", "invite", "leave_group"),
    *("pool", "pool_terms", "pool_statement", "pool_question", "pool_pledge"),
    *("pool_leave", "pool_call_off", "booking_dispute", "what_helps", "decision_records"),
}
# What is the person's alone, by the names of the pages where it leads.
THEIR_OWN = {
    "complain", "contact_plan", "my_representatives", "my_sign_in", "subject_access",
    "kept_searches", "settings", "through_whom",
}  # fmt: skip


def links(looker: Looker, name: str, address: str) -> set[str]:
    """The names of the pages to which it leads; none where it does not open."""
    answer = looker.get(name, address)
    return (
        {name_of(href) for href in HREF.findall(answer.text)}
        if answer.status_code == 200
        else set()
    )


def name_of(href: str) -> str:
    try:
        return resolve(urlsplit(href).path).url_name or ""
    except Resolver404:
        return ""


@pytest.mark.holds("fault:N2")
def test_whoever_may_do_all_for_somebody_finds_each_link_that_they_find(db, monkeypatch):
    set_clock(NOW)
    use_standin(monkeypatch)
    world = make_world()
    rita = act_for(world.ann, "reader", scope=RepresentationScope.PAY)
    person, other = Looker.of(world.ann), Looker.of(rita)
    missing = {}
    for name, address in addresses_with(world.ids):
        if name in PAGES:
            own, theirs = links(person, name, address), links(other, name, address)
            assert own and theirs, name
            missing |= {name: lacking} if (lacking := own - theirs - THEIR_OWN) else {}

    assert missing == {}
