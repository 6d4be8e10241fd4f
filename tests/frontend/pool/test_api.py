"""Money by program: the same actions as the pages, the same refusals in the same words."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import MoneySource, Part, Pledge, Pool
from pooling.pools.states import PartState, PledgeState, PoolState, SourceKind
from tests.factories.places import make_area
from tests.factories.pools import (
    make_chosen_offer,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.shown import pool_digest
from tests.factories.supply import make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in


def api_of(by) -> APIClient:
    client = APIClient()
    client.force_login(by.login, backend="django.contrib.auth.backends.ModelBackend")
    if by.representation is not None:
        client.credentials(HTTP_X_ACTING_FOR=str(by.person_id))
    return client


def yes(source: MoneySource, pence=1500, **more) -> dict:
    """To what is offered now, in the first shared cost there is."""
    pool = Pool.objects.order_by("pk").first()
    digest = pool_digest(pool.pk, source.person_id) if pool else None
    parts = [{"source_id": source.pk, "pence": pence}]
    return {"max_pence": pence, "parts": parts, "digest": digest, **more}


def test_from_a_source_to_a_yes_to_not_this_time(db):
    [ann, *_others] = people = make_people(4)
    offer, api = make_chosen_offer(people), api_of(ann)

    source = api.post("/api/sources/", {"kind": "council_managed", "rail": "commitment"}).data
    opened = api.post("/api/pools/", {"offer_id": offer.pk, "closes_on": "2027-06-01"})
    assert (opened.status_code, opened.data["state"]) == (201, PoolState.OPEN)
    own = f"/api/pools/{opened.data['id']}/"

    answer = api.put(
        f"{own}pledge/",
        {
            "max_pence": 1500,
            "parts": [{"source_id": source["id"], "pence": 1500}],
            "digest": opened.data["digest"],
        },
    )
    assert answer.data["my_pledge"]["max_pence"] == 1500
    assert [part["state"] for part in answer.data["my_pledge"]["parts"]] == [PartState.WAITING]

    left = api.delete(f"{own}pledge/")
    assert left.data["my_pledge"]["state"] == PledgeState.OUT
    assert [row["id"] for row in api.get("/api/pools/").data["results"]] == [opened.data["id"]]


def test_asking_twice_makes_one_yes_and_one_shared_cost(db):
    people = make_people(4)
    offer, api = make_chosen_offer(people), api_of(people[0])
    source = make_source(people[0])

    for _press in range(2):
        pool = api.post("/api/pools/", {"offer_id": offer.pk, "closes_on": "2027-06-01"}).data
        api.post(f"/api/pools/{pool['id']}/pledge/", yes(source))

    assert (Pool.objects.count(), Pledge.objects.count(), Part.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("facts", "pence", "code"),
    [
        ({"amount_pence": 20000, "keep_aside_pence": 18500}, 2000, "kept_aside"),
        ({"rail": Rail.CARD}, 1500, "no_card_yet"),
    ],
)
def test_the_page_and_the_program_are_refused_in_the_same_words(db, facts, pence, code):
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0], SourceKind.OWN, **{"rail": Rail.TRANSFER, **facts})

    by_api = api_of(people[0]).put(f"/api/pools/{pool.pk}/pledge/", yes(source, pence))
    by_page = signed_in(people[0]).post(
        reverse("pool_pledge", args=[pool.pk]), {"max_pence": str(pence // 100), "step": "yes"}
    )

    assert (by_api.status_code, by_api.data["code"]) == (409, code)
    text = words(by_page)
    assert text.count(by_api.data["message"]) == 2
    assert by_api.data["next_step"] in text
    assert Pledge.objects.count() == 0


def test_a_yes_that_does_not_add_up_names_its_field(db):
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0])
    request = yes(source) | {"parts": [{"source_id": source.pk, "pence": 1200}]}

    answer = api_of(people[0]).put(f"/api/pools/{pool.pk}/pledge/", request)

    assert answer.data["field"] == "parts"
    assert answer.data["message"] == "The parts come to £12 and your most is £15."


@pytest.mark.parametrize("said", [{}, {"max_pence": "lots"}, {"max_pence": -5}, {"max_pence": 5}])
def test_what_makes_no_sense_is_answered_in_the_same_shape(db, said):
    people = make_people(4)
    pool = make_pool(people)

    answer = api_of(people[0]).put(f"/api/pools/{pool.pk}/pledge/", said)

    assert answer.status_code == 400
    assert {"code", "message", "field", "next_step"} <= answer.data.keys()


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("get", "/api/pools/{pool}/", None),
        ("put", "/api/pools/{pool}/pledge/", "yes"),
        ("delete", "/api/pools/{pool}/pledge/", None),
        ("post", "/api/pools/{pool}/card/", "card"),
        ("post", "/api/pools/{pool}/cancel/", "typed"),
        ("get", "/api/sources/{source}/", None),
        ("put", "/api/sources/{source}/", "much"),
        ("post", "/api/sources/{source}/end/", None),
        ("post", "/api/sources/{source}/card/", None),
        ("get", "/api/statements/{source}/", None),
        ("get", "/api/provider-pools/{pool}/", None),
        ("put", "/api/provider-pools/{pool}/prices/", "prices"),
        ("get", "/api/office/lines/", None),
    ],
)
def test_to_a_stranger_everything_is_the_same_not_found(db, method, path, said):
    people = make_people(4)
    pool, source = make_pool(people), make_source(people[0])
    stranger = api_of(make_someone("charlie"))
    body = {
        "yes": yes(make_source(people[1])),
        "card": {"source_id": source.pk},
        "typed": {"typed": "0.00"},
        "much": {"amount_pence": 1},
        "prices": {"prices": {"4": 6000}},
        None: None,
    }[said]

    answers = [
        getattr(stranger, method)(path.format(pool=a, source=b), body)
        for a, b in ((pool.pk, source.pk), (987654, 987654))
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_whoever_is_not_signed_in_reads_nothing(db):
    pool = make_pool(make_people(4))

    for path in (f"/api/pools/{pool.pk}/", "/api/sources/", "/api/questions/"):
        assert APIClient().get(path).status_code == 401


@pytest.mark.parametrize(
    ("scope", "limit", "expected"),
    [
        (RepresentationScope.LOOK, None, 409),
        (RepresentationScope.DECIDE, None, 409),
        (RepresentationScope.PAY, 5999, 409),
        (RepresentationScope.PAY, 6000, 200),
        (RepresentationScope.PAY, None, 200),
    ],
)
def test_a_representative_may_say_yes_only_within_scope_and_limit(db, scope, limit, expected):
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER)
    rita = act_for(people[0], scope=scope, limit_pence=limit)

    said = yes(source, shown_words="Read aloud", interpreted_by="nobody")
    answer = api_of(rita).put(f"/api/pools/{pool.pk}/pledge/", said)

    assert answer.status_code == expected
    assert Pledge.objects.filter(said_by=rita.login).count() == (expected == 200)


def test_a_representative_who_only_looks_sees_the_page_and_what_somebody_else_may_not(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    rita = act_for(people[0], scope=RepresentationScope.LOOK)

    assert api_of(rita).get(f"/api/pools/{pool.pk}/").status_code == 200
    for_nobody = APIClient()
    for_nobody.force_login(rita.login, backend="django.contrib.auth.backends.ModelBackend")
    assert for_nobody.get(f"/api/pools/{pool.pk}/").status_code == 404


def test_an_office_answers_many_lines_and_hears_of_each(db):
    people = make_people(5)
    pool = make_pool(people)
    for person in people[:2]:
        say_yes(pool, person, 1500)
    api = api_of(make_officer())
    lines = api.get("/api/office/lines/").data["results"]
    first, second = (line["commitment_id"] for line in lines)
    agrees = {"answer": "yes", "bill_change": "no", "digest": lines[0]["digest"]}

    answer = api.post(
        "/api/office/lines/",
        {
            "answers": [
                {"commitment_id": first, **agrees},
                {"commitment_id": second, "answer": "no"},
            ]
        },
        format="json",
    )

    assert answer.data["answered"] == [first]
    assert [(no["commitment_id"], no["field"], no["message"]) for no in answer.data["refused"]] == [
        (second, "refusal_reason", "Choose a reason.")
    ]


def test_an_office_of_another_area_has_none_of_these_lines(db):
    people = make_people(5)
    say_yes(make_pool(people), people[0], 1500)
    [line] = api_of(make_officer()).get("/api/office/lines/").data["results"]
    another = make_area("Elsewhere", authority_code="E06999998")
    api = api_of(make_officer("other-officer", where=another))
    answer = {"commitment_id": line["commitment_id"], "answer": "yes", "bill_change": "no"}
    answer["digest"] = line["digest"]

    assert api.get("/api/office/lines/").data["results"] == []
    assert api.post("/api/office/lines/", {"answers": [answer]}, format="json").status_code == 404


def test_a_provider_reads_not_yet_and_never_who_or_how(db):
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    voice = pool.provider.members.get().login
    api = APIClient()
    api.force_login(voice, backend="django.contrib.auth.backends.ModelBackend")

    [row] = api.get("/api/provider-pools/").data["results"]

    assert (row["is_going_ahead"], row["people"]) == (False, None)
    assert row["words"].startswith("Not yet.")
    for person in people:
        assert person.person.preferred_name not in str(row)
