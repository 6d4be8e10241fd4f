import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                ("council", models.CharField(max_length=80)),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england", "England"),
                            ("scotland", "Scotland"),
                            ("wales", "Wales"),
                            ("northern_ireland", "Northern Ireland"),
                        ],
                        max_length=20,
                    ),
                ),
                ("authority_code", models.CharField(max_length=9, unique=True)),
                ("words", models.JSONField(blank=True, default=dict)),
                ("routes", models.JSONField(blank=True, default=dict)),
                ("pay_floor_pence", models.PositiveIntegerField(help_text="an hour")),
                ("pay_floor_from", models.DateField()),
                ("pay_floor_source", models.CharField(max_length=200)),
                (
                    "crisis_words",
                    models.TextField(help_text="where to turn now, in a sentence or two"),
                ),
                ("crisis_phone", models.CharField(max_length=30)),
                (
                    "safeguarding_phone",
                    models.CharField(help_text="in office hours", max_length=30),
                ),
                ("out_of_hours_phone", models.CharField(max_length=30)),
                ("complaints_words", models.TextField()),
                (
                    "adviser_words",
                    models.CharField(help_text="who to talk to first", max_length=120),
                ),
                ("adviser_phone", models.CharField(max_length=30)),
                ("is_open", models.BooleanField(default=False)),
                ("is_example", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_open", False),
                            models.Q(
                                ("out_of_hours_phone", ""),
                                ("safeguarding_phone", ""),
                                ("crisis_phone", ""),
                                _connector="OR",
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="open_area_has_numbers",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("authority_code", models.CharField(blank=True, max_length=9)),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="postcode_has_whole_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("uses", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gist_trgm_ops"),
                        name="search_word_near",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "object_type",
                    models.CharField(
                        choices=[
                            ("listing", "Something to do"),
                            ("group", "A group"),
                            ("pool", "A shared cost that is forming"),
                        ],
                        max_length=8,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("kind", models.IntegerField()),
                ("e", models.FloatField()),
                ("n", models.FloatField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("grid_cell", models.IntegerField()),
                ("has_location", models.BooleanField(default=True)),
                (
                    "openness",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "No places just now"),
                            (1, "Places not known, ask"),
                            (2, "Has places"),
                        ]
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("title", models.CharField(max_length=160)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("price_kind", models.CharField(max_length=12)),
                ("price_words", models.CharField(blank=True, max_length=200)),
                (
                    "price_pence",
                    models.PositiveIntegerField(
                        help_text="least for one person, one time; null: not known", null=True
                    ),
                ),
                ("suits", models.JSONField(default=dict)),
                ("quality", models.JSONField(default=dict)),
                ("engager", models.CharField(blank=True, max_length=16)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list
                    ),
                ),
                ("place_words", models.CharField(blank=True, max_length=200)),
                ("when_words", models.CharField(blank=True, max_length=200)),
                ("is_example", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="places.area"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.F("kind"),
                        models.Func("e", "n", function="point"),
                        models.F("words"),
                        condition=models.Q(("has_location", True)),
                        name="search_entry_near",
                    ),
                    django.contrib.postgres.indexes.GistIndex(
                        models.F("kind"),
                        models.Func("e", "n", function="point"),
                        models.F("words"),
                        condition=models.Q(("has_location", False)),
                        name="search_entry_somewhere",
                    ),
                    models.Index(
                        condition=models.Q(("kind__gt", 0)),
                        fields=["grid_cell"],
                        include=("kind", "e", "n"),
                        name="search_entry_grid_cells",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("object_type", "object_id", "kind"), name="one_row_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__gte", 0)), name="search_entry_kind_or_any"
                    ),
                ],
            },
        ),
    ]
