"""Refer by program: five unlike options from a story, and a few of them on one sheet."""

from django.urls import path

from .answers import (
    ProviderReferralsView,
    ProviderReferralView,
    ReferralCameBackView,
    ReferralLinesView,
    ReferralsByTelephoneView,
    ReferralToldView,
)
from .morning import MorningView
from .obstacles import WhatStoppedMeView
from .option_sheets import OptionSheetsView, OptionSheetView
from .options import OptionsView
from .referrals import (
    MyReferralEndView,
    MyReferralsView,
    ReferralEndView,
    ReferralRungView,
    ReferralsToRingView,
    ReferralsView,
    ReferralView,
    ReferToListingView,
)
from .teams import (
    TeamAgreementEndView,
    TeamAgreementView,
    TeamDeputyView,
    TeamKeyAnswersView,
    TeamKeyEndView,
    TeamKeysView,
    TeamListView,
    TeamView,
    TeamWorkerEndView,
    TeamWorkersView,
)

urlpatterns = [
    path("morning/", MorningView.as_view(), name="morning"),
    path("referrals/options/", OptionsView.as_view(), name="options"),
    path("referrals/option-sheets/", OptionSheetsView.as_view(), name="option_sheets"),
    path(
        "referrals/option-sheets/<str:sheet_code>/",
        OptionSheetView.as_view(),
        name="option_sheet",
    ),
    path("provider-referrals/", ProviderReferralsView.as_view(), name="provider_referrals"),
    path(
        "provider-referrals/<int:referral_id>/",
        ProviderReferralView.as_view(),
        name="provider_referral",
    ),
    path(
        "referrals-by-telephone/",
        ReferralsByTelephoneView.as_view(),
        name="referrals_by_telephone",
    ),
    path(
        "referrals-by-telephone/<int:referral_id>/",
        ReferralToldView.as_view(),
        name="referral_told",
    ),
    path(
        "referrals/<int:referral_id>/came-back/",
        ReferralCameBackView.as_view(),
        name="referral_came_back",
    ),
    path(
        "my-referrals/<int:referral_id>/lines/",
        ReferralLinesView.as_view(),
        name="referral_lines",
    ),
    path(
        "listings/<int:listing_id>/what-stopped-me/",
        WhatStoppedMeView.as_view(),
        name="what_stopped_me",
    ),
    path("referrals/", ReferralsView.as_view(), name="referrals"),
    path(
        "referrals/listing/<int:listing_id>/", ReferToListingView.as_view(), name="refer_to_listing"
    ),
    path("referrals/<int:referral_id>/", ReferralView.as_view(), name="referral"),
    path("referrals/<int:referral_id>/end/", ReferralEndView.as_view(), name="referral_end"),
    path("referrals/mine/", MyReferralsView.as_view(), name="my_referrals"),
    path(
        "referrals/mine/<int:referral_id>/end/", MyReferralEndView.as_view(), name="my_referral_end"
    ),
    path("referrals/to-ring/", ReferralsToRingView.as_view(), name="referrals_to_ring"),
    path("referrals/to-ring/<int:referral_id>/", ReferralRungView.as_view(), name="referral_rung"),
    path("referrals/teams/", TeamListView.as_view(), name="teams"),
    path("referrals/teams/<int:body_id>/", TeamView.as_view(), name="team"),
    path("referrals/teams/<int:body_id>/workers/", TeamWorkersView.as_view(), name="team_worker"),
    path(
        "referrals/teams/<int:body_id>/workers/<int:login_id>/end/",
        TeamWorkerEndView.as_view(),
        name="team_worker_end",
    ),
    path("referrals/teams/<int:body_id>/deputy/", TeamDeputyView.as_view(), name="team_deputy"),
    path(
        "referrals/teams/<int:body_id>/agreement/",
        TeamAgreementView.as_view(),
        name="team_agreement",
    ),
    path(
        "referrals/teams/<int:body_id>/agreement/end/",
        TeamAgreementEndView.as_view(),
        name="team_agreement_end",
    ),
    path("referrals/teams/<int:body_id>/keys/", TeamKeysView.as_view(), name="team_key"),
    path(
        "referrals/teams/<int:body_id>/keys/<int:key_id>/answers/",
        TeamKeyAnswersView.as_view(),
        name="team_key_answers",
    ),
    path(
        "referrals/teams/<int:body_id>/keys/<int:key_id>/end/",
        TeamKeyEndView.as_view(),
        name="team_key_end",
    ),
]
