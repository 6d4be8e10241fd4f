import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
        ("places", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("feed", models.CharField(max_length=80)),
                ("began_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=300)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(null=True)),
                ("feed_row_id", models.CharField(blank=True, max_length=80)),
                ("title", models.CharField(blank=True, max_length=160)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("changed", "changed"),
                            ("unchanged", "unchanged"),
                            ("rejected", "held back"),
                            ("hidden", "hidden: no longer in the feed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list
                    ),
                ),
                (
                    "import_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="providers.importrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("about", models.TextField(blank=True)),
                ("is_one_person", models.BooleanField(default=False)),
                ("feed", models.CharField(blank=True, max_length=80)),
                ("feed_row_id", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="places.area",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("what_happens", models.TextField(blank=True)),
                ("when_words", models.CharField(blank=True, max_length=200)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list
                    ),
                ),
                ("place_words", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("has_location", models.BooleanField(default=True)),
                ("getting_there_words", models.CharField(blank=True, max_length=200)),
                ("how_many_words", models.CharField(blank=True, max_length=80)),
                (
                    "price_kind",
                    models.CharField(
                        choices=[
                            ("free", "free"),
                            ("on_the_day", "pay on the day"),
                            ("grant", "free until a date, paid by a grant"),
                            ("by_group", "price by group size"),
                            ("not_known", "price not known, ask"),
                        ],
                        default="not_known",
                        max_length=12,
                    ),
                ),
                ("price_words", models.CharField(blank=True, max_length=200)),
                ("prices", models.JSONField(blank=True, default=dict)),
                ("grant_until", models.DateField(blank=True, null=True)),
                ("after_grant_words", models.CharField(blank=True, max_length=200)),
                ("suits", models.JSONField(blank=True, default=dict)),
                ("quality", models.JSONField(blank=True, default=dict)),
                ("companion_words", models.CharField(blank=True, max_length=200)),
                (
                    "engager",
                    models.CharField(
                        choices=[
                            ("nobody", "nobody: nobody is employed"),
                            ("provider", "the provider"),
                            ("self_employed", "they work for themselves"),
                            ("you", "you"),
                            ("not_known", "not known, ask"),
                        ],
                        default="not_known",
                        max_length=16,
                    ),
                ),
                ("is_hands_on", models.BooleanField(default=False)),
                ("hourly_pay_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("places_left", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("full_until", models.DateField(blank=True, null=True)),
                ("website", models.URLField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "not shown yet"),
                            ("shown", "shown to people"),
                            ("paused", "paused"),
                            ("withdrawn", "taken down"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("is_example", models.BooleanField(default=False)),
                ("feed", models.CharField(blank=True, max_length=80)),
                ("feed_row_id", models.CharField(blank=True, max_length=80)),
                ("feed_digest", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("identity", "who they are"),
                            ("insurance", "insurance"),
                            ("address", "address"),
                            ("dbs_basic", "basic DBS check"),
                            ("dbs_enhanced", "enhanced DBS check"),
                            ("cqc", "registered with the CQC"),
                        ],
                        max_length=20,
                    ),
                ),
                ("seen_on", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProviderMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "login",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provider_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place_words", models.CharField(max_length=200)),
                ("series", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("called_off", "called off"),
                            ("delivered", "it happened"),
                            ("not_delivered", "it did not happen"),
                        ],
                        default="planned",
                        max_length=14,
                    ),
                ),
                ("state_at", models.DateTimeField(null=True)),
                ("everyone_told_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_as", models.CharField(max_length=60)),
                ("what_helps", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("coming", "coming"),
                            ("not_coming", "not coming this time"),
                            ("came", "came"),
                            ("did_not_come", "did not come"),
                        ],
                        default="coming",
                        max_length=14,
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookings",
                        to="providers.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SessionDispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("raised_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "a connector is looking into it"),
                            ("happened", "it happened"),
                            ("did_not_happen", "it did not happen"),
                        ],
                        default="open",
                        max_length=14,
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="providers.session",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True), ("stopped_because", ""), _connector="OR"
                ),
                name="import_finished_or_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("import_run", "position"), name="one_outcome_a_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "hidden"), ("position__isnull", False), _connector="XOR"
                ),
                name="row_in_the_feed_has_a_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed", ""), _negated=True),
                fields=("feed", "feed_row_id"),
                name="one_provider_a_feed_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("feed", ""), _negated=True),
                fields=("feed", "feed_row_id"),
                name="one_listing_a_feed_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("price_kind", "grant"), ("state", "shown"), _negated=True),
                    models.Q(
                        ("grant_until__isnull", False),
                        models.Q(("after_grant_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grant_says_what_comes_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="listing_has_whole_location",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "shown"), _negated=True),
                    models.Q(
                        ("latitude__isnull", False),
                        models.Q(("title", ""), _negated=True),
                        models.Q(("what_happens", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="shown_listing_says_what_and_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("seen_on")),
                    _connector="OR",
                ),
                name="check_ends_after_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="providermember",
            constraint=models.UniqueConstraint(
                fields=("provider", "login"), name="one_provider_membership"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["provider", "starts_at"], name="session_of_provider"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("everyone_told_at__isnull", True), ("state", "delivered")),
                fields=["ends_at"],
                name="session_to_tell_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="session_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "planned"), ("state_at__isnull", False), _connector="XOR"
                ),
                name="session_state_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("everyone_told_at__isnull", True)),
                    ("state__in", ["delivered", "not_delivered"]),
                    _connector="OR",
                ),
                name="told_and_confirmed_after_it_happened",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series", ""), _negated=True),
                fields=("provider", "series", "starts_at"),
                name="one_session_of_a_series_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="one_booking_a_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiondispute",
            constraint=models.UniqueConstraint(
                fields=("session", "person"), name="one_dispute_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessiondispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "open"), ("resolved_at__isnull", False), _connector="XOR"
                ),
                name="dispute_resolved_at_when_resolved",
            ),
        ),
    ]
