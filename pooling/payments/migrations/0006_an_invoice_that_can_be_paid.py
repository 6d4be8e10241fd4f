import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Kept once for both sides: an invoice that was made is what it was, its deliveries with it, and the
# numbers of a provider have no gap (P29).
AS_IT_WAS_SENT = """
CREATE FUNCTION invoice_stays_as_it_was_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'made_by_id' <> to_jsonb(OLD) - 'made_by_id' THEN
        RAISE EXCEPTION 'an invoice stays as it was sent' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'invoice_stays_as_it_was_sent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoice_stays_as_it_was_sent BEFORE UPDATE OR DELETE ON payments_invoice
    FOR EACH ROW EXECUTE FUNCTION invoice_stays_as_it_was_sent();

CREATE FUNCTION invoice_number_without_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + (
        SELECT COALESCE(MAX(number), 0) FROM payments_invoice WHERE provider_id = NEW.provider_id
    ) THEN
        RAISE EXCEPTION 'the next number is another' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'invoice_number_without_gap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoice_number_without_gap BEFORE INSERT ON payments_invoice
    FOR EACH ROW EXECUTE FUNCTION invoice_number_without_gap();

CREATE FUNCTION delivery_is_of_its_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.invoice_id IS NOT NULL AND (TG_OP = 'DELETE' OR to_jsonb(NEW) <> to_jsonb(OLD)) THEN
        RAISE EXCEPTION 'invoiced once, as it was' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'delivery_is_invoiced_once';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.invoice_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM payments_invoice AS invoice
        JOIN payments_commitmentline AS line ON line.id = NEW.line_id
        JOIN payments_commitment AS commitment ON commitment.id = line.commitment_id
        WHERE invoice.id = NEW.invoice_id AND invoice.provider_id = commitment.provider_id
            AND invoice.area_id = commitment.area_id
    ) THEN
        RAISE EXCEPTION 'of another payer or provider' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'invoice_has_only_its_own_lines';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER delivery_is_of_its_invoice BEFORE UPDATE OR DELETE ON payments_linedelivery
    FOR EACH ROW EXECUTE FUNCTION delivery_is_of_its_invoice();
"""
AS_ANYBODY_LIKES = """
DROP TRIGGER delivery_is_of_its_invoice ON payments_linedelivery;
DROP FUNCTION delivery_is_of_its_invoice();
DROP TRIGGER invoice_number_without_gap ON payments_invoice;
DROP FUNCTION invoice_number_without_gap();
DROP TRIGGER invoice_stays_as_it_was_sent ON payments_invoice;
DROP FUNCTION invoice_stays_as_it_was_sent();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_bank_details_are_told_another_way"),
        ("places", "0002_how_words_are_read"),
        ("providers", "0005_place_kept_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BillingDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=300)),
                (
                    "vat_status",
                    models.CharField(
                        choices=[
                            ("not_registered", "not registered for VAT"),
                            ("exempt", "registered for VAT; this is exempt"),
                            (
                                "included",
                                "registered for VAT; it is in the price, at the standard rate",
                            ),
                        ],
                        max_length=14,
                    ),
                ),
                ("vat_number", models.CharField(blank=True, max_length=20)),
                ("payment_days", models.PositiveSmallIntegerField(default=30)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PayerDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("invoice_address", models.CharField(blank=True, max_length=300)),
                ("names_people", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="commitment",
            name="names_person",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="commitment",
            name="order_number",
            field=models.CharField(blank=True, help_text="the council's own", max_length=40),
        ),
        migrations.AddField(
            model_name="invoice",
            name="account_name",
            field=models.CharField(default="x", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="account_number",
            field=models.CharField(default="00000000", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="due_on",
            field=models.DateField(default=datetime.date(2027, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="payer_address",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="invoice",
            name="payer_words",
            field=models.CharField(default="x", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="provider_address",
            field=models.CharField(default="x", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="provider_words",
            field=models.CharField(default="x", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="sort_code",
            field=models.CharField(default="000000", max_length=6),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="vat_number",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="invoice",
            name="vat_pence",
            field=models.PositiveBigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invoice",
            name="vat_status",
            field=models.CharField(
                choices=[
                    ("not_registered", "not registered for VAT"),
                    ("exempt", "registered for VAT; this is exempt"),
                    ("included", "registered for VAT; it is in the price, at the standard rate"),
                ],
                default="not_registered",
                max_length=14,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("provider_address", ""), _negated=True),
                    models.Q(("account_name", ""), _negated=True),
                    ("account_number__regex", "^[0-9]{8}$"),
                    ("sort_code__regex", "^[0-9]{6}$"),
                ),
                name="invoice_can_be_paid",
            ),
        ),
        migrations.AddField(
            model_name="billingdetails",
            name="changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="billingdetails",
            name="provider",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="billing",
                to="providers.provider",
            ),
        ),
        migrations.AddField(
            model_name="payerdetails",
            name="area",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="payer", to="places.area"
            ),
        ),
        migrations.AddField(
            model_name="payerdetails",
            name="changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="billingdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("address", ""), _negated=True), name="billing_has_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="billingdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vat_number", ""), ("vat_status", "not_registered")),
                    models.Q(
                        models.Q(("vat_status", "not_registered"), _negated=True),
                        models.Q(("vat_number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="vat_number_where_registered",
            ),
        ),
        migrations.AddConstraint(
            model_name="billingdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("payment_days__gte", 7), ("payment_days__lte", 60)),
                name="payment_days_that_can_be_kept",
            ),
        ),
        migrations.RunSQL(AS_IT_WAS_SENT, AS_ANYBODY_LIKES),
    ]
