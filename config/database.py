"""A database URL, read into Django's settings."""

from urllib.parse import parse_qsl, unquote, urlsplit


def from_url(url: str) -> dict:
    """ "postgresql://role:secret@host:port/name?option=…" as an entry of DATABASES."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with postgresql:// (no other database will do)")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
