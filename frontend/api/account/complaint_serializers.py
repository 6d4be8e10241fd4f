"""The shape of a complaint, as it goes in and comes out."""

from rest_framework import serializers

from community.people.models.complaints import Complaint
from community.people.states import ComplaintAbout
from community.people.wording import outside_text
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import TypedLines

# Serializers of shape only: none of them writes, so none has create() or update().


class ComplaintIn(serializers.Serializer):
    about = serializers.ChoiceField(ComplaintAbout.choices)
    words = TypedLines(max_length=5000)


class PaperComplaintIn(OnSheetIn, ComplaintIn):
    pass


class ComplaintAnswerIn(serializers.Serializer):
    words = TypedLines(max_length=5000)


class ComplaintMadeOut(serializers.Serializer):
    answer_by = serializers.DateField(help_text="Somebody who did not write it down answers.")


class ComplaintOut(serializers.ModelSerializer):
    outside = serializers.SerializerMethodField(help_text="Whom to turn to who is not us.")

    class Meta:
        model = Complaint
        fields = [
            "id", "about", "words", "made_at", "on_paper", "answer_by", "answer", "answered_at",
            "outside",
        ]  # fmt: skip

    def get_outside(self, complaint: Complaint) -> str:
        return outside_text(complaint.area.nation)


class ComplaintToAnswerOut(serializers.ModelSerializer):
    called = serializers.CharField(source="person.preferred_name")

    class Meta:
        model = Complaint
        fields = ["id", "called", "about", "words", "made_at", "on_paper", "answer_by"]
