"""Doors: a page for a person (or who acts for them), or for a role."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect

from community.common.refusals import NotFound
from community.people.queries import roles_of


def person_required(view):
    """Signed in, and acting for a person: their own, or one they chose."""

    @wraps(view)
    @login_required
    def checked(request, *args, **kwargs):
        if request.acting.person is None:
            return redirect("choose_person")
        return view(request, *args, **kwargs)

    return checked


def role_required(*kinds):
    """Signed in, with one of these roles somewhere; `request.areas` are the areas' ids."""

    def door(view):
        @wraps(view)
        @login_required
        def checked(request, *args, **kwargs):
            held = roles_of(request.user.pk)
            request.areas = sorted({area_id for kind, area_id in held if kind in kinds})
            if not request.areas:
                raise NotFound("")
            return view(request, *args, **kwargs)

        return checked

    return door
