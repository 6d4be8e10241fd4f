"""What a deed was about, in words.

The audit keeps "pool:12"; each app says what its own are called.

Nothing here knows what stands above: an app hands in its `SubjectTexts` when it is ready.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from .deeds import Deed, deeds_by_value

type SubjectTexts = Callable[[list[str]], Mapping[str, str]]
"""From the ids of one kind of thing to what a person reads; one that is not there is left out."""

_texts: dict[tuple[type[Deed], str], SubjectTexts] = {}


def register_subjects(kind: type[Deed], **texts: SubjectTexts) -> None:
    """What the deeds of one app are about: `pool=pool_texts` for those about "pool:12"."""
    _texts.update({(kind, name): texts_of for name, texts_of in texts.items()})


def subject_texts(deeds: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """{(deed, about): what it was about}. A statement a kind of thing, however many."""
    ids: dict[tuple[type[Deed], str], dict[str, list[tuple[str, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    by_value = deeds_by_value()
    for deed, about in set(deeds):
        name, _colon, pk = about.partition(":")
        kind = type(by_value[deed]) if deed in by_value else Deed
        if (kind, name) in _texts:
            ids[kind, name][pk].append((deed, about))
    return {
        line: text
        for registered, lines_by_id in ids.items()
        for pk, text in _texts[registered](sorted(lines_by_id)).items()
        for line in lines_by_id[pk]
        if text
    }
