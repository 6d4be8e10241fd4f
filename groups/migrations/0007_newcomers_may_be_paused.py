import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

# Each holds the group, so that a pause and somebody coming in are one after the other.
PAUSED = """
CREATE FUNCTION nobody_comes_in_while_paused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM groups_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM groups_newcomerpause WHERE group_id = NEW.group_id
        AND ended_at IS NULL AND NEW.joined_at >= paused_at AND NEW.joined_at < ends_at)
    THEN
        RAISE EXCEPTION 'newcomers are paused in this group'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_member_comes_in BEFORE INSERT ON groups_member
    FOR EACH ROW EXECUTE FUNCTION nobody_comes_in_while_paused();
CREATE TRIGGER groups_member_comes_again BEFORE UPDATE ON groups_member
    FOR EACH ROW WHEN (OLD.state = 'left' AND NEW.state <> 'left')
    EXECUTE FUNCTION nobody_comes_in_while_paused();

CREATE FUNCTION paused_once_in_a_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM groups_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM groups_newcomerpause WHERE group_id = NEW.group_id
        AND (paused_by_id = NEW.paused_by_id OR login_id = NEW.login_id)
        AND NEW.paused_at < paused_at + interval '30 days')
    THEN
        RAISE EXCEPTION 'the same one pauses newcomers once in a month'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_newcomerpause_begins BEFORE INSERT ON groups_newcomerpause
    FOR EACH ROW EXECUTE FUNCTION paused_once_in_a_month();

CREATE FUNCTION pause_ended_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ended_login_id IS NULL OR NEW.ended_by_id IS NOT NULL AND (
        NEW.first_id IS NULL
        OR NEW.first_id = NEW.ended_by_id
        OR NEW.paused_by_id IN (NEW.first_id, NEW.ended_by_id)
        OR NEW.first_login_id IS NOT DISTINCT FROM NEW.ended_login_id
        OR NEW.login_id IN (NEW.first_login_id, NEW.ended_login_id))
    THEN
        RAISE EXCEPTION 'a pause is ended early by two others, or by a connector'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_newcomerpause_ends BEFORE UPDATE ON groups_newcomerpause
    FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at < NEW.ends_at)
    EXECUTE FUNCTION pause_ended_by_others();
"""
NOT_PAUSED = """
DROP TRIGGER groups_member_comes_in ON groups_member;
DROP TRIGGER groups_member_comes_again ON groups_member;
DROP TRIGGER groups_newcomerpause_begins ON groups_newcomerpause;
DROP TRIGGER groups_newcomerpause_ends ON groups_newcomerpause;
DROP FUNCTION nobody_comes_in_while_paused();
DROP FUNCTION paused_once_in_a_month();
DROP FUNCTION pause_ended_by_others();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0006_paper_counts_by_its_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NewcomerPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paused_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.member",
                    ),
                ),
                (
                    "ended_login",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.member",
                    ),
                ),
                (
                    "first_login",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="groups.group",
                    ),
                ),
                (
                    "login",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("group",),
                        name="one_pause_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("paused_at"),
                                    "+",
                                    models.Value(datetime.timedelta(days=7)),
                                ),
                            )
                        ),
                        name="paused_for_a_week",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PAUSED, NOT_PAUSED),
    ]
