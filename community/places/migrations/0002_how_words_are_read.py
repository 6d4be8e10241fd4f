from django.db import migrations

# English stems, with "café" found by "cafe".
PLAIN_ENGLISH = """
CREATE TEXT SEARCH CONFIGURATION plain_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION plain_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

# The words of a text that a misspelt one is compared with.
WORDS_OF = """
CREATE FUNCTION places_words_of(text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT word FROM unnest(tsvector_to_array(to_tsvector('simple', $1))) AS word
    WHERE length(word) BETWEEN 3 AND 30 AND word ~ '^[[:alpha:]]+$'
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_extensions_and_clock"), ("places", "0001_tables")]
    operations = [
        migrations.RunSQL(PLAIN_ENGLISH, "DROP TEXT SEARCH CONFIGURATION plain_english;"),
        migrations.RunSQL(WORDS_OF, "DROP FUNCTION places_words_of(text);"),
    ]
