"""The shapes of pictures and of who agreed to be seen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.pictures.models import PictureAgreement
from community.pictures.queries.pictures import PictureDetail, shown_picture
from community.pictures.redraw import WIDTHS
from community.pictures.rules.pictures import MAX_NAME_CHARS, MAX_NAMES, MAX_UPLOAD_BYTES
from community.pictures.states import PictureSight
from frontend.api.typed import Day, TypedText
from frontend.shared.pictures import address_to_take_back, page_of_picture


class UploadField(serializers.FileField):
    """The bytes that were sent, no more than are needed to see that they are too many."""

    default_error_messages = {
        "required": gettext_lazy("Choose a picture."),
        "invalid": gettext_lazy("No picture came. Choose it once more."),
        "no_name": gettext_lazy("No picture came. Choose it once more."),
        "empty": gettext_lazy("There is nothing in this file."),
        "max_length": gettext_lazy("The name of this file is too long. Give it a shorter one."),
    }

    def to_internal_value(self, data: Any) -> bytes:  # type: ignore[override]  # not the file
        return super().to_internal_value(data).read(MAX_UPLOAD_BYTES + 1)


class PictureIn(serializers.Serializer):
    """As a form with a file (`multipart/form-data`)."""

    picture = UploadField(help_text="JPEG, PNG or WebP, at most 10 MB.")
    alt_words = TypedText(max_length=200, help_text="What is in it, and not who.")
    shows_faces = serializers.BooleanField(help_text="Can anybody in it be recognised?")
    names = serializers.ListField(
        child=TypedText(max_length=MAX_NAME_CHARS),
        max_length=MAX_NAMES,
        default=list,
        help_text="Of a listing: each who agreed on paper. Of a group: each of its people, who is "
        "asked. Only where somebody can be recognised.",
    )
    until = Day(required=False, allow_null=True, default=None, help_text="Needed with `names`.")


class AgreementOut(serializers.ModelSerializer):
    address = serializers.SerializerMethodField(
        help_text="For somebody who has no page here: it takes the picture down."
    )

    class Meta:
        model = PictureAgreement
        fields = ["id", "name_words", "until", "agreed_at", "taken_back_at", "address"]

    def get_address(self, agreement: PictureAgreement) -> str:
        return "" if agreement.person_id else address_to_take_back(agreement)


class PictureOut(serializers.Serializer):
    id = serializers.IntegerField(source="picture.pk")
    alt_words = serializers.CharField(source="picture.alt_words")
    shows_faces = serializers.BooleanField(source="picture.shows_faces")
    stands = serializers.ChoiceField(PictureSight.choices, source="sight")
    fault = serializers.CharField(source="picture.get_fault_display")
    held_back_for = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField(help_text="By its width, where it is read.")
    agreements = AgreementOut(many=True)

    def get_held_back_for(self, detail: PictureDetail) -> str:
        return detail.words.why_words if detail.words else ""

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_files(self, detail: PictureDetail) -> dict[str, str]:
        return picture_addresses(detail.picture.code) if detail.picture.has_files else {}


class PictureOfMeOut(serializers.ModelSerializer):
    alt_words = serializers.CharField(source="picture.alt_words")
    page = serializers.SerializerMethodField(help_text="What its page is called.")
    files = serializers.SerializerMethodField(help_text="By its width, where it is read.")

    class Meta:
        model = PictureAgreement
        fields = ["id", "alt_words", "page", "until", "agreed_at", "taken_back_at", "files"]

    def get_page(self, agreement: PictureAgreement) -> str:
        return page_of_picture(agreement.picture)

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_files(self, agreement: PictureAgreement) -> dict[str, str]:
        picture = agreement.picture
        return picture_addresses(shown_picture(picture).code) if picture.has_files else {}


class AgreedOut(serializers.Serializer):
    name_words = serializers.CharField()
    until = serializers.DateField()
    alt_words = serializers.CharField(source="picture.alt_words")
    page = serializers.SerializerMethodField(help_text="What its page is called.")
    taken_back_at = serializers.DateTimeField(allow_null=True)

    def get_page(self, agreement: PictureAgreement) -> str:
        return page_of_picture(agreement.picture)


def picture_addresses(code: str) -> dict[str, str]:
    return {str(width): reverse("picture_file", args=[code, width]) for width in WIDTHS}
