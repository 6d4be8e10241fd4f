from .models import Area


def area_to_show(area_id: int | None) -> Area | None:
    """The area whose numbers a page shows: the person's own, else the first that is open."""
    areas = Area.objects.filter(is_open=True).order_by("pk")
    return (areas.filter(pk=area_id).first() if area_id else None) or areas.first()
