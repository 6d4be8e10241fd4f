from django.db import models
from django.db.models import Q


class Postcode(models.Model):
    """A unit postcode ("BS3 1AB") or an outward code ("BS3"), whose place is the middle of its
    units. Both in one table, so that one look-up answers "this one, or else its first half".

    A few have no location in any source; an ended one is kept, because people remember it.
    """

    code = models.CharField(max_length=8, primary_key=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    authority_code = models.CharField(max_length=9, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="postcode_has_whole_place",
            ),
        ]
        indexes = [
            # Outward codes alone: a few thousand among all the postcodes of the country.
            models.Index(
                fields=["latitude", "longitude"],
                condition=~Q(code__contains=" "),
                name="postcode_districts",
            ),
        ]

    def __str__(self) -> str:
        return self.code
