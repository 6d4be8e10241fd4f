"""Every text on every ground it meets, at 7:1 or more."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "frontend" / "styles"
COLOURS = dict(re.findall(r"\$([\w-]+): #([0-9a-f]{6});", (STYLES / "_colours.scss").read_text()))

GROUNDS = ("paper", "cream", "sand")
TEXTS = ("ink", "quiet", "brand", "brand-deep", "link", "visited", "error", "success")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS] + [
    ("paper", "brand"),
    ("paper", "brand-deep"),
    ("paper", "success"),
    ("paper", "link"),
    ("ink", "focus"),
    ("ink", "brand-pale"),
    ("brand-deep", "brand-pale"),
    ("brand", "brand-pale"),
    ("link", "brand-pale"),
    ("error", "error-pale"),
    ("ink", "error-pale"),
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_measures_as_the_guidelines_say():
    assert round(contrast("000000", "ffffff"), 2) == 21


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 7


def test_no_style_names_a_colour_of_its_own():
    """All in one file, so that all are measured."""
    files = [path for path in STYLES.glob("*.scss") if path.stem not in {"_colours", "_contrast"}]
    assert [
        path.name for path in files if re.search(r"#(?!000\b)[0-9a-f]{3,6}\b", path.read_text())
    ] == []
