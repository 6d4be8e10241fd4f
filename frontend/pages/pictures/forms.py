"""What is asked of whoever sends a picture."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.pictures.rules.pictures import MAX_NAME_CHARS, MAX_NAMES, MAX_UPLOAD_BYTES
from frontend.components.fields import DateInWords, YesNoField, set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes

YES_NO = [("no", gettext_lazy("No, nobody")), ("yes", gettext_lazy("Yes"))]


class UploadField(forms.FileField):
    """The bytes that were sent, no more than are needed to see that they are too many."""

    default_error_messages = {
        "required": gettext_lazy("Choose a picture."),
        "invalid": gettext_lazy("No picture came. Choose it once more."),
        "missing": gettext_lazy("No picture came. Choose it once more."),
        "empty": gettext_lazy("There is nothing in this file."),
        "max_length": gettext_lazy("The name of this file is too long. Give it a shorter one."),
        "contradiction": gettext_lazy("No picture came. Choose it once more."),
    }

    def clean(self, data: Any, initial: Any = None) -> bytes:
        return super().clean(data, initial).read(MAX_UPLOAD_BYTES + 1)


class NamesOnLines(TypedText):
    """A name on each line, as a list."""

    widget = forms.Textarea({"rows": 3})

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class PictureForm(forms.Form):
    needed_for_some = ("names", "until")

    picture = UploadField(
        label=gettext_lazy("A picture"),
        help_text=gettext_lazy("A photograph: JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt_words = TypedText(
        label=gettext_lazy("What is in it, for whoever cannot see it"),
        help_text=gettext_lazy(
            "What is there, not who: “A long table with tea and cake by a window”."
        ),
        max_length=200,
    )
    shows_faces = YesNoField(
        label=gettext_lazy("Can anybody in it be recognised?"),
        help_text=gettext_lazy(
            "Children never. Nor somebody who cannot decide this for themselves."
        ),
        choices=YES_NO,
    )
    until = DateInWords(
        label=gettext_lazy("Until which day may it be seen?"),
        help_text=gettext_lazy("Only if somebody can be recognised: at most two years from today."),
        required=False,
    )
    field_order = ("picture", "alt_words", "shows_faces", "names", "until")


class ListingPictureForm(PictureForm):
    names = NamesOnLines(
        label=gettext_lazy("Who? One name on a line"),
        help_text=gettext_lazy(
            "Only whoever agreed on paper that this picture stands on this page, until the day "
            "below. Strangers do not read these names."
        ),
        max_length=MAX_NAMES * MAX_NAME_CHARS,
        required=False,
    )


class GroupPictureForm(PictureForm):
    names = forms.MultipleChoiceField(
        label=gettext_lazy("Who?"),
        help_text=gettext_lazy(
            "Each is asked first, and the others see it once they have said yes. Nobody who is not "
            "in this group may be recognised in its pictures."
        ),
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "names", [(name, name) for name in names])
