from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("deed", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=60)),
                ("login_id", models.BigIntegerField(null=True)),
                ("representation_id", models.BigIntegerField(null=True)),
                ("for_person", models.UUIDField(null=True)),
                ("on_paper", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "indexes": [
                    models.Index(fields=["about", "at"], name="deed_about"),
                    models.Index(fields=["for_person", "at"], name="deed_for_person"),
                ],
            },
        ),
    ]
