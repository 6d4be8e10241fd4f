"""Telling several people from one who asks again, without keeping who anybody is."""

from django.utils.crypto import salted_hmac


def bucket_of(asker: str, *, purpose: str) -> int:
    """0 to 255: many people share each. By a key that is this site's, so that nobody else can work
    out in which bucket somebody is; and another for each purpose."""
    return salted_hmac(purpose, asker, algorithm="sha256").digest()[0]
