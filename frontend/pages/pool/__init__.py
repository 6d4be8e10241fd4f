"""Money: where it comes from, shared costs from opening to the last statement."""

from django.urls import path

from . import (
    cards,
    changes,
    help_requests,
    leaving,
    money,
    opening,
    paper,
    pledge,
    pool,
    questions,
    statements,
)

urlpatterns = [
    path("money/", money.money_page, name="money"),
    path("money/add/", money.add_source_page, name="add_source"),
    path("money/add/<slug:kind>/", money.add_source_of, name="add_source_of"),
    path("money/<int:source_id>/change/", money.change_source_page, name="change_source"),
    path("money/<int:source_id>/end/", money.end_source_page, name="end_source"),
    path("money/<int:source_id>/ended/", money.source_ended, name="source_ended"),
    path("money/<int:source_id>/card/", cards.source_card, name="source_card"),
    path("money/<int:source_id>/card/back/", cards.source_card_back, name="source_card_back"),
    path("money/<int:source_id>/card/remove/", cards.remove_card, name="remove_card"),
    path("money/<int:source_id>/statement/", statements.statement_page, name="statement"),
    path("money/<int:source_id>/statement.csv", statements.statement_csv, name="statement_csv"),
    path("money/<int:source_id>/statement.pdf", statements.statement_pdf, name="statement_pdf"),
    path("pools/open/", opening.pool_open, name="pool_open"),
    path("pools/<int:pool_id>/", pool.pool_page, name="pool"),
    path("pools/<int:pool_id>/now/", pool.pool_status, name="pool_status"),
    path("pools/<int:pool_id>/statement/", pool.pool_statement_page, name="pool_statement"),
    path("pools/<int:pool_id>/changes/", changes.pool_terms, name="pool_terms"),
    path("pools/<int:pool_id>/plan/", pool.pool_plan_words, name="pool_plan_words"),
    path("pools/<int:pool_id>/yes/", pledge.pool_pledge, name="pool_pledge"),
    path("pools/<int:pool_id>/card/<int:source_id>/", cards.pool_card, name="pool_card"),
    path(
        "pools/<int:pool_id>/card/<int:source_id>/back/",
        cards.pool_card_back,
        name="pool_card_back",
    ),
    path(
        "pools/<int:pool_id>/question/<int:question_id>/",
        questions.pool_question,
        name="pool_question",
    ),
    path(
        "pools/<int:pool_id>/question/<int:question_id>/other-way/",
        help_requests.pool_other_way,
        name="pool_other_way",
    ),
    path("pools/<int:pool_id>/leave/", leaving.pool_leave, name="pool_leave"),
    path("pools/<int:pool_id>/cancel/", leaving.pool_cancel, name="pool_cancel"),
    path("pools/<int:pool_id>/paper/", paper.pool_paper, name="pool_paper"),
    path("pools/<int:pool_id>/paper.pdf", paper.pool_paper_pdf, name="pool_paper_pdf"),
    path("paper/<str:code>/costs/", paper.paper_costs, name="paper_costs"),
    path("paper/<str:code>/costs/<int:pool_id>/", paper.paper_pool, name="paper_pool"),
    path("paper/<str:code>/costs/<int:pool_id>/money/", paper.paper_source, name="paper_source"),
    path(
        "paper/<str:code>/costs/<int:pool_id>/leave/",
        paper.paper_pool_leave,
        name="paper_pool_leave",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/other-way/",
        paper.paper_other_way,
        name="paper_other_way",
    ),
    path("connect/help/", help_requests.help_requests_page, name="help_requests"),
    path("connect/help/<int:help_id>/", help_requests.help_request_page, name="help_request"),
]
