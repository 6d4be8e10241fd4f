"""What the sign-in library shows here: these pages, each in our words, and no others.

A page of the library that is not in this list cannot be reached: no password is set, changed or
sent anew in a browser (`manage.py changepassword` does it on the machine), and nobody has more than
one address to sign in with.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from frontend.pages.account.confirming import careful, confirm_page
from frontend.pages.account.sign_in import my_name, my_sign_in

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("email/", careful(account.email), name="account_email"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/", confirm_page, name="confirm_by_code"),
    path("mine/", my_sign_in, name="my_sign_in"),
    path("mine/name/", my_name, name="my_name"),
    # The library leads here after a second step was added or ended.
    path("2fa/", RedirectView.as_view(pattern_name="my_sign_in"), name="mfa_index"),
    path("2fa/authenticate/", second_step.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", careful(app.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", careful(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", careful(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        careful(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        careful(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", careful(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        careful(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        careful(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
]
