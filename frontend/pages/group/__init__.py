"""Gather, ask, choose: a group's pages, one module a part of its life."""

from django.urls import path

from . import briefs, decisions, invites, membership, paper, resting

urlpatterns = [
    path("groups/", membership.groups_page, name="groups"),
    path("groups/start/", membership.start_group_page, name="start_group"),
    path("group/<int:group_id>/", membership.group_page, name="group"),
    path("group/<int:group_id>/join/", membership.join_group, name="join_group"),
    path("group/<int:group_id>/leave/", membership.leave_group_page, name="leave_group"),
    path("group/<int:group_id>/leave/sheet/", membership.leave_sheet, name="leave_sheet"),
    path("group/<int:group_id>/rest/", resting.rest, name="rest"),
    path("group/<int:group_id>/open/", membership.open_group, name="open_group"),
    path("group/<int:group_id>/invite/", invites.invite_page, name="invite"),
    path("invite/<int:invite_id>/card/", invites.invite_card, name="invite_card"),
    path("invite/<int:invite_id>/stop/", invites.stop_invite_page, name="stop_invite"),
    path("join/", invites.join, name="join"),
    path("join/<str:code>/", invites.join_by_code_page, name="join_by_code"),
    path("join/<str:code>/paper/", paper.join_on_paper_page, name="join_on_paper"),
    path("paper/", paper.paper_page, name="paper"),
    path("paper/<str:code>/", paper.paper_sheet, name="paper_sheet"),
    path("paper/<str:code>/reference/", paper.paper_reference, name="paper_reference"),
    path("paper/<str:code>/choose/<int:brief_id>/", paper.paper_choose, name="paper_choose"),
    path("paper/<str:code>/rest/", resting.paper_rest, name="paper_rest"),
    path("paper/<str:code>/leave/", paper.paper_leave, name="paper_leave"),
    path("group/ask/", briefs.group_ask_listing, name="group_ask_listing"),
    path("group/<int:group_id>/ask/", briefs.start_brief_page, name="start_brief"),
    path("brief/<int:brief_id>/", briefs.brief_page, name="brief"),
    path("brief/<int:brief_id>/what/", briefs.brief_what, name="brief_what"),
    path("brief/<int:brief_id>/who/", briefs.brief_who, name="brief_who"),
    path("brief/<int:brief_id>/answers/", briefs.brief_answers, name="brief_answers"),
    path("brief/<int:brief_id>/send/", briefs.brief_send, name="brief_send"),
    path("brief/<int:brief_id>/stop/", briefs.brief_stop, name="brief_stop"),
    path("brief/<int:brief_id>/close/", briefs.brief_close, name="brief_close"),
    path("brief/<int:brief_id>/offers/", decisions.offers_page, name="offers"),
    path("offer/<int:offer_id>/", decisions.offer_messages, name="offer_messages"),
    path("brief/<int:brief_id>/choose/", decisions.choose, name="choose"),
    path("brief/<int:brief_id>/choose/open/", decisions.open_choice, name="open_choice"),
    path("brief/<int:brief_id>/choose/sheet/", decisions.choose_sheet, name="choose_sheet"),
]
