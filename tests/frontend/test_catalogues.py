from django.utils.translation import gettext, ngettext, trans_real

from frontend.catalogues import join_catalogues


def test_words_are_asked_of_one_catalogue_and_read_as_before():
    as_django_has_it = trans_real.DjangoTranslation("en-gb")
    now = trans_real.translation("en-gb")
    known = [key for key in dict(as_django_has_it._catalog.items()) if isinstance(key, str) and key]

    assert len(known) > 100
    assert {word: gettext(word) for word in known} == {
        word: as_django_has_it.gettext(word) for word in known
    }
    assert [ngettext("%d seat", "%d seats", n) for n in (1, 2)] == ["%d seat", "%d seats"]
    assert [ngettext("%(num)d week", "%(num)d weeks", n) for n in (1, 2)] == [
        as_django_has_it.ngettext("%(num)d week", "%(num)d weeks", n) for n in (1, 2)
    ]
    assert as_django_has_it._fallback is not None
    assert now._fallback is None


def test_joined_again_they_stay_the_same():
    before = dict(trans_real.translation("en-gb")._catalog.items())

    join_catalogues()

    assert dict(trans_real.translation("en-gb")._catalog.items()) == before
