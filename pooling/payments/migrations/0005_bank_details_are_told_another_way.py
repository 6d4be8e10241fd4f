import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from community.common.lifecycle import transition_trigger

# Money goes to no account but the first that a provider wrote down, or one that was asked about
# another way and has waited (P30).
ONLY_WHAT_WAS_ASKED = """
CREATE FUNCTION payee_account_was_asked_about() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM payments_bankdetailschange AS change
        WHERE change.provider_id = NEW.provider_id
            AND change.account_name = NEW.account_name
            AND change.sort_code = NEW.sort_code
            AND change.account_number = NEW.account_number
            AND (change.state = 'in_force'
                OR change.is_first AND change.state IN ('waiting', 'checked'))
    ) THEN
        RAISE EXCEPTION 'nobody has asked the provider about this account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payee_account_was_asked_about';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payee_account_was_asked_about
    BEFORE INSERT OR UPDATE OF provider_id, account_name, sort_code, account_number
    ON payments_payeeaccount
    FOR EACH ROW EXECUTE FUNCTION payee_account_was_asked_about();
"""
ANYTHING = """
DROP TRIGGER payee_account_was_asked_about ON payments_payeeaccount;
DROP FUNCTION payee_account_was_asked_about();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0004_whose_authority_opened_a_card_page"),
        ("providers", "0004_who_may_agree_for_somebody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="payeeaccount",
            name="checked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="BankDetailsChange",
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
                ("is_first", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "nobody has asked the provider about it yet"),
                            ("checked", "asked about another way, and not in use yet"),
                            ("in_force", "in use"),
                            ("refused", "not theirs"),
                            ("stopped", "stopped before it was in use"),
                            ("replaced", "written down otherwise before it was in use"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rang", "I rang a number that we had before"),
                            ("in_person", "I saw them"),
                            (
                                "letter",
                                "I wrote to an address that we had before, and they answered",
                            ),
                        ],
                        max_length=9,
                    ),
                ),
                ("counts_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "checked"))),
                        fields=("provider",),
                        name="one_undecided_bank_details",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True)),
                        fields=("provider",),
                        name="first_bank_details_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("account_number__regex", "^[0-9]{8}$"),
                            ("sort_code__regex", "^[0-9]{6}$"),
                        ),
                        name="bank_details_are_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("checked", "in_force")), _negated=True),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("counts_at__isnull", False),
                                models.Q(("checked_way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bank_details_asked_another_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            ("given_by__isnull", True),
                            models.Q(("checked_by", models.F("given_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="bank_details_seen_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_first", True),
                            ("counts_at__isnull", True),
                            (
                                "counts_at__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("checked_at"),
                                    "+",
                                    models.Value(datetime.timedelta(days=6)),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="bank_details_wait_five_days",
                    ),
                ],
            },
        ),
        transition_trigger(
            "bank_details",
            "payments_bankdetailschange",
            [
                ("checked", "in_force"),
                ("checked", "replaced"),
                ("checked", "stopped"),
                ("waiting", "checked"),
                ("waiting", "refused"),
                ("waiting", "replaced"),
                ("waiting", "stopped"),
            ],
        ),
        migrations.RunSQL(ONLY_WHAT_WAS_ASKED, ANYTHING),
    ]
