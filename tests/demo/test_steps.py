from datetime import datetime, timedelta

import pytest
from django.urls import NoReverseMatch

from community.common.clock import LONDON
from demo.scenes.shape import Scene, SceneStep, page

NOW = datetime(2027, 3, 5, 12, tzinfo=LONDON)


def seen(step: SceneStep):
    [one] = Scene("a-scene", "A scene", "", (step,)).step_details(NOW)
    return one


def test_a_step_cannot_lead_to_a_page_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        seen(SceneStep("Run the rounds.", who="connector", where=lambda: page("no_such_page")))


def test_a_step_that_waits_for_another_has_no_address_yet():
    step = seen(SceneStep("Look at it.", who="holder", where=lambda: page("pool", None)))

    assert step.url == ""


def test_a_step_whose_page_is_there_leads_to_it():
    step = seen(SceneStep("Look.", who="holder", where=lambda: page("find", words="a warm meal")))

    assert step.url == "/find/?words=a+warm+meal"


def walk(*steps: SceneStep, visited=()):
    return [
        (step.is_done, step.is_next)
        for step in Scene("s", "S", "", steps).step_details(NOW, visited=visited)
    ]


READ = SceneStep("Read.")
HAPPENED = SceneStep("Do.", has_happened=lambda: True)
DID_NOT = SceneStep("Do.", has_happened=lambda: False)
CAME = SceneStep("It comes.", day=lambda: NOW - timedelta(days=1))
COMES = SceneStep("It comes.", day=lambda: NOW + timedelta(days=1))


def test_the_first_step_that_is_not_done_is_the_next():
    assert walk(HAPPENED, DID_NOT, READ) == [(True, False), (False, True), (False, False)]


def test_a_step_before_one_that_is_done_is_done_too():
    assert walk(READ, DID_NOT, CAME, COMES)[:3] == [(True, False)] * 3


def test_a_step_to_read_is_done_when_somebody_has_been_there():
    assert walk(READ, DID_NOT, visited=[1]) == [(True, False), (False, True)]
