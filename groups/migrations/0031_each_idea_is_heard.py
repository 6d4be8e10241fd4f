from django.db import migrations

from community.common.lifecycle import transition_trigger

# Nothing is liked before each was heard, nothing answered before each could say; and a turn, an
# idea and what is liked are of one group and one round.
HEARD_FIRST = """
CREATE FUNCTION idea_of_its_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM groups_idearound round
        JOIN groups_member member ON member.group_id = round.group_id
        WHERE round.id = NEW.round_id AND member.id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'an idea, and a turn, is of somebody of its group'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_groupidea_group BEFORE INSERT OR UPDATE OF round_id, member_id
    ON groups_groupidea FOR EACH ROW EXECUTE FUNCTION idea_of_its_group();
CREATE TRIGGER groups_ideaturn_group BEFORE INSERT OR UPDATE OF round_id, member_id
    ON groups_ideaturn FOR EACH ROW EXECUTE FUNCTION idea_of_its_group();

CREATE FUNCTION liked_when_each_was_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM groups_ideaturn turn
        JOIN groups_groupidea idea ON idea.round_id = turn.round_id
        JOIN groups_idearound round ON round.id = turn.round_id
        WHERE turn.id = NEW.ideaturn_id AND idea.id = NEW.groupidea_id
          AND round.state = 'liking'
    ) THEN
        RAISE EXCEPTION 'an idea of this round is liked once each was heard'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_ideaturn_likes_heard BEFORE INSERT OR UPDATE
    ON groups_ideaturn_likes FOR EACH ROW EXECUTE FUNCTION liked_when_each_was_heard();

CREATE FUNCTION answered_when_each_could_say() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'waiting' AND NOT EXISTS (
        SELECT FROM groups_idearound WHERE id = NEW.round_id AND state = 'over'
    ) THEN
        RAISE EXCEPTION 'an idea has its answer once each could say'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_groupidea_answered BEFORE INSERT OR UPDATE OF state
    ON groups_groupidea FOR EACH ROW EXECUTE FUNCTION answered_when_each_could_say();
"""
IN_ANY_ORDER = """
DROP TRIGGER groups_groupidea_answered ON groups_groupidea;
DROP FUNCTION answered_when_each_could_say();
DROP TRIGGER groups_ideaturn_likes_heard ON groups_ideaturn_likes;
DROP FUNCTION liked_when_each_was_heard();
DROP TRIGGER groups_ideaturn_group ON groups_ideaturn;
DROP TRIGGER groups_groupidea_group ON groups_groupidea;
DROP FUNCTION idea_of_its_group();
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0030_ideas_in_rounds")]
    operations = [
        transition_trigger(
            "idea_round",
            "groups_idearound",
            [("hearing", "liking"), ("hearing", "over"), ("liking", "over")],
        ),
        transition_trigger(
            "idea",
            "groups_groupidea",
            [("waiting", "taken_up"), ("waiting", "not_taken_up")],
        ),
        migrations.RunSQL(HEARD_FIRST, IN_ANY_ORDER),
    ]
