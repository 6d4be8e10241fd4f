"""A group's words on a page."""

from django import template

from groups.states import Purpose

register = template.Library()


@register.filter
def purposes(group):
    """Why its people come together, in words."""
    return [Purpose(purpose).label for purpose in group.purposes]
