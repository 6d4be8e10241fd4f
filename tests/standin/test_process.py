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

from tests.standin.making import hold, make_customer, make_intent, save_card

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
        said = process.stdout.readline()
        yield said.split()[-1].removesuffix("/_standin/"), process
    finally:
        process.terminate()
        process.wait(5)


def client(base: str):
    options = {"base_addresses": {"api": base}, "max_network_retries": 0}
    return stripe.StripeClient("sk_test_standin", **options).v1


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with running() as (address, _):
        yield address


def test_it_says_that_it_is_well(base):
    assert requests.get(f"{base}/_standin/health", timeout=5).json() == {"ok": True}


def test_its_clock_may_be_moved(base):
    def told(body):
        return requests.post(f"{base}/_standin/clock", json=body, timeout=5).json()["offset"]

    assert told({"offset_seconds": 600}) == 600
    assert told({"advance_seconds": 3600}) == 4200
    assert told({"offset_seconds": 600}) == 600


def test_faults_may_be_planned_and_cleared(base):
    planned = {"operation": "customers.create", "fault": "rate_limited"}
    requests.post(f"{base}/_standin/faults", json=planned, timeout=5)
    with pytest.raises(stripe.RateLimitError):
        make_customer(client(base))

    requests.post(f"{base}/_standin/faults", json=[planned, planned], timeout=5)
    requests.delete(f"{base}/_standin/faults", timeout=5)

    assert make_customer(client(base))


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
    answer = requests.post(f"{base}/_standin/faults", data=body, headers=headers, timeout=5)

    assert answer.status_code == 400
    assert requests.get(f"{base}/_standin/faults", timeout=5).json() == []


def test_it_shows_what_it_holds(base):
    intent = make_intent(client(base))

    state = requests.get(f"{base}/_standin/state", timeout=5).json()
    page = requests.get(f"{base}/", timeout=5).text

    assert intent.id in [held["id"] for held in state["payment_intent"][""]]
    assert intent.id in page
    assert "_card" not in str(state)


def test_it_answers_only_by_its_own_name(base):
    answer = requests.get(f"{base}/_standin/state", headers={"Host": "evil.example"}, timeout=5)

    assert answer.status_code == 421


@pytest.mark.parametrize("length", ["-1", "99999999", "many"])
def test_a_body_of_no_sensible_length_is_refused(base, length):
    connection = HTTPConnection(urlsplit(base).netloc, timeout=5)
    connection.request("POST", "/v1/customers", headers={"Content-Length": length})

    assert connection.getresponse().status == 413


def test_a_second_start_knows_the_cards_and_the_holds(tmp_path):
    state = str(tmp_path / "processor.sqlite")
    with running("--state", state) as (base, _):
        v1 = client(base)
        customer = make_customer(v1)
        card = save_card(v1, customer)
        held = hold(v1)
        requests.post(f"{base}/_standin/clock", json={"advance_seconds": 60}, timeout=5)

    with running("--state", state) as (base, _):
        v1 = client(base)
        assert [method.id for method in v1.customers.payment_methods.list(customer).data] == [card]
        assert requests.get(f"{base}/_standin/clock", timeout=5).json()["offset"] == 60
        assert make_customer(v1) != customer
        assert v1.payment_intents.capture(held.id).status == "succeeded"


def test_nothing_answered_is_forgotten_when_it_is_killed(tmp_path):
    state = str(tmp_path / "processor.sqlite")
    with running("--state", state) as (base, process):
        held = hold(client(base))
        process.kill()

    with running("--state", state) as (base, _):
        assert client(base).payment_intents.retrieve(held.id).status == "requires_capture"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_stops_when_told(name):
    with running() as (base, process):
        make_customer(client(base))

        os.kill(process.pid, getattr(signal, name))

        assert process.wait(5) == 0
