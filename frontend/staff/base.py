"""Two kinds of page: one where things are looked at, one where they are also changed."""

from django.contrib import admin

from community.audit.actions import record_deed
from community.common import clock
from community.people.acting import Acting


class ReadOnlyAdmin(admin.ModelAdmin):
    """Nothing is added, changed or deleted here: what writes it is an action, or nobody."""

    actions = None
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Kept(admin.ModelAdmin):
    """Each change is a deed with a line of its own. Nothing is deleted."""

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record_deed(
            by=Acting(login=request.user),
            deed="change_in_office",
            about=f"{obj._meta.model_name}:{obj.pk}",
            note=", ".join(form.changed_data)[:200],
            now=clock.now(),
        )
