from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ContactPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.UUIDField(unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("text", "Text"),
                            ("post", "Post"),
                            ("in_person", "In Person"),
                            ("none", "None"),
                        ],
                        default="email",
                        max_length=12,
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200)),
                ("through_login_id", models.BigIntegerField(blank=True, null=True)),
                ("through_words", models.CharField(blank=True, max_length=120)),
                ("deputy_login_id", models.BigIntegerField(blank=True, null=True)),
                ("days_words", models.CharField(blank=True, max_length=120)),
                ("never_words", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "in_person"), _negated=True),
                            ("through_login_id__isnull", False),
                            _connector="OR",
                        ),
                        name="in_person_is_through_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel__in", ["email", "text", "post"]), _negated=True),
                            models.Q(("address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_channel_has_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("person_id", models.UUIDField(null=True)),
                ("login_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("link", models.CharField(blank=True, max_length=200)),
                ("urgent", models.BooleanField(default=False)),
                ("is_notice", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "to be sent"),
                            ("sent", "sent"),
                            ("on_sheet", "to be told at the next visit"),
                            ("told", "told in person"),
                            ("failed", "could not be sent"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "Email"),
                            ("text", "Text"),
                            ("post", "Post"),
                            ("in_person", "In Person"),
                            ("none", "None"),
                        ],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("told_on", models.DateField(null=True)),
                ("told_by_login_id", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["id"],
                        name="message_queued",
                    ),
                    models.Index(fields=["person_id", "-created_at"], name="message_to_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person_id__isnull", True),
                            ("login_id__isnull", True),
                            _connector="XOR",
                        ),
                        name="message_to_a_person_or_a_login",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_sent_at_when_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "told"),
                                ("told_by_login_id__isnull", False),
                                ("told_on__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "told"), _negated=True),
                                ("told_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_told_on_when_told",
                    ),
                ],
            },
        ),
    ]
