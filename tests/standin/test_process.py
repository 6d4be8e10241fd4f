"""The stand-in as a process of its own: its handles, its file, and how it stops."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import stripe

from tests.standin.conftest import Processor
from tests.standin.making import hold, make_customer, make_intent, save_card
from tests.waits import TEST_WAIT_SECONDS

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running(*words: str) -> Iterator[tuple[str, subprocess.Popen]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "standin", "--port", "0", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        first_line = process.stdout.readline()
        yield first_line.split()[-1].removesuffix("/_standin/"), process
    finally:
        process.terminate()
        process.wait(TEST_WAIT_SECONDS)


def ask(method: str, url: str, **options) -> requests.Response:
    return requests.request(method, url, timeout=TEST_WAIT_SECONDS, **options)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with running() as (address, _):
        yield address


def test_it_says_that_it_is_well(base):
    assert ask("GET", f"{base}/_standin/health").json() == {"ok": True}


def test_its_clock_may_be_moved(base):
    def offset_after(body):
        return ask("POST", f"{base}/_standin/clock", json=body).json()["offset"]

    assert offset_after({"offset_seconds": 600}) == 600
    assert offset_after({"advance_seconds": 3600}) == 4200
    assert offset_after({"offset_seconds": 600}) == 600


def test_faults_may_be_planned_and_cleared(base):
    planned = {"operation": "customers.create", "fault": "rate_limited"}
    ask("POST", f"{base}/_standin/faults", json=planned)
    with pytest.raises(stripe.RateLimitError):
        make_customer(Processor(None, base))

    ask("POST", f"{base}/_standin/faults", json=[planned, planned])
    ask("DELETE", f"{base}/_standin/faults")

    assert make_customer(Processor(None, base))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ('{"operation": "*", "fault": "meteor"}', {"Content-Type": "application/json"}),
        ("nonsense", {"Content-Type": "application/json"}),
        ('{"operation": "*", "fault": "slow"}', {"Content-Type": "text/plain"}),
    ],
    ids=["no such fault", "not JSON", "a plain form from elsewhere"],
)
def test_a_plan_that_makes_no_sense_is_refused(base, body, headers):
    answer = requests.post(
        f"{base}/_standin/faults", data=body, headers=headers, timeout=TEST_WAIT_SECONDS
    )

    assert answer.status_code == 400
    assert ask("GET", f"{base}/_standin/faults").json() == []


def test_it_shows_what_it_holds(base):
    intent = make_intent(Processor(None, base))

    state = ask("GET", f"{base}/_standin/state").json()
    page = ask("GET", f"{base}/").text

    assert intent.id in [held["id"] for held in state["payment_intent"][""]]
    assert intent.id in page
    assert "_card" not in str(state)


def test_it_answers_only_by_its_own_name(base):
    answer = requests.get(
        f"{base}/_standin/state", headers={"Host": "evil.example"}, timeout=TEST_WAIT_SECONDS
    )

    assert answer.status_code == 421


@pytest.mark.parametrize("length", ["-1", "99999999", "many"])
def test_a_body_of_no_sensible_length_is_refused(base, length):
    connection = HTTPConnection(urlsplit(base).netloc, timeout=TEST_WAIT_SECONDS)
    connection.request("POST", "/v1/customers", headers={"Content-Length": length})

    assert connection.getresponse().status == 413


def test_a_second_start_knows_the_cards_and_the_holds(tmp_path):
    file = str(tmp_path / "processor.sqlite")
    with running("--state", file) as (base, _):
        processor = Processor(None, base)
        customer = make_customer(processor)
        card = save_card(processor, customer)
        intent = hold(processor)
        requests.post(
            f"{base}/_standin/clock", json={"advance_seconds": 60}, timeout=TEST_WAIT_SECONDS
        )

    with running("--state", file) as (base, _):
        processor = Processor(None, base)
        state = ask("GET", f"{base}/_standin/state").json()
        methods = state["payment_method"][""]
        assert (methods[0]["id"], methods[0]["customer"]) == (card, customer)
        assert ask("GET", f"{base}/_standin/clock").json()["offset"] == 60
        assert make_customer(processor) != customer
        assert processor.v1.payment_intents.capture(intent.id).status == "succeeded"


def test_nothing_answered_is_forgotten_when_it_is_killed(tmp_path):
    state = str(tmp_path / "processor.sqlite")
    with running("--state", state) as (base, process):
        intent = hold(Processor(None, base))
        process.kill()

    with running("--state", state) as (base, _):
        again = Processor(None, base).v1.payment_intents.retrieve(intent.id)
        assert again.status == "requires_capture"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_stops_when_told(name):
    with running() as (base, process):
        make_customer(Processor(None, base))

        os.kill(process.pid, getattr(signal, name))

        assert process.wait(TEST_WAIT_SECONDS) == 0
