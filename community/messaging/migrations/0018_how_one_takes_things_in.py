import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """With which help somebody takes things in, who must not interpret, and at which hours."""

    dependencies = [
        ("messaging", "0017_what_was_held_up_goes_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactplan",
            name="codes_may_come",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="contactplan",
            name="helps_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("interpreter", "an interpreter"),
                        ("relay", "calls through a relay service"),
                        ("video", "a video call"),
                        ("beside", "somebody beside them"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AddField(
            model_name="contactplan",
            name="hours_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contactplan",
            name="hours_until",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contactplan",
            name="never_interprets_words",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddConstraint(
            model_name="contactplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours_from__isnull", True), ("hours_until__isnull", True)),
                    models.Q(
                        ("hours_from__isnull", False),
                        ("hours_from__lt", models.F("hours_until")),
                        ("hours_until__isnull", False),
                        ("hours_until__lte", 24),
                    ),
                    _connector="OR",
                ),
                name="hours_begin_before_they_end",
            ),
        ),
    ]
