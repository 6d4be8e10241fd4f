from django.db import migrations, models


class Migration(migrations.Migration):
    """What was given up while no mail went is found without reading every message."""

    dependencies = [
        ("messaging", "0016_an_answer_stays"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "failed")), fields=["id"], name="message_failed"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", False)),
                fields=["sent_at"],
                name="message_sent",
            ),
        ),
    ]
