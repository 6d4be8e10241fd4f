from django.db import migrations


class Migration(migrations.Migration):
    """What is found already of a listing without a place says so."""

    dependencies = [
        ("places", "0004_known_places"),
        ("providers", "0003_an_unfinished_draft_is_kept"),
    ]

    operations = [
        migrations.RunSQL(
            """
            UPDATE places_findable AS findable SET has_place = false
            FROM providers_listing AS listing
            WHERE findable.thing = 'listing' AND findable.thing_id = listing.id
                AND NOT listing.has_place
            """,
            migrations.RunSQL.noop,
        ),
    ]
