from django.db import migrations

from community.common.lifecycle import transition_trigger


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("pools", "0001_pools")]
    operations = [
        transition_trigger(
            "pool",
            "pools_pool",
            [
                ("collecting", "cancelled"),
                ("collecting", "funded"),
                ("collecting", "lapsed"),
                ("draft", "cancelled"),
                ("draft", "open"),
                ("funded", "cancelled"),
                ("funded", "running"),
                ("open", "cancelled"),
                ("open", "lapsed"),
                ("open", "ready"),
                ("ready", "cancelled"),
                ("ready", "collecting"),
                ("ready", "lapsed"),
                ("ready", "open"),
                ("running", "cancelled"),
                ("running", "finished"),
            ],
        ),
        transition_trigger(
            "pledge",
            "pools_pledge",
            [
                ("in", "out"),
                ("in", "stopped"),
                ("out", "in"),
            ],
        ),
        transition_trigger(
            "part",
            "pools_part",
            [
                ("confirmed", "ended"),
                ("confirmed", "waiting"),
                ("refused", "ended"),
                ("refused", "waiting"),
                ("said_yes", "confirmed"),
                ("said_yes", "ended"),
                ("said_yes", "waiting"),
                ("waiting", "confirmed"),
                ("waiting", "ended"),
                ("waiting", "refused"),
            ],
        ),
        transition_trigger(
            "instalment",
            "pools_instalment",
            [
                ("capturing", "collected"),
                ("capturing", "waiting"),
                ("collected", "settled"),
                ("collecting", "capturing"),
                ("collecting", "not_collected"),
                ("collecting", "waiting"),
                ("planned", "collecting"),
                ("planned", "not_collected"),
                ("waiting", "collecting"),
                ("waiting", "not_collected"),
            ],
        ),
        transition_trigger(
            "question",
            "pools_question",
            [
                ("asked", "no"),
                ("asked", "no_answer"),
                ("asked", "not_needed"),
                ("asked", "yes"),
            ],
        ),
    ]
