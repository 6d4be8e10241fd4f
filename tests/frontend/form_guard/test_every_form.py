"""No form can forget its guard, and no route slips past it."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from frontend.shared.form_guard.middleware import UNGUARDED, is_guarded
from frontend.shared.form_guard.sent import body_of

ROOT = Path(__file__).resolve().parents[3]
FORM_PATTERN = re.compile(r"<form\b[^>]*?method=\"post\".*?</form>", re.DOTALL)
# Templates whose forms are posted to what is not ours, and why that needs no guard.
LEFT_OUT = {
    **dict.fromkeys(
        (
            "account/base_confirm_code.html",
            "account/email_change.html",
            "account/reauthenticate.html",
            "mfa/authenticate.html",
            "mfa/reauthenticate.html",
            "mfa/recovery_codes/generate.html",
            "mfa/totp/activate_form.html",
            "mfa/totp/deactivate_form.html",
            "mfa/webauthn/add_form.html",
            "mfa/webauthn/authenticator_confirm_delete.html",
            "mfa/webauthn/edit_form.html",
            "mfa/webauthn/reauthenticate.html",
        ),
        UNGUARDED["allauth."],
    ),
    "account/login.html": UNGUARDED["allauth."],
    "account/logout.html": UNGUARDED["allauth."],
    "account/request_login_code.html": UNGUARDED["allauth."],
    "account/signup.html": UNGUARDED["allauth."],
    "gallery/components.html": "samples that are sent nowhere",
    "parts/nav.html": "signs out, from any page",
    "refer/options.html": UNGUARDED["frontend.pages.refer.options"],
    "staff/parked_commands.html": UNGUARDED["frontend.staff."],
}


def forms() -> list[tuple[str, str]]:
    """(template, form) of each form of ours that is posted."""
    folder = ROOT / "frontend" / "templates"
    return [
        (path.relative_to(folder).as_posix(), form)
        for path in sorted(folder.rglob("*.html"))
        for form in FORM_PATTERN.findall(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.holds("fault:A6")
def test_every_form_that_is_posted_carries_its_guard():
    without = {name for name, form in forms() if "{% form_guard" not in form}

    assert without == LEFT_OUT.keys()


def test_a_file_is_taken_by_the_one_page_of_forms_and_another_file_is_another_sending():
    """No template has a box for one of its own: a file cannot be kept on the page between."""
    sent = [
        RequestFactory().post("/", {"picture": SimpleUploadedFile("a.jpg", content)})
        for content in (b"one", b"one", b"another")
    ]
    bodies = [body_of(request) for request in sent]

    assert [name for name, form in forms() if "multipart" in form] == ["form_page.html"]
    assert [name for name, form in forms() if 'type="file"' in form] == []
    assert bodies[0] == bodies[1] != bodies[2]


def views() -> list[tuple[str, object]]:
    def under(resolver):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield str(pattern.pattern), pattern.callback
            else:
                yield from under(pattern)

    return list(under(get_resolver()))


@pytest.mark.holds("fault:A6")
def test_every_view_of_a_page_is_guarded_but_one_that_chooses_and_one_that_only_looks():
    pages = [view for _path, view in views() if view.__module__.startswith("frontend.pages.")]

    assert {view.__name__ for view in pages if not is_guarded(view)} == {"choose_person", "options"}
    assert len(pages) > 100


def test_what_needs_no_guard_is_a_view_there_is():
    names = [f"{view.__module__}.{view.__name__}" for _path, view in views()]
    gone = {each for each in UNGUARDED if not any(name.startswith(each) for name in names)}

    assert gone <= {"demo."}  # which is not there outside a demo
