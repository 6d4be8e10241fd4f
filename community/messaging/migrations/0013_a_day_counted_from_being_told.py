from django.db import migrations, models


class Migration(migrations.Migration):
    """A message says by which day, counted from when its reader was told; what was written before
    says its number of days in its text."""

    dependencies = [
        ("messaging", "0012_said_before_it_went"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="day_words",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="message",
            name="days_from_told",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day_words", ""), ("days_from_told__isnull", True)),
                    models.Q(
                        ("days_from_told__isnull", False),
                        models.Q(("day_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="message_counts_days_in_words",
            ),
        ),
    ]
