"""A person's own pages: what is waiting, what was done, how to reach them, what helps."""

from django.urls import path

from . import changes, home, leaving, profile, records, settings, unfinished

urlpatterns = [
    path("home/", home.home_page, name="home"),
    path("home/settings/", settings.settings_page, name="settings"),
    path("how-pages-look/", settings.how_pages_look, name="how_pages_look"),
    path("home/begin/", home.begin_as_person, name="begin_as_person"),
    path("home/unfinished/<int:form_id>/", unfinished.go_on_with, name="go_on_with"),
    path("home/unfinished/<int:form_id>/away/", unfinished.throw_away, name="throw_away"),
    path("home/history/", records.history_page, name="history"),
    path("home/messages/", records.messages_page, name="messages"),
    path("home/kept/", records.subject_access_page, name="subject_access"),
    path("home/kept/file/", records.subject_access_file, name="subject_access_file"),
    path("home/leave/", leaving.leave_everything_page, name="leave_everything"),
    path("home/left/", leaving.everything_left_page, name="everything_left"),
    path(
        "paper/<str:code>/stops/everything/",
        leaving.paper_leave_everything,
        name="paper_leave_everything",
    ),
    path("home/reach/", profile.contact_plan_page, name="contact_plan"),
    path("home/through/", profile.through_whom_page, name="through_whom"),
    path("home/where/", profile.where_i_live, name="where_i_live"),
    path("changes/<int:change_id>/", changes.change_that_waits, name="change_that_waits"),
    path("home/helps/", profile.what_helps, name="what_helps"),
    path("home/helps/before/", profile.what_helped_before, name="what_helped_before"),
    path(
        "home/helps/<int:suggestion_id>/",
        profile.suggestion_answered,
        name="suggestion_answered",
    ),
]
