"""Every form of the product, drawn with GOV.UK Frontend's structure and our own words."""

from django.forms.renderers import DjangoTemplates

from frontend.components.bound_field import PlainBoundField


class PlainRenderer(DjangoTemplates):
    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
    field_template_name = "components/field.html"
    bound_field_class = PlainBoundField
