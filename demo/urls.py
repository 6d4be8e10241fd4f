from django.urls import path

from . import outbox, pages

urlpatterns = [
    path("", pages.demo_page, name="demo"),
    path("post/", outbox.outbox_page, name="demo_outbox"),
    path("sign-in/<slug:slug>/", pages.demo_sign_in, name="demo_sign_in"),
    path("again/", pages.demo_again, name="demo_again"),
    path("day/", pages.demo_day, name="demo_day"),
    path("scenes/<slug:slug>/", pages.demo_scene, name="demo_scene"),
    path("scenes/<slug:slug>/others/", pages.demo_others, name="demo_others"),
]
