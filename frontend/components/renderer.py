"""Every form of the product, drawn with GOV.UK Frontend's structure and our own words."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from frontend.components.bound_field import PlainBoundField
from frontend.components.field_markup import draw_field, draw_one_line

ONE_LINE = ("text", "checkbox", "hidden", "email", "password", "number", "url", "tel", "search")


class PlainRenderer(DjangoTemplates):
    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
    field_template_name = "a field"
    bound_field_class = PlainBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        if template_name == self.field_template_name:
            return draw_field(context["field"])
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return SafeString(super().render(template_name, context, request))


DRAWN = {f"django/forms/widgets/{each}.html": draw_one_line for each in ONE_LINE}
