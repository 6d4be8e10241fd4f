"""Routes of which one has no row, for a test of the table."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("unlisted/", lambda request: HttpResponse(), name="unlisted")]
