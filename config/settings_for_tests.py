"""The same settings, with what tests need said once: the database is put in by tests/conftest."""

import os

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
os.environ.setdefault("FEED_INNER_HOSTS", "127.0.0.1")
os.environ.setdefault("STRIPE_API_KEY", "sk_test_standin")
os.environ.setdefault("STRIPE_WEBHOOK_SECRET", "whsec_tests")

from config.settings import *  # noqa: E402, F403

# Pictures that tests make are nowhere afterwards.
STORAGES = {**STORAGES, "pictures": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}  # noqa: F405
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}  # noqa: F405
# Tests need nothing of what was collected, and each test client would look through it.
# mypy knows the path in settings.py.
STATIC_ROOT = None  # type: ignore[assignment]
