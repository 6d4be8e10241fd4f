"""Talking to somebody first: asked for beside a decision, had by whoever works there (M125)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.people.actions.talks import call_off_talk, move_talk, move_talk_to_have, record_talk
from community.people.queries.talks import (
    TALKING_ROLES,
    people_to_talk_to,
    talk_of_person,
    talk_to_have,
    talks_of_person,
)
from community.people.rules.authority import check_authority
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, TalkAbout
from community.people.wording import talk_day_text
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    member_of_sheet,
    paper_entry_required,
    person_required,
    role_required,
    shows,
    stops,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.pages.talk_forms import PaperTalkForm, TalkForm
from frontend.shared.reaching import reaching_texts
from frontend.shared.sheet_versions import check_version
from frontend.shared.talk_sheets import talk_sheet
from frontend.shared.talks import (
    OwnTalk,
    ask_about,
    days_of,
    parse_topic,
    people_asked_by,
    talk_detail,
    talks_with_reaching,
    topics_on_paper,
)

talks_required = role_required(*TALKING_ROLES)


@person_required
def talk(request: PersonRequest, about: str, ref: int) -> HttpResponse:
    """Whom, how, and on which day; where one waits already, that one. Whoever may not ask for the
    person reads whom to ring themselves."""
    if about not in TalkAbout.values:
        raise NotFound("")
    now, by = clock.now(), request.acting
    if request.method != "POST" and not may_see(by, Seen.QUESTIONS, now=now):
        return redirect("where_to_turn")
    check_authority(by, RepresentationScope.DECIDE, now=now)
    detail = talk_detail(TalkAbout(about), ref, by=by, now=now)
    if detail.waiting is not None:
        return redirect("move_talk", detail.waiting.pk)
    if not detail.people:
        return render(request, "talks/talk.html", {"topic": detail.topic})
    form = TalkForm(post_data(request), people=detail.people, days=detail.days)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            asked = ask_about(TalkAbout(about), ref, form.choice, by=by, now=now)
            messages.success(request, talk_day_text(asked))
            return redirect("talks")
    return show_form(
        request,
        form,
        "talks/ask_talk.html",
        heading=_("Talk to someone first"),
        intro=[detail.topic.text, detail.text, *filter(None, [detail.days_text])],
        confirm=_("Ask for this talk"),
        not_now=reverse("talks"),
        not_now_text=_("Your talks"),
    )


@person_required
@shows(Seen.QUESTIONS)
def talks(request: PersonRequest) -> HttpResponse:
    own = [OwnTalk(each) for each in talks_of_person(request.acting.person_id)]
    return render(request, "talks/talks.html", {"talks": own})


@person_required
@shows(Seen.QUESTIONS)
@takes(RepresentationScope.DECIDE)
def move_talk_page(request: PersonRequest, talk_id: int) -> HttpResponse:
    now, by = clock.now(), request.acting
    own = talk_of_person(talk_id, by=by)
    days = days_of(by.person, own.last_day, asked_at=own.asked_at, now=now)
    form = TalkForm(post_data(request), people=people_asked_by(by), days=days, talk=own)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            moved = move_talk(talk_id=talk_id, choice=form.choice, by=by, now=now)
            messages.success(request, talk_day_text(moved))
            return redirect("talks")
    return show_form(
        request,
        form,
        "talks/move_talk.html",
        heading=_("Your talk"),
        intro=[own.about_text, talk_day_text(own)],
        talk_request=own,
        confirm=_("Change it"),
        not_now=reverse("talks"),
    )


@person_required
@stops
@require_POST
def call_off_talk_page(request: PersonRequest, talk_id: int) -> HttpResponse:
    call_off_talk(talk_id=talk_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is called off. You can ask for another at any time."))
    return redirect("talks")


@talks_required
def talks_to_have_page(request: RoleRequest) -> HttpResponse:
    """Whom one is to talk with: by name, how to reach them, about what."""
    theirs = {"talks": talks_with_reaching(request.user.pk), "login_id": request.user.pk}
    return render(request, "talks/talks_to_have.html", theirs)


@talks_required
def talk_to_have_page(request: RoleRequest, talk_id: int) -> HttpResponse:
    """Another day, or somebody else who works there."""
    now = clock.now()
    theirs = talk_to_have(talk_id, request.user.pk)
    days = days_of(theirs.person, theirs.last_day, asked_at=theirs.asked_at, now=now)
    people = people_to_talk_to(theirs.person)
    form = TalkForm(post_data(request), people=people, days=days, talk=theirs)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            by = acting_as_login(request)
            move_talk_to_have(talk_id=talk_id, choice=form.choice, by=by, now=now)
            messages.success(request, _("It is changed, and they are told."))
            return redirect("talks_to_have")
    return show_form(
        request,
        form,
        heading=_("A talk with %(name)s") % {"name": theirs.person.preferred_name},
        intro=[theirs.about_text, *reaching_texts(theirs.person_id)],
        confirm=_("Change it, and tell them"),
        not_now=reverse("talks_to_have"),
    )


@talks_required
@require_POST
def record_talk_page(request: RoleRequest, talk_id: int) -> HttpResponse:
    record_talk(talk_id=talk_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("It is noted that you have talked."))
    return redirect("talks_to_have")


@paper_entry_required
def paper_talk(request: RoleRequest, code: str) -> HttpResponse:
    """They ticked “I would like to talk first”, or wrote it on its own sheet."""
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    topics = topics_on_paper(member, by=acting, now=now)
    form = PaperTalkForm(
        post_data(request),
        topics=topics,
        people=people_asked_by(acting),
        days=days_of(member.person, None, asked_at=now, now=now),
    )
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), talk_sheet(member, by=acting, now=now))
            topic = parse_topic(form.cleaned_data["about"], topics)
            asked = ask_about(topic.about, topic.ref, form.choice, by=acting, now=now)
            messages.success(request, talk_day_text(asked))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("%(name)s would like to talk first") % {"name": member.known_as},
        intro=[_("Where there is a place, it is held until the end of that day.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


urlpatterns = [
    path("talk/<slug:about>/<int:ref>/", talk, name="talk"),
    path("talks/", talks, name="talks"),
    path("talks/<int:talk_id>/", move_talk_page, name="move_talk"),
    path("talks/<int:talk_id>/off/", call_off_talk_page, name="call_off_talk"),
    path("talks-to-have/", talks_to_have_page, name="talks_to_have"),
    path("talks-to-have/<int:talk_id>/", talk_to_have_page, name="talk_to_have"),
    path("talks-to-have/<int:talk_id>/talked/", record_talk_page, name="record_talk"),
    path("paper/<str:code>/talk/", paper_talk, name="paper_talk"),
]
