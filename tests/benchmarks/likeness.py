"""What it costs to find the versions of a text: ``python -m tests.benchmarks.likeness [FOLDER]``.

Groups a folder's text files (or a made-up collection, an eighth of it versions of other articles)
as a refresh does once the texts are in the catalogue. Prints seconds of processor time for all,
for one more article and for nothing new, and how large the groups are; for the made-up collection
also how many of its versions are found, and how many of the groups are of different stories.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from index.likeness import group_likenesses
from index.model import Document
from index.store import Store
from tests.benchmarks.corpora import articles

if TYPE_CHECKING:
    from collections.abc import Iterable

EDITS = ("edited", "changed", "other", "altered")

ARTICLES = 8000
"""Of the made-up collection."""


def versions_of(texts: list[str], share: int = 8) -> dict[str, str]:
    """The texts by name, with every so manieth printed a second time: edited, or cut short."""
    chance = random.Random(1)
    named = {f"{number:06}": text for number, text in enumerate(texts)}
    for number in range(0, len(texts), share):
        words = texts[number].split(" ")
        if number // share % 2:
            words = words[: max(60, len(words) // 2)]
        for _ in range(len(words) // 40):
            words[chance.randrange(len(words))] = chance.choice(
                ("edited", "changed", "other", "altered")
            )
        named[f"{number:06}-again"] = " ".join(words)
    return named


def fill(store: Store, texts: Iterable[tuple[str, str]]) -> None:
    """Put texts into the catalogue."""
    with store.database.transaction():
        for name, text in texts:
            file = store.files.put(name, len(text), 1, b"")
            store.articles.add(file, name, Document(text, name))


def seconds(store: Store) -> float:
    """Group what is not grouped yet; processor time."""
    began = time.process_time()
    group_likenesses(store, lambda: False, lambda *_: None)
    return time.process_time() - began


def main(folder: str | None) -> None:
    """Measure and print."""
    if folder:
        paths = sorted(path for path in Path(folder).rglob("*.txt") if path.is_file())
        texts = {str(path): path.read_text("utf-8", "replace") for path in paths}
    else:
        texts = versions_of([piece.text for piece in articles(ARTICLES)])
    size = sum(map(len, texts.values()))
    print(f"{len(texts):,} articles, {size / 1e6:.0f} million characters")
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "index")
        fill(store, texts.items())
        print(f"all                {seconds(store):8.2f} s")
        fill(store, [("one more", next(iter(texts.values())) + " And a line more.")])
        print(f"one more           {seconds(store):8.3f} s")
        print(f"nothing new        {seconds(store):8.5f} s")
        groups: dict[int, list[str]] = {}
        names = {info.id: info.path for info in store.articles.infos()}
        for article, leader in store.likeness.groups().items():
            groups.setdefault(leader, []).append(names[article])
        sizes = Counter(map(len, groups.values()))
        print("groups by size     " + ", ".join(f"{n}: {sizes[n]:,}" for n in sorted(sizes)))
        if not folder:
            wanted = {name for name in texts if name.endswith("again")}
            found = {
                name
                for group in groups.values()
                for name in group
                if name.partition("-")[0] in group
            } & wanted
            mixed = sum(
                len({name.partition("-")[0] for name in group if name != "one more"}) > 1
                for group in groups.values()
            )
            print(f"versions found     {len(found):,} of {len(wanted):,}; mixed groups {mixed:,}")
        store.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
