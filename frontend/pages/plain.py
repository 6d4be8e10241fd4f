"""Pages that only explain: how it works, privacy, complaints, where to turn, what words mean."""

from typing import Any

from django.conf import settings
from django.urls import path
from django.views.generic import TemplateView

from frontend.words.glossary import glossary_entries

from .gallery import components_page

PAGES = {
    "how_it_works": "how-it-works/",
    "where_to_turn": "where-to-turn/",
    "privacy": "privacy/",
    "cookies": "cookies/",
    "complaints": "complaints/",
    "accessibility": "accessibility/",
}


class GlossaryView(TemplateView):
    template_name = "plain/glossary.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entries=glossary_entries(), **kwargs)


urlpatterns = [
    *(
        path(url, TemplateView.as_view(template_name=f"plain/{name}.html"), name=name)
        for name, url in PAGES.items()
    ),
    path("words/", GlossaryView.as_view(), name="glossary"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/components/", components_page, name="components"))
