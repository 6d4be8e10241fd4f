"""What is no answer of a key is refused in words, before anybody is signed in and after."""

import pytest
from django.test import Client
from django.urls import reverse

from frontend.pages.account import sign_in_forms
from frontend.pages.account.sign_in_forms import PasskeyAnswer

from ..test_intake import _subclasses

NO_ANSWERS = [
    "{", "null", "[]", '"x"', '{"id": 1}', '{"id": "x", "rawId": "x", "response": {}}',
    "9" * 5000, "[" * 9000,
]  # fmt: skip


@pytest.mark.holds("fault:H22")
@pytest.mark.parametrize("sent", NO_ANSWERS, ids=lambda text: text[:12])
def test_signing_in_with_what_no_key_says_is_refused(db, sent):
    answer = Client().post(reverse("mfa_login_webauthn"), {"credential": sent})

    assert answer.status_code < 500


def test_every_form_for_a_key_reads_its_answer_so():
    theirs = {sign_in_forms.AddWebAuthnForm, sign_in_forms.AuthenticateWebAuthnForm}
    ours = [
        form
        for each in theirs
        for form in _subclasses(each)
        if form.__module__ == sign_in_forms.__name__
    ]

    assert len(ours) == 4
    for form in ours:
        assert isinstance(form.base_fields["credential"], PasskeyAnswer), form
