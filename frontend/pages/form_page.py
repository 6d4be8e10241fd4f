"""One form on a page: shown, or shown again with what was typed and what is wrong."""

from django.shortcuts import render


def posted(request):
    """What was sent, though it be nothing; None when the form is only looked at."""
    return request.POST if request.method == "POST" else None


def show_form(request, form, template="form_page.html", **context):
    """422 when something was refused, so that no program takes it for done."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
