"""One's own sign-in on one page: what one is called, by which address and keys, how to leave."""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.actions.persons import set_name
from community.people.queries.acting import api_keys_of_login
from frontend.access import LoginRequest, acting_as_login, login_required
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import post_data, show_form


class NameForm(forms.Form):
    called = TypedText(
        label=gettext_lazy("What shall we call you?"),
        help_text=gettext_lazy(
            "Any name you like. In a group you are called what you chose there."
        ),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )


@login_required
def my_sign_in(request: LoginRequest) -> HttpResponse:
    kinds = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    context = {
        "login": request.user,
        "passkeys": list(kinds).count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "programs": len(api_keys_of_login(request.user.pk)),
    }
    return render(request, "account/my_sign_in.html", context)


@login_required
def my_name(request: LoginRequest) -> HttpResponse:
    form = NameForm(post_data(request), initial={"called": request.user.name})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            set_name(**form.cleaned_data, by=acting_as_login(request), now=clock.now())
            messages.success(request, _("That is what we call you from now on."))
            return redirect("my_sign_in")
    return show_form(
        request,
        form,
        heading=_("Your name here"),
        confirm=_("Keep this"),
        back=reverse("my_sign_in"),
        not_now=reverse("my_sign_in"),
    )
