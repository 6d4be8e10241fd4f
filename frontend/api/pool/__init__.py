"""Money by program: sources, shared costs, a yes, questions. Amounts are whole pence."""

from django.urls import path

from frontend.api.pool.help_requests import AnswerHelp, AskAnotherWay, HelpAskedOfMe

from .pools import CancelPool, Card, Pledge, Pools, PoolView, TermsChangeView
from .questions import Answer, Questions
from .sources import EndSource, LookAtCard, OneSource, SourceCard, Sources

urlpatterns = [
    path("sources/", Sources.as_view(), name="sources"),
    path("sources/<int:source_id>/", OneSource.as_view(), name="source"),
    path("sources/<int:source_id>/end/", EndSource.as_view(), name="end_source"),
    path("sources/<int:source_id>/card/", SourceCard.as_view(), name="source_card"),
    path("sources/<int:source_id>/card/look/", LookAtCard.as_view(), name="source_card_look"),
    path("pools/", Pools.as_view(), name="pools"),
    path("pools/<int:pool_id>/", PoolView.as_view(), name="pool"),
    path("pools/<int:pool_id>/changes/", TermsChangeView.as_view(), name="changes"),
    path("pools/<int:pool_id>/pledge/", Pledge.as_view(), name="pledge"),
    path("pools/<int:pool_id>/card/", Card.as_view(), name="pool_card"),
    path("pools/<int:pool_id>/cancel/", CancelPool.as_view(), name="cancel_pool"),
    path("questions/", Questions.as_view(), name="questions"),
    path("questions/<int:question_id>/answer/", Answer.as_view(), name="answer"),
    path("questions/<int:question_id>/another-way/", AskAnotherWay.as_view(), name="another_way"),
    path("help-asked/", HelpAskedOfMe.as_view(), name="help_asked"),
    path("help-asked/<int:help_id>/answer/", AnswerHelp.as_view(), name="answer_help"),
]
