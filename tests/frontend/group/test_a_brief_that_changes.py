"""What a group asked for, written anew together after it was sent: by pages, program and paper
(M35)."""

import pytest
from django.urls import reverse

from community.people.acting import Acting
from community.people.states import RepresentationScope
from groups.models.briefs import Brief, BriefRewording
from groups.models.members import Member
from groups.models.motions import Motion
from groups.queries.motions import motion_for_member
from tests.factories.demand import ANSWERS_BY, ask, make_group_of, make_offers, make_vetted
from tests.factories.how_put import READ_ALOUD
from tests.factories.motions import let_words_through
from tests.factories.representations import act_for
from tests.factories.supply import make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import day, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

SENT = "A morning out each week"
SWIM = {"what": "A swim each week", "when_words": "Tuesday mornings"}
PLACE = {"where_words": "Somewhere near ZZ1"}
CHANGED = f"What A swim each week before: {SENT}"


@pytest.fixture
def asked():
    group, people = make_group_of("alice", "bob")
    return ask(group, people[0]), people


def page_of(name, by, pk, **more) -> str:
    return words(signed_in(by).get(reverse(name, args=[pk]), **more))


def write_anew(brief, by):
    return signed_in(by).post(reverse("brief_what", args=[brief.pk]), SWIM | PLACE, follow=True)


def send_anew(brief, people) -> list[str]:
    page = reverse("brief_send", args=[brief.pk])
    answers = [words(signed_in(by).post(page, follow=True)) for by in people]
    let_words_through(brief)
    return answers


@pytest.mark.holds("M35")
def test_by_pages_from_the_sent_words_to_what_everybody_reads(asked):
    brief, people = asked
    [offer] = make_offers(brief, "museum")
    voice, _provider = make_vetted("bakery")

    last_look = words(write_anew(brief, people[0]))
    assert f"A swim each week (until now: {SENT})" in last_look
    for by in people:
        own = page_of("brief", by, brief.pk)
        assert "Written anew, and not sent yet" in own and CHANGED in own
    assert SENT in page_of("brief_near_me", voice, brief.pk)

    first, second = send_anew(brief, people)
    assert "waits for a second person" in first
    assert "It is sent as it is written now." in second
    own = page_of("brief", people[1], brief.pk)
    assert "What has changed since it was sent" in own and CHANGED in own
    assert CHANGED in page_of("brief_near_me", voice, brief.pk)
    assert "Made for the earlier words" in page_of("offers", people[1], brief.pk)
    as_list = page_of("offers", people[1], brief.pk, query={"as": "list"})
    assert "Made for the earlier words" in as_list
    museum = signed_in(_login_of(offer)).get(reverse("my_offer", args=[offer.pk]))
    assert CHANGED in words(museum)
    assert "The group has changed what it wants since you made this offer." in words(museum)


def _login_of(offer):
    return Acting(login=offer.sent_by)


@pytest.mark.holds("M35")
def test_by_program_the_same(asked):
    brief, [alice, bob] = asked
    [offer] = make_offers(brief, "museum")
    voice, _provider = make_vetted("bakery")
    address = f"/api/briefs/{brief.pk}/"
    line = {"question": "What", "before": SENT, "now": SWIM["what"]}

    sends = {"content_type": "application/json"}
    answer = signed_in(alice).patch(address, {"what": SWIM["what"]}, **sends).json()
    assert (answer["what"], answer["written_anew"], answer["changes"]) == (SENT, [line], [])
    began_from = {"what": "A walk", "began_from": answer["words_digest"]}
    signed_in(bob).patch(address, {"when_words": "Mondays"}, **sends)
    late = signed_in(alice).patch(address, began_from, **sends)
    assert (late.status_code, late.json()["code"]) == (409, "words_have_changed")

    signed_in(alice).post(f"{address}publish/", **sends)
    [motion] = signed_in(bob).get("/api/motions/").json()["results"]
    signed_in(bob).post(f"{address}publish/", {"digest": motion["digest"]}, **sends)
    let_words_through(brief)

    answer = signed_in(bob).get(address).json()
    assert (answer["what"], answer["written_anew"]) == (SWIM["what"], [])
    assert line in answer["changes"][0]["lines"]
    near = signed_in(voice).get(f"/api/briefs-near/{brief.pk}/").json()
    assert line in near["changes"][0]["lines"]
    [compared] = signed_in(bob).get(f"{address}offers/").json()["results"]
    assert (compared["id"], compared["is_of_earlier_words"]) == (offer.pk, True)


@pytest.mark.parametrize("scope", RepresentationScope)
def test_whoever_acts_for_a_member_reads_and_writes_it_by_what_they_may(asked, scope):
    brief, people = asked
    write_anew(brief, people[0])
    acting = act_for(people[0], scope=scope)
    decides = scope >= RepresentationScope.DECIDE

    shown = page_of("brief", acting, brief.pk)
    api = signed_in(acting).get(f"/api/briefs/{brief.pk}/").json()

    assert ("Written anew, and not sent yet" in shown) == decides
    assert bool(api["written_anew"]) == decides
    answers = {"good_looks_like": "Warm", "money_in_hand": "yes"} | day("answers_by", ANSWERS_BY)
    signed_in(acting).post(reverse("brief_answers", args=[brief.pk]), answers)
    rewording = BriefRewording.objects.get(brief=brief)
    assert (rewording.money_in_hand, Brief.objects.get().money_in_hand) == (
        "yes" if decides else "",
        "",
    )


@pytest.mark.holds("M35", "M122")
def test_on_paper_it_is_proposed_and_agreed_to_with_what_is_different(asked):
    brief, [alice, bob] = asked
    write_anew(brief, alice)
    code = Member.objects.get(person=bob.person).paper_code

    signed_in(alice).post(reverse("brief_send", args=[brief.pk]))
    sheets = words(signed_in(bob).get(reverse("steps_sheet", args=[brief.group_id])))
    assert f"A swim each week (until now: {SENT})" in sheets

    detail = motion_for_member(Motion.objects.get(purpose="send_changes").pk, bob)
    connie = signed_in(make_connector("connie", brief.group.area))
    entered = {"about": detail.motion.pk, "word": "yes", "version": detail.version}
    connie.post(reverse("paper_motion", args=[code]), entered | READ_ALOUD)

    assert Brief.objects.get().what == SWIM["what"]
