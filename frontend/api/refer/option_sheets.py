"""Option sheets by program: made by anybody, and read by whoever has the code."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.codes import parse_code
from community.places.queries import find_location_to_search
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.api.base import ActingView, Needs
from frontend.api.typed import TypedText, WholeNumber
from frontend.shared.option_sheets import option_sheet_text, sheet_address
from frontend.shared.throttles import OptionSheetThrottle
from marketplace.referrals.actions.option_sheets import make_option_sheet
from marketplace.referrals.models.option_sheets import MAX_NAME_CHARS, MAX_PHONE_CHARS
from marketplace.referrals.queries.option_sheets import OptionSheetDetail, option_sheet
from marketplace.referrals.rules.option_sheets import MAX_OPTIONS
from marketplace.referrals.states import WhomToAsk


class OptionSheetIn(serializers.Serializer):
    listings = serializers.ListField(
        child=WholeNumber(),
        default=list,
        help_text="Their ids, in the order on the sheet.",
    )
    groups = serializers.ListField(
        child=WholeNumber(),
        default=list,
        help_text="Ids of groups that anybody finds. With the listings at most six.",
    )
    postcode = TypedText(
        max_length=MAX_POSTCODE_CHARS,
        help_text="Where it was looked: whose council’s number stands on it. Not kept.",
    )
    whom_to_ask = serializers.ChoiceField(WhomToAsk.choices, default=WhomToAsk.NOBODY)
    ask_name = TypedText(
        max_length=MAX_NAME_CHARS, required=False, allow_blank=True, help_text="Of `named`."
    )
    ask_phone = TypedText(
        max_length=MAX_PHONE_CHARS, required=False, allow_blank=True, help_text="Of `named`."
    )


class OptionLineOut(serializers.Serializer):
    question = serializers.CharField()
    answer = serializers.CharField()


class OptionOut(serializers.Serializer):
    listing_id = serializers.IntegerField(allow_null=True)
    group_id = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    lines = OptionLineOut(many=True)
    not_known = serializers.ListField(
        child=serializers.CharField(), help_text="Questions that nobody has answered."
    )


class OptionSheetOut(serializers.Serializer):
    code = serializers.CharField(help_text="It opens the same page, and says nothing of anybody.")
    address = serializers.CharField()
    pdf = serializers.CharField()
    made = serializers.CharField()
    kept_until = serializers.DateField()
    options = OptionOut(many=True)
    gone = serializers.CharField(allow_blank=True)
    ask = serializers.CharField(allow_blank=True)
    duty = serializers.CharField(help_text="A sheet closes no duty of the council.")
    by_relay = serializers.CharField()


def _answer(detail: OptionSheetDetail) -> dict[str, Any]:
    text, code = option_sheet_text(detail), detail.sheet.code
    answer = {
        "code": code,
        "address": sheet_address(code),
        "pdf": settings.SITE_URL + reverse("option_sheet_pdf", args=[code]),
        "made": text.made,
        "kept_until": detail.sheet.kept_until,
        "options": [
            {
                "listing_id": option.listing_id,
                "group_id": option.group_id,
                "title": option.title,
                "lines": [{"question": ask, "answer": answer} for ask, answer in option.lines],
                "not_known": option.not_known,
            }
            for option in text.options
        ],
        "gone": text.gone,
        "ask": text.ask,
        "duty": text.duty,
        "by_relay": text.by_relay,
    }
    return OptionSheetOut(answer).data


class OptionSheetsView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (OptionSheetThrottle,)

    @extend_schema(
        operation_id="make_option_sheet",
        request=OptionSheetIn,
        responses={201: OptionSheetOut},
        description=f"Put at most {MAX_OPTIONS} listings on one sheet of paper. No account needed.",
    )
    def post(self, request: Request) -> Response:
        sent = self.validated(OptionSheetIn)
        now = clock.now()
        sheet = make_option_sheet(
            listing_ids=sent["listings"],
            group_ids=sent["groups"],
            authority_code=find_location_to_search(sent["postcode"]).authority_code,
            whom_to_ask=WhomToAsk(sent["whom_to_ask"]),
            ask_name=sent.get("ask_name", ""),
            ask_phone=sent.get("ask_phone", ""),
            now=now,
        )
        return Response(_answer(option_sheet(sheet.code, now=now)), status=status.HTTP_201_CREATED)


class OptionSheetView(ActingView):
    needs = Needs.ANYBODY

    @extend_schema(
        operation_id="option_sheet",
        responses=OptionSheetOut,
        description="A sheet by its code, as its things are today.",
    )
    def get(self, request: Request, sheet_code: str) -> Response:
        return Response(_answer(option_sheet(parse_code(sheet_code), now=clock.now())))
