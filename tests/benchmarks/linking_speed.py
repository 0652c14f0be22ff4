"""How fast names are linked: ``python -m tests.benchmarks.linking_speed [ARTICLES]``.

Links the names of a made-up corpus with as many distinct names to an article as news have, and of
one a quarter of its size; prints seconds, entities and the process's largest memory, and the
growth of the time (4 is linear). No file is read but the linker's own tables.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from index.linking import load_linker
from index.linking.base import NameUse
from index.linking.countries import table
from index.model import EntityType

_SYLLABLES = (
    "ba be da do fa ga go ha jo ka ko la le li ma me mi na ne no pa ra ri ro sa se ta to va"
)
_ENDS = "n r s t l d m k son ton man ley ski vic dez berg er in ov"
_KINDS = "Inc Group Bank University Party Council Times Association Ministry"


def corpus(articles: int, seed: int = 5) -> list[NameUse]:
    """Uses of names: people with their surnames, places, countries, organisations, models."""
    rng = random.Random(seed)
    syllables, ends, kinds = _SYLLABLES.split(), _ENDS.split(), _KINDS.split()

    def word(length: int) -> str:
        made = "".join(rng.choice(syllables) for _ in range(length)) + rng.choice(ends)
        return made.capitalize()

    last = [word(2) for _ in range(20_000)]
    first = [word(1) for _ in range(400)]
    towns = [word(3) for _ in range(30_000)]
    countries = sorted({k.title() for k, v in table().items() if v.country and not v.upper})

    def pick(choices: list[str]) -> str:
        return choices[min(len(choices) - 1, int(len(choices) ** rng.random()) - 1)]

    uses = []
    for article in range(articles):
        found: dict[tuple[str, EntityType], list[int]] = {}

        def put(
            name: str, kind: EntityType, found: dict[tuple[str, EntityType], list[int]]
        ) -> None:
            entry = found.setdefault((name, kind), [0, 100 * len(found)])
            entry[0] += 1

        for _ in range(5):
            surname = pick(last)
            put(f"{rng.choice(first)} {surname}", EntityType.PERSON, found)
            if rng.random() < 0.7:
                put(surname, EntityType.PERSON, found)
        for _ in range(3):
            put(pick(towns), EntityType.PLACE, found)
            put(pick(countries), EntityType.PLACE, found)
            name = f"{pick(towns)} {word(2)} {rng.choice(kinds)}"
            put(name, EntityType.ORG, found)
            if rng.random() < 0.3:
                put("".join(w[0] for w in name.split()), EntityType.ORG, found)
        put(f"{pick(last)} {rng.randrange(900)}", EntityType.MISC, found)
        uses += [NameUse(article, n, k, False, c, at) for (n, k), (c, at) in found.items()]
    return uses


def measure(articles: int) -> float:
    """Link a corpus and print what it cost; the seconds of processor time."""
    uses = corpus(articles)
    names = len({use.name for use in uses})
    begin = time.process_time()
    links = load_linker().link(uses)
    took = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{articles} articles, {len(uses)} uses, {names} names: {took:.1f} s, "
        f"{len(links.entities)} entities, {memory:.0f} MB\n"
    )
    return took


def main() -> None:
    """Measure a corpus and a quarter of it."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 36_000
    small = measure(articles // 4)
    sys.stdout.write(
        f"growth of the time for four times the corpus: {measure(articles) / small:.1f}\n"
    )


if __name__ == "__main__":
    main()
