"""Paper, entered by a connector or worker of the area: coming in, choosing, a yes, leaving (M122).

A sheet's code names its member. Without a role in that person's area the code opens nothing.
"""

from django.urls import path

from .bookings import PaperComingView, PaperItHappenedView, PaperOtherwiseView
from .dates import PaperAddDateView, PaperDatesView
from .decision_records import (
    PaperDecisionNotWantedView,
    PaperDecisionView,
    PaperJointAnswersView,
    PaperJointAnswerView,
)
from .endings import PaperEndView, PaperNextStepView
from .ideas import PaperIdeaView, PaperLikesView, PaperMattersView
from .notes import PaperBlockView, PaperChooseWordsView, PaperNoteView, PaperReportView
from .own import (
    PaperAskView,
    PaperBriefView,
    PaperGroupView,
    PaperHelpsBeforeView,
    PaperHelpsView,
    PaperInviteStopView,
    PaperInviteView,
    PaperMoneyView,
)
from .peers import PaperAskPeerView
from .pools import (
    PaperAnotherWayView,
    PaperCallOffView,
    PaperCoverView,
    PaperOpeningView,
    PaperPledgeView,
    PaperPoolLeaveView,
    PaperPoolView,
    PaperSourceView,
)
from .posted_sheets import OwnPostView, PaperPostView, SheetPostedView, SheetsToPostView
from .questions import PaperQuestionAnswerView, PaperQuestionListView
from .removals import PaperMyPlaceView, PaperWhoStaysView
from .reviews import PaperReviewView
from .sheets import (
    OwnSheetsView,
    PaperBallotView,
    PaperHelloView,
    PaperJoinView,
    PaperLeaveView,
    PaperLookAgainAtGroupView,
    PaperLookAgainView,
    PaperMotionView,
    PaperPauseView,
    PaperProposalView,
    PaperRestView,
    PaperSheetsView,
    PaperSheetView,
    PaperShortNameView,
)
from .stops import (
    PaperChangeStopView,
    PaperHiddenDateView,
    PaperKeepAsideView,
    PaperLeaveEverythingView,
    PaperNotComingView,
    PaperPutBackView,
    PaperSourceEndView,
)

urlpatterns = [
    path("groups/<int:group_id>/sheets/", OwnSheetsView.as_view(), name="group_sheets"),
    path("groups/<int:group_id>/sheets/post/", OwnPostView.as_view(), name="own_post"),
    path("paper/join/", PaperJoinView.as_view(), name="paper_join"),
    path("paper/<str:code>/", PaperSheetView.as_view(), name="paper_sheet"),
    path("paper/<str:code>/sheets/", PaperSheetsView.as_view(), name="paper_sheets"),
    path("paper/<str:code>/post/", PaperPostView.as_view(), name="paper_post"),
    path("visits/post/", SheetsToPostView.as_view(), name="sheets_to_post"),
    path(
        "visits/post/<int:posted_sheet_id>/posted/",
        SheetPostedView.as_view(),
        name="sheet_posted",
    ),
    path("paper/<str:code>/my-place/", PaperMyPlaceView.as_view(), name="paper_my_place"),
    path(
        "paper/<str:code>/stays/<int:removal_id>/",
        PaperWhoStaysView.as_view(),
        name="paper_who_stays",
    ),
    path("paper/<str:code>/helps/", PaperHelpsView.as_view(), name="paper_helps"),
    path(
        "paper/<str:code>/helps/before/", PaperHelpsBeforeView.as_view(), name="paper_helps_before"
    ),
    path("paper/<str:code>/money/", PaperMoneyView.as_view(), name="paper_new_money"),
    path("paper/<str:code>/groups/", PaperGroupView.as_view(), name="paper_start_group"),
    path("paper/<str:code>/briefs/", PaperBriefView.as_view(), name="paper_brief"),
    path("paper/<str:code>/offers/<int:offer_id>/ask/", PaperAskView.as_view(), name="paper_ask"),
    path(
        "paper/<str:code>/places/<int:booking_id>/coming/",
        PaperComingView.as_view(),
        name="paper_coming",
    ),
    path(
        "paper/<str:code>/places/<int:booking_id>/it-happened/",
        PaperItHappenedView.as_view(),
        name="paper_it_happened",
    ),
    path(
        "paper/<str:code>/places/<int:booking_id>/otherwise/",
        PaperOtherwiseView.as_view(),
        name="paper_otherwise",
    ),
    path("paper/<str:code>/invites/", PaperInviteView.as_view(), name="paper_invite"),
    path(
        "paper/<str:code>/invites/<int:invite_id>/stop/",
        PaperInviteStopView.as_view(),
        name="paper_invite_stop",
    ),
    path("paper/<str:code>/rest/", PaperRestView.as_view(), name="paper_rest"),
    path(
        "paper/<str:code>/short-name/",
        PaperShortNameView.as_view(),
        name="paper_short_name",
    ),
    path("paper/<str:code>/end/", PaperEndView.as_view(), name="paper_end"),
    path("paper/<str:code>/next-step/", PaperNextStepView.as_view(), name="paper_next_step"),
    path("paper/<str:code>/pause/", PaperPauseView.as_view(), name="paper_pause"),
    path(
        "paper/<str:code>/look-again/<int:brief_id>/",
        PaperLookAgainView.as_view(),
        name="paper_look_again",
    ),
    path(
        "paper/<str:code>/look-again/",
        PaperLookAgainAtGroupView.as_view(),
        name="paper_look_again_at_group",
    ),
    path("paper/<str:code>/hello/", PaperHelloView.as_view(), name="paper_hello"),
    path("paper/<str:code>/motions/", PaperProposalView.as_view(), name="paper_proposal"),
    path(
        "paper/<str:code>/motions/<int:motion_id>/", PaperMotionView.as_view(), name="paper_motion"
    ),
    path("paper/<str:code>/leave/", PaperLeaveView.as_view(), name="paper_leave"),
    path("paper/<str:code>/decision-records/", PaperDecisionView.as_view(), name="paper_decision"),
    path(
        "paper/<str:code>/decision-records/to-confirm/",
        PaperJointAnswersView.as_view(),
        name="paper_joint_answers",
    ),
    path(
        "paper/<str:code>/decision-records/<int:record_id>/confirm/",
        PaperJointAnswerView.as_view(),
        name="paper_joint_answer",
    ),
    path(
        "paper/<str:code>/decision-records/<int:record_id>/not-wanted/",
        PaperDecisionNotWantedView.as_view(),
        name="paper_decision_not_wanted",
    ),
    path(
        "paper/<str:code>/choose/<int:decision_id>/", PaperBallotView.as_view(), name="paper_choose"
    ),
    path(
        "paper/<str:code>/questions/", PaperQuestionListView.as_view(), name="paper_question_list"
    ),
    path(
        "paper/<str:code>/questions/<int:question_id>/answer/",
        PaperQuestionAnswerView.as_view(),
        name="paper_question_answer",
    ),
    path("paper/<str:code>/costs/", PaperOpeningView.as_view(), name="paper_open_pool"),
    path("paper/<str:code>/costs/<int:pool_id>/", PaperPoolView.as_view(), name="paper_pool"),
    path(
        "paper/<str:code>/costs/<int:pool_id>/yes/", PaperPledgeView.as_view(), name="paper_pledge"
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/money/",
        PaperSourceView.as_view(),
        name="paper_source",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/another-way/",
        PaperAnotherWayView.as_view(),
        name="paper_other_way",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/cover/",
        PaperCoverView.as_view(),
        name="paper_cover",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/call-off/",
        PaperCallOffView.as_view(),
        name="paper_call_off",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/leave/",
        PaperPoolLeaveView.as_view(),
        name="paper_pool_leave",
    ),
    path("paper/<str:code>/notes/", PaperNoteView.as_view(), name="paper_note"),
    path("paper/<str:code>/notes/how/", PaperChooseWordsView.as_view(), name="paper_choose_words"),
    path("paper/<str:code>/report/", PaperReportView.as_view(), name="paper_report"),
    path("paper/<str:code>/block/", PaperBlockView.as_view(), name="paper_block"),
    path("paper/<str:code>/peer/", PaperAskPeerView.as_view(), name="paper_ask_peer"),
    path("paper/<str:code>/review/", PaperReviewView.as_view(), name="paper_review"),
    path("paper/<str:code>/ideas/", PaperIdeaView.as_view(), name="paper_idea"),
    path(
        "paper/<str:code>/ideas/<int:round_id>/like/",
        PaperLikesView.as_view(),
        name="paper_like_ideas",
    ),
    path("paper/<str:code>/what-matters/", PaperMattersView.as_view(), name="paper_what_matters"),
    path("paper/<str:code>/dates/", PaperDatesView.as_view(), name="paper_dates"),
    path("paper/<str:code>/dates/add/", PaperAddDateView.as_view(), name="paper_add_date"),
    path(
        "paper/<str:code>/stops/money/<int:source_id>/",
        PaperSourceEndView.as_view(),
        name="paper_source_end",
    ),
    path(
        "paper/<str:code>/stops/aside/<int:source_id>/",
        PaperKeepAsideView.as_view(),
        name="paper_keep_aside",
    ),
    path(
        "paper/<str:code>/stops/place/<int:booking_id>/",
        PaperNotComingView.as_view(),
        name="paper_not_coming",
    ),
    path(
        "paper/<str:code>/stops/hidden/<int:booking_id>/",
        PaperHiddenDateView.as_view(),
        name="paper_hidden_date",
    ),
    path(
        "paper/<str:code>/stops/back/<int:stop_id>/",
        PaperPutBackView.as_view(),
        name="paper_put_back",
    ),
    path(
        "paper/<str:code>/stops/change/<int:change_id>/",
        PaperChangeStopView.as_view(),
        name="paper_change_stop",
    ),
    path(
        "paper/<str:code>/stops/everything/",
        PaperLeaveEverythingView.as_view(),
        name="paper_leave_everything",
    ),
]
