"""Counts neighbouring characters in a folder of reports and writes `ngrams.tsv`.

    python -m rag.clean.count_ngrams ../shared/corpora/reports

Only pairs and triples go in that occur often, with their counts as powers of two, so that no sentence can be read
back. A near-copy of one of the reports that repairs are tested on is left out.

A pair is weighed by how many different characters stand before it (Kneser and Ney): it is asked only where the triple
was never seen, and 环。 is frequent behind 循 alone, whereas 环保 is behind anything.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from rag.clean import clean
from rag.clean.ngrams import LINE_END, OTHER, fold
from rag.types import SourceText

LEFT_OUT = ("菏泽市_2024",)
LEAST = {2: 8, 3: 16}
TARGET = Path(__file__).with_name("ngrams.tsv")


def count(folder: Path) -> tuple[Counter[str], int]:
    """Pairs and triples of folded characters in every .txt file of the folder, and the number of files."""
    counts: Counter[str] = Counter()
    paths = [p for p in sorted(folder.rglob("*.txt")) if p.stem not in LEFT_OUT]
    for path in paths:
        text = fold(clean(SourceText(path.read_text(encoding="utf-8"), "txt")).text.text).replace("\n", LINE_END)
        for n in LEAST:
            counts.update(text[i : i + n] for i in range(len(text) - n + 1))
    return counts, len(paths)


def write(counts: Counter[str], n_files: int, target: Path) -> None:
    """One line for each prefix: the share of its rare followers in thousandths, then the frequent ones in groups.

    Each group stands behind the power of two of its counts, one hexadecimal digit.
    """
    followers: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    contexts = Counter(ngram[1:] for ngram in counts if len(ngram) == 3)
    total: Counter[str] = Counter()
    rare: Counter[str] = Counter()
    for ngram, occurrences in sorted(counts.items()):
        prefix, follower = ngram[:-1], ngram[-1]
        if OTHER in prefix or LINE_END in prefix[1:]:
            continue
        n = occurrences if len(ngram) == 3 else max(contexts[ngram], 1)
        total[prefix] += n
        if occurrences >= LEAST[len(ngram)] and follower != OTHER:
            followers[prefix][min(n.bit_length() - 1, 15)].append(follower)
        else:
            rare[prefix] += n
    lines = [f"# pairs and triples of characters in {n_files} Chinese government work reports, 1954-2026"]
    for prefix, groups in sorted(followers.items()):
        share = max(round(1000 * rare[prefix] / total[prefix]), 1)
        columns = (f"{power:x}{''.join(groups[power])}" for power in sorted(groups, reverse=True))
        lines.append("\t".join([prefix, str(share), *columns]))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(*count(Path(sys.argv[1])), TARGET)
