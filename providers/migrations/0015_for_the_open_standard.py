import django.contrib.postgres.functions
from django.db import migrations, models

PUBLIC_ID = models.UUIDField(
    db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
)
AGE = models.PositiveSmallIntegerField(blank=True, null=True)


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0014_what_was_changed_here"),
    ]

    operations = [
        migrations.AddField(model_name="listing", name="public_id", field=PUBLIC_ID.clone()),
        migrations.AddField(model_name="provider", name="public_id", field=PUBLIC_ID.clone()),
        migrations.AddField(model_name="listing", name="minimum_age", field=AGE.clone()),
        migrations.AddField(model_name="listing", name="maximum_age", field=AGE.clone()),
    ]
