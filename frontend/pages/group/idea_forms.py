"""What is asked for an idea, for what somebody would like, and for what matters to them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from frontend.components.fields import set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.drawings.kind_pictures import picture_address
from groups.models.briefs import Brief
from groups.models.ideas import GroupIdea
from groups.rules.ideas import MAX_IDEA_CHARS, MAX_LINE_CHARS, MAX_LINES
from groups.states import IdeaPicture

NEW_DRAFT = 0


class IdeaForm(forms.Form):
    """A picture alone is enough, and so are words."""

    needed_for_some = frozenset({"picture", "words"})
    picture = forms.ChoiceField(label=_("Which picture is like it?"), widget=Radios, required=False)
    words = TypedText(
        label=_("Or in words"),
        help_text=_("A picture alone is enough, and so are words."),
        max_length=MAX_IDEA_CHARS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "picture", [(each.value, draw_picture(each)) for each in IdeaPicture])


class PaperIdeaForm(IdeaForm):
    is_nothing = forms.BooleanField(label=_("They have no idea to add"), required=False)


class LikesForm(forms.Form):
    says_optional = False
    likes = forms.TypedMultipleChoiceField(
        label=_("Which would you like?"),
        help_text=_("Tick all that you would like. To tick none is an answer too."),
        widget=Checkboxes,
        coerce=int,
        required=False,
    )

    def __init__(self, *args: Any, ideas: Iterable[GroupIdea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "likes", [(each.pk, draw_idea(each)) for each in ideas])


class WhyForm(forms.Form):
    words = TypedText(
        label=_("Not, because …"),
        help_text=_("The group reads it, and that you wrote it."),
        max_length=MAX_IDEA_CHARS,
    )


class WriteDownForm(forms.Form):
    brief = forms.TypedChoiceField(
        label=_("Into what shall it go?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, drafts: Iterable[Brief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = (NEW_DRAFT, _now("Something new that we want"))
        set_choices(self, "brief", [new, *((each.pk, each.what) for each in drafts)])


class MattersForm(forms.Form):
    line_1 = TypedText(label=_("First line"), max_length=MAX_LINE_CHARS, required=False)
    line_2 = TypedText(label=_("Second line"), max_length=MAX_LINE_CHARS, required=False)
    line_3 = TypedText(label=_("Third line"), max_length=MAX_LINE_CHARS, required=False)

    @property
    def lines(self) -> list[str]:
        return [self.cleaned_data[f"line_{number}"] for number in range(1, MAX_LINES + 1)]


def draw_picture(picture: IdeaPicture) -> SafeString:
    """The drawing, which is decoration, and its words."""
    return format_html(
        '<img src="{}" alt="" width="96" height="64" loading="lazy"> {}',
        picture_address(picture),
        picture.label,
    )


def draw_idea(idea: GroupIdea) -> SafeString:
    if not idea.picture:
        return format_html("{}", idea.words)
    drawn = draw_picture(IdeaPicture(idea.picture))
    return format_html("{}. {}", drawn, idea.words) if idea.words else drawn
