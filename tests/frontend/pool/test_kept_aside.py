"""What is kept aside stands against all of a person's yeses, by page and by program (fault C2)."""

import pytest
from django.urls import reverse

from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import SourceKind
from tests.factories.pools import make_group, make_people, make_pool, make_source
from tests.factories.shown import pool_digest
from tests.factories.supply import make_login
from tests.frontend.form_guard.forms_of_pages import browser_of, send

from .test_api import api_of, yes


def by_page(ann, pool, source) -> int:
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])
    review = send(client, page, max_pence="15", step="look")
    return send(client, page, review, step="yes").status_code


def by_program(ann, pool, source) -> int:
    body = yes(source) | {"digest": pool_digest(pool.pk, source.person_id)}
    return api_of(ann).put(f"/api/pools/{pool.pk}/pledge/", body).status_code


@pytest.mark.holds("fault:N4", "fault:C2")
@pytest.mark.parametrize("say_yes", [by_page, by_program])
def test_a_second_yes_out_of_what_a_first_has_taken_is_refused(db, say_yes):
    people = make_people(4)
    museum = make_pool(people)
    pottery = make_pool(
        people,
        group=make_group(people, name="Pottery people"),
        provider_name="Westsea Pottery",
        voice=make_login("pottery"),
    )
    source = make_source(
        people[0], SourceKind.OWN, Rail.TRANSFER, amount_pence=20000, keep_aside_pence=18500
    )

    first, second = (say_yes(people[0], pool, source) for pool in (museum, pottery))

    assert first < 400 <= second
    assert [each.pool_id for each in Pledge.objects.all()] == [museum.pk]
