"""The names of months and weekdays, and the words that count days from the day of publication.

Data only, with the few functions that ask it. Names are in small letters; a text is looked up in
`small` letters, which keeps every offset.
"""

from __future__ import annotations

from index.analysis import fold


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as they are parted by white space."""
    return frozenset(text.split())


_MONTH_NAMES = """
january jan janvier janv enero ene januar jänner gennaio gen janeiro januari
february feb février févr fevrier febrero februar febbraio fevereiro fev februari
march mar mars marzo märz maerz mrz março marco maart
april apr avril avr abril abr aprile
may mai mayo mag maggio maio mei
june jun juin junio juni giugno giu junho
july jul juillet juil julio juli luglio lug julho
august aug août aout agosto ago augustus
september sep sept septembre septiembre setiembre settembre set setembro
october oct octobre octubre oktober okt ottobre ott outubro out
november nov novembre noviembre novembro
december dec décembre decembre diciembre dic dezember dez dicembre dezembro december
""".strip().split("\n")
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""The number of each month by its names and short forms, in small letters."""

_FOLDED = {fold(name): number for name, number in MONTHS.items()}

ENGLISH_MONTHS = word_set(
    """january jan february feb march mar april apr may june jun july jul august aug september sep
    sept october oct november nov december dec"""
)

COMMON_WORDS = frozenset(("may", "march", "mar", "mars"))
"""Names of months that are other words in small letters."""

_WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
WEEKDAYS = {
    language: {name: number for number, name in enumerate(names.split(), 1)}
    for language, names in _WEEKDAYS.items()
}
"""The number of each weekday (Monday is 1) by its name, for each language."""
WEEKDAYS["de"]["sonnabend"] = 6

COUNTS = {
    "en": "two three four five six seven eight nine ten",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "deux trois quatre cinq six sept huit neuf dix",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn",
    "it": "due tre quattro cinque sei sette otto nove dieci",
    "pt": "dois três quatro cinco seis sete oito nove dez",
}
"""The numbers from two on, in words, for each language."""

OFFSETS = {
    "en": {
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "yesterday": -1,
        "last night": -1,
        "today": 0,
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "tomorrow": 1,
    },
    "es": {"anteayer": -2, "ayer": -1, "anoche": -1, "hoy": 0, "esta mañana": 0, "esta tarde": 0},
    "fr": {
        "avant-hier": -2,
        "hier": -1,
        "aujourd'hui": 0,
        "aujourd’hui": 0,
        "ce matin": 0,
        "ce soir": 0,
        "demain": 1,
        "après-demain": 2,
    },
    "de": {"vorgestern": -2, "gestern": -1, "heute": 0, "übermorgen": 2},
    "it": {"l'altro ieri": -2, "ieri": -1, "oggi": 0, "stamattina": 0, "stasera": 0, "domani": 1},
    "pt": {"anteontem": -2, "ontem": -1, "hoje": 0, "amanhã": 1},
}
"""Words for days by how many days they are from the day of publication, for each language.

*Mañana* and *morgen* are not among them: they are the morning as well.
"""

NOWADAYS = frozenset(("today", "hoy", "aujourd'hui", "aujourd’hui", "heute", "oggi", "hoje"))
"""Words for the day of publication, and for the present time."""

AGO = {
    "en": r"(?P<ago>{}) days ago",
    "es": r"hace (?P<ago>{}) días",
    "fr": r"il y a (?P<ago>{}) jours",
    "de": r"vor (?P<ago>{}) tagen",
    "it": r"(?P<ago>{}) giorni fa",
    "pt": r"há (?P<ago>{}) dias",
}
"""How days are counted back, for each language."""


def month_number(name: str) -> int:
    """The number of a month, by what a pattern of `MONTHS` has found whatever its case.

    Such a pattern finds ``Auguſt``, ``Aprıl`` and ``APRİL`` too, whose small letters are others.

    Raises:
        KeyError: no month is called so.
    """
    return _FOLDED[fold(name)]


def small(text: str) -> str:
    """A text in small letters, as long as it was: ``APRİL`` and ``Auguſt`` are months, too."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ſ", "s").replace("ı", "i")
