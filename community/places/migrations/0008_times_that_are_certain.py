from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0007_social_care_number"),
    ]

    operations = [
        migrations.AddField("searchentry", name, models.TimeField(null=True))
        for name in ("opens_at", "closes_at")
    ]
