from django.db import migrations

# Answered once it is answered for good; and a link leads to nothing else, nor for longer, than it
# was made for.
STAYS = """
CREATE FUNCTION answer_link_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answered_at IS NOT NULL
        OR (OLD.id, OLD.purpose, OLD.ref, OLD.digest, OLD.made_at, OLD.until)
            IS DISTINCT FROM (NEW.id, NEW.purpose, NEW.ref, NEW.digest, NEW.made_at, NEW.until)
    THEN
        RAISE EXCEPTION 'a link is answered once, and stays what it was made for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_link_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_link_stays BEFORE UPDATE ON messaging_answerlink
    FOR EACH ROW EXECUTE FUNCTION answer_link_stays();
"""
ANY = """
DROP TRIGGER answer_link_stays ON messaging_answerlink;
DROP FUNCTION answer_link_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0015_answered_by_a_link")]
    operations = [migrations.RunSQL(STAYS, ANY)]
