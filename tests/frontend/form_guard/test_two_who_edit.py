"""Two who edit the same words see each other's, and wipe out nobody's (fault H15)."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.urls import reverse

from community.common.shared_words import WordsHaveChanged, check_began_from, digest_of_words
from community.messaging.models import ContactPlan, ShortName
from community.people.acting import Acting
from community.people.models.persons import Person
from groups.actions import briefs
from groups.actions.briefs import edit_brief
from groups.models.briefs import Brief, BriefRewording
from groups.models.gatherings import Gathering
from groups.models.ideas import WhatMatters
from groups.queries.rewordings import words_of_brief
from providers.models.supply import Listing, ProviderMember
from tests.factories.at_once import at_once
from tests.factories.demand import ANSWERS_BY, ask, make_brief, make_group, make_group_of
from tests.factories.gatherings import make_gathering
from tests.factories.supply import NOW, make_listing, make_login, make_provider, make_someone
from tests.frontend.family import make_family
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words
from tests.frontend.visiting import BY_CODE, day, signed_in
from tests.waits import TEST_WAIT_SECONDS


@dataclass
class SharedPage:
    """A page that two have open, and what each of them types."""

    first: Acting
    second: Acting
    address: str
    theirs: dict[str, object]
    mine: dict[str, object]
    kept: Callable[[], object]  # what is written of it
    bold: tuple[str, str]  # what differs, of the first's and of the second's


def listing_page(name: str, theirs: dict, mine: dict, kept: str, bold: tuple[str, str]):
    def build() -> SharedPage:
        alice, bob = make_login("alice"), make_login("bob")
        provider = make_provider(alice)
        ProviderMember.objects.create(provider=provider, login=bob.login)
        listing = make_listing(alice, provider, is_hands_on=name == "helper")
        address = reverse("listing_step", args=[listing.pk, name])

        def read() -> object:
            return getattr(Listing.objects.get(), kept)

        return SharedPage(alice, bob, address, theirs, mine, read, bold)

    return build


def brief_page(name: str, theirs: dict, mine: dict, kept: str, bold: tuple[str, str]):
    def build() -> SharedPage:
        group, [alice, bob] = make_group_of("alice", "bob")
        brief = make_brief(group, alice)
        address = reverse(name, args=[brief.pk])

        def read() -> object:
            return getattr(Brief.objects.get(), kept)

        return SharedPage(alice, bob, address, theirs, mine, read, bold)

    return build


def sent_brief() -> SharedPage:
    group, [alice, bob] = make_group_of("alice", "bob")
    address = reverse("brief_what", args=[ask(group, alice).pk])

    def kept() -> object:
        return BriefRewording.objects.get().where_words

    theirs, mine = (BRIEF | {"where_words": place} for place in ("By the park", "By the sea"))
    return SharedPage(alice, bob, address, theirs, mine, kept, ("park", "sea"))


def contact_plan() -> SharedPage:
    alice = make_someone("alice")
    plan = {"channel": "email", "address": "alice@example.org"}

    def kept() -> object:
        return ContactPlan.objects.get(person_id=alice.person_id).never_words

    theirs, mine = {"never_words": "No letters"}, {"never_words": "No calls"}
    address = reverse("contact_plan")
    return SharedPage(alice, alice, address, plan | theirs, plan | mine, kept, ("letters", "calls"))


def what_helps() -> SharedPage:
    family = make_family()

    def kept() -> object:
        return Person.objects.get(pk=family.father.person_id).adjustments

    theirs, mine = {"own": "A quiet room"}, {"own": "A warm room"}
    bold = ("quiet", "warm")
    who = (family.father, family.for_father)
    return SharedPage(*who, reverse("what_helps"), theirs, mine, kept, bold)


def short_name() -> SharedPage:
    family = make_family()
    group = make_group(family.father, "Friday lunch")

    def kept() -> object:
        return ShortName.objects.get(person_id=family.father.person_id).name

    who = (family.father, family.for_father)
    address = reverse("short_name", args=[group.pk])
    theirs, mine = {"short_name": "My Tuesday"}, {"short_name": "My lunch"}
    return SharedPage(*who, address, theirs, mine, kept, ("Tuesday", "lunch"))


def group_date() -> SharedPage:
    family = make_family()
    date = make_gathering(make_group(family.father, "Friday lunch"), family.father)

    def kept() -> object:
        return Gathering.objects.get().title

    same = {**day("day", date.starts_at.date()), "starts_at": "10.30 am"}
    who = (family.father, family.for_father)
    address = reverse("change_date", args=[date.pk])
    theirs, mine = same | {"title": "A long walk"}, same | {"title": "A short walk"}
    return SharedPage(*who, address, theirs, mine, kept, ("long", "short"))


def what_matters() -> SharedPage:
    family = make_family()
    group = make_group(family.father, "Friday lunch")

    def kept() -> object:
        return WhatMatters.objects.get().lines

    who = (family.father, family.for_father)
    address = reverse("what_matters", args=[group.pk])
    theirs, mine = {"line_1": "A quiet room"}, {"line_1": "A warm room"}
    return SharedPage(*who, address, theirs, mine, kept, ("quiet", "warm"))


WHAT = {"title": "Museum morning", "is_hands_on": "no"}
WHERE = {"when_words": "Tuesdays", "postcode": "ZZ1 1AA", "venue_kind": "public_place"}
BRIEF = {"what": "A morning out", "when_words": "Tuesdays"}
PAGES = {
    "what a listing is": listing_page(
        "what",
        WHAT | {"what_happens": "Coffee and songs"},
        WHAT | {"what_happens": "Coffee and cards"},
        "what_happens",
        ("songs", "cards"),
    ),
    "where a listing is": listing_page(
        "where",
        WHERE | {"place_words": "The old hall"},
        WHERE | {"place_words": "The new hall"},
        "place_words",
        ("old", "new"),
    ),
    "what a listing costs": listing_page(
        "price",
        {"price_kind": "on_the_day", "price_for_one": "4.00"},
        {"price_kind": "on_the_day", "price_for_one": "5.00"},
        "prices",
        ("4.00", "5.00"),
    ),
    "whom a listing suits": listing_page(
        "suits",
        {"companion_words": "A helper comes free"},
        {"companion_words": "A helper pays half"},
        "companion_words",
        ("comes free", "pays half"),
    ),
    "the helper of a listing": listing_page(
        "helper",
        {"engager": "provider", "hourly_pay_pence": "15.00"},
        {"engager": "provider", "hourly_pay_pence": "16.00"},
        "hourly_pay_pence",
        ("15.00", "16.00"),
    ),
    "what a group wants": brief_page(
        "brief_what",
        BRIEF | {"where_words": "By the park"},
        BRIEF | {"where_words": "By the sea"},
        "where_words",
        ("park", "sea"),
    ),
    "who can take part": brief_page(
        "brief_who",
        {"who_must_be_able": "To sit down"},
        {"who_must_be_able": "To lie down"},
        "who_must_be_able",
        ("sit", "lie"),
    ),
    "what would be good": brief_page(
        "brief_answers",
        {"good_looks_like": "Good tea"} | day("answers_by", ANSWERS_BY),
        {"good_looks_like": "Good cake"} | day("answers_by", ANSWERS_BY),
        "good_looks_like",
        ("tea", "cake"),
    ),
    "what a group wants, once it is sent": sent_brief,
    "how to reach somebody": contact_plan,
    "what helps somebody": what_helps,
    "what a text calls a group": short_name,
    "a date of a group": group_date,
    "what matters to somebody": what_matters,
}


@pytest.fixture(params=PAGES)
def page(request, on_the_day) -> SharedPage:
    return PAGES[request.param]()


def both_open_and_the_first_keeps(page: SharedPage):
    """The second's browser, with the page it had opened before."""
    browser = browser_of(page.second)
    opened = browser.get(page.address)
    assert send(browser_of(page.first), page.address, **page.theirs).status_code == 302
    return browser, opened


@pytest.mark.holds("fault:H15")
def test_the_second_overwrites_nothing_and_sees_both(page):
    browser, opened = both_open_and_the_first_keeps(page)
    kept = page.kept()

    answer = send(browser, page.address, opened, **page.mine)

    assert (answer.status_code, page.kept()) == (422, kept)
    for differs in page.bold:
        assert f"<strong>{differs}</strong>" in answer.content.decode()
    assert "The boxes below still hold yours" in words(answer)


@pytest.mark.holds("fault:H15")
def test_one_press_keeps_mine_and_another_goes_on_from_theirs(page):
    browser, opened = both_open_and_the_first_keeps(page)
    kept = page.kept()
    answer = send(browser, page.address, opened, **page.mine)

    assert "What stands there now, beside yours" not in words(browser.get(page.address))
    assert send(browser, page.address, answer, **page.mine).status_code == 302
    assert page.kept() != kept


@pytest.mark.holds("fault:H15")
def test_a_form_that_was_refused_for_another_reason_keeps_what_it_began_from(on_the_day):
    page = PAGES["what a group wants"]()
    browser, opened = both_open_and_the_first_keeps(page)
    refused = send(browser, page.address, opened, **page.mine | {"what": ""})
    kept = page.kept()

    answer = send(browser, page.address, refused, **page.mine)

    assert "The boxes below still hold yours" not in words(refused)
    assert (refused.status_code, answer.status_code, page.kept()) == (422, 422, kept)
    assert "The boxes below still hold yours" in words(answer)


@pytest.mark.holds("fault:H15")
def test_a_form_that_is_filled_in_again_keeps_what_it_began_from(on_the_day):
    page = PAGES["what a group wants"]()
    browser = browser_of(page.second)
    opened = browser.get(page.address)
    browser.session.flush()
    browser.cookies.pop("sessionid")
    assert send(browser, page.address, opened, **page.mine).status_code == 302
    assert send(browser_of(page.first), page.address, **page.theirs).status_code == 302
    kept = page.kept()

    browser.force_login(page.second.login, backend=BY_CODE)
    filled = browser.get(page.address)
    answer = send(browser, page.address, filled, **page.mine)

    assert page.mine["where_words"] in filled.text
    assert (answer.status_code, page.kept()) == (422, kept)
    assert "The boxes below still hold yours" in words(answer)


def test_the_control_nobody_wrote_meanwhile(page):
    browser = browser_of(page.second)

    assert send(browser, page.address, browser.get(page.address), **page.mine).status_code == 302


def test_two_pages_of_one_draft_are_in_nobody_s_way(on_the_day):
    page = PAGES["what a group wants"]()
    browser = browser_of(page.second)
    address = reverse("brief_who", args=[Brief.objects.get().pk])
    opened = browser.get(address)
    send(browser_of(page.first), page.address, **page.theirs)

    answer = send(browser, address, opened, who_must_be_able="To sit down")

    assert answer.status_code == 302


@pytest.mark.holds("fault:H15")
def test_a_suggestion_is_taken_up_only_in_place_of_what_was_seen(on_the_day):
    page = what_helps()
    send(browser_of(page.first), page.address, own="A lift")
    browser = browser_of(page.second)
    send(browser, page.address, own="A ramp")
    opened = browser.get(page.address)  # now with a way back to the lift
    send(browser_of(page.first), page.address, own="A quiet room")

    answer = send(browser, reverse("what_helped_before"), opened)

    assert (answer.status_code, page.kept()) == (409, ["A quiet room"])


API = {
    "what a listing is": ("/api/my-listings/{}/", Listing, "", {"title": "Other"}),
    "what a group wants": ("/api/briefs/{}/", Brief, "", {"what": "Other"}),
    "what helps somebody": ("/api/me/", None, "helps", {"helps": ["Other"]}),
    "how to reach somebody": (
        "/api/me/",
        None,
        "reach",
        {"channel": "email", "address": "other@example.org"},
    ),
}


@pytest.mark.holds("fault:H15")
@pytest.mark.parametrize("name", API)
def test_a_program_that_says_what_it_began_from_is_told(name, on_the_day):
    page = PAGES[name]()
    address, model, part, body = API[name]
    address = address.format(model and model.objects.get().pk)
    program = signed_in(page.first)
    read = program.get(address).json()
    digest, body = _with_digest(part, read, body)
    send(browser_of(page.second), page.address, **page.mine)
    kept = page.kept()

    answer = program.patch(address, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (409, "words_have_changed")
    assert page.kept() == kept
    assert answer.json()["present"]
    _digest, body = _with_digest(part, program.get(address).json(), body)
    assert program.patch(address, body, content_type="application/json").status_code == 200
    assert digest != _digest


def _with_digest(part: str, read: dict, body: dict) -> tuple[str, dict]:
    if part == "helps":
        return read["helps_digest"], body | {"helps_began_from": read["helps_digest"]}
    if part == "reach":
        digest = read["reach"]["words_digest"]
        return digest, {"reach": body.get("reach", body) | {"began_from": digest}}
    return read["words_digest"], body | {"began_from": read["words_digest"]}


def test_who_began_from_what_stands_may_write_and_nobody_else():
    present = {"what": "A", "when": "B"}
    for began_from in (None, digest_of_words(present), digest_of_words({"what": "A"})):
        check_began_from(began_from, present, written=["what"])
    for began_from in ("", digest_of_words({"what": "B"}), digest_of_words({"when": "B"})):
        with pytest.raises(WordsHaveChanged):
            check_began_from(began_from, present, written=["what"])


def kept_of_two_at_once() -> list[str]:
    """How each of two who began from the same words ended."""
    group, members = make_group_of("alice", "bob")
    brief = make_brief(group, members[0])
    began_from = digest_of_words(words_of_brief(Brief.objects.get()))

    def write(by: Acting):
        fields = {"what": by.login.name}
        return edit_brief(brief_id=brief.pk, fields=fields, began_from=began_from, by=by, now=NOW)

    answers = at_once(*(lambda by=by: write(by) for by in members))
    return sorted(getattr(answer, "code", "kept") for answer in answers)


@pytest.mark.holds("fault:H15")
def test_of_two_who_keep_at_once_one_is_shown_the_other_s(committed_db):
    assert kept_of_two_at_once() == ["kept", "words_have_changed"]


def test_the_control_without_its_lock_loses_one(committed_db, monkeypatch):
    both_have_read = Barrier(2)
    lock_brief = briefs.lock_brief

    def unlocked(brief_id, by):
        if not Brief.objects.filter(pk=brief_id, requirements__len__gt=0).exists():
            return lock_brief(brief_id, by)  # the draft is still being made
        brief = Brief.objects.get(pk=brief_id)
        both_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return brief

    monkeypatch.setattr(briefs, "lock_brief", unlocked)

    assert kept_of_two_at_once() == ["kept", "kept"]
