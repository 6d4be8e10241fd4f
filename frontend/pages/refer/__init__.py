"""Refer: looking for somebody, or for oneself, from a story; and what is chosen, on paper."""

from django.urls import path

from . import answering, coming_back, morning, obstacles, option_sheets, options

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
]
