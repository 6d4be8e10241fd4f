from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("frontend.pages.urls")),
    path("api/", include("frontend.api.urls")),
    path("account/", include("allauth.urls")),
    path("staff/", include("frontend.staff.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler404 = handler403 = "frontend.pages.errors.not_found"
handler500 = "frontend.pages.errors.our_fault"
