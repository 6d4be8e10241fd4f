from django.conf import settings
from django.urls import include, path

from frontend.shared.addresses import in_one_list

urlpatterns = [
    *in_one_list("frontend.pages.urls"),
    path("api/", include("frontend.api.urls")),
    path("account/", include("frontend.sign_in_urls")),
    path("staff/", include("frontend.staff.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler400 = "frontend.errors.cannot_be_read"
handler404 = handler403 = "frontend.errors.not_found"
handler500 = "frontend.errors.our_fault"
