"""By what a place that is kept back is known again, and cannot be found."""

from django.db import models

from providers.models.supply import Listing


class PlaceMark(models.Model):
    """Of a listing whose place is kept back: the same mark for the same place, made with the
    service's secret key. Whoever has the table alone cannot tell from it where anything is."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="place_marks")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "listing"], name="one_mark_of_a_place"),
        ]
