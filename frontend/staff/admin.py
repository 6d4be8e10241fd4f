"""What the office keeps: areas, roles, checks. What it may look at: supply, money, deeds.

Who pays, how much they said and where it comes from is not here at all: whoever must know it has
a page of their own, that only they can open.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm, TypedMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from community.audit.models import AuditEntry
from community.common import clock
from community.common.intake import words_in
from community.common.refusals import Refused
from community.people.actions.roles import end_role, give_role
from community.people.models.logins import Login, Role
from community.people.models.representations import Representation
from community.people.states import RoleKind
from community.places.activity_kinds import ACTIVITY_KINDS
from community.places.models.areas import Area
from community.places.models.vocabulary import MAX_MEANING_CHARS, MAX_MEANINGS, Saying
from frontend.access import acting_as_login
from frontend.components.typed import TypedText
from frontend.staff.base import EditableAdmin, ReadOnlyAdmin
from frontend.words import lists
from pooling.ledger.models import Account, Collection, Transfer
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.models.commitments import Invoice
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.pools.models.instalments import Instalment, PoolSession
from pooling.pools.models.pledges import Pool
from providers.actions.directory_sources import (
    SourceFacts,
    pause_source,
    resume_source,
    save_source,
)
from providers.models.imports import DirectorySource, ImportRun
from providers.models.supply import Check, Listing, Provider


class AreaForm(ModelForm):
    """What an area says stands on every page of its people, so it keeps to the same words."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
        for name, said in list(cleaned.items()):
            text = " ".join(map(str, said.values())) if isinstance(said, dict) else str(said)
            for rule in rules:
                if rule.is_broken_by(text):
                    words = _("“%(words)s” is not said here. Say: %(instead)s.")
                    facts = {"words": rule.words, "instead": rule.instead}
                    self.add_error(name, ValidationError(words % facts, code="not_said_here"))
        return cleaned


@admin.register(Area)
class AreaAdmin(EditableAdmin):
    """Opened on the operator's own page, which asks for a lead and a deputy first. The local words
    for our terms are not asked for until a page reads them (fault J15)."""

    list_display = ("name", "council", "is_open", "is_example")
    readonly_fields = ("is_open",)
    exclude = ("words",)
    form = AreaForm


class SayingForm(ModelForm):
    """One to five plain words, and what answers them with a bar between."""

    means = TypedText(max_length=MAX_MEANINGS * MAX_MEANING_CHARS)
    kinds = TypedMultipleChoiceField(
        choices=[(kind.slug, kind.name) for kind in ACTIVITY_KINDS], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["means"] = "|".join(self.instance.means or [])

    def clean_means(self) -> list[str]:
        means = [" ".join(words_in(text)) for text in self.cleaned_data["means"].split("|")]
        means = list(filter(None, means))
        if not 0 < len(means) <= MAX_MEANINGS or max(map(len, means)) > MAX_MEANING_CHARS:
            raise ValidationError(_("One to ten answers, of a few words each."))
        return means

    def clean_said(self) -> str:
        said = " ".join(words_in(self.cleaned_data["said"]))
        if Saying.objects.filter(said=said).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("That is in the list already: change that one."))
        return said


@admin.register(Saying)
class SayingAdmin(EditableAdmin):
    """How people say it, for search: what is written here is not changed by a new release."""

    list_display = ("said", "means", "is_local")
    list_filter = ("is_local",)
    search_fields = ("said", "means")
    fields = ("said", "means", "kinds", "why")
    form = SayingForm

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj.is_local = True
        super().save_model(request, obj, form, change)


@admin.register(Check)
class CheckAdmin(EditableAdmin):
    """Recorded by a connector on their own page. Here one that was a mistake is ended."""

    list_display = ("provider", "kind", "seen_on", "valid_until", "seen_by")
    list_select_related = ("provider", "seen_by")
    list_filter = ("kind",)
    readonly_fields = ("provider", "kind", "seen_on", "seen_by", "recorded_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Role)
class RoleAdmin(EditableAdmin):
    """Given here and ended here; never changed."""

    list_display = ("login", "kind", "area", "started_at", "ended_at")
    list_select_related = ("login", "area")
    list_filter = ("kind", "area", ("ended_at", admin.EmptyFieldListFilter))
    fields = ("login", "kind", "area")
    raw_id_fields = ("login",)
    actions = ("end",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        role = give_role(
            login=obj.login,
            kind=RoleKind(obj.kind),
            area=obj.area,
            by=acting_as_login(request),
            now=clock.now(),
        )
        obj.pk = role.pk

    @admin.action(description="End the roles that are ticked", permissions=["change"])
    def end(self, request: HttpRequest, roles: QuerySet[Role]) -> None:
        for role_id in roles.values_list("pk", flat=True):
            try:
                end_role(role_id=role_id, by=acting_as_login(request), now=clock.now())
            except Refused as refusal:
                self.message_user(request, f"{refusal.message} {refusal.next_step}", messages.ERROR)


@admin.register(Login)
class LoginAdmin(EditableAdmin):
    """An account that must not be used is closed here. Who may open the office is decided on the
    machine itself: nobody can let themselves or a friend in."""

    list_display = ("email", "name", "is_active", "is_staff")
    search_fields = ("email",)
    fields = ("email", "name", "is_active", "is_staff", "last_login")
    readonly_fields = ("email", "name", "is_staff", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Representation)
class RepresentationAdmin(ReadOnlyAdmin):
    list_display = ("pk", "login", "kind", "scope", "state", "starts_on", "ends_on")
    list_select_related = ("login",)
    list_filter = ("state", "kind")
    fields = ("login", "kind", "scope", "limit_pence", "starts_on", "ends_on", "state", "basis")


@admin.register(Provider)
class ProviderAdmin(ReadOnlyAdmin):
    list_display = ("name", "area", "is_one_person")
    list_select_related = ("area",)
    search_fields = ("name",)


@admin.register(Listing)
class ListingAdmin(ReadOnlyAdmin):
    list_display = ("title", "provider", "state")
    list_select_related = ("provider",)
    list_filter = ("state",)
    search_fields = ("title",)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    pass


@admin.register(DirectorySource)
class DirectorySourceAdmin(EditableAdmin):
    """Added here, read each night once that is ticked, and paused. Without its licence it is
    refused. What its rows are known by never changes."""

    list_display = ("name", "area", "state", "next_at", "licence_name")
    list_select_related = ("area",)
    fields = ("area", "name", "feed", "address", "middle_postcode", "licence_name", "licence_url")
    actions = ("read_nightly", "pause")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("feed",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        facts = SourceFacts(**{name: getattr(obj, name) for name in self.fields})
        obj.pk = save_source(facts=facts, by=acting_as_login(request), now=clock.now()).pk

    @admin.action(description="Read those that are ticked each night", permissions=["change"])
    def read_nightly(self, request: HttpRequest, rows: QuerySet[DirectorySource]) -> None:
        self._each(request, rows, resume_source)

    @admin.action(description="Pause those that are ticked", permissions=["change"])
    def pause(self, request: HttpRequest, rows: QuerySet[DirectorySource]) -> None:
        self._each(request, rows, pause_source)

    def _each(
        self,
        request: HttpRequest,
        rows: QuerySet[DirectorySource],
        do: Callable[..., DirectorySource],
    ) -> None:
        for source_id in rows.values_list("pk", flat=True):
            try:
                do(source_id=source_id, by=acting_as_login(request), now=clock.now())
            except Refused as refusal:
                self.message_user(request, f"{refusal.message} {refusal.next_step}", messages.ERROR)


@admin.register(Pool)
class PoolAdmin(ReadOnlyAdmin):
    list_display = ("pk", "provider", "area", "state", "closes_at")
    list_select_related = ("provider", "area")
    list_filter = ("state",)


@admin.register(Instalment)
class InstalmentAdmin(ReadOnlyAdmin):
    list_display = ("pk", "pool_id", "number", "state", "people", "session_pence", "collect_at")
    list_filter = ("state",)


@admin.register(PoolSession)
class PoolSessionAdmin(ReadOnlyAdmin):
    list_display = ("pk", "pool_id", "session_id", "released_at", "refunded_at")


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    list_display = ("code", "kind", "posted_pence", "reserved_out_pence")
    list_filter = ("kind",)
    search_fields = ("=code",)


@admin.register(Collection)
class CollectionAdmin(ReadOnlyAdmin):
    pass


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    list_display = ("pk", "at", "kind", "pence", "reason", "key")
    list_filter = ("kind",)
    search_fields = ("=key",)


@admin.register(CardPayment)
class CardPaymentAdmin(ReadOnlyAdmin):
    list_display = ("pk", "charge_ref", "attempt", "pence", "state", "asked_at")
    list_filter = ("state",)
    fields = ("charge_ref", "attempt", "pence", "state", "failure", "asked_at")


@admin.register(CardRefund, Payout, ProviderAccount, ProcessorEvent, Invoice)
class RailAdmin(ReadOnlyAdmin):
    pass


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "deed", "about", "login_id", "for_person", "on_paper")
    search_fields = ("=about", "=for_person")
