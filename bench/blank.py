"""The site's pages and one with nothing on it but the frame: what any page costs at the least."""

from django.shortcuts import render
from django.urls import include, path

urlpatterns = [
    path("blank/", lambda request: render(request, "base.html")),
    path("", include("config.urls")),
]
