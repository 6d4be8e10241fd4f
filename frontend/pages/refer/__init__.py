"""Refer: looking for somebody, or for oneself, from a story; and what is chosen, on paper."""

from django.urls import path

from . import (
    answering,
    coming_back,
    morning,
    obstacles,
    option_sheets,
    options,
    referrals,
    ringing,
    telling,
)

urlpatterns = [
    path("connect/morning/", morning.morning_page, name="morning"),
    path("options/", options.options, name="options"),
    path("options/sheet/", option_sheets.make_option_sheet_page, name="make_option_sheet"),
    path("options/sheet/<str:sheet_code>/", option_sheets.option_sheet_page, name="option_sheet"),
    path(
        "options/sheet/<str:sheet_code>/paper.pdf",
        option_sheets.option_sheet_pdf_page,
        name="option_sheet_pdf",
    ),
    path("provide/told/<int:referral_id>/", answering.provider_referral, name="provider_referral"),
    path("connect/visits/told/<int:referral_id>/", answering.referral_told, name="referral_told"),
    path(
        "refer/<int:referral_id>/came-back/",
        coming_back.referral_came_back,
        name="referral_came_back",
    ),
    path(
        "my-referrals/<int:referral_id>/lines/",
        coming_back.referral_lines,
        name="referral_lines",
    ),
    path(
        "find/listing/<int:listing_id>/what-stopped-me/",
        obstacles.what_stopped_me,
        name="what_stopped_me",
    ),
    path("refer/", referrals.referrals, name="referrals"),
    path("refer/listing/<int:listing_id>/", telling.refer_to_listing, name="refer_to_listing"),
    path("refer/sent/<int:referral_id>/", referrals.referral_page, name="referral"),
    path("refer/sent/<int:referral_id>/end/", referrals.referral_end, name="referral_end"),
    path("my-referrals/", referrals.my_referrals, name="my_referrals"),
    path("my-referrals/<int:referral_id>/end/", referrals.my_referral_end, name="my_referral_end"),
    path(
        "connect/to-ring/referral/<int:referral_id>/",
        ringing.referral_rung,
        name="referral_rung",
    ),
]
