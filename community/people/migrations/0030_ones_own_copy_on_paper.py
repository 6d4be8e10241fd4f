import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody who has no page asks for their own copy, by nobody's authority."""

    dependencies = [
        ("people", "0029_kept_searches"),
        ("places", "0009_words_that_search_knows"),
    ]

    operations = [
        migrations.AlterField(
            model_name="recordsrequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("copy", "a copy of what is kept about somebody"),
                    ("own_deeds", "a statement of what they did while they could act for somebody"),
                    ("own_copy", "the whole copy, on paper, for the person themselves"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="recordsrequest",
            name="representation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="records_requests",
                to="people.representation",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "own_copy"), ("representation__isnull", True)),
                    models.Q(
                        models.Q(("kind", "own_copy"), _negated=True),
                        ("representation__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_ones_own_copy_is_by_no_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("kind", "own_copy")),
                fields=("person",),
                name="one_waiting_own_copy",
            ),
        ),
        # Before, no request was by nobody's authority.
        migrations.RunSQL(
            migrations.RunSQL.noop, "DELETE FROM people_recordsrequest WHERE kind = 'own_copy'"
        ),
    ]
