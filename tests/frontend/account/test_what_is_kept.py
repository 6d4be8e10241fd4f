"""What is kept about a person: all of it, theirs alone, on a page, as a file and by API."""

from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model, OneToOneField

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.telling import say_who_goes
from community.messaging.states import Channel
from community.people.actions.adjustments import set_adjustments
from community.people.models.persons import Person
from frontend.shared.data_categories import DATA_CATEGORIES
from frontend.shared.subject_access import subject_access_export
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login
from tests.frontend.api.world import (
    bearer_of_somebody_who_may_much,
    make_outsider,
    make_world,
)
from tests.frontend.visiting import set_clock, signed_in

HAVE_PAGES_OF_THEIR_OWN = {"messaging.Message", "audit.AuditEntry"}
BY_ID = ("person_id", "for_person")


@pytest.fixture
def world(db):
    set_clock(NOW)
    return make_world()


def points_at_a_person(model: type[Model]) -> bool:
    return any(
        (isinstance(field, (ForeignKey, OneToOneField)) and field.related_model is Person)
        or field.name in BY_ID
        for field in model._meta.concrete_fields
    )


def test_every_model_that_points_at_a_person_is_there():
    pointing = {model._meta.label for model in apps.get_models() if points_at_a_person(model)}

    assert pointing - HAVE_PAGES_OF_THEIR_OWN <= {
        category.model._meta.label for category in DATA_CATEGORIES
    }


@pytest.mark.parametrize(
    ("model", "path"),
    [(category.model, path) for category in DATA_CATEGORIES for path in category.fields],
)
def test_every_path_leads_somewhere(model, path):
    """A column that has another name would be left out of what a person reads, silently."""
    for name in path.split("."):
        assert hasattr(model, name), f"{model.__name__} has no {name}"
        field = next((field for field in model._meta.get_fields() if field.name == name), None)
        model = field.related_model if field and field.is_relation else model


def test_a_person_reads_it_saves_it_and_gets_the_same_by_program(world):
    alice = world.ann
    kept = subject_access_export(alice.person)
    client = signed_in(alice)

    page, file, api = (
        client.get(url) for url in ("/home/kept/", "/home/kept/file/", "/api/subject-access/")
    )

    names = {kind.name for kind in kept}
    assert {"You", "Your groups", "Where your money comes from", "What you said yes to"} <= names
    for kind in kept:
        assert kind.name in page.text
    assert "attachment" in file["Content-Disposition"]
    assert [(kind["name"], len(kind["rows"])) for kind in file.json()] == [
        (kind.name, len(kind.rows)) for kind in kept
    ]
    rest = client.get(api.json()["next"]).json()["results"]
    assert [kind["name"] for kind in [*api.json()["results"], *rest]] == [
        kind.name for kind in kept
    ]


def test_nothing_of_anybody_else_is_in_it(world):
    """Ben shares a group with Ann and sees none of hers; Otto shares nothing with her."""
    outsider = make_outsider()
    for somebody, other_member in ((world.ann, world.ben), (world.ben, world.ann)):
        client = signed_in(somebody)
        text = "".join(
            client.get(url).text
            for url in ("/home/kept/", "/home/kept/file/", "/api/subject-access/")
        )
        for other in (other_member, outsider):
            assert other.person.preferred_name not in text
            assert other.login.email not in text
            assert str(other.person_id) not in text


def test_it_takes_a_statement_a_kind_however_much_there_is(world, django_assert_max_num_queries):
    # and one for who they were before, one for the ideas that they would like
    with django_assert_max_num_queries(len(DATA_CATEGORIES) + 2):
        subject_access_export(world.ann.person)


def test_a_stranger_signs_in_first_and_an_unknown_person_is_not_there(world, client):
    assert client.get("/home/kept/").status_code == 302
    unknown = {"X-Acting-For": str(UUID(int=1))} | bearer_of_somebody_who_may_much(world)
    assert client.get("/api/subject-access/", headers=unknown).status_code == 404


def test_what_somebody_did_for_me_has_a_way_to_say_i_did_not_want_it(world):
    """The way leads to the safeguarding lead, and is no line of the history itself (M140)."""
    representation = act_for(world.ann, "daughter")
    set_adjustments(adjustments=["time"], by=representation, now=NOW)
    client = signed_in(world.ann)

    page = client.get("/home/history/")

    assert page.text.count("I did not want this") == 1
    assert 'href="/worried/?from=/home/history/&amp;deed=' in page.text
    assert client.get("/worried/?from=/home/history/").status_code == 200


def test_who_is_behind_a_number_stands_there_by_name(world):
    """Who goes to them next, and who does when that one cannot: no number, no date alone."""
    alice, worker, deputy = world.ann, make_login("wendy"), make_login("dora")
    set_contact_plan(
        person_id=alice.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        deputy_login_id=deputy.login_id,
        by=alice,
        now=NOW,
    )
    say_who_goes(person_id=alice.person_id, by=deputy, now=NOW)

    kept = {kind.name: kind.rows for kind in subject_access_export(alice.person)}

    [goes] = kept["That somebody said they go to you next"]
    [reach] = kept["How we reach you"]
    assert goes["Who"] == deputy.required_login.name
    assert reach["Through whom when they cannot"] == deputy.required_login.name
    numbers = [path for each in DATA_CATEGORIES for path in each.fields if path.endswith("_ids")]
    assert numbers == []
