"""What the deeds of this app are about, as a person reads it in their history."""

from community.people.models.decisions import DecisionRecord
from community.people.models.representations import Representation
from community.people.models.talks import TalkRequest
from community.people.wording import describe_representation


def representation_texts(ids: list[str]) -> dict[str, str]:
    """With whom it was agreed, how far, and until when."""
    representations = Representation.objects.filter(pk__in=ids).select_related("login")
    return {str(each.pk): describe_representation(each) for each in representations}


def talk_texts(ids: list[str]) -> dict[str, str]:
    """What it was to be about."""
    talks = TalkRequest.objects.filter(pk__in=ids)
    return {str(pk): text for pk, text in talks.values_list("pk", "about_text")}


def decision_texts(ids: list[str]) -> dict[str, str]:
    decisions = DecisionRecord.objects.filter(pk__in=ids)
    return {str(pk): question for pk, question in decisions.values_list("pk", "question")}
