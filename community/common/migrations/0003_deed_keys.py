from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces")]
    operations = [
        migrations.CreateModel(
            name="DeedKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=64, unique=True)),
                ("body_digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
