"""A person's own pages: what is waiting, what was done, how to reach them, what helps."""

from django.urls import path

from . import home, mine

urlpatterns = [
    path("home/", home.home, name="home"),
    path("home/begin/", home.begin, name="begin_as_person"),
    path("home/history/", mine.history, name="history"),
    path("home/messages/", mine.messages, name="messages"),
    path("home/kept/", mine.kept, name="what_is_kept"),
    path("home/kept/file/", mine.kept_file, name="what_is_kept_file"),
    path("home/reach/", mine.reach, name="contact_plan"),
    path("home/where/", mine.where, name="where_i_live"),
    path("home/helps/", mine.helps, name="what_helps"),
]
