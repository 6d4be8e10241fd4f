"""An address that tells a stranger whether somebody's money is there."""

from django.http import HttpResponse, HttpResponseForbidden
from django.urls import path

from pooling.pools.models.pledges import MoneySource


def leak(request, source_id):
    is_there = MoneySource.objects.filter(pk=source_id).exists()
    return HttpResponseForbidden() if is_there else HttpResponse(status=404)


urlpatterns = [path("leak/<int:source_id>/", leak)]
