from django.db import migrations, models

# Who arranges something alone stays alone in it: nobody is let in by a code, a page or a script.
NOBODY_ELSE = """
CREATE FUNCTION nobody_else_comes_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM groups_group arranged
        JOIN groups_member other ON other.group_id = arranged.id
        WHERE arranged.id = NEW.group_id AND arranged.is_solo AND other.id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'what one arranges for themselves has one person in it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_member_solo BEFORE INSERT OR UPDATE OF group_id
    ON groups_member FOR EACH ROW EXECUTE FUNCTION nobody_else_comes_in();

CREATE FUNCTION solo_as_it_began() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_solo <> OLD.is_solo THEN
        RAISE EXCEPTION 'what one arranges for themselves is never a group, nor a group that'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_group_solo BEFORE UPDATE OF is_solo
    ON groups_group FOR EACH ROW EXECUTE FUNCTION solo_as_it_began();
"""
ANYBODY = """
DROP TRIGGER groups_group_solo ON groups_group;
DROP FUNCTION solo_as_it_began();
DROP TRIGGER groups_member_solo ON groups_member;
DROP FUNCTION nobody_else_comes_in();
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0034_who_stays")]
    operations = [
        migrations.AddField(
            model_name="group",
            name="is_solo",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_solo", False))
                | models.Q(("begins", "open"), ("is_findable", False)),
                name="who_arranges_alone_is_not_found",
            ),
        ),
        migrations.RunSQL(NOBODY_ELSE, ANYBODY),
    ]
