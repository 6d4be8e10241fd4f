"""Money: where it comes from, shared costs from opening to the last statement."""

from django.urls import path

from frontend.pages.pool import pledge as saying_yes
from frontend.pages.pool import pool as look

from . import cards, changes, helping, leaving, money, opening, paper, questions, statements

urlpatterns = [
    path("money/", money.mine, name="money"),
    path("money/add/", money.which_kind, name="add_source"),
    path("money/add/<slug:kind>/", money.add, name="add_source_of"),
    path("money/<int:source_id>/change/", money.change, name="change_source"),
    path("money/<int:source_id>/end/", money.end, name="end_source"),
    path("money/<int:source_id>/ended/", money.ended, name="source_ended"),
    path("money/<int:source_id>/card/", cards.of_source, name="source_card"),
    path("money/<int:source_id>/card/back/", cards.back_to_money, name="source_card_back"),
    path("money/<int:source_id>/card/remove/", cards.remove, name="remove_card"),
    path("money/<int:source_id>/statement/", statements.page, name="statement"),
    path("money/<int:source_id>/statement.csv", statements.as_csv, name="statement_csv"),
    path("money/<int:source_id>/statement.pdf", statements.as_pdf, name="statement_pdf"),
    path("pools/open/", opening.open_it, name="pool_open"),
    path("pools/<int:pool_id>/", look.one, name="pool"),
    path("pools/<int:pool_id>/now/", look.standing_now, name="pool_now"),
    path("pools/<int:pool_id>/statement/", look.statement, name="pool_statement"),
    path("pools/<int:pool_id>/changes/", changes.since_my_yes, name="pool_changes"),
    path("pools/<int:pool_id>/plan/", look.words_for_plan, name="pool_plan_words"),
    path("pools/<int:pool_id>/yes/", saying_yes.say_yes, name="pool_yes"),
    path("pools/<int:pool_id>/card/<int:source_id>/", cards.for_pool, name="pool_card"),
    path(
        "pools/<int:pool_id>/card/<int:source_id>/back/",
        cards.back_to_pool,
        name="pool_card_back",
    ),
    path(
        "pools/<int:pool_id>/question/<int:question_id>/",
        questions.answer_one,
        name="pool_question",
    ),
    path(
        "pools/<int:pool_id>/question/<int:question_id>/other-way/",
        helping.other_way,
        name="pool_other_way",
    ),
    path("pools/<int:pool_id>/leave/", leaving.leave_pool, name="pool_leave"),
    path("pools/<int:pool_id>/cancel/", leaving.cancel, name="pool_cancel"),
    path("pools/<int:pool_id>/paper/", paper.sheet, name="pool_paper"),
    path("pools/<int:pool_id>/paper.pdf", paper.sheet_pdf, name="pool_paper_pdf"),
    path("paper/<str:code>/costs/", paper.costs, name="paper_costs"),
    path("paper/<str:code>/costs/<int:pool_id>/", paper.enter, name="paper_pool"),
    path("paper/<str:code>/costs/<int:pool_id>/money/", paper.source, name="paper_source"),
    path("paper/<str:code>/costs/<int:pool_id>/leave/", paper.leave_for, name="paper_pool_leave"),
    path(
        "paper/<str:code>/costs/<int:pool_id>/other-way/",
        paper.other_way_for,
        name="paper_other_way",
    ),
    path("connect/help/", helping.asked_of_me, name="help_asked"),
    path("connect/help/<int:help_id>/", helping.answer_one, name="help_one"),
]
