from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0009_places_kept_open_for_the_next_payment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="privatequestion",
            name="interpreted_by",
            field=models.CharField(
                choices=[
                    ("nobody", "nobody: they said or showed it themselves"),
                    ("interpreter", "an interpreter"),
                    ("worker", "somebody who works here, or an advocate"),
                    ("representative", "whoever acts for them"),
                    ("relative", "a relative or a friend"),
                ],
                default="nobody",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="privatequestion",
            name="shown_words",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="privatequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interpreted_by__in", ["representative", "relative"]), _negated=True
                ),
                name="question_is_interpreted_by_neither_representative_nor_relative",
            ),
        ),
    ]
