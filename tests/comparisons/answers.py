"""What is put into a form to see what comes next: as it stands, and with every field filled in.

Goes by kind and label, never by a field's name, which a renaming may change.
"""

from collections.abc import Iterator

from tests.comparisons.reader import Control, Form

SUBMITS = ("submit", "image")
NOT_SENT = ("button", "reset", "fieldset", "output", "file", *SUBMITS)
CHOICES = ("radio", "checkbox")
BY_KIND = {"email": "someone@example.org", "tel": "07700 900123", "number": "1"}
BY_LABEL = {"day": "20", "month": "5", "year": "2027", "postcode": "BS3 1AA", "hour": "10"}
NUMERIC = ("numeric", "decimal")

Fields = list[tuple[str, str]]


def default_fields(form: Form) -> Fields:
    return [pair for control in form.controls for pair in _pairs(control)]


def filled_fields(form: Form) -> Fields:
    answered = {control.name for control in form.controls if control.is_chosen}
    fields: Fields = []
    for control in form.controls:
        if control.kind in CHOICES and control.name not in answered:
            fields.append((control.name, control.value))
            if control.kind == "radio":
                answered.add(control.name)
        elif control.kind not in CHOICES and control.kind not in NOT_SENT and not control.value:
            fields.append((control.name, _answer(control)))
        else:
            fields += _pairs(control)
    return fields


def buttons(form: Form) -> list[Fields]:
    """What each way of sending it adds; nothing where no button has a name."""
    pairs = [(one.name, one.value) for one in form.controls if one.kind in SUBMITS]
    return [[pair] for pair in pairs] or [[]]


def _pairs(control: Control) -> Iterator[tuple[str, str]]:
    is_left_out = control.kind in CHOICES and not control.is_chosen
    if control.kind not in NOT_SENT and not is_left_out:
        yield control.name, control.value


def _answer(control: Control) -> str:
    if control.options:
        return next((option for option in control.options if option), "")
    label = control.label.lower()
    by_label = (answer for word, answer in BY_LABEL.items() if word in label.split())
    if control.inputmode in NUMERIC:
        return next(by_label, "1")
    return BY_KIND.get(control.kind) or next(by_label, "Some words of ours")
