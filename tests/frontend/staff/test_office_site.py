"""The office's own site: a second factor at the door, money behind glass."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.audit.models import AuditEntry
from community.messaging.actions.notifying import notify_person
from community.messaging.models import Message
from community.messaging.queries.sending import TRIES_TO_WAIT_FOR
from community.messaging.states import NotSentReason
from community.people.models.logins import Login, Role
from community.people.models.representations import Representation
from community.people.states import RoleKind
from community.places.models.areas import Area
from community.places.models.vocabulary import Saying
from frontend.staff.base import ReadOnlyAdmin
from pooling.ledger.models import Account, Collection, Transfer
from pooling.payments.actions.commands import park_command
from pooling.payments.deeds import PaymentDeed
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.models.commitments import Invoice
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.processor import client
from pooling.payments.sync.payments import refresh_payment
from pooling.pools.models.instalments import Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from providers.models.imports import DirectorySource, ImportRun
from providers.models.supply import Check, Listing, Provider
from tests.factories.cards import Cards, use_standin
from tests.factories.places import HOME, make_findable, make_home
from tests.factories.supply import NOW, area, make_login, make_someone
from tests.frontend.api.world import make_world
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def core(monkeypatch):
    return use_standin(monkeypatch)


@pytest.fixture
def officer(db) -> Login:
    login = Login.objects.create_superuser("office@example.org", name="the office")
    EmailAddress.objects.create(user=login, email=login.email, verified=True, primary=True)
    TOTP.activate(login, SECRET)
    return login


@pytest.fixture
def office(officer) -> Client:
    """Signed in as anybody is: the code from the e-mail, and then the code of the app."""
    cache.clear()  # codes are sent a few times an hour
    client = Client()
    client.post("/account/login/", {"login": officer.email})
    [mailed] = re.findall(r"\b[A-Z]{4}-[A-Z]{4}\b", mail.outbox[-1].body)
    client.post("/account/login/code/confirm/", {"code": mailed})
    client.post("/account/2fa/authenticate/", {"code": code_now()})
    return client


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


@pytest.mark.holds("T17")
def test_one_key_alone_does_not_open_it(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get("/staff/", follow=True)

    assert answer.status_code == 403
    assert "second key" in answer.text
    assert client.get("/staff/places/area/").status_code == 302


def test_a_code_from_the_app_opens_it(office):
    answer = office.get("/staff/")

    assert answer.status_code == 200
    assert "Areas" in answer.text


@pytest.mark.holds("C8")
def test_the_office_reads_on_its_first_page_that_no_mail_goes(office):
    """No mail can say it."""
    said = "Our mail server does not take our mail: one message has not gone"
    ann = make_someone("ann")
    write = {"person_id": ann.person_id, "kind": "news", "subject": "News", "text": "News."}
    message = notify_person(**write, key="k", now=NOW)
    assert said not in words(office.get("/staff/"))

    Message.objects.filter(pk=message.pk).update(
        tries=TRIES_TO_WAIT_FOR, not_sent_because=NotSentReason.SERVER
    )

    assert said in words(office.get("/staff/"))


def test_whoever_is_nobody_there_signs_in_or_finds_nothing(db):
    assert (
        Client()
        .get("/staff/places/area/", follow=True)
        .redirect_chain[-1][0]
        .startswith("/account/login/")
    )
    client = signed_in(make_someone("ann"))
    answer = client.get("/staff/", follow=True)
    assert answer.status_code == 404


CHANGED_THERE = {Area, Check, DirectorySource, Login, Role, Saying}
LOOKED_AT_THERE = {
    Account,
    AuditEntry,
    CardPayment,
    CardRefund,
    Collection,
    ImportRun,
    Instalment,
    Invoice,
    Listing,
    Payout,
    Pool,
    PoolSession,
    ProcessorEvent,
    Provider,
    ProviderAccount,
    Representation,
    Transfer,
}


@pytest.mark.holds("fault:K9", "fault:N3")
def test_every_model_there_of_whatever_app_is_in_these_two_lists():
    """The libraries' too: what is in neither list fails, whoever put it there."""
    there = admin.site._registry

    assert set(there) == CHANGED_THERE | LOOKED_AT_THERE
    assert {model for model in there if not looked_at(model)} == CHANGED_THERE


@pytest.mark.holds("fault:K9")
def test_no_other_table_has_a_page_there(office):
    """Asked over HTTP, of every table that there is: no page to add or to change a row of it."""
    others = set(apps.get_models()) - CHANGED_THERE - LOOKED_AT_THERE
    places = [f"/staff/{model._meta.app_label}/{model._meta.model_name}/" for model in others]

    opened = [
        address
        for place in places
        for address in (place, f"{place}add/", f"{place}1/change/", f"{place}1/delete/")
        if office.get(address).status_code != 404
    ]

    assert opened == []


def test_no_row_of_money_is_added_changed_or_deleted_there(office):
    world = make_world()
    rows = {model: model.objects.first() for model in LOOKED_AT_THERE}
    assert rows[type(world.pool)] is not None
    assert rows[Account] is not None

    for model, row in rows.items():
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert office.get(reverse(f"{address}_changelist")).status_code == 200, model
        assert office.post(reverse(f"{address}_add"), {}).status_code == 404, model
        if row is None:
            continue
        before = model.objects.filter(pk=row.pk).values().get()
        assert office.get(reverse(f"{address}_change", args=[row.pk])).status_code == 200, model
        for verb in ("change", "delete"):
            there = reverse(f"{address}_{verb}", args=[row.pk])
            assert office.post(there, {"post": "yes"}).status_code == 404, model
        assert model.objects.filter(pk=row.pk).values().get() == before


def looked_at(model) -> bool:
    return isinstance(admin.site._registry[model], ReadOnlyAdmin)


def test_a_directory_is_added_read_each_night_and_paused_with_a_line_for_each(office):
    facts = {
        "area": area().pk,
        "name": "Westsea’s directory",
        "feed": "westsea",
        "address": "https://directory.example.org/services",
        "middle_postcode": "",
        "licence_name": "",
        "licence_url": "",
    }
    add = reverse("admin:providers_directorysource_add")
    assert office.post(add, facts).status_code == 200
    assert not DirectorySource.objects.exists()  # it has no licence

    licence = {"licence_name": "OGL 3.0", "licence_url": "https://example.org/ogl"}
    office.post(add, facts | licence)
    source = DirectorySource.objects.get()
    states = [source.state]
    for action in ("read_nightly", "pause"):
        ticked = {"action": action, "_selected_action": [source.pk]}
        office.post(reverse("admin:providers_directorysource_changelist"), ticked)
        source.refresh_from_db()
        states.append(source.state)

    assert (states, source.next_at) == (["paused", "on", "paused"], None)
    lines = AuditEntry.objects.filter(about=f"directory:{source.pk}").order_by("pk")
    assert [line.deed for line in lines] == [
        "save_directory",
        "resume_directory",
        "pause_directory",
    ]


def test_a_role_is_given_and_ended_with_a_line_for_each(office, officer):
    voice = make_login("connie").login
    office.post(
        "/staff/people/role/add/",
        {"login": voice.pk, "kind": RoleKind.CONNECTOR, "area": area().pk},
    )
    role = Role.objects.get(login=voice)
    office.post("/staff/people/role/", {"action": "end", "_selected_action": [role.pk]})

    role.refresh_from_db()
    assert role.ended_at is not None
    lines = AuditEntry.objects.filter(about=f"role:{role.pk}").order_by("pk")
    assert [(line.deed, line.login_id) for line in lines] == [
        ("give_role", officer.pk),
        ("end_role", officer.pk),
    ]


@pytest.mark.holds("T17")
def test_nobody_gives_themselves_a_role(office, officer):
    answer = office.post(
        "/staff/people/role/add/",
        {"login": officer.pk, "kind": RoleKind.CONNECTOR, "area": area().pk},
    )

    assert answer.status_code == 409
    assert not Role.objects.exists()


def test_a_change_of_an_area_leaves_a_line(office, officer):
    where = area()
    form = office.get(f"/staff/places/area/{where.pk}/change/").context["adminform"].form
    fields = {name: form[name].value() for name in form.fields} | {"name": "Eastsea"}
    fields = {name: value for name, value in fields.items() if value not in (None, False)}
    office.post(f"/staff/places/area/{where.pk}/change/", fields)

    where.refresh_from_db()
    assert where.name == "Eastsea"
    [line] = AuditEntry.objects.filter(deed="change_by_staff")
    assert (line.about, line.login_id) == (f"area:{where.pk}", officer.pk)
    assert "name" in line.note.split(", ")


def test_a_payment_that_was_set_aside_is_told_in_words_and_taken_up_again(office, officer, core):
    cards = Cards(core)
    payment = cards.hold()
    # Taken by hand, on the card company's own pages: nobody here asked for that.
    client.stripe_client().v1.payment_intents.capture(payment.payment_intent_id)
    refresh_payment(payment.pk, now=NOW)

    page = office.get("/staff/set-aside/")
    text = words(page)
    assert "A card payment of £10.00 to Westsea Museum" in text
    assert payment.payment_intent_id in text
    assert "Take up again" in text
    assert "/staff/set-aside/" in office.get("/staff/").text

    office.post(f"/staff/set-aside/payment/{payment.pk}/again/")

    payment.refresh_from_db()
    assert (payment.parked_at, payment.parked_reason) == (None, "")
    [line] = AuditEntry.objects.filter(deed=PaymentDeed.RESUME_COMMAND)
    assert (line.about, line.login_id) == (f"payment:{payment.pk}", officer.pk)
    assert "Nothing is set aside" in words(office.get("/staff/set-aside/"))
    assert office.post(f"/staff/set-aside/payment/{payment.pk}/again/").status_code == 404


@pytest.mark.holds("T17")
def test_without_the_second_factor_nothing_is_taken_up_again(officer, core):
    payment = Cards(core).ask()
    park_command(payment, reason="a look", now=NOW)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    client.post(f"/staff/set-aside/payment/{payment.pk}/again/")

    payment.refresh_from_db()
    assert payment.parked_at == NOW


def test_a_way_of_saying_it_is_added_and_found_by_at_once(office):
    make_home()
    make_findable(1, "Knit and natter")
    answer = office.post(
        "/staff/places/saying/add/",
        {"said": "A good Chinwag!", "means": "knit and natter|coffee morning", "kinds": "company"},
    )

    assert answer.status_code == 302, words(answer)
    saying = Saying.objects.get(said="a good chinwag")
    assert (saying.means, saying.kinds, saying.is_local) == (
        ["knit and natter", "coffee morning"],
        ["company"],
        True,
    )
    found = Client().get("/find/", {"postcode": HOME, "words": "a good chinwag"})
    assert "Knit and natter" in words(found)


@pytest.mark.parametrize(
    "said", ["lonely", "!!", "one two three four five six", "a way of saying nothing"]
)
def test_a_way_of_saying_it_that_could_not_be_found_is_refused_in_words(office, said):
    means = "" if "nothing" in said else "company"
    answer = office.post("/staff/places/saying/add/", {"said": said, "means": means})

    assert answer.status_code == 200
    assert "errornote" in answer.text
