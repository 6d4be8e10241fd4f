"""M142 by page, on paper, by program and for somebody else: asked and answered in private."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from knox.models import AuthToken

from community.people.acting import Acting
from community.people.states import RepresentationScope
from groups.models.members import Member
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.states import PledgeState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE, look, make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)
TRANSFER = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}
FOUND = {"found": "grant", "words": "Westsea Trust gives £2 a week. Ring me."}
HELP_ME = "Help me find another way"


class Low:
    """Five in, £12 each; the fifth said at most £10 and is asked in private."""

    def __init__(self):
        self.connie, self.people = make_connector(), make_people(5)
        self.her = self.people[4]
        self.pool = make_pool(self.people)
        for person, most in zip(self.people, (1500, 1500, 1500, 1500, 1000), strict=True):
            say_yes(self.pool, person, most, make_source(person, **TRANSFER))
        set_clock(WEEK_BEFORE)
        look(self.pool, WEEK_BEFORE)
        question = PrivateQuestion.objects.get()
        self.question = reverse("pool_question", args=[self.pool.pk, question.pk])
        self.other_way = reverse("pool_other_way", args=[self.pool.pk, question.pk])
        self.by_program = f"/api/questions/{question.pk}/another-way/"

    def answer_page(self) -> str:
        return reverse("help_request", args=[HelpRequest.objects.get().pk])


@pytest.fixture
def low(db, monkeypatch) -> Low:
    use_standin(monkeypatch)
    return Low()


def test_she_asks_the_connector_answers_she_reads_it_and_says_a_new_most(low):
    her, connie = signed_in(low.her), signed_in(low.connie)
    assert HELP_ME in words(her.get(low.question))
    assert "Nobody in the group is told" in words(her.get(low.other_way))
    her.post(low.other_way, {})
    text = words(her.get(low.question))
    assert "You are told what was found" in text
    assert HELP_ME not in text

    listed = words(connie.get(reverse("help_requests")))
    assert "member-5: Museum mornings with coffee" in listed
    line = words(connie.get(low.answer_page()))
    assert "£12 a session" in line
    assert "£10" not in line
    connie.post(low.answer_page(), FOUND)
    assert "Nobody asks just now" in words(connie.get(reverse("help_requests")))

    assert "Westsea Trust gives £2 a week. Ring me." in words(her.get(low.question))
    her.post(low.question, {"answer": "yes", "max_pence": "12", "step": "yes"})
    assert Pledge.objects.get(person=low.her.person).max_pence == 1200


def test_her_most_is_shown_to_the_connector_only_when_she_ticks_it(low):
    signed_in(low.her).post(low.other_way, {"may_see_most": "on"})

    line = words(signed_in(low.connie).get(low.answer_page()))

    assert "£10 a session. They chose to let you see it." in line


def test_what_a_connector_found_needs_an_answer_and_words(low):
    signed_in(low.her).post(low.other_way, {})

    refused = signed_in(low.connie).post(low.answer_page(), {})

    assert refused.status_code == 422
    assert HelpRequest.objects.get().answered_at is None


def test_bob_of_the_group_charlie_elsewhere_and_the_provider_see_nothing_of_it(low):
    page = reverse("pool", args=[low.pool.pk])
    bob = signed_in(low.people[0])
    before = words(bob.get(page))

    signed_in(low.her).post(low.other_way, {})
    signed_in(low.connie).post(low.answer_page(), FOUND)

    assert words(bob.get(page)) == before
    assert "Westsea Trust" not in words(bob.get(reverse("pool_statement", args=[low.pool.pk])))
    voice = signed_in(Acting(login=low.pool.provider.members.get().login))
    assert "another way" not in words(voice.get(reverse("provider_pool", args=[low.pool.pk])))
    for address in (low.question, low.other_way, reverse("help_requests"), low.answer_page()):
        assert bob.get(address).status_code == 404
    for address in (reverse("help_requests"), low.answer_page()):
        assert voice.get(address).status_code == 404


def test_whoever_visits_enters_it_on_paper(low):
    code = Member.objects.get(person=low.her.person).paper_code
    page = reverse("paper_other_way", args=[code, low.pool.pk])
    connie = signed_in(low.connie)
    assert "they ask for another way" in words(connie.get(reverse("paper_costs", args=[code])))

    connie.post(page, {})

    help_request = HelpRequest.objects.get()
    assert (help_request.on_paper, help_request.asked_by, help_request.may_see_most) == (
        True,
        low.connie.login,
        False,
    )


def test_on_paper_it_is_refused_for_somebody_who_is_not_asked(low):
    code = Member.objects.get(person=low.people[0].person).paper_code

    refused = signed_in(low.connie).post(reverse("paper_other_way", args=[code, low.pool.pk]), {})

    assert refused.status_code == 422
    assert "They are not asked about the share just now." in words(refused)


def test_whoever_decides_for_her_asks_by_page(low):
    daughter = act_for(low.her, "daughter", RepresentationScope.DECIDE)

    signed_in(daughter).post(low.other_way, {})

    assert HelpRequest.objects.get().asked_by == daughter.login


def bearer(by: Acting, acting_as=None) -> dict[str, str]:
    _row, token = AuthToken.objects.create(user=by.login)
    return {"Authorization": f"Bearer {token}"} | (
        {"X-Acting-For": str(acting_as)} if acting_as else {}
    )


def test_by_program_she_asks_and_a_connector_answers(low, client):
    hers, connies = bearer(low.her), bearer(low.connie)

    answer = client.post(low.by_program, {}, content_type="application/json", headers=hers)
    assert (answer.status_code, answer.json()["outcome"]) == (201, "")
    [line] = client.get("/api/help-requests/", headers=connies).json()["results"]
    assert (line["person_called"], line["share_pence"], line["most_pence"]) == (
        "member-5",
        1200,
        None,
    )
    client.post(
        f"/api/help-requests/{line['id']}/answer/",
        json.dumps({"outcome": FOUND["found"], "words": FOUND["words"]}),
        content_type="application/json",
        headers=connies,
    )

    own_pledge = client.get(f"/api/pools/{low.pool.pk}/", headers=hers).json()["my_pledge"]
    assert [each["found_words"] for each in own_pledge["helps"]] == [FOUND["words"]]
    bobs = client.get(f"/api/pools/{low.pool.pk}/", headers=bearer(low.people[0])).json()
    assert bobs["my_pledge"]["helps"] == []
    assert client.get("/api/help-requests/", headers=hers).status_code == 404


def test_by_program_for_somebody_else_only_as_far_as_the_scope_goes(low, client):
    daughter = act_for(low.her, "daughter", RepresentationScope.LOOK)
    headers = bearer(daughter, low.her.person_id)

    refused = client.post(low.by_program, {}, content_type="application/json", headers=headers)

    assert refused.status_code in (403, 409)
    assert not HelpRequest.objects.exists()


def test_m46_not_sure_reads_what_a_connector_found(low):
    someone = low.people[0]
    not_sure = make_source(someone, SourceKind.NOT_SURE, Rail.UNDECIDED)
    say_yes(low.pool, someone, 1500, not_sure)
    page = reverse("pool", args=[low.pool.pk])
    assert "Somebody looks into it for you" in words(signed_in(someone).get(page))

    signed_in(low.connie).post(low.answer_page(), {"found": "way", "words": "Your council pays."})

    assert "Your council pays." in words(signed_in(someone).get(page))
    assert Pledge.objects.get(person=someone.person).state == PledgeState.IN
