"""Money by program: sources, shared costs, a yes, questions, statements. Whole pence."""

from django.urls import path

from .call_offs import CallOffChoiceView
from .cover import CoverChoiceView
from .help_requests import AnotherWayView, HelpRequestAnswerView, HelpRequestListView
from .money_checks import MoneyCheckView
from .pools import (
    PledgeView,
    PoolCancelView,
    PoolCardView,
    PoolListView,
    PoolView,
    TermsChangeView,
)
from .private_questions import PrivateQuestionAnswerView, PrivateQuestionListView
from .sources import (
    SourceCardRefreshView,
    SourceCardView,
    SourceEndView,
    SourceKeepMoreView,
    SourceListView,
    SourceView,
)
from .statements import PoolStatementView, StatementCsvView, StatementPdfView, StatementView
from .stops import MoneyStopListView, PutBackView

urlpatterns = [
    path("money-checks/", MoneyCheckView.as_view(), name="money_checks"),
    path("sources/", SourceListView.as_view(), name="sources"),
    path("sources/<int:source_id>/", SourceView.as_view(), name="source"),
    path("money-stops/", MoneyStopListView.as_view(), name="money_stops"),
    path("money-stops/<int:stop_id>/put-back/", PutBackView.as_view(), name="put_back"),
    path(
        "sources/<int:source_id>/keep-more/",
        SourceKeepMoreView.as_view(),
        name="source_keep_more",
    ),
    path("sources/<int:source_id>/end/", SourceEndView.as_view(), name="end_source"),
    path("sources/<int:source_id>/card/", SourceCardView.as_view(), name="source_card"),
    path(
        "sources/<int:source_id>/card/look/",
        SourceCardRefreshView.as_view(),
        name="source_card_look",
    ),
    path("pools/", PoolListView.as_view(), name="pools"),
    path("pools/<int:pool_id>/", PoolView.as_view(), name="pool"),
    path("pools/<int:pool_id>/changes/", TermsChangeView.as_view(), name="changes"),
    path("pools/<int:pool_id>/pledge/", PledgeView.as_view(), name="pledge"),
    path("pools/<int:pool_id>/card/", PoolCardView.as_view(), name="pool_card"),
    path("pools/<int:pool_id>/cancel/", PoolCancelView.as_view(), name="cancel_pool"),
    path("pools/<int:pool_id>/call-off/", CallOffChoiceView.as_view(), name="pool_call_off"),
    path("pools/<int:pool_id>/cover/", CoverChoiceView.as_view(), name="pool_cover"),
    path("pools/<int:pool_id>/statement/", PoolStatementView.as_view(), name="pool_statement"),
    path("questions/", PrivateQuestionListView.as_view(), name="questions"),
    path("questions/<int:question_id>/answer/", PrivateQuestionAnswerView.as_view(), name="answer"),
    path("questions/<int:question_id>/another-way/", AnotherWayView.as_view(), name="another_way"),
    path("help-requests/", HelpRequestListView.as_view(), name="help_requests"),
    path(
        "help-requests/<int:help_id>/answer/",
        HelpRequestAnswerView.as_view(),
        name="answer_help_request",
    ),
    path("statements/<int:source_id>/", StatementView.as_view(), name="statement"),
    path("statements/<int:source_id>/csv/", StatementCsvView.as_view(), name="statement_csv"),
    path("statements/<int:source_id>/pdf/", StatementPdfView.as_view(), name="statement_pdf"),
]
