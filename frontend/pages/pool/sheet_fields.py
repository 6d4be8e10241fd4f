"""What a sheet of paper showed, asked of whoever enters what is written on it (P25, P29)."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from frontend.components.widgets import Radios
from pooling.pools.models.pledges import Pool
from pooling.pools.office_terms import OfficeTermsByArea, digest_with, marks_of, offices_from
from pooling.pools.queries.terms import versions_of
from pooling.pools.wording.office_terms import office_texts

SAYS_OTHERWISE = "otherwise"
SHEET_FIELDS = ("shown_digest", "office_words")


def add_sheet_fields(form: forms.Form, pool: Pool, offices: OfficeTermsByArea) -> None:
    """`offices`: that keep the person's money; nothing is asked of them where none does."""
    form.fields["shown_digest"] = _version_field(pool)
    if offices:
        form.fields["office_words"] = _office_field(offices, pool.provider.name)


def digest_on_sheet(form: forms.Form) -> str:
    """Of the terms that it bears, and of what it says of the office."""
    terms_digest = form.cleaned_data["shown_digest"] or form.fields["shown_digest"].initial
    marks = form.cleaned_data.get("office_words", "")
    return digest_with(terms_digest, offices_from(marks))


def without_sheet_fields(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: answers[name] for name in answers if name not in SHEET_FIELDS}


def _version_field(pool: Pool) -> forms.ChoiceField:
    """Of which terms a sheet is; asked only where there was more than one version."""
    versions = versions_of(pool)
    return forms.ChoiceField(
        label=gettext("Which version does the sheet bear?"),
        choices=[
            (version.digest, gettext("Version %(number)d") % {"number": number})
            for number, version in enumerate(versions, start=1)
        ],
        widget=Radios if len(versions) > 1 else forms.HiddenInput,
        initial=pool.terms_digest if len(versions) == 1 else None,
        required=len(versions) > 1,
    )


def _office_field(offices: OfficeTermsByArea, provider_name: str) -> forms.ChoiceField:
    """What it says now is a choice by its own marks: where that changes before the entry, it is
    read and chosen again."""
    return forms.ChoiceField(
        label=gettext("What does the sheet say of the office that keeps their money?"),
        choices=[
            (marks_of(offices.values()), " ".join(office_texts(offices, provider_name))),
            (SAYS_OTHERWISE, gettext("Something else, or nothing")),
        ],
        widget=Radios,
    )
