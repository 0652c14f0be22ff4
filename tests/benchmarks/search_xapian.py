"""Xapian, measured by the system's own Python, which has its binding; stands by itself.

Started by `tests.benchmarks.search`: ``python search_xapian.py INPUT FOLDER`` with a JSON file of
texts and queries; prints one line of JSON.
"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import xapian

TOP = 20


def build(texts: list, folder: Path) -> None:
    """Index the texts with positions and keep them."""
    shutil.rmtree(folder, ignore_errors=True)
    database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("english"))
    for text in texts:
        document = xapian.Document()
        document.set_data(text)
        generator.set_document(document)
        generator.index_text(text)
        database.add_document(document)
    database.commit()
    database.close()


def main() -> None:
    """Measure and print."""
    given = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folder = Path(sys.argv[2])
    cpu, wall = time.process_time(), time.perf_counter()
    build(given["texts"], folder)
    result = {
        "index_cpu": time.process_time() - cpu,
        "index_wall": time.perf_counter() - wall,
        "disk": sum(file.stat().st_size for file in folder.iterdir()),
    }
    database = xapian.Database(str(folder))
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("english"))
    parser.set_stemming_strategy(parser.STEM_SOME)
    parser.set_database(database)
    parser.set_default_op(xapian.Query.OP_AND)
    flags = parser.FLAG_DEFAULT | parser.FLAG_PARTIAL
    stemmer = xapian.Stem("english")

    def ask(kind: str, words: list, passages: bool) -> None:
        if kind == "typing":
            query = parser.parse_query(words[0], flags)
        else:
            text = (" OR " if kind == "or4" else " ").join(words)
            query = parser.parse_query(f'"{text}"' if kind == "phrase" else text)
        enquire = xapian.Enquire(database)
        enquire.set_query(query)
        found = enquire.get_mset(0, TOP)
        for match in found:
            if passages:
                found.snippet(match.document.get_data().decode("utf-8"), 160, stemmer)

    for kind, asked in given["queries"].items():
        for name, passages in (("plain", False), ("passages", True)):
            times = []
            for words in asked:
                start = time.process_time()
                ask(kind, words, passages)
                times.append((time.process_time() - start) * 1000)
            result[f"{kind}.{name}"] = times
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
