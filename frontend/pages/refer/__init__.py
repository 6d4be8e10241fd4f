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
    teams,
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
    path("refer/teams/", teams.teams, name="teams"),
    path("refer/teams/add/", teams.add_team, name="add_team"),
    path("refer/teams/<int:body_id>/", teams.team, name="team"),
    path("refer/teams/<int:body_id>/worker/", teams.team_worker, name="team_worker"),
    path(
        "refer/teams/<int:body_id>/worker/<int:login_id>/end/",
        teams.team_worker_end,
        name="team_worker_end",
    ),
    path("refer/teams/<int:body_id>/deputy/", teams.team_deputy, name="team_deputy"),
    path("refer/teams/<int:body_id>/agreement/", teams.team_agreement, name="team_agreement"),
    path(
        "refer/teams/<int:body_id>/agreement/end/",
        teams.team_agreement_end,
        name="team_agreement_end",
    ),
    path("refer/teams/<int:body_id>/key/", teams.team_key, name="team_key"),
    path(
        "refer/teams/<int:body_id>/key/<int:key_id>/answers/",
        teams.team_key_answers,
        name="team_key_answers",
    ),
    path(
        "refer/teams/<int:body_id>/key/<int:key_id>/end/", teams.team_key_end, name="team_key_end"
    ),
]
