from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.demo_page, name="demo"),
    path("sign-in/<slug:slug>/", pages.sign_in, name="demo_sign_in"),
    path("again/", pages.begin_again, name="demo_again"),
    path("day/", pages.move_day, name="demo_day"),
    path("scenes/<slug:slug>/", pages.scene, name="demo_scene"),
    path("scenes/<slug:slug>/others/", pages.others, name="demo_others"),
]
