from django.shortcuts import render


def not_found(request, exception=None):
    """The one page for a thing that is not there, or not yours."""
    return render(request, "errors/404.html", status=404)


def our_fault(request):
    return render(request, "errors/500.html", status=500)
