import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0003_words_in_the_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="findable",
            name="findable_near",
        ),
        migrations.AddField(
            model_name="findable",
            name="has_place",
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("kind"),
                models.Func("e", "n", function="point"),
                models.F("words"),
                condition=models.Q(("has_place", True)),
                name="findable_near",
            ),
        ),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GistIndex(
                models.F("kind"),
                models.Func("e", "n", function="point"),
                models.F("words"),
                condition=models.Q(("has_place", False)),
                name="findable_somewhere",
            ),
        ),
    ]
