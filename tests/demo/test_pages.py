import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from rest_framework.test import APIClient

from community.common import clock
from demo import days
from demo import reset as again
from demo.outbox import newest_mails
from demo.scenes import SCENES
from demo.world.cast import PLAYERS
from tests.frontend.markup import tight
from tests.waits import wait_until

ROOT = Path(__file__).resolve().parents[2]


def sign_in(slug: str, **where) -> Client:
    client = Client()
    client.post(f"/demo/sign-in/{slug}/", where)
    return client


def test_everybody_is_signed_in_by_one_press_and_has_a_first_page(world):
    page = Client().get("/demo/").content.decode()
    first_pages = {player.slug: sign_in(player.slug).get("/home/") for player in PLAYERS}

    assert {slug: answer.status_code for slug, answer in first_pages.items()} == {
        player.slug: 200 for player in PLAYERS
    }
    for player in PLAYERS:
        assert f"/demo/sign-in/{player.slug}/" in page
        assert player.called in first_pages[player.slug].content.decode()


def test_nobody_signs_in_who_is_not_in_the_demo(world):
    assert Client().post("/demo/sign-in/somebody-else/").status_code == 404
    assert Client().get("/demo/sign-in/holder/").status_code == 405


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:1"])
def test_signing_in_leads_nowhere_else(world, elsewhere):
    answer = Client().post("/demo/sign-in/holder/", {"next": elsewhere})

    assert answer["Location"] == "/home/"


def test_each_step_of_each_scene_leads_to_a_page_that_is_there(world):
    wrong = []
    for scene in SCENES:
        assert Client().get(f"/demo/scenes/{scene.slug}/").status_code == 200
        for step in scene.step_details(clock.now()):
            if step.who and step.url:
                answer = sign_in(step.who).get(step.url, follow=True)
                if answer.status_code != 200:
                    wrong.append((scene.slug, step.who, step.url, answer.status_code))

    assert wrong == []


def test_a_scene_that_is_not_there_is_not_found(world):
    assert Client().get("/demo/scenes/no-such/").status_code == 404
    assert Client().post("/demo/scenes/connector/others/").status_code == 404


def test_the_day_moves_on_and_never_back(world):
    client, before = Client(), clock.now()

    client.post("/demo/day/", {"days": "7"})
    after_a_week = clock.now()
    refused = client.post("/demo/day/", {"day_day": "1", "day_month": "1", "day_year": "2020"})

    assert (after_a_week - before).days == 7
    assert refused.status_code == 422
    assert "what was done cannot be undone" in refused.content.decode()
    assert (clock.now() - before).days == 7


@pytest.mark.parametrize("words", [{"days": "x"}, {"moment": "soon"}, {"days": "9" * 400}, {}])
def test_a_day_that_is_none_is_not_found(world, words):
    assert Client().post("/demo/day/", words).status_code == 404


def test_a_day_too_far_on_is_refused(world):
    page = Client().post("/demo/day/", {"days": "90"}, follow=True)

    assert "Choose a day within two months." in page.content.decode()


def test_a_token_is_printed_for_each_role_and_opens_the_api(world, capsys):
    call_command("api_token", "holder")
    token = capsys.readouterr().out.strip()

    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")

    assert api.get("/api/sources/").status_code == 200
    assert APIClient().get("/api/sources/").status_code in (401, 403)


def test_no_token_is_printed_for_anybody_else(world, settings):
    with pytest.raises(CommandError, match="nobody called"):
        call_command("api_token", "somebody-else")
    settings.DEMO = False
    with pytest.raises(CommandError, match="no demo"):
        call_command("api_token", "holder")


@pytest.mark.process
def test_without_demo_there_is_no_such_page():
    look = (
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/demo/', '/demo/day/', '/demo/components/', '/demo/sign-in/holder/'):\n"
        "    try: resolve(path)\n"
        "    except Resolver404: continue\n"
        "    raise SystemExit(path)\n"
    )
    environment = {
        **os.environ,
        "DEMO": "",
        "SECRET_KEY": "for this test",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=environment, check=True)


def test_the_first_day_cannot_be_asked_for_where_nobody_kept_it(world):
    assert Client().post("/demo/again/").status_code == 404
    assert "make demo-fresh" in Client().get("/demo/").content.decode()


def test_whoever_asks_for_the_first_day_waits_until_it_is_there_and_is_signed_out(world):
    (world / "first-day").mkdir()
    (world / "first-day/state").touch()
    asked, client = world / "begin-again", sign_in("holder")
    putting_back = threading.Thread(target=_put_back_when_asked, args=[asked])
    putting_back.start()

    answer = client.post(
        "/demo/again/", {"next": "/demo/scenes/connector/", "looked_over": "yes"}, follow=True
    )

    putting_back.join()
    assert answer.redirect_chain == [("/demo/scenes/connector/", 302)]
    assert "as it was on the first day" in answer.content.decode()
    assert "Sign in" in answer.content.decode()


@pytest.mark.holds("fault:J19")
def test_the_first_day_is_looked_over_before_everything_is_forgotten(world):
    (world / "first-day").mkdir()
    (world / "first-day/state").touch()
    client = sign_in("holder")

    answer = client.post("/demo/again/", {"next": "/demo/scenes/connector/"})

    assert "Whatever anybody did here is forgotten" in answer.content.decode()
    assert 'href="/demo/scenes/connector/"' in answer.content.decode()
    assert not (world / "begin-again").exists()
    assert "_auth_user_id" in client.session


def test_a_first_day_that_does_not_come_back_says_what_to_type(world, monkeypatch):
    monkeypatch.setattr(again, "MAX_RESET_SECONDS", 0)
    (world / "first-day").mkdir()
    (world / "first-day/state").touch()

    answer = Client().post("/demo/again/", {"looked_over": "yes"}, follow=True)

    assert "Stop the demo and type: make demo-fresh" in answer.content.decode()
    assert not (world / "begin-again").exists()


def _put_back_when_asked(asked: Path) -> None:
    wait_until(asked.exists, "Asking for the first day")
    asked.unlink()


def test_a_walk_whose_days_went_by_says_so_and_how_to_begin_again(world):
    page = Client().get("/demo/scenes/no-phone/").content.decode()
    assert "gone by" not in page

    days.live_until(clock.now() + timedelta(days=8))

    assert "gone by" in Client().get("/demo/scenes/no-phone/").content.decode()


def test_a_step_somebody_went_to_is_done_for_them_and_the_strip_leads_back(world):
    client = Client()
    client.get("/demo/scenes/connector/")
    there = client.post(
        "/demo/sign-in/connector/", {"next": "/checks/", "step": "1"}, follow=True
    ).content.decode()
    walk = client.get("/demo/scenes/connector/").content.decode()

    assert 'href="/demo/scenes/connector/">Back to the walk' in tight(there)
    assert walk.index(">Done<") < walk.index('aria-current="step"')


@pytest.mark.django_db
@pytest.mark.holds("fault:J20")
def test_where_a_code_is_waited_for_the_page_leads_to_the_demos_post():
    assert Client().get("/account/signup/").text.count('href="/demo/post/"') == 1


@pytest.mark.django_db
def test_a_mail_that_is_being_written_is_not_read_and_what_is_strange_is_only_words(
    settings, tmp_path
):
    settings.OUTBOX_DIR = tmp_path
    (tmp_path / "email").mkdir()
    whole = b"To: a@example.org\nSubject: <b>Hello</b>\n\nRead http://127.0.0.1/x/ <script>\n"
    (tmp_path / "email" / "1.log").write_bytes(whole + b"-" * 79 + b"\n" + b"To: half@ex")

    [mail] = newest_mails()

    assert (mail.to, mail.subject) == ("a@example.org", "<b>Hello</b>")
    shown = Client().get("/demo/post/").content.decode()
    assert "&lt;script&gt;" in shown and "<b>Hello" not in shown
