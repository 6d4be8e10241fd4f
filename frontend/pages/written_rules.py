"""What may not be written, how to report it, and how to complain when words were taken down: each
says by which day somebody hears (P124)."""

from typing import Any

from django.urls import path
from django.views.generic import TemplateView

from community.common import clock
from community.common.dates import format_day
from community.common.working_time import add_working_days
from community.moderation.rules.looking import WORKING_DAYS_TO_LOOK
from community.moderation.states import HeldBackReason
from community.people.queries.areas import answerable_names
from community.people.rules.complaints import answer_due_on
from community.places.queries import area_to_show
from frontend.access import ActingRequest


class WrittenRulesView(TemplateView):
    """In the area of whoever reads, whose days and names stand on it."""

    request: ActingRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, now = self.request.acting.person, clock.now()
        area = area_to_show(person.area_id if person else None)
        context: dict[str, Any] = {"reasons": HeldBackReason.labels, "answerable": []}
        if area is not None:
            looked_at = add_working_days(now, WORKING_DAYS_TO_LOOK, nation=area.nation)
            context |= {
                "answerable": answerable_names(area.pk),
                "look_day": format_day(looked_at),
                "complaint_day": format_day(answer_due_on(now, nation=area.nation)),
            }
        return super().get_context_data(**context, **kwargs)


PAGES = {
    "what_may_be_written": "what-may-be-written/",
    "how_to_report": "how-to-report/",
    "words_taken_down": "words-taken-down/",
}
urlpatterns = [
    path(url, WrittenRulesView.as_view(template_name=f"plain/{name}.html"), name=name)
    for name, url in PAGES.items()
]
