"""Decisions that are written down for somebody: read, made, done by, and not wanted."""

from django.urls import path

from . import doing, paper, records

urlpatterns = [
    path("written-down/", records.decision_records, name="decision_records"),
    path("written-down/new/", records.write_decision_down, name="write_decision_down"),
    path("written-down/sheet/", records.decision_sheet, name="decision_sheet"),
    path("written-down/<int:record_id>/do/", doing.do_by_decision, name="do_by_decision"),
    path(
        "written-down/<int:record_id>/not-wanted/",
        records.decision_not_wanted,
        name="decision_not_wanted",
    ),
    path(
        "written-down/<int:record_id>/both/",
        records.decision_confirmed,
        name="decision_confirmed",
    ),
    path("paper/<str:code>/written-down/", paper.paper_decision, name="paper_decision"),
    path(
        "paper/<str:code>/written-down/sheet/",
        paper.paper_decision_sheet,
        name="paper_decision_sheet",
    ),
    path(
        "paper/<str:code>/written-down/<int:record_id>/not-wanted/",
        paper.paper_decision_not_wanted,
        name="paper_decision_not_wanted",
    ),
    path(
        "paper/<str:code>/written-down/<int:record_id>/both/",
        paper.paper_joint_answer,
        name="paper_joint_answer",
    ),
]
