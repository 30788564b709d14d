"""How often words stand in text that anybody may use: the lists of common words are made by this.

`python -m tests.frequencies en 9000 FOLDER FOLDER` prints the most frequent stems, each folder of
texts counting alike. The lists that ship were counted in, for English, the pages of Digital.gov and
18F (both CC0) and twelve novels and books of tales from Project Gutenberg (public domain); for
French, the novels of the CLiGS text box (public domain).
"""

import re
import sys
from collections import Counter
from pathlib import Path

from mentor_tui.matching.words import stem, words_of

_NO_PROSE = re.compile(
    r"```.*?```|<[^>]*>|https?://\S+|\]\([^)]*\)|^---.*?^---", re.DOTALL | re.MULTILINE
)
_TEXTS = 3
"""A stem is common when it stands in at least so many texts of a folder."""


def stems_counted(folder, language):
    """Return how often each stem stands in the texts of a folder, by small words alone."""
    counts = Counter()
    texts = Counter()
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        prose = _NO_PROSE.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
        own = Counter(word for _, _, word in words_of(prose) if word.isalpha() and word.islower())
        roots = Counter()
        for word, count in own.items():
            roots[stem(word, language)] += count
        counts.update(roots)
        texts.update(roots.keys())
    return Counter({root: count for root, count in counts.items() if texts[root] >= _TEXTS})


def main():
    language, most, *folders = sys.argv[1:]
    shares = Counter()
    for folder in folders:
        counts = stems_counted(Path(folder), language)
        counts.pop("", None)
        whole = sum(counts.values())
        for root, count in counts.items():
            shares[root] += count / whole
    ranked = sorted(shares, key=lambda root: (-shares[root], root))
    for root in ranked[: int(most)]:
        print(root)


if __name__ == "__main__":
    main()
