from itertools import batched

from django.db import migrations

from providers.rules.weekly_times import certain_times

ROWS_AT_ONCE = 1000


def read_words(apps, _schema_editor):
    """Once, of what is shown already; from now on with each writing of the index."""
    model = apps.get_model("places", "SearchEntry")
    entries = model.objects.filter(object_type="listing").exclude(when_words="")
    for batch in batched(entries.only("pk", "when_words").iterator(), ROWS_AT_ONCE):
        for entry in batch:
            entry.opens_at, entry.closes_at = certain_times(entry.when_words)
        read = [entry for entry in batch if entry.opens_at or entry.closes_at]
        model.objects.bulk_update(read, ["opens_at", "closes_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0016_homes_by_district"),
        ("places", "0008_times_that_are_certain"),
    ]

    operations = [migrations.RunPython(read_words, migrations.RunPython.noop)]
