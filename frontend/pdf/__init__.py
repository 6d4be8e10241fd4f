"""Paper: tagged PDF by typst. A template holds the layout; every word comes from here."""

import json
from datetime import datetime
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent


def render_pdf(template: str, *, words: dict, made_at: datetime) -> bytes:
    """A PDF/UA-1 of `template` (a name without its ending) with these words in it.

    Only the typefaces that come with typst are used, so it looks alike on every machine.
    """
    pdf = typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
    )
    return bytes(pdf)
