"""Made-up articles that several tests read."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MEETINGS = {
    "a.txt": "On Monday Angela Merkel met Barack Obama in Berlin. Merkel left soon.\n",
    "b.txt": "On Friday Angela Merkel spoke. Later Merkel met Rodrigo Rato in Paris.\n",
    "c.txt": "Earlier Barack Obama met Rodrigo de Rato in Paris. Obama smiled.\n",
}
"""Few names, each in several articles and spellings."""


def sentences(seed: int, count: int = 40) -> list[str]:
    """Sentences that no other seed gives."""
    chance = random.Random(seed)
    return [
        f"Sentence {n} says that {' '.join(f'word{chance.randrange(3000)}' for _ in range(9))}."
        for n in range(count)
    ]


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    """The folder, made of these files."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder
