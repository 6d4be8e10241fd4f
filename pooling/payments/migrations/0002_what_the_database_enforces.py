from django.db import migrations

from community.common.lifecycle import transition_trigger

# `transition_trigger` keeps one column of a table; this is the second of payments.
PAYMENT_GOAL = """
INSERT INTO lifecycle_transition (thing, source, target) VALUES
    ('payment_goal', 'hold', 'capture'), ('payment_goal', 'hold', 'void'),
    ('payment_goal', 'capture', 'void');
CREATE TRIGGER payments_cardpayment_goal BEFORE UPDATE OF goal ON payments_cardpayment
    FOR EACH ROW WHEN (OLD.goal IS DISTINCT FROM NEW.goal)
    EXECUTE FUNCTION lifecycle_check('payment_goal', 'goal');
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("payments", "0001_tables")]
    operations = [
        transition_trigger(
            "provider_account",
            "payments_provideraccount",
            [
                ("active", "restricted"),
                ("asked", "opening"),
                ("opening", "active"),
                ("opening", "restricted"),
                ("restricted", "active"),
            ],
        ),
        transition_trigger(
            "saved_card",
            "payments_savedcard",
            [
                ("asked", "abandoned"),
                ("asked", "saved"),
                ("saved", "removed"),
            ],
        ),
        transition_trigger(
            "card_payment",
            "payments_cardpayment",
            [
                ("asked", "created"),
                ("asked", "failed"),
                ("asked", "voided"),
                ("captured", "refunded"),
                ("created", "failed"),
                ("created", "held"),
                ("created", "voided"),
                ("held", "captured"),
                ("held", "failed"),
                ("held", "voided"),
            ],
        ),
        transition_trigger(
            "card_refund",
            "payments_cardrefund",
            [
                ("asked", "done"),
                ("asked", "failed"),
                ("asked", "sent"),
                ("done", "failed"),
                ("sent", "done"),
                ("sent", "failed"),
            ],
        ),
        transition_trigger(
            "payout",
            "payments_payout",
            [
                ("asked", "failed"),
                ("asked", "paid"),
                ("asked", "sent"),
                ("paid", "failed"),
                ("sent", "failed"),
                ("sent", "paid"),
            ],
        ),
        transition_trigger(
            "commitment",
            "payments_commitment",
            [
                ("asked", "confirmed"),
                ("asked", "ended"),
                ("asked", "refused"),
                ("asked", "yes_when"),
                ("confirmed", "ended"),
                ("yes_when", "confirmed"),
                ("yes_when", "ended"),
                ("yes_when", "refused"),
            ],
        ),
        transition_trigger(
            "commitment_line",
            "payments_commitmentline",
            [
                ("committed", "decommitted"),
                ("committed", "active"),
                ("active", "ended"),
                ("active", "invoiced"),
            ],
        ),
        transition_trigger(
            "bank_transfer",
            "payments_banktransfer",
            [
                ("arrived", "give_back_queued"),
                ("arrived", "part_arrived"),
                ("asked", "arrived"),
                ("asked", "not_needed"),
                ("asked", "part_arrived"),
                ("give_back_queued", "given_back"),
                ("not_needed", "give_back_queued"),
                ("part_arrived", "arrived"),
                ("part_arrived", "give_back_queued"),
            ],
        ),
        transition_trigger(
            "bank_transfer_refund",
            "payments_banktransferrefund",
            [
                ("queued", "sent"),
            ],
        ),
        migrations.RunSQL(
            PAYMENT_GOAL,
            "DROP TRIGGER payments_cardpayment_goal ON payments_cardpayment;"
            " DELETE FROM lifecycle_transition WHERE thing = 'payment_goal';",
        ),
    ]
