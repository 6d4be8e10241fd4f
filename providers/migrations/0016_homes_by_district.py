from django.db import migrations, models

# A listing whose place is kept back is in the middle of its postcode's first half, or, where no
# district is known, without a postcode at all.
DISTRICT = """
CREATE FUNCTION private_place_is_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.is_place_private
        AND (OLD.postcode, OLD.latitude, OLD.longitude, OLD.has_location)
            IS NOT DISTINCT FROM (NEW.postcode, NEW.latitude, NEW.longitude, NEW.has_location)
    THEN
        RETURN NEW;
    END IF;
    IF NEW.has_location AND NEW.latitude IS NOT NULL AND NOT EXISTS (
            SELECT FROM places_postcode AS district
            WHERE district.code = NEW.postcode AND strpos(district.code, ' ') = 0
                AND district.latitude = NEW.latitude AND district.longitude = NEW.longitude)
        OR NOT NEW.has_location AND NEW.postcode <> ''
    THEN
        RAISE EXCEPTION 'a place that is kept back is the middle of its district'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_listing_private_place BEFORE INSERT OR UPDATE ON providers_listing
    FOR EACH ROW WHEN (NEW.is_place_private) EXECUTE FUNCTION private_place_is_in_the_middle();
"""
ANYWHERE = """
DROP TRIGGER providers_listing_private_place ON providers_listing;
DROP FUNCTION private_place_is_in_the_middle();
"""
# Whoever writes it: what is found by it is where the listing is kept, and nothing nearer. Asked of
# each entry as it is written, and at the end, of all that are left, when its place is kept back.
FOUND_THERE = """
CREATE FUNCTION entry_tells_no_private_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM providers_listing AS listing
        WHERE listing.id = NEW.object_id AND listing.is_place_private
            AND (listing.latitude, listing.longitude)
                IS DISTINCT FROM (NEW.latitude, NEW.longitude))
    THEN
        RAISE EXCEPTION 'what is found by a place that is kept back is its district'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER providers_listing_found_there AFTER INSERT OR UPDATE ON places_searchentry
    FOR EACH ROW WHEN (NEW.object_type = 'listing')
    EXECUTE FUNCTION entry_tells_no_private_place();

CREATE FUNCTION no_entry_tells_private_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM providers_listing AS listing JOIN places_searchentry AS entry
            ON entry.object_type = 'listing' AND entry.object_id = listing.id
        WHERE listing.id = NEW.id AND listing.is_place_private
            AND (entry.latitude, entry.longitude)
                IS DISTINCT FROM (listing.latitude, listing.longitude))
    THEN
        RAISE EXCEPTION 'what is found by a place that is kept back is its district'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER providers_listing_kept_back AFTER UPDATE ON providers_listing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.is_place_private)
    EXECUTE FUNCTION no_entry_tells_private_place();
"""
FOUND_ANYWHERE = """
DROP TRIGGER providers_listing_kept_back ON providers_listing;
DROP FUNCTION no_entry_tells_private_place();
DROP TRIGGER providers_listing_found_there ON places_searchentry;
DROP FUNCTION entry_tells_no_private_place();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0005_when_and_of_what_kinds"),
        ("providers", "0015_for_the_open_standard"),
    ]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="venue_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("public_place", "in a public place"),
                    ("own_home", "from my home"),
                    ("visits_homes", "I come to people’s homes"),
                    ("somebodys_home", "at somebody’s home"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("venue_kind__in", ("own_home", "visits_homes", "somebodys_home")),
                        _negated=True,
                    ),
                    ("is_place_private", True),
                    _connector="OR",
                ),
                name="place_of_a_home_is_private",
            ),
        ),
        migrations.RunSQL(DISTRICT, ANYWHERE),
        migrations.RunSQL(FOUND_THERE, FOUND_ANYWHERE),
    ]
