"""Settings, all from the environment: docs/running.md lists each."""

import os
from pathlib import Path

from django.utils.csp import CSP

from config.database import from_url
from config.pictures import picture_origins, picture_store
from config.start import DEMO_KEY, THIS_MACHINE, check_serves_this_machine_alone

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR", BASE_DIR / ".local"))

DEMO = os.environ.get("DEMO") == "1"
DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or (DEMO_KEY if DEMO else "")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", ",".join(THIS_MACHINE)).split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
check_serves_this_machine_alone(SITE_URL, ALLOWED_HOSTS, os.environ)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "frontend.staff.apps.StaffConfig",
    "django.contrib.sites",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "knox",
    "community.common",
    "community.audit",
    "community.places",
    "community.messaging",
    "community.people",
    "community.moderation",
    "community.conversations",
    "community.pictures",
    "providers",
    "groups",
    "pooling.ledger",
    "pooling.payments",
    "pooling.pools",
    "marketplace.search",
    "marketplace.referrals",
    "frontend",
    "config",
]
if DEMO:
    INSTALLED_APPS.append("demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "frontend.api.oruk.cors.OpenDirectoryMiddleware",
    "frontend.privacy.NoStoreMiddleware",
    "frontend.middleware.OneMomentMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "frontend.privacy.SharedComputerMiddleware",
    "frontend.privacy.LastUsedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "frontend.middleware.ActingMiddleware",
    "frontend.middleware.LookOnlyMiddleware",
    "frontend.middleware.RefusalsMiddleware",
    "frontend.shared.form_guard.middleware.FormGuardMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [BASE_DIR / "frontend" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frontend.context.every_page",
            ],
            "builtins": ["frontend.templatetags.form_guard"],
        },
    }
]
FORM_RENDERER = "frontend.components.renderer.PlainRenderer"

# The app's role owns nothing; only migrations run as the owner (manage.py).
_url = os.environ.get("DATABASE_URL", "postgresql://cp_app@127.0.0.1:5432/commonpurse")
if os.environ.get("DATABASE_ROLE") == "owner":
    _url = os.environ.get("DATABASE_OWNER_URL", _url)
DATABASES = {"default": from_url(_url)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Pages share some connections (config/wsgi.py); whatever else runs keeps its own for a minute.
if pool_size := int(os.environ.get("DATABASE_POOL_SIZE", "0")):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
SITE_ID = 1
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# How often a new code is sent on one page; three in a minute at most, as the refusal says.
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 10
ACCOUNT_RATE_LIMITS = {"confirm_email": "3/m/key"}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
MFA_ADAPTER = "frontend.account.SecondStepAdapter"
ACCOUNT_SIGNUP_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "frontend.account.AccountAdapter"
_FORMS = "frontend.pages.account.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.PasswordForm",
    "request_login_code": f"{_FORMS}.RequestCodeForm",
    "signup": f"{_FORMS}.SignUpForm",
    "add_email": f"{_FORMS}.AddAddressForm",
    "change_email": f"{_FORMS}.ChangeAddressForm",
    "reauthenticate": f"{_FORMS}.PasswordAgainForm",
    "confirm_login_code": f"{_FORMS}.SignInCodeForm",
    "confirm_email_verification_code": f"{_FORMS}.AddressCodeForm",
}
MFA_FORMS = {
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.NamePasskeyForm",
    "login_webauthn": f"{_FORMS}.SignInWithPasskeyForm",
    "reauthenticate_webauthn": f"{_FORMS}.PasskeyAgainForm",
    "authenticate_webauthn": f"{_FORMS}.PasskeyAsSecondStepForm",
    "authenticate": f"{_FORMS}.SecondStepForm",
    "reauthenticate": f"{_FORMS}.SecondStepAgainForm",
    "activate_totp": f"{_FORMS}.StartSecondStepForm",
}
# How long one stays signed in is asked the other way round: is this a shared computer?
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PARSER_CLASSES": [
        "frontend.api.parsers.ShallowJSONParser",
        "rest_framework.parsers.FormParser",
        "frontend.api.parsers.PlainMultiPartParser",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_SCHEMA_CLASS": "frontend.api.schema.Schema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "frontend.api.errors.refusal_response",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 20,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/hour", "user": "6000/hour"},
    # Whose address counts: what the proxy itself wrote last, never what a visitor sent along.
    "NUM_PROXIES": 1 if os.environ.get("BEHIND_TLS_PROXY") == "1" else 0,
}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_TTL": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Common Purse",
    "DESCRIPTION": "Find, gather, ask, choose, pool, pay, go, account for it.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    # What each set of answers is called; many a field is named "kind" or "state".
    "ENUM_NAME_OVERRIDES": {
        "CoverOption": "pooling.pools.states.CoverOption",
        "ReferralLine": "marketplace.referrals.states.ReferralLine",
        "RepresentationKind": "community.people.states.RepresentationKind",
        "RepresentationState": "community.people.states.RepresentationState",
        "AuthorityBasis": "community.people.states.AuthorityBasis",
        "LifeEventKind": "community.people.states.LifeEventKind",
        "LifeEventState": "community.people.states.LifeEventState",
        "ComplaintAbout": "community.people.states.ComplaintAbout",
        "TalkAbout": "community.people.states.TalkAbout",
        "TalkWay": "community.people.states.TalkWay",
        "PeerDid": "groups.states.PeerDid",
        "PeerTalkState": "groups.states.PeerTalkState",
        "ReviewWish": "groups.states.ReviewWish",
        "ReviewOutcome": "groups.states.ReviewOutcome",
        "TalkState": "community.people.states.TalkState",
        "RecordsRequestKind": "community.people.states.RecordsRequestKind",
        "SlowChangeState": "community.people.states.SlowChangeState",
        "ApprovalPurpose": "community.people.states.ApprovalPurpose",
        "ApprovalState": "community.people.states.ApprovalState",
        "DecisionBasis": "community.people.states.DecisionBasis",
        "DecisionRecordKind": "community.people.states.DecisionRecordKind",
        "DecisionRecordState": "community.people.states.DecisionRecordState",
        "Interpreter": "community.people.states.Interpreter",
        "RepresentationScope": "community.people.states.RepresentationScope",
        "ModerationState": "community.moderation.states.ModerationState",
        "HeldBackReason": "community.moderation.states.HeldBackReason",
        "GroupState": "groups.states.GroupState",
        "GroupBeginning": "groups.states.GroupBeginning",
        "BriefState": "groups.states.BriefState",
        "DeclineReason": "providers.states.DeclineReason",
        "HelpAsked": "providers.states.HelpAsked",
        "VisitAnswer": "providers.states.VisitAnswer",
        "WaitingAnswer": "providers.states.WaitingAnswer",
        "SafetyBasis": "providers.states.SafetyBasis",
        "Skill": "providers.states.Skill",
        "VisitLineAnswer": "providers.states.VisitLineAnswer",
        "VisitLineKind": "providers.states.VisitLineKind",
        "VisitOutcome": "providers.states.VisitOutcome",
        "VisitRequestState": "providers.states.VisitRequestState",
        "OfferState": "groups.states.OfferState",
        "DecisionOutcome": "groups.states.DecisionOutcome",
        "EndReason": "groups.states.EndReason",
        "NextStepKind": "groups.states.NextStepKind",
        "MotionPurpose": "groups.states.MotionPurpose",
        "MotionState": "groups.states.MotionState",
        "RemovalAbout": "groups.removal_states.RemovalAbout",
        "RemovalState": "groups.removal_states.RemovalState",
        "Purpose": "groups.states.Purpose",
        "Requirement": "groups.states.Requirement",
        "CareBasis": "groups.states.CareBasis",
        "YesNoUnknown": "providers.states.YesNoUnknown",
        "Engager": "providers.states.Engager",
        "ObjectionKind": "providers.states.ObjectionKind",
        "ObjectionAnswer": "providers.states.ObjectionAnswer",
        "MissedRule": "providers.states.MissedRule",
        "PriceKind": "providers.states.PriceKind",
        "ListingState": "providers.states.ListingState",
        "SessionState": "providers.states.SessionState",
        "BookingState": "providers.states.BookingState",
        "CheckKind": "providers.states.CheckKind",
        "ClaimState": "providers.states.ClaimState",
        "PublicContact": "providers.states.PublicContact",
        "SourceKind": "pooling.pools.states.SourceKind",
        "VatStatus": "pooling.payments.states.billing.VatStatus",
        "Stream": "pooling.pools.states.Stream",
        "Rail": "pooling.payments.states.charges.Rail",
        "CallOffReason": "pooling.pools.states.CallOffReason",
        "PoolState": "pooling.pools.states.PoolState",
        "PledgeState": "pooling.pools.states.PledgeState",
        "PartState": "pooling.pools.states.PartState",
        "PrivateQuestionKind": "pooling.pools.states.PrivateQuestionKind",
        "HelpRequestKind": "pooling.pools.states.HelpRequestKind",
        "HelpOutcome": "pooling.pools.states.HelpOutcome",
        "GroupWaitKind": "pooling.pools.states.GroupWaitKind",
        "PrivateQuestionState": "pooling.pools.states.PrivateQuestionState",
        "InstalmentState": "pooling.pools.states.InstalmentState",
        "CommitmentState": "pooling.payments.states.commitments.CommitmentState",
        "RefusalReason": "pooling.payments.states.commitments.RefusalReason",
        "BillChange": "pooling.payments.states.commitments.BillChange",
        "BankTransferState": "pooling.payments.states.bank_transfers.BankTransferState",
        "BankTransferRefundState": "pooling.payments.states.bank_transfers.BankTransferRefundState",
        "MessageState": "community.messaging.states.MessageState",
        "ReferralState": "marketplace.referrals.states.ReferralState",
    },
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "frontend" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Pictures lie in a folder, or in a store that speaks S3; then a page's own address leads there, by
# one that is signed and good for ten minutes, and the policy below names the store's host.
PICTURES_DIR = Path(os.environ.get("PICTURES_DIR", LOCAL_DIR / "pictures"))
_store = {
    "bucket": os.environ.get("PICTURES_BUCKET", ""),
    "endpoint": os.environ.get("PICTURES_ENDPOINT", ""),
}
PICTURE_STORE = picture_store(PICTURES_DIR, **_store, region=os.environ.get("PICTURES_REGION", ""))
PICTURE_ORIGINS = picture_origins(**_store)
FILE_UPLOAD_HANDLERS = [
    "frontend.shared.uploads.CutShortHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pictures": PICTURE_STORE,
    "staticfiles": {
        "BACKEND": os.environ.get(
            "STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# A demo's mail is files to open; with a mail server it is sent.
OUTBOX_DIR = Path(os.environ.get("OUTBOX_DIR", LOCAL_DIR / "outbox"))
_smtp = os.environ.get("EMAIL_HOST")
MAILERS = {
    "default": {
        "BACKEND": "community.messaging.mail_server.EmailBackend",
        "OPTIONS": {
            "host": _smtp,
            "timeout": 10,  # seconds in all, for one mail
            "port": int(os.environ.get("EMAIL_PORT", "587")),
            "username": os.environ.get("EMAIL_HOST_USER", ""),
            "password": os.environ.get("EMAIL_HOST_PASSWORD", ""),
            "use_tls": os.environ.get("EMAIL_USE_TLS", "1") == "1",
        },
    }
    if _smtp
    else {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": OUTBOX_DIR / "email"},
    }
}
DEFAULT_FROM_EMAIL = os.environ.get(
    "DEFAULT_FROM_EMAIL", "Common Purse <hello@commonpurse.invalid>"
)

# Hosts inside our own network that a directory may be read from. Whoever runs the machine says it.
FEED_INNER_HOSTS = frozenset(os.environ.get("FEED_INNER_HOSTS", "").split(",")) - {""}

# The card processor. With no STRIPE_API_BASE the client talks to Stripe itself.
STRIPE_API_KEY = os.environ.get("STRIPE_API_KEY", "")
STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
STRIPE_HOSTED_ORIGINS = os.environ.get(
    "STRIPE_HOSTED_ORIGINS",
    STRIPE_API_BASE or "https://checkout.stripe.com https://connect.stripe.com",
).split()

# A form that leads to the processor's hosted page is blocked unless its origin is named here.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", *PICTURE_ORIGINS],
    "form-action": [CSP.SELF, *STRIPE_HOSTED_ORIGINS],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "frontend.shared.form_guard.given_back.form_given_back"
SESSION_COOKIE_SAMESITE = "Lax"
# In the session, not in a third cookie: the cookies page names two.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_REDIRECT_EXEMPT = [r"^health/(all/)?$"]  # asked by whatever watches, on this machine
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
# To be in the browsers' own lists binds a whole domain for years: its owner's choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("BEHIND_TLS_PROXY") == "1" else None
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
}
