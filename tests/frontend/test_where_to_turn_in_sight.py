"""M45, J13: on each page of a group or of messages one calm line says where to turn, under the
title; and every page can be left quickly (P138)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = Path(settings.BASE_DIR) / "frontend/templates"
CALM = '{% include "parts/nobody_watches.html" %}'
# Sheets to print, and pages of whoever works for a group and is not in it.
NOT_OF_A_GROUP = re.compile(r"(paper|connector)_.*|invite_card|rule|removals_to_decide")
BESIDE = [
    "pool/pool",
    "account/messages",
    "account/home",
    "offers/my_offer",
    "offers/brief_near_me",
]


def pages_with_words() -> list[str]:
    of_groups = [
        f"group/{path.stem}"
        for path in sorted((TEMPLATES / "group").glob("*.html"))
        if "<h1" in path.read_text() and not NOT_OF_A_GROUP.fullmatch(path.stem)
    ]
    assert len(of_groups) > 10
    return of_groups + BESIDE


@pytest.mark.holds("M45", "fault:J13")
def test_each_page_of_a_group_or_of_messages_says_it_right_under_its_title():
    for name in pages_with_words():
        after = (TEMPLATES / f"{name}.html").read_text().split("</h1>", 1)[1]
        assert CALM in "".join(after.split("\n")[:4]), name


@pytest.mark.holds("M45")
def test_it_has_the_number_of_the_area_and_a_way_for_whoever_cannot_ring():
    said = render_to_string("parts/nobody_watches.html", {"area": {"crisis_phone": "0300 1"}})

    assert "999, by relay 18000" in said and "<strong>0300 1</strong>" in said
    assert "call, text or sign to" in said
    assert "<strong>" not in render_to_string("parts/nobody_watches.html", {})


@pytest.mark.django_db
@pytest.mark.holds("P138")
def test_any_page_can_be_left_by_the_second_press_of_the_tab_key(client):
    page = client.get("/how-it-works/").text
    links = re.findall(r"<a\b(.*?)>(.*?)</a>", page, re.S)

    assert links[0][1] == "Skip to the main part"
    assert links[1][1] == "Leave this page quickly" and "data-leave" in links[1][0]
    assert not re.findall(r"<(?:button|input|select|textarea)\b", page.split(links[1][0])[0])
    leaving = next(link for link in links if "does not clear what you looked at" in link[1])
    assert "/where-to-turn/#leaving" in leaving[0]
    told = client.get("/where-to-turn/").text
    assert 'id="leaving"' in told and "history" in told.split('id="leaving"')[1]
