"""Gather, ask, choose, by program: groups, invitations, briefs and choices."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .briefs import BriefViewSet, NearbyBriefViewSet, PublicBriefViewSet
from .dates import GatheringViewSet, GroupDatesView
from .decisions import DecisionViewSet
from .endings import ConnectorEndingViewSet, EndGroupView, GoOnView, NextStepView
from .ideas import (
    ExplainIdeaView,
    GroupIdeasView,
    LikeIdeasView,
    NothingToAddView,
    TakeBackIdeaView,
    WhatMattersView,
    WriteDownIdeaView,
)
from .membership import (
    GroupViewSet,
    InviteViewSet,
    JoinView,
    NewcomerViewSet,
    PausedGroupViewSet,
)
from .motions import ConnectorMotionViewSet, MotionViewSet
from .notes import ChooseWordsView, GroupNotesView
from .peers import PeerAnswerView, PeerOfferListView, PeerOfferView, PeerTalkListView, PeerTalkView
from .removals import (
    AskRemovalView,
    MyPlaceView,
    RemovalToDecideViewSet,
    TakeBackRemovalView,
    WhoStaysView,
)
from .reviews import ReviewView
from .solo import (
    ArrangedAloneView,
    ArrangedView,
    AskForOneselfView,
    GoOnAloneView,
    StopAskingView,
)

router = SimpleRouter()
router.register("groups", GroupViewSet, basename="group")
router.register("groups-paused", PausedGroupViewSet, basename="paused_group")
router.register("invites", InviteViewSet, basename="invite")
router.register("briefs", BriefViewSet, basename="brief")
router.register("briefs-near", NearbyBriefViewSet, basename="brief-near")
router.register("wanted", PublicBriefViewSet, basename="wanted")
router.register("motions", MotionViewSet, basename="motion")
router.register("groups-to-second", ConnectorMotionViewSet, basename="connector_motion")
router.register("groups-ending", ConnectorEndingViewSet, basename="connector_ending")
router.register("stays-to-decide", RemovalToDecideViewSet, basename="removal_to_decide")
router.register("newcomers", NewcomerViewSet, basename="newcomer")
router.register("dates", GatheringViewSet, basename="date")
router.register("decisions", DecisionViewSet, basename="decision")

urlpatterns = [
    path("join/", JoinView.as_view(), name="join"),
    path("groups/<int:group_id>/notes/", GroupNotesView.as_view(), name="group_notes"),
    path("groups/<int:group_id>/notes/how/", ChooseWordsView.as_view(), name="choose_words"),
    path("groups/<int:group_id>/dates/", GroupDatesView.as_view(), name="group_dates"),
    path("groups/<int:group_id>/end/", EndGroupView.as_view(), name="end_group"),
    path("groups/<int:group_id>/stays/", AskRemovalView.as_view(), name="ask_removal"),
    path("groups/<int:group_id>/my-place/", MyPlaceView.as_view(), name="my_place"),
    path("stays/<int:removal_id>/", WhoStaysView.as_view(), name="who_stays"),
    path("stays/<int:removal_id>/back/", TakeBackRemovalView.as_view(), name="take_back_removal"),
    path("groups/<int:group_id>/go-on/", GoOnView.as_view(), name="go_on"),
    path("groups/<int:group_id>/next-step/", NextStepView.as_view(), name="next_step"),
    path("peers/offers/", PeerOfferListView.as_view(), name="peer_offers"),
    path("peers/offers/<int:peer_offer_id>/", PeerOfferView.as_view(), name="peer_offer"),
    path("peers/talks/", PeerTalkListView.as_view(), name="peer_talks"),
    path("peers/talks/<int:peer_talk_id>/", PeerTalkView.as_view(), name="peer_talk"),
    path("peers/talks/<int:peer_talk_id>/answer/", PeerAnswerView.as_view(), name="peer_answer"),
    path("groups/<int:group_id>/review/", ReviewView.as_view(), name="group_review"),
    path("groups/<int:group_id>/ideas/", GroupIdeasView.as_view(), name="group_ideas"),
    path("groups/<int:group_id>/what-matters/", WhatMattersView.as_view(), name="what_matters"),
    path("idea-rounds/<int:round_id>/nothing/", NothingToAddView.as_view(), name="nothing_to_add"),
    path("idea-rounds/<int:round_id>/like/", LikeIdeasView.as_view(), name="like_ideas"),
    path("ideas/<int:idea_id>/back/", TakeBackIdeaView.as_view(), name="take_back_idea"),
    path("ideas/<int:idea_id>/why/", ExplainIdeaView.as_view(), name="explain_idea"),
    path("ideas/<int:idea_id>/brief/", WriteDownIdeaView.as_view(), name="write_down_idea"),
    path("for-yourself/", ArrangedView.as_view(), name="arranged"),
    path(
        "listings/<int:listing_id>/for-yourself/",
        AskForOneselfView.as_view(),
        name="ask_for_oneself",
    ),
    path("for-yourself/<int:brief_id>/", ArrangedAloneView.as_view(), name="arranged_alone"),
    path("for-yourself/<int:brief_id>/go-on/", GoOnAloneView.as_view(), name="go_on_alone"),
    path("for-yourself/<int:brief_id>/stop/", StopAskingView.as_view(), name="stop_asking"),
    *router.urls,
]
