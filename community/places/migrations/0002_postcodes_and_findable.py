import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

# English stems, with "café" found by "cafe".
PLAIN_ENGLISH = """
CREATE TEXT SEARCH CONFIGURATION plain_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION plain_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

WORDS_OF = """
CREATE FUNCTION places_words_of(text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('simple', $1))) AS word
    WHERE length(word) BETWEEN 3 AND 30 AND word ~ '^[[:alpha:]]+$'
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(PLAIN_ENGLISH, "DROP TEXT SEARCH CONFIGURATION plain_english"),
        migrations.RunSQL(WORDS_OF, "DROP FUNCTION places_words_of(text)"),
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
            name="Findable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "thing",
                    models.CharField(
                        choices=[
                            ("listing", "Something to do"),
                            ("group", "A group"),
                            ("pool", "A shared cost that is forming"),
                        ],
                        max_length=8,
                    ),
                ),
                ("thing_id", models.BigIntegerField()),
                ("kind", models.IntegerField()),
                ("e", models.FloatField()),
                ("n", models.FloatField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("cell", models.IntegerField()),
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
                        name="findable_near",
                    ),
                    models.Index(
                        fields=["cell"], include=("kind", "e", "n"), name="findable_cells"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thing", "thing_id", "kind"), name="one_row_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__gte", 0)), name="findable_kind_or_any"
                    ),
                ],
            },
        ),
    ]
