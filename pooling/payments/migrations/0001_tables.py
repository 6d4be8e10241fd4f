import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_tables"),
        ("places", "0001_tables"),
        ("providers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CardPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("command_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("key_version", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("parked_at", models.DateTimeField(null=True)),
                ("parked_reason", models.CharField(blank=True, max_length=200)),
                ("charge_ref", models.BigIntegerField()),
                ("attempt", models.PositiveSmallIntegerField()),
                ("pence", models.PositiveBigIntegerField()),
                ("collection_code", models.CharField(max_length=60)),
                ("part_code", models.CharField(max_length=60)),
                ("pool_ref", models.BigIntegerField()),
                ("wake_task", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for"),
                            ("created", "being asked of the bank"),
                            ("held", "the bank said yes; nothing is taken yet"),
                            ("captured", "paid"),
                            ("voided", "let go, nothing was paid"),
                            ("failed", "did not go through, nothing was paid"),
                            ("refunded", "given back"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "goal",
                    models.CharField(
                        choices=[("hold", "held"), ("capture", "paid"), ("void", "let go")],
                        default="hold",
                        max_length=10,
                    ),
                ),
                ("payment_intent_id", models.CharField(max_length=64, null=True, unique=True)),
                ("processor_charge_id", models.CharField(max_length=64, null=True, unique=True)),
                ("capture_before", models.DateTimeField(null=True)),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "the bank said no"),
                            ("not_enough", "there was not enough money on the card"),
                            ("card_ended", "the card is out of date or no longer used"),
                            ("needs_yes", "the bank wants you to say yes yourself"),
                            ("hold_lapsed", "the bank let go of the money before it was needed"),
                            ("let_go_there", "the card company let go of the payment"),
                            ("taken_back", "the bank said yes and then no"),
                            ("provider", "the provider cannot take cards just now"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BankTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("charge_ref", models.BigIntegerField(unique=True)),
                ("pence", models.PositiveBigIntegerField()),
                ("reference", models.CharField(max_length=12, unique=True)),
                ("payee_words", models.CharField(max_length=200)),
                ("collection_code", models.CharField(max_length=60)),
                ("part_code", models.CharField(max_length=60)),
                ("sort_code", models.CharField(blank=True, max_length=6)),
                ("account_number", models.CharField(blank=True, max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for, not arrived yet"),
                            ("part_arrived", "part of it has arrived"),
                            ("arrived", "arrived"),
                            ("not_needed", "not needed any more"),
                            ("give_back_queued", "to be sent back"),
                            ("given_back", "sent back"),
                        ],
                        default="asked",
                        max_length=16,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_transfers",
                        to="places.area",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_transfers",
                        to="people.person",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_transfers",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("pence", models.PositiveBigIntegerField()),
                ("arrived_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="payments.banktransfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BankTransferRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("pence", models.PositiveBigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "to be sent back"), ("sent", "sent back")],
                        default="queued",
                        max_length=6,
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("sent_on", models.DateField(null=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.banktransfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("command_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("key_version", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("parked_at", models.DateTimeField(null=True)),
                ("parked_reason", models.CharField(blank=True, max_length=200)),
                ("pence", models.PositiveBigIntegerField()),
                ("key", models.CharField(max_length=80, unique=True)),
                ("processor_refund_id", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for"),
                            ("sent", "on its way back"),
                            ("done", "given back"),
                            ("failed", "could not be given back to the card"),
                        ],
                        default="asked",
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.cardpayment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part_ref", models.BigIntegerField()),
                ("provider_words", models.CharField(max_length=160)),
                ("dates_words", models.CharField(max_length=200)),
                ("purpose_words", models.CharField(blank=True, max_length=200)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="the council's own", max_length=40),
                ),
                ("most_pence_a_session", models.PositiveBigIntegerField()),
                ("sessions", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waiting for the council’s answer"),
                            ("yes_when", "yes, when one thing is done"),
                            ("confirmed", "your council agreed to pay"),
                            ("refused", "the council said no"),
                            ("ended", "ended"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("when_words", models.CharField(blank=True, max_length=200)),
                ("when_owner", models.CharField(blank=True, max_length=120)),
                ("when_on", models.DateField(null=True)),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("block_contract", "we already pay for this under a block contract"),
                            ("not_in_plan", "it is not in the person’s plan"),
                            ("price", "the price"),
                            ("risk", "a risk"),
                            ("no_free_money", "there is no free money in the budget"),
                            ("not_mine", "it is not mine to decide"),
                            ("other", "something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("refusal_words", models.CharField(blank=True, max_length=200)),
                (
                    "bill_change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no", "their bill stays the same"),
                            ("yes", "their bill changes"),
                            ("not_known", "not known yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("bill_change_pence", models.PositiveBigIntegerField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="places.area",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="people.person",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("charge_ref", models.BigIntegerField(unique=True)),
                ("pence", models.PositiveBigIntegerField()),
                ("collection_code", models.CharField(max_length=60)),
                ("part_code", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("committed", "agreed"),
                            ("active", "going ahead"),
                            ("invoiced", "invoiced for what was delivered"),
                            ("decommitted", "not needed: let go"),
                            ("ended", "let go after it had begun"),
                        ],
                        default="committed",
                        max_length=12,
                    ),
                ),
                ("committed_at", models.DateTimeField()),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="payments.commitment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decommitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("pence", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decommitments",
                        to="payments.commitmentline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="places.area",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_ref", models.BigIntegerField()),
                ("pence", models.PositiveBigIntegerField()),
                ("delivered_on", models.DateField()),
                (
                    "invoice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="payments.invoice",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="payments.commitmentline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PayeeAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_name", models.CharField(max_length=80)),
                ("sort_code", models.CharField(max_length=6)),
                ("account_number", models.CharField(max_length=8)),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payee",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProcessorEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=80)),
                ("body", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_at__isnull", True)),
                        fields=["id"],
                        name="event_unhandled",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("command_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("processor_account_id", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "not begun"),
                            ("opening", "being opened"),
                            ("active", "open: cards can be used"),
                            ("restricted", "the card company needs something more"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card_account",
                        to="providers.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("command_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("key_version", models.PositiveSmallIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("parked_at", models.DateTimeField(null=True)),
                ("parked_reason", models.CharField(blank=True, max_length=200)),
                ("session_ref", models.BigIntegerField()),
                ("pence", models.PositiveBigIntegerField()),
                ("key", models.CharField(max_length=80, unique=True)),
                ("processor_payout_id", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "to be sent"),
                            ("sent", "on its way to the bank"),
                            ("paid", "at the bank"),
                            ("failed", "sent back by the bank"),
                        ],
                        default="asked",
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "provider_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to="payments.provideraccount",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="cardpayment",
            name="provider_account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="payments.provideraccount",
            ),
        ),
        migrations.CreateModel(
            name="SavedCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_ref", models.BigIntegerField()),
                ("command_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("customer_id", models.CharField(max_length=64, null=True, unique=True)),
                ("checkout_session_id", models.CharField(max_length=128, null=True, unique=True)),
                ("page_url", models.URLField(blank=True, max_length=2000)),
                ("success_url", models.URLField(max_length=500)),
                ("setup_intent_id", models.CharField(max_length=64, null=True, unique=True)),
                ("payment_method_id", models.CharField(max_length=64, null=True)),
                ("brand", models.CharField(blank=True, max_length=20)),
                ("last4", models.CharField(blank=True, max_length=4)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "not saved yet"),
                            ("saved", "saved"),
                            ("abandoned", "not saved"),
                            ("removed", "no longer used"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_cards",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="cardpayment",
            name="saved_card",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="payments.savedcard",
            ),
        ),
        migrations.AddConstraint(
            model_name="banktransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="transfer_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="banktransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference__regex", "^CP[2-9A-HJKMNP-TV-Z]{6}$")),
                name="transfer_reference_is_plain",
            ),
        ),
        migrations.AddConstraint(
            model_name="banktransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account_number", ""), ("sort_code", "")),
                    models.Q(
                        ("account_number__regex", "^[0-9]{8}$"), ("sort_code__regex", "^[0-9]{6}$")
                    ),
                    _connector="OR",
                ),
                name="transfer_goes_to_a_whole_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="arrival_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="banktransferrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="bank_transfer_refund_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="banktransferrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "sent"), ("sent_on", None), _connector="XOR"),
                name="bank_transfer_refund_sent_on_when_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="cardrefund",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "sent"])),
                fields=["id"],
                name="card_refund_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parked_at__isnull", True),
                    models.Q(("parked_reason", ""), _negated=True),
                    _connector="XOR",
                ),
                name="cardrefund_parked_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="card_refund_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "done"]), _negated=True),
                    ("processor_refund_id__isnull", False),
                    _connector="OR",
                ),
                name="card_refund_has_refund_once_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "yes_when"])),
                fields=["area", "asked_at"],
                name="commitment_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "yes_when", "confirmed"))),
                fields=("part_ref",),
                name="one_live_commitment_a_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("most_pence_a_session__gt", 0), ("sessions__gt", 0)),
                name="commitment_is_some_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "ended"),
                    models.Q(("answered_at", None), ("answered_by", None), ("state", "asked")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("state__in", ("yes_when", "confirmed", "refused")),
                    ),
                    _connector="OR",
                ),
                name="commitment_answered_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "yes_when"), _negated=True),
                    models.Q(
                        ("when_on__isnull", False),
                        models.Q(("when_words", ""), _negated=True),
                        models.Q(("when_owner", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="yes_when_says_what_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refusal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_no_names_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refusal_reason", "other"), _negated=True),
                    models.Q(("refusal_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="another_reason_is_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bill_change", "yes"), ("bill_change_pence", None), _connector="XOR"
                ),
                name="a_changed_bill_says_by_how_much",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="line_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="decommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="decommitment_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                fields=("provider", "number"), name="one_invoice_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="invoice_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="linedelivery",
            constraint=models.UniqueConstraint(
                fields=("line", "session_ref"), name="one_delivery_a_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="linedelivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="delivery_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="payeeaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("account_number__regex", "^[0-9]{8}$"), ("sort_code__regex", "^[0-9]{6}$")
                ),
                name="payee_account_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="provideraccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "asked"), ("processor_account_id__isnull", False), _connector="XOR"
                ),
                name="account_has_id_once_opening",
            ),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "sent"])),
                fields=["id"],
                name="payout_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parked_at__isnull", True),
                    models.Q(("parked_reason", ""), _negated=True),
                    _connector="XOR",
                ),
                name="payout_parked_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="payout_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "paid"]), _negated=True),
                    ("processor_payout_id__isnull", False),
                    _connector="OR",
                ),
                name="payout_has_id_once_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "saved")),
                fields=("source_ref",),
                name="one_saved_card_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("source_ref",),
                name="one_asked_card_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedcard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("saved_at", None), ("state__in", ["asked", "abandoned"])),
                    models.Q(
                        ("payment_method_id__isnull", False),
                        ("saved_at__isnull", False),
                        ("state__in", ["saved", "removed"]),
                    ),
                    _connector="OR",
                ),
                name="saved_card_has_its_card",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "removed"), ("removed_at", None), _connector="XOR"),
                name="card_removed_at_when_removed",
            ),
        ),
        migrations.AddIndex(
            model_name="cardpayment",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "created", "held"])),
                fields=["id"],
                name="payment_unfinished",
            ),
        ),
        migrations.AddIndex(
            model_name="cardpayment",
            index=models.Index(fields=["collection_code"], name="payment_collection"),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parked_at__isnull", True),
                    models.Q(("parked_reason", ""), _negated=True),
                    _connector="XOR",
                ),
                name="cardpayment_parked_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.UniqueConstraint(
                fields=("charge_ref", "attempt"), name="one_payment_an_attempt"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "created", "held", "captured"))),
                fields=("charge_ref",),
                name="one_live_payment_a_charge",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("pence__gt", 0)), name="payment_is_some_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("payment_intent_id__isnull", False), ("state", "asked"), _negated=True
                    ),
                    models.Q(
                        ("payment_intent_id__isnull", True),
                        ("state__in", ["created", "held", "captured", "refunded"]),
                        _negated=True,
                    ),
                ),
                name="payment_has_intent_once_created",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("held", "captured", "refunded")), _negated=True),
                    models.Q(
                        ("capture_before__isnull", False), ("processor_charge_id__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="payment_has_charge_once_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "failed"), ("failure", ""), _connector="XOR"),
                name="payment_failed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal", "capture"), _negated=True),
                    ("state__in", ["held", "captured", "refunded", "failed"]),
                    _connector="OR",
                ),
                name="payment_captured_only_once_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("asked", "created", "held", "captured")),
                    ("ended_at__isnull", False),
                    _connector="XOR",
                ),
                name="payment_ended_at_when_ended",
            ),
        ),
    ]
