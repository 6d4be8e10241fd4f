"""Gather, ask, choose: a group's pages, one module a part of its life."""

from django.urls import path

from frontend.pages.group import decisions as choosing
from frontend.pages.group import membership as gather

from . import briefs, invites, paper

urlpatterns = [
    path("groups/", gather.mine, name="groups"),
    path("groups/start/", gather.start, name="start_group"),
    path("group/<int:group_id>/", gather.one, name="group"),
    path("group/<int:group_id>/join/", gather.join, name="join_group"),
    path("group/<int:group_id>/leave/", gather.leave, name="leave_group"),
    path("group/<int:group_id>/leave/sheet/", gather.leave_sheet, name="leave_sheet"),
    path("group/<int:group_id>/open/", gather.open_or_close, name="open_group"),
    path("group/<int:group_id>/invite/", invites.make, name="invite"),
    path("invite/<int:invite_id>/card/", invites.card, name="invite_card"),
    path("invite/<int:invite_id>/stop/", invites.stop, name="stop_invite"),
    path("join/", invites.type_a_code, name="join"),
    path("join/<str:code>/", invites.come_in, name="join_by_code"),
    path("join/<str:code>/paper/", paper.join, name="join_on_paper"),
    path("paper/", paper.type_a_code, name="paper"),
    path("paper/<str:code>/", paper.one, name="paper_sheet"),
    path("paper/<str:code>/choose/<int:brief_id>/", paper.choose, name="paper_choose"),
    path("paper/<str:code>/leave/", paper.leave, name="paper_leave"),
    path("group/ask/", briefs.which_group, name="group_ask_listing"),
    path("group/<int:group_id>/ask/", briefs.start, name="start_brief"),
    path("brief/<int:brief_id>/", briefs.one, name="brief"),
    path("brief/<int:brief_id>/what/", briefs.what, name="brief_what"),
    path("brief/<int:brief_id>/who/", briefs.who, name="brief_who"),
    path("brief/<int:brief_id>/answers/", briefs.answers, name="brief_answers"),
    path("brief/<int:brief_id>/send/", briefs.send, name="brief_send"),
    path("brief/<int:brief_id>/stop/", briefs.stop, name="brief_stop"),
    path("brief/<int:brief_id>/close/", briefs.close, name="brief_close"),
    path("brief/<int:brief_id>/offers/", choosing.compare, name="offers"),
    path("offer/<int:offer_id>/", choosing.ask_them, name="offer_talk"),
    path("brief/<int:brief_id>/choose/", choosing.choose, name="choose"),
    path("brief/<int:brief_id>/choose/open/", choosing.open_choice, name="open_choice"),
    path("brief/<int:brief_id>/choose/sheet/", choosing.sheet, name="choose_sheet"),
]
