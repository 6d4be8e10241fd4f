"""The shape of what goes in and comes out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from frontend.api.group.brief_serializers import BriefIn
from frontend.api.group.motion_serializers import MotionOut
from frontend.api.group.serializers import GroupIn, NewcomerOut
from frontend.api.how_put import HowPutIn, HowPutOnPaperIn
from frontend.api.offers.serializers import OfferMessageIn
from frontend.api.pool.serializers import OpenPoolIn, PledgeIn, PriceOut, PrivateQuestionAnswerIn
from frontend.api.serializers import OnSheetIn, digest_field, pence_field
from frontend.api.typed import Day, TypedLines, TypedText, WholeNumber
from frontend.components.blocks import AnswerSheet
from groups.models.decisions import Decision
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import (
    CoverOption,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
)

# Serializers of shape only: none of them writes, so none has create() or update().


class PaperSourceOut(serializers.Serializer):
    """How they can pay: its name and nothing of how much there is."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(SourceKind.choices)
    called = serializers.CharField()


class PaperVersionOut(serializers.Serializer):
    number = serializers.IntegerField()
    digest = serializers.CharField()


class PaperPoolOut(serializers.Serializer):
    """The question on the sheet, and how they can pay: not what they said before."""

    pool_id = serializers.IntegerField(source="pool_detail.pool.pk")
    summary = serializers.CharField(source="pool_detail.terms.summary")
    place = serializers.CharField(source="pool_detail.terms.place")
    closes_at = serializers.DateTimeField(source="pool_detail.pool.closes_at")
    starts = serializers.ListField(child=serializers.DateTimeField(), source="pool_detail.starts")
    prices = PriceOut(many=True, source="pool_detail.prices")
    sources = PaperSourceOut(many=True)
    office_words = serializers.ListField(
        child=serializers.CharField(),
        help_text="What the sheet says of those that keep the money, as it is now.",
    )
    digest = serializers.CharField(
        help_text="Of what the sheet asks, and of `office_words`, as it is now. Where the sheet "
        "does not say these, send the digest of its version, without what follows a dot."
    )
    versions = PaperVersionOut(many=True, help_text="A printed sheet bears its number.")


class PaperSourceIn(serializers.Serializer):
    kind = serializers.ChoiceField(SourceKind.choices)


class PaperPledgeIn(HowPutOnPaperIn, PledgeIn):
    """`digest`: of the version that the sheet bears. Of an older one the yes is kept as said to
    that, the place is held, and what changed is asked."""

    digest = digest_field("GET paper/<code>/costs/<id>/")


class SheetChangeOut(serializers.Serializer):
    question = serializers.CharField()
    before = serializers.CharField()
    now = serializers.CharField()


class AnswerSheetOut(serializers.Serializer):
    """Half a page to print: the words, the boxes to tick, and the code to enter it by."""

    title = serializers.CharField()
    text = serializers.CharField()
    ticks = serializers.ListField(child=serializers.CharField())
    lines = serializers.ListField(child=serializers.CharField())
    changes = serializers.SerializerMethodField(
        help_text="Since the sheet on which they wrote their yes: printed in bold."
    )
    code = serializers.CharField()
    give_to = serializers.CharField()
    version = serializers.CharField(
        help_text="Sent with what is entered from it (of a shared cost, and of a question about "
        "one, the digest of that number); empty where nothing is compared."
    )

    @extend_schema_field(SheetChangeOut(many=True))
    def get_changes(self, sheet: AnswerSheet) -> list[dict[str, str]]:
        names = ("question", "before", "now")
        return [dict(zip(names, change, strict=True)) for change in sheet.changes]


class NamedSheetOut(serializers.Serializer):
    """`name` may stand more than once: each half page is a row of its own."""

    name = serializers.CharField()
    sheet = AnswerSheetOut()


class PaperQuestionOut(serializers.Serializer):
    """What one person is asked in private, and the sheet that asks it."""

    id = serializers.IntegerField(source="question.pk")
    pool_id = serializers.IntegerField(source="question.pledge.pool_id")
    kind = serializers.ChoiceField(PrivateQuestionKind.choices, source="question.kind")
    answer_by = serializers.DateTimeField(source="question.answer_by")
    state = serializers.ChoiceField(
        PrivateQuestionState.choices,
        source="question.state",
        help_text="Still asked after a yes on a sheet of older terms: a new one is to be printed.",
    )
    sheet = AnswerSheetOut()
    versions = PaperVersionOut(many=True, help_text="A printed sheet bears its number.")


class PaperQuestionIn(PrivateQuestionAnswerIn):
    """`digest`: with a yes, of the version that the sheet bears."""

    digest = digest_field("GET paper/<code>/questions/", required=False)


class PaperPledgeOut(serializers.Serializer):
    max_pence = pence_field("The most a session, as it was entered.")
    is_for_these_terms = serializers.SerializerMethodField(
        help_text="No, where the sheet was of an older version: a new one is for the next visit."
    )

    def get_is_for_these_terms(self, pledge: Pledge) -> bool:
        return pledge.terms_digest == pledge.pool.terms_digest


class PaperJoinIn(OnSheetIn, HowPutOnPaperIn):
    """What is on a filled-in card: of somebody new, or of somebody who is here already."""

    code = TypedText(max_length=60)
    person = serializers.UUIDField(
        source="person_id", required=False, help_text="One of those whom you visit."
    )
    sheet = TypedText(
        max_length=60, required=False, help_text="The code of a sheet of somebody who is here."
    )
    called = TypedText(
        source="preferred_name",
        max_length=60,
        required=False,
        help_text="Of somebody new: what they like to be called.",
    )
    is_another = serializers.BooleanField(
        default=False, help_text="Somebody called that is here already, and this is another person."
    )
    known_as = TypedText(max_length=60, help_text="What the others call them.")
    agrees = serializers.BooleanField(default=False, help_text="They have ticked that they agree.")
    digest = digest_field("GET join/?code=")
    through_words = TypedText(
        max_length=120, required=False, help_text="Of somebody new: who tells them, and when."
    )
    deputy_login_id = WholeNumber(
        required=False, help_text="Who tells them else. Without it, a connector of the area."
    )
    days_words = TypedText(max_length=120, default="", allow_blank=True)
    never_words = TypedText(max_length=120, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Somebody who is here has a name and a plan already."""
        needed = {"called": "preferred_name", "through_words": "through_words"}
        is_new = "person_id" not in attrs and "sheet" not in attrs
        missing = [name for name, source in needed.items() if is_new and source not in attrs]
        if missing:
            text = self.fields["called"].error_messages["required"]
            raise serializers.ValidationError(dict.fromkeys(missing, text), "required")
        return attrs


class PaperDecisionOut(serializers.Serializer):
    decision = serializers.IntegerField(source="pk")
    what = serializers.CharField(source="brief.what")
    offers = serializers.SerializerMethodField()

    def get_offers(self, decision: Decision) -> list[int]:
        return [offer.pk for offer in decision.candidates.order_by("sent_at", "pk")]


class PaperPoolSummaryOut(serializers.Serializer):
    pool = serializers.IntegerField(source="pk")
    summary = serializers.CharField(source="terms.summary")
    closes_at = serializers.DateTimeField()


class PaperSheetOut(serializers.Serializer):
    """What a sheet may be about: never what they said before, nor how it stands."""

    code = serializers.CharField()
    known_as = serializers.CharField()
    group = serializers.CharField()
    reaching = serializers.ListField(
        child=serializers.CharField(), help_text="What they said of how to reach them."
    )
    choices = PaperDecisionOut(many=True)
    costs = PaperPoolSummaryOut(many=True)
    motions = MotionOut(many=True)
    newcomers = NewcomerOut(many=True)


class PostSheetIn(serializers.Serializer):
    sheet = TypedText(max_length=60, help_text="By its name among their sheets, or all of them.")
    worker = WholeNumber(source="worker_id", help_text="Who posts it: somebody who works there.")
    address = TypedLines(max_length=300, help_text="Where to. Kept until it is posted.")
    way_back = TypedLines(
        max_length=300, help_text="Where the stamped envelope comes back to: it is on the sheet."
    )


class AskForPostIn(serializers.Serializer):
    sheet = TypedText(max_length=60, help_text="By its name among one's sheets, or all of them.")
    address = TypedLines(
        max_length=300,
        required=False,
        default="",
        allow_blank=True,
        help_text="Where to; empty, whoever posts it asks the person. Only the person says it. "
        "Kept until it is posted.",
    )


class OwnPostedSheetOut(serializers.Serializer):
    """`posted_at`: only once whoever posts it has said so."""

    sheet = serializers.CharField()
    posted_by = serializers.CharField(source="worker.name", help_text="Who posts it, or did.")
    asked_at = serializers.DateTimeField()
    posted_at = serializers.DateTimeField(allow_null=True)


class PostedSheetOut(serializers.Serializer):
    """`posted_at`: only once whoever posts it has said so."""

    id = serializers.IntegerField(source="pk")
    code = serializers.CharField(source="member.paper_code")
    sheet = serializers.CharField()
    worker = serializers.IntegerField(source="worker_id")
    address = serializers.CharField()
    way_back = serializers.CharField()
    asked_at = serializers.DateTimeField()
    posted_at = serializers.DateTimeField(allow_null=True)


class PaperHelpsIn(OnSheetIn):
    """All that they ticked, in the place of what they said before."""

    helps = serializers.ListField(
        source="adjustments", child=TypedText(max_length=120), max_length=20
    )


class PaperNewMoneyIn(OnSheetIn, PaperSourceIn):
    pass


class PaperOpeningIn(OnSheetIn, OpenPoolIn):
    pass


class PaperGroupIn(HowPutOnPaperIn, OnSheetIn, GroupIn):
    pass


class PaperBriefIn(OnSheetIn, BriefIn):
    pass


class PaperAskIn(OnSheetIn, OfferMessageIn):
    pass


class PaperKeepAsideIn(serializers.Serializer):
    keep_aside_pence = pence_field("A week, not for this.")


class PaperHiddenDateIn(serializers.Serializer):
    is_hidden = serializers.BooleanField()


class PaperCoverIn(OnSheetIn, HowPutIn):
    options = serializers.ListField(child=serializers.ChoiceField(CoverOption.choices))
    given_on = Day(
        default=None,
        allow_null=True,
        help_text="The day on which they gave the sheet: it counts by that day. Else today.",
    )


class PaperCallOffIn(HowPutOnPaperIn):
    typed = TypedText(max_length=20, help_text="The sum in pounds that would go back, like 0.00.")
