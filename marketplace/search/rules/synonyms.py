"""Other words for what people type. Few, and each way round: a search should not surprise."""

SYNONYMS = (
    ("walk", "ramble", "stroll"),
    ("sew", "needlework", "stitch"),
    ("knit", "knitting", "crochet"),
    ("sing", "choir"),
    ("garden", "allotment", "growing"),
    ("lunch", "meal", "dinner"),
    ("coffee", "tea", "cuppa"),
    ("company", "befriending", "chat", "lonely"),
    ("dementia", "memory", "alzheimers"),
    ("carer", "caring"),
    ("swim", "swimming", "pool", "aqua"),
    ("exercise", "fitness", "keep fit"),
    ("paint", "art", "drawing"),
    ("museum", "gallery"),
    ("computer", "digital", "internet", "tablet"),
    ("lift", "transport", "minibus"),
    ("signing", "bsl"),
    ("wood", "carpentry", "shed"),
)
# How people say that they can do something. What they can do is in the other words.
BRINGING_WORDS = frozenset(
    [
        "able",
        "as",
        "at",
        "bring",
        "can",
        "could",
        "did",
        "do",
        "done",
        "for",
        "good",
        "happy",
        "help",
        "helped",
        "how",
        "i",
        "have",
        "know",
        "knew",
        "like",
        "love",
        "make",
        "me",
        "my",
        "of",
        "offer",
        "others",
        "people",
        "retired",
        "run",
        "share",
        "show",
        "some",
        "teach",
        "taught",
        "teacher",
        "teaching",
        "the",
        "to",
        "used",
        "was",
        "well",
        "with",
        "worked",
        "would",
        "years",
    ]
)
SYNONYMS_BY_WORD = {word: same for same in SYNONYMS for word in same}


def synonyms_of(word: str) -> tuple[str, ...]:
    """Other words that mean what `word` means here, without it."""
    stems = (word, word.removesuffix("s"), word.removesuffix("ing"))
    same = next((SYNONYMS_BY_WORD[stem] for stem in stems if stem in SYNONYMS_BY_WORD), ())
    return tuple(other for other in same if other != word)


def skill_keywords(words: list[str]) -> list[str]:
    """What "I used to teach sewing" is about: sewing. All the words, where none would be left."""
    return [word for word in words if word not in BRINGING_WORDS] or words
