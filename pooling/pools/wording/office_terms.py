"""What the office that keeps somebody's money does with a yes, in words for that person."""

from django.utils.translation import gettext as _

from pooling.pools.office_terms import OfficeTerms, OfficeTermsByArea


def office_texts(offices: OfficeTermsByArea, provider_name: str) -> list[str]:
    """Above the button, on a sheet, and to a program: what of it is agreed to with the yes."""
    return [
        text
        for office in offices.values()
        for text in (missed_text(office), invoice_text(office, provider_name))
    ]


def missed_text(office: OfficeTerms) -> str:
    """What the office will not pay is no surprise afterwards (P27)."""
    if office.pays_for_missed is None:
        return _(
            "The office has not said whether it pays for a time that you miss. Ask it before you"
            " say yes."
        )
    if office.pays_for_missed:
        return _("The office pays also for a time that you miss, where that is not free.")
    return _(
        "The office does not pay for a time that you miss. Where that is not free, it may ask you"
        " for it."
    )


def invoice_text(office: OfficeTerms, provider_name: str) -> str:
    """Who reads whose money it is: a name only where the office asks for it (P29)."""
    if office.names_people:
        return _(
            "If the office pays, %(name)s sends it an invoice with your name, because that office"
            " asks for names: so %(name)s reads it too."
        ) % {"name": provider_name}
    return _(
        "If the office pays, %(name)s sends it an invoice without your name: with its own number"
        " for it, what was delivered, and the price."
    ) % {"name": provider_name}


def office_changes(
    shown: OfficeTermsByArea, present: OfficeTermsByArea, provider_name: str
) -> list[tuple[str, str, str]]:
    """(question, as it was shown, as it is now) of what has changed."""
    rows = []
    for area_id, office in present.items():
        before = shown.get(area_id)
        for question, text_of in (
            (_("A time that you miss"), missed_text),
            (_("On the invoice"), lambda each: invoice_text(each, provider_name)),
        ):
            was, now = text_of(before) if before else _("not said"), text_of(office)
            if was != now:
                rows.append((question, was, now))
    return rows
