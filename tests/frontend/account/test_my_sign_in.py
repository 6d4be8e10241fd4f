"""How one signs in, on pages of ours: asked for again, changed, told of, and lost (J2, J3, K10)."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from community.audit.models import AuditEntry
from community.people.models.persons import Person
from frontend import sign_in_urls
from frontend.words import lists
from groups.models.members import Member
from tests.factories.demand import make_group_of
from tests.factories.supply import area, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
# What the library calls things, and we never do.
THEIR_WORDS = re.compile(
    r"authenticat|two-factor|verif|recovery code|security key|primary|re-send|sign-in code|"
    r"confirm access|invalid|account\b|\bemail\b|e-mail address:|deactivate|scan the qr",
    re.IGNORECASE,
)
TITLE_CASE = re.compile(r"<h1[^>]*>\s*[A-Z]\w+(?: [A-Z]\w+)+\s*</h1>")


def newest_code() -> str:
    return CODE.search(mail.outbox[-1].body)[0]


def with_passkey(called: str = "alice"):
    """Somebody who has no password, and a passkey they may have lost."""
    alice = make_someone(called)
    login = alice.login
    EmailAddress.objects.create(user=login, email=login.email, verified=True, primary=True)
    login.set_unusable_password()
    login.save()
    key = Authenticator.objects.create(
        user=login,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "The old phone", "credential": {}},
    )
    return alice, key


def confirm(client: Client, address: str):
    """As somebody does who is led to the page that asks for a code."""
    led = client.get(address)
    assert led["Location"].startswith(reverse("confirm_by_code"))
    client.post(led["Location"], {"press": "send"})
    return client.post(led["Location"], {"press": "confirm", "code": newest_code()})


@pytest.mark.holds("fault:J2")
@pytest.mark.parametrize("way", ["signing up", "signing in"])
def test_a_code_that_went_stale_is_asked_for_again_by_a_button(way):
    area()
    make_someone("alice")
    client = Client()
    if way == "signing up":
        client.post(reverse("account_signup"), {"called": "Al", "email": "al@example.org"})
        page = reverse("account_email_verification_sent")
    else:
        client.post(reverse("account_request_login_code"), {"email": "alice@example.org"})
        page = reverse("account_confirm_login_code")
    assert "Send me a new code" in words(client.get(page))
    stale = newest_code()

    client.post(page, {"action": "resend"})

    assert newest_code() != stale
    came = client.post(page, {"code": newest_code()})
    assert came["Location"] == reverse("home")


NEED_A_TRUE_KEY = {"mfa_add_webauthn", "mfa_authenticate", "mfa_reauthenticate_webauthn"}


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """How often a code was asked for is counted beside the database."""
    cache.clear()
    yield
    cache.clear()


def pages_that_open(client: Client, login) -> dict[str, str]:
    key = Authenticator.objects.filter(user=login, type=Authenticator.Type.WEBAUTHN).first()
    opened = {}
    for pattern in sign_in_urls.urlpatterns:
        is_of_key = "pk" in str(pattern.pattern)
        if (is_of_key and key is None) or (key and pattern.name in NEED_A_TRUE_KEY):
            continue
        args = [key.pk] if is_of_key else []
        answer = client.get(reverse(pattern.name, args=args))
        is_page = answer.get("Content-Type", "").startswith("text/html")
        if answer.status_code == 200 and is_page:
            opened[pattern.name] = answer.text
    return opened


@pytest.mark.holds("fault:J3")
def test_every_page_of_the_sign_in_library_that_opens_is_ours_and_in_our_words():
    alice, _key = with_passkey()
    client = signed_in(alice)
    confirm(client, reverse("mfa_activate_totp"))
    bob = make_someone("bob")
    EmailAddress.objects.create(user=bob.login, email=bob.login.email, verified=True, primary=True)
    as_bob = signed_in(bob)
    confirm(as_bob, reverse("mfa_add_webauthn"))

    pages = {
        f"{who}: {name}": page
        for who, visitor in {"nobody": Client(), "alice": client, "bob": as_bob}.items()
        for name, page in pages_that_open(
            visitor, alice.login if who == "alice" else bob.login
        ).items()
    }

    rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
    assert len(pages) > 12, sorted(pages)
    for name, page in pages.items():
        main = page.partition("<main")[2].partition("</main>")[0]
        said = re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL)
        assert THEIR_WORDS.findall(said) == [], name
        assert TITLE_CASE.findall(page) == [], name
        assert [rule.words for rule in rules if rule.is_broken_by(said)] == [], name
        assert page.count("<h1") == 1, name


@pytest.mark.holds("fault:J3")
def test_what_the_library_has_and_we_do_not_offer_is_not_there():
    client = signed_in(make_someone("alice"))

    for address in ("password/set/", "password/change/", "password/reset/", "2fa/trust/"):
        assert client.get(f"/account/{address}").status_code == 404, address
    names = {pattern.name for pattern in sign_in_urls.urlpatterns}
    templates = Path(__file__).resolve().parents[3] / "frontend" / "templates"
    assert "account_reset_password" not in get_resolver().reverse_dict
    assert {"my_sign_in", "my_name", "account_email", "mfa_list_webauthn"} <= names
    assert (templates / "account" / "email_change.html").exists()


@pytest.mark.holds("fault:J3")
def test_one_page_leads_to_name_address_keys_and_leaving():
    client = signed_in(make_someone("alice"))
    assert reverse("my_sign_in") in client.get(reverse("home")).text

    page = client.get(reverse("my_sign_in")).text

    for name in ("my_name", "account_email", "mfa_list_webauthn", "mfa_activate_totp", "api_keys"):
        assert f'href="{reverse(name)}"' in page, name
    assert "Leaving" in page


@pytest.mark.holds("fault:J3")
def test_a_name_is_changed_by_oneself_on_the_page_and_by_program():
    alice = make_someone("alice")
    client = signed_in(alice)

    client.post(reverse("my_name"), {"called": "Alice of the quay"})

    person = Person.objects.get(pk=alice.person_id)
    assert (person.preferred_name, person.login.name) == ("Alice of the quay", "Alice of the quay")
    answer = client.patch("/api/me/", {"called": "Ali"}, content_type="application/json")
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.preferred_name == "Ali"
    assert AuditEntry.objects.filter(deed="set_name", for_person=person.pk).count() == 2


@pytest.mark.holds("fault:K10")
def test_a_lost_passkey_is_seen_and_ended_by_whoever_has_no_password_with_a_code():
    alice, key = with_passkey()
    client = signed_in(alice)
    assert "The old phone" in words(client.get(reverse("mfa_list_webauthn")))
    address = reverse("mfa_remove_webauthn", args=[key.pk])

    back = confirm(client, address)

    assert back["Location"] == address
    assert "Nobody signs in with “The old phone” any more" in words(client.get(address))
    client.post(address)
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert "A passkey was ended." in mail.outbox[-1].body
    assert mail.outbox[-1].to == [alice.login.email]


@pytest.mark.holds("fault:K10")
def test_a_wrong_code_opens_nothing_and_three_end_it():
    alice, key = with_passkey()
    client = signed_in(alice)
    address = reverse("mfa_remove_webauthn", args=[key.pk])
    page = client.get(address)["Location"]
    client.post(page, {"press": "send"})

    for _try in range(3):
        refused = client.post(page, {"press": "confirm", "code": "AAAA-AAAA"})

    assert refused.status_code == 302
    assert "That code opens nothing any more." in words(client.get(page))
    assert client.get(address)["Location"] == page
    client.post(address)
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.holds("fault:K10")
def test_a_mailbox_alone_ends_no_second_step_of_the_office():
    alice, key = with_passkey()
    alice.login.is_staff = True
    alice.login.save()

    led = signed_in(alice).get(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert reverse("confirm_by_code") not in led["Location"]


@pytest.mark.holds("fault:K10", "fault:J3")
def test_another_address_counts_by_its_code_and_the_old_one_is_told():
    alice = make_someone("alice")
    old = alice.login.email
    EmailAddress.objects.create(user=alice.login, email=old, verified=True, primary=True)
    client = signed_in(alice)
    confirm(client, reverse("account_email"))

    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    code = next(newest for newest in reversed(mail.outbox) if newest.to == ["new@example.org"])
    client.post(reverse("account_email_verification_sent"), {"code": CODE.search(code.body)[0]})

    alice.login.refresh_from_db()
    assert alice.login.email == "new@example.org"
    told = [each for each in mail.outbox if each.to == [old] and "another address" in each.body]
    assert len(told) == 1
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]


@pytest.mark.holds("fault:E5")
def test_on_the_way_into_a_group_a_name_is_asked_once_and_it_is_the_groups():
    group, [_alice, _bob] = make_group_of("alice", "bob")
    client, into = Client(), reverse("join_group", args=[group.pk])
    signs_up = f"{reverse('account_signup')}?next={into}"
    assert 'name="called"' not in client.get(signs_up).text
    client.post(signs_up, {"email": "new@example.org"})
    client.post(
        f"{reverse('account_email_verification_sent')}?next={into}", {"code": newest_code()}
    )
    assert words(client.get(reverse("home"))).count("Hello,") == 0

    joined = client.post(into, {"known_as": "Nell", "agrees": "on"})

    assert joined.status_code == 302
    person = Person.objects.get(login__email="new@example.org")
    assert (person.preferred_name, person.login.name) == ("Nell", "Nell")
    assert Member.objects.get(person=person).known_as == "Nell"
