import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_postcodes_and_findable"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="findable", name="findable_near"),
        migrations.RemoveIndex(model_name="findable", name="findable_cells"),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("kind"),
                models.Func("e", "n", function="point"),
                models.F("words"),
                name="findable_near",
            ),
        ),
        migrations.AddIndex(
            model_name="findable",
            index=models.Index(
                condition=models.Q(("kind__gt", 0)),
                fields=["cell"],
                include=("kind", "e", "n"),
                name="findable_cells",
            ),
        ),
    ]
