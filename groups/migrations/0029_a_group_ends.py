import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from community.common.lifecycle import transition_trigger

# Whoever says what is next is of the group that ends.
OF_ITS_GROUP = """
CREATE FUNCTION next_step_of_its_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM groups_groupending ending
        JOIN groups_member member ON member.group_id = ending.group_id
        WHERE ending.id = NEW.ending_id AND member.id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'who says what is next is of the group that ends'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_nextstep_group BEFORE INSERT OR UPDATE OF ending_id, member_id
    ON groups_nextstep FOR EACH ROW EXECUTE FUNCTION next_step_of_its_group();
"""
OF_ANYBODY = """
DROP TRIGGER groups_nextstep_group ON groups_nextstep;
DROP FUNCTION next_step_of_its_group();
"""

# Nobody comes into a group that ends, or has: it holds the group, as coming in while paused does.
NOBODY_COMES_IN = """
CREATE FUNCTION nobody_comes_into_what_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM groups_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM groups_group
        WHERE id = NEW.group_id AND state IN ('ending', 'ended'))
    THEN
        RAISE EXCEPTION 'nobody comes into a group that ends'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_member_comes_into_it BEFORE INSERT ON groups_member
    FOR EACH ROW EXECUTE FUNCTION nobody_comes_into_what_ends();
CREATE TRIGGER groups_member_comes_into_it_again BEFORE UPDATE ON groups_member
    FOR EACH ROW WHEN (OLD.state = 'left' AND NEW.state <> 'left')
    EXECUTE FUNCTION nobody_comes_into_what_ends();
"""
ANYBODY_COMES_IN = """
DROP TRIGGER groups_member_comes_into_it ON groups_member;
DROP TRIGGER groups_member_comes_into_it_again ON groups_member;
DROP FUNCTION nobody_comes_into_what_ends();
"""

# As `a_group_opens_as_agreed`, with the steps by which it ends, goes on and begins again; that it
# has ended, only where everybody was asked what is next.
CHANGED = """
CREATE OR REPLACE FUNCTION group_changed_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreed_state text := (
        SELECT %(agreed)s
        FROM groups_motion
        WHERE about = 'group:' || NEW.id AND purpose IN (%(purposes)s)
            AND carried_by <> ''
        ORDER BY ended_at DESC, id DESC LIMIT 1);
    agreed_beginning text := (
        SELECT CASE WHEN (purpose = 'begin_at_once') = (state = 'carried')
            THEN 'open' ELSE 'hello' END
        FROM groups_motion
        WHERE about = 'group:' || NEW.id AND purpose IN ('begin_at_once', 'hello_first')
            AND carried_by <> ''
        ORDER BY ended_at DESC, id DESC LIMIT 1);
BEGIN
    IF NEW.state <> OLD.state AND NEW.state IN (%(states)s)
            AND agreed_state IS DISTINCT FROM NEW.state
        OR NEW.begins <> OLD.begins AND agreed_beginning IS DISTINCT FROM NEW.begins
        %(more)s
    THEN
        RAISE EXCEPTION 'a group opens, closes and begins as two persons of it agreed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
CHANGED_AS_AGREED = CHANGED % {
    "agreed": """CASE
            WHEN purpose = 'end_group' THEN
                CASE WHEN state = 'carried' THEN 'ending' ELSE 'full' END
            WHEN purpose IN ('keep_group', 'begin_again') THEN 'full'
            WHEN (purpose = 'open_group') = (state = 'carried') THEN 'forming'
            ELSE 'full' END""",
    "purposes": "'open_group', 'close_group', 'end_group', 'keep_group', 'begin_again'",
    "states": "'forming', 'full', 'ending'",
    "more": """OR NEW.state <> OLD.state AND NEW.state = 'ended' AND NOT EXISTS (
            SELECT 1 FROM groups_groupending
            WHERE group_id = NEW.id AND ended_at IS NOT NULL AND undone_at IS NULL)""",
}
CHANGED_AS_BEFORE = CHANGED % {
    "agreed": """CASE WHEN (purpose = 'open_group') = (state = 'carried')
            THEN 'forming' ELSE 'full' END""",
    "purposes": "'open_group', 'close_group'",
    "states": "'forming', 'full'",
    "more": "",
}

# It neither ends, goes on nor begins again because nobody said no.
NEVER_BY_WAITING = """
ALTER TABLE groups_motion ADD CONSTRAINT ends_by_two CHECK (
    purpose NOT IN ('end_group', 'keep_group', 'begin_again') OR carried_by <> 'nobodys_no');
"""

# The code of before knows no such step; a group that ends, or has, is not open to who finds it.
WITHOUT_ENDINGS = """
ALTER TABLE groups_group DISABLE TRIGGER USER;
UPDATE groups_group SET state = 'full' WHERE state IN ('ending', 'ended');
ALTER TABLE groups_group ENABLE TRIGGER USER;
DELETE FROM groups_motionword USING groups_motion WHERE groups_motion.id = motion_id
    AND purpose IN ('end_group', 'keep_group', 'begin_again');
DELETE FROM groups_motion WHERE purpose IN ('end_group', 'keep_group', 'begin_again');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0028_words_of_a_group"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("budgets", "Our money for it was taken away"),
                            ("closed", "Others closed what we came for"),
                            ("place", "We have no place to meet any more"),
                            ("too_few", "Too few of us can come"),
                            ("done", "We have done what we came for"),
                            ("other", "Something else, which need not be said"),
                        ],
                        max_length=10,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("connectors_told_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NextStep",
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
                        blank=True,
                        choices=[
                            ("find", "I would like help to find something else"),
                            ("talk", "I would like to talk to somebody about it"),
                            ("own", "I know what I do next"),
                            ("no_thanks", "No thanks"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("on_paper", models.BooleanField(default=False)),
                ("spoken_at", models.DateTimeField(blank=True, null=True)),
                ("not_reached_because", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name="motion",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("budgets", "Our money for it was taken away"),
                    ("closed", "Others closed what we came for"),
                    ("place", "We have no place to meet any more"),
                    ("too_few", "Too few of us can come"),
                    ("done", "We have done what we came for"),
                    ("other", "Something else, which need not be said"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="group",
            name="state",
            field=models.CharField(
                choices=[
                    ("forming", "open to new people"),
                    ("full", "not open to new people for now"),
                    ("ending", "ends, and asks each of you what is next"),
                    ("ended", "ended"),
                ],
                default="forming",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="motion",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("send_brief", "Send what we want, and ask for offers"),
                    ("stop_answers", "Stop taking answers, and compare those there are"),
                    ("open_choice", "Choose together now"),
                    ("close_brief", "Do not go on with what we asked for"),
                    ("open_group", "Open our group to new people who find it"),
                    ("close_group", "Close our group to new people who find it"),
                    ("hello_first", "Say hello first to whoever comes into our group"),
                    ("begin_at_once", "Let our group begin at once for whoever comes in"),
                    ("end_group", "End our group"),
                    ("keep_group", "Let our group go on, and not end"),
                    ("begin_again", "Begin our group again"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "end_group"), ("reason", ""), _connector="XOR"),
                name="an_end_has_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="groupending",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="endings",
                to="groups.group",
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="ending",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="next_steps",
                to="groups.groupending",
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="next_steps",
                to="groups.member",
            ),
        ),
        migrations.AddField(
            model_name="nextstep",
            name="spoken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="groupending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("group",),
                name="one_ending_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "closes_at",
                        django.db.models.expressions.CombinedExpression(
                            models.F("began_at"), "+", models.Value(datetime.timedelta(days=28))
                        ),
                    )
                ),
                name="ending_asks_for_four_weeks",
            ),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.UniqueConstraint(
                fields=("ending", "member"), name="one_next_step_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), ("answered_at__isnull", False), _connector="XOR"),
                name="next_step_answered_at_when_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("spoken_at__isnull", True), ("not_reached_because", ""), _connector="OR"
                ),
                name="spoken_to_or_not_reached",
            ),
        ),
        transition_trigger(
            "group",
            "groups_group",
            [
                ("ended", "full"),
                ("ending", "ended"),
                ("ending", "full"),
                ("forming", "ending"),
                ("forming", "full"),
                ("full", "ending"),
                ("full", "forming"),
            ],
            before=[
                ("forming", "ended"),
                ("forming", "full"),
                ("full", "ended"),
                ("full", "forming"),
            ],
        ),
        migrations.RunSQL(CHANGED_AS_AGREED, CHANGED_AS_BEFORE),
        migrations.RunSQL(OF_ITS_GROUP, OF_ANYBODY),
        migrations.RunSQL(NOBODY_COMES_IN, ANYBODY_COMES_IN),
        migrations.RunSQL(
            NEVER_BY_WAITING, "ALTER TABLE groups_motion DROP CONSTRAINT ends_by_two;"
        ),
        migrations.RunSQL(migrations.RunSQL.noop, WITHOUT_ENDINGS),
    ]
