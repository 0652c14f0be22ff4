"""The words of the command line: the verbs, the help that a newcomer reads first, and theirs."""

from __future__ import annotations

VERBS = ("index", "search", "versions", "related", "timeline", "entities", "mentions", "show",
         "compare", "names", "marks", "saved")  # fmt: skip

SHELLS = ("bash", "zsh", "fish")
"""The shells that there are scripts for."""

HELP = """\
Explore a folder of documents in the terminal, and follow a name through it.

  clew [PATH ...]                  the explorer (files or folders; default: .;
                                   - for standard input)
  clew --sample                    the explorer on the sample articles

  clew index [PATH ...]            read what is new or changed
  clew search QUERY [PATH ...]     articles that answer a query
  clew search --queries FILE [PATH ...]
                                   how many articles answer each query of a list
  clew versions [PATH ...]         articles with much the same text
  clew related ARTICLE [PATH ...]  articles that tell of the same in other words
  clew timeline [QUERY] [PATH ...] what the articles tell of which day
  clew entities [PATH ...]         people, organisations, places and other names
  clew mentions NAME [PATH ...]    every mention of one name, in its context
  clew mentions --all [PATH ...]   every mention of every name, in reading order
  clew show ARTICLE [PATH ...]     the text of one article, its mentions marked
  clew compare A B [PATH ...]      two articles side by side: what they share,
                                   what only one has, discrepancies
  clew names ACTION [PATH ...]     say which names are one, two or none; take it
                                   back, list, export, import what you said
  clew marks [ACTION] [PATH ...]   your marks, tags and notes: list, mark, tag,
                                   note, undo, export, import
  clew saved [ACTION] [PATH ...]   searches to ask again: list with counts, add,
                                   run, rename, remove, undo, export, import

options:
  --json             for programs: JSON on standard output (with a verb)
  --no-refresh       do not look for changed files first (with a verb)
  --no-watch         do not follow what changes in the folder (the explorer)
  --log-text         let the log of errors quote articles (the explorer)
  --sample           the sample articles in place of PATH
  --index-dir DIR    keep the index there, not in the private cache folder
  --extractor NAME   how names are found; spacy:NAME for a spaCy pipeline
  --include GLOB     read only files that match, as in .gitignore (repeatable)
  --exclude GLOB     leave out files and folders that match (repeatable)
  --text-column NAME the column of tables, or key of records, that is the text;
                     likewise --title-column, --date-column, --source-column and
                     --url-column
  --no-color         no colours (the variable NO_COLOR does the same)
  --completion SHELL print a script for completion in bash, zsh or fish
  --version          print the version
  -h, --help         this help; after a verb, the help of that verb

examples:
  clew ~/articles
  clew search 'maduro -rubio' ~/articles
  clew mentions 'Nicolás Maduro' ~/articles --json
  clew entities --suggest ~/articles
  clew names same 'N. Maduro' 'Nicolás Maduro' ~/articles
  clew show letter ~/articles | less
  wl-paste | clew entities -

With other globs or columns, the same folder has another index of its own.
A folder that is called like a verb is opened with ./ before it: clew ./index
Exit status: 0 found, 1 nothing found, 2 a mistake in the command or its input,
3 a fault of clew itself, told in its log.
"""

ABOUT: dict[str | None, tuple[str, str, str]] = {
    None: ("clew [PATH ...] [options]", "The explorer.", ""),
    "index": (
        "clew index [PATH ...] [options]",
        "Read what is new or changed in a folder, and forget what has vanished.",
        "In a pipe, tab-separated: a word and a count; for each file that cannot be read:\n"
        "'failed', its path, the reason.\n\n"
        "--list shows the indexes that there are: bytes, days since it was used, folder, options,\n"
        "paths. --prune removes those of documents that are gone, and those with globs or columns\n"
        "that were not used for 30 days. Both can be made anew at any time; documents are never\n"
        "touched, and nothing that a person wrote lies in an index.",
    ),
    "search": (
        "clew search QUERY [PATH ...] [options]\n"
        "       clew search --queries FILE [PATH ...] [options]",
        'The articles that answer a query, best first. Words mean AND; also "a phrase",\n'
        "-without, a OR b, prefix*. Put a query of several words in quotes.",
        "In a pipe, tab-separated: path, title, source, date, score, snippet.\n\n"
        "With --queries, FILE (or - for standard input) has a query a line; blank lines and those\n"
        "that begin with # are left out. Written is the number of articles of each, then the\n"
        "query; with --hits or --paths the query, then a hit or path; with --print0 each path\n"
        "once; with --json an object a line. A line that is no query is told with its number, the\n"
        "others are answered, and the exit status is 2.",
    ),
    "versions": (
        "clew versions [PATH ...] [options]",
        "Articles that are versions of one text, such as an agency's story in several outlets,\n"
        "the earliest first, with what each has in common with the fullest (or with ARTICLE).",
        "In a pipe, tab-separated: the number of the text, share in common (0 to 1), path, title,\n"
        "source, date.",
    ),
    "related": (
        "clew related ARTICLE [PATH ...] [options]",
        "Articles that tell of the same story or matter in other words, the most related first,\n"
        "with the names and other rare words that both have. Versions of the article itself are\n"
        "left out (clew versions has them), those of another stand as one.",
        "In a pipe, tab-separated: path, title, source, date, days between the two, score (0 to\n"
        "1: the share of the article's telling words and names that the other has), names in\n"
        "both, the rarest first, other words in both.",
    ),
    "timeline": (
        "clew timeline [QUERY] [PATH ...] [options]",
        "What the articles that answer a query (or all) tell of which day, in order. Days are\n"
        "written with their year, or counted from the day of the article: 'on Monday',\n"
        "'yesterday', '3 May', 'in March'. Of the versions of one text the earliest is read.",
        "In a pipe, tab-separated: day (or month), certainty, path, start, end, the sentence up\n"
        "to the day, the words for it, the rest of the sentence. Certainty is 'written' (in\n"
        "full), 'resolved' (from the article's date) or 'likely', marked with ? on a terminal:\n"
        "another day may be meant. In articles without a date a day without a year stays one:\n"
        "--05-03, a month --03, a weekday -W-1 (Monday), 'unanchored', behind all others. What\n"
        "cannot be known, as 03/04/2025 or 'that Monday', is left out.\n\n"
        "A first word that is a file or folder is PATH, not QUERY; '=word' searches for the word.",
    ),
    "entities": (
        "clew entities [PATH ...] [options]",
        "People, organisations, places and other names, the most mentioned first.",
        "In a pipe, tab-separated: name, type, mentions, articles, aliases.\n"
        "With --suggest: first, second, score, evidence, articles in common.",
    ),
    "mentions": (
        "clew mentions NAME [PATH ...] [options]\n       clew mentions --all [PATH ...] [options]",
        "Every mention of one name (any of its aliases, accents or not), in reading order.",
        "In a pipe, tab-separated: path, start, end, type, entity, left, text, right. Start and\n"
        "end count characters of the decoded file.",
    ),
    "show": (
        "clew show ARTICLE [PATH ...] [options]",
        "The text of one article. ARTICLE is its path, its file's name, a part of either or of\n"
        "the title, or - for standard input; so it is with every other verb that takes one.",
        "In a pipe the text is as it is in the file, but for control characters; --marks marks\n"
        "the mentions in it.",
    ),
    "compare": (
        "clew compare A B [PATH ...] [options]",
        "Two articles side by side: passages that are the same or alike, passages that only one\n"
        "has, and discrepancies: other numbers, days or names where both tell the same.",
        "In a pipe, tab-separated: what it is, start and end in A, start and end in B, the text\n"
        "in A, the text in B. First the discrepancies ('number', 'date', 'name'), then the\n"
        "passages ('same', 'alike', 'left' for only in A, 'right' for only in B).",
    ),
    "names": (
        "clew names same A B [PATH ...]     A and B are one\n"
        "       clew names two A B [PATH ...]      A and B are two: do not suggest them as one\n"
        "       clew names apart A B [PATH ...]    A is no name of what B is, in any article\n"
        "       clew names call A NAME [PATH ...]  A is called NAME\n"
        "       clew names reject A [PATH ...]     A is no name\n"
        "       clew names undo [PATH ...]         take the latest decision back\n"
        "       clew names list [PATH ...]         the decisions that hold\n"
        "       clew names export FILE [PATH ...]  write all that was ever decided\n"
        "       clew names import FILE [PATH ...]  take decisions in; those known are left out",
        "Decide about the names of a folder. A and B are names as 'clew mentions' takes them.\n"
        "'clew entities --suggest' lists pairs that are worth a decision.",
        "Decisions are kept for good in your data folder, apart from the index, and hold whenever\n"
        "the folder is indexed anew; one whose names are gone does nothing until they come back.\n"
        "FILE has a JSON object a line; - is standard output, or input. In a pipe, tab-separated:\n"
        "time, action, name, type, and the second name and type, or the name that is given. Where\n"
        "a folder is called otherwise by now, export from its old path and import at the new one.",
    ),
    "marks": (
        "clew marks [PATH ...]                    what is marked, tagged and noted\n"
        "       clew marks mark ARTICLE [PATH ...]       mark it; unmark: take the mark away\n"
        "       clew marks tag ARTICLE TAG [PATH ...]    give it TAG, or TAG,TAG; untag: take it\n"
        "       clew marks note ARTICLE TEXT [PATH ...]  note something on it, or on a passage:\n"
        "                                                --at START:END or --quote WORDS\n"
        "       clew marks rewrite ID TEXT [PATH ...]    write a note anew\n"
        "       clew marks drop ID [PATH ...]            drop a note\n"
        "       clew marks undo [PATH ...]               take the latest of these back\n"
        "       clew marks tags [PATH ...]               the tags, with how many articles have it\n"
        "       clew marks export [FILE [PATH ...]]      write all that was ever said\n"
        "       clew marks import FILE [PATH ...]        take it in; what is known is left out",
        "Marks, tags and notes of yours on articles. They follow an article that is renamed or\n"
        "moved, stay with one that is changed, and are listed as such where it is gone. Queries\n"
        "ask for them: is:marked, is:tagged, is:noted, tag:court, note:word.",
        "They are kept for good in your data folder, apart from the index. FILE has a JSON object\n"
        "a line; - is standard output, or input, and as TEXT standard input. What holds in a FILE\n"
        "that comes in holds here then, also where it had been taken back. The first letters of\n"
        "an ID will do. In a pipe, tab-separated: path, title, 'mark', 'tag' or 'note', the tag\n"
        "or the note's words; of a note its ID, time, start, end and words of its passage; last,\n"
        "'gone' where the article is.",
    ),
    "saved": (
        "clew saved [PATH ...]                   the saved searches, with their counts\n"
        "       clew saved add QUERY [PATH ...]         save a search (--name NAME, --sort ORDER)\n"
        "       clew saved run NAME [PATH ...]          what it finds, as clew search writes it\n"
        "       clew saved rename NAME NEW [PATH ...]   call it otherwise\n"
        "       clew saved remove NAME [PATH ...]       save it no more\n"
        "       clew saved undo [PATH ...]              take the latest of these back\n"
        "       clew saved export [FILE [PATH ...]]     write all that was ever saved\n"
        "       clew saved import FILE [PATH ...]       take it in; what is known is left out",
        "The searches that you ask again, with how many articles answer each now, and how many\n"
        "more or fewer than when you looked last. A search without a name is called by its query.",
        "They are kept for good in your data folder, apart from the index. FILE has a JSON object\n"
        "a line; - is standard output, or input. In a pipe, tab-separated: name, query, order,\n"
        "articles now, more since the last look, when it was saved, when you looked, and why it\n"
        "cannot be asked, if so; what is not known is empty. A look is noted where run writes to\n"
        "a terminal. For the counts alone, of any queries: clew search --queries.",
    ),
}
"""What the help of each verb says: usage, what it does, what it writes."""
