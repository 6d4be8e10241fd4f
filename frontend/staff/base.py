"""Two kinds of page: one where things are looked at, one where they are also changed."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from community.common import clock
from community.people.actions.audit_lines import record_deed
from frontend.access import acting_as_login
from frontend.staff.deeds import StaffDeed


class ReadOnlyAdmin(admin.ModelAdmin):
    """Nothing is added, changed or deleted here: what writes it is an action, or nobody."""

    actions = None
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EditableAdmin(admin.ModelAdmin):
    """Each change is a deed with a line of its own. Nothing is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record_deed(
            by=acting_as_login(request),
            deed=StaffDeed.CHANGE_BY_STAFF,
            about=f"{obj._meta.model_name}:{obj.pk}",
            note=", ".join(form.changed_data)[:200],
            now=clock.now(),
        )
