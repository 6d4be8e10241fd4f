from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from community.places.days_said import day_parts_said, days_said

KINDS_OF_EACH = """
UPDATE places_searchentry AS entry SET kinds = other.kinds
FROM (
    SELECT object_type, object_id, array_agg(kind ORDER BY kind) AS kinds
    FROM places_searchentry WHERE kind > 0 GROUP BY object_type, object_id
) AS other
WHERE other.object_type = entry.object_type AND other.object_id = entry.object_id
"""


def read_when(apps, schema_editor):
    """Of what is there already, as of what is shown from now on."""
    entries = apps.get_model("places", "SearchEntry").objects
    for words in entries.exclude(when_words="").values_list("when_words", flat=True).distinct():
        entries.filter(when_words=words).update(
            days=int(days_said(words)), day_parts=int(day_parts_said(words))
        )


class Migration(migrations.Migration):
    dependencies = [("places", "0004_shared_costs_name_their_group")]

    operations = [
        migrations.AddField(
            "searchentry",
            "kinds",
            ArrayField(models.IntegerField(), default=list),
        ),
        migrations.AddField("searchentry", "days", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "searchentry", "day_parts", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField("searchentry", "is_by_district", models.BooleanField(default=False)),
        migrations.RunSQL(
            "UPDATE places_searchentry SET is_by_district = object_type IN ('group', 'pool')",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(KINDS_OF_EACH, migrations.RunSQL.noop),
        migrations.RunPython(read_when, migrations.RunPython.noop),
    ]
