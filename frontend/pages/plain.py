"""Pages that only explain: how it works, privacy, complaints, where to turn, what words mean."""

from django.conf import settings
from django.urls import path
from django.views.generic import TemplateView

from frontend.words.glossary import entries

from .gallery import gallery

PAGES = {
    "how_it_works": "how-it-works/",
    "where_to_turn": "where-to-turn/",
    "privacy": "privacy/",
    "cookies": "cookies/",
    "complaints": "complaints/",
    "accessibility": "accessibility/",
}


class Glossary(TemplateView):
    template_name = "plain/glossary.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=entries(), **kwargs)


urlpatterns = [
    *(
        path(url, TemplateView.as_view(template_name=f"plain/{name}.html"), name=name)
        for name, url in PAGES.items()
    ),
    path("words/", Glossary.as_view(), name="glossary"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/components/", gallery, name="components"))
