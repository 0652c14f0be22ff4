"""Languages: telling them, and the stems of each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold, terms
from index.analysis.language import language_of
from index.analysis.snowball import LANGUAGES, needle, stemmer
from index.answering.snippets import Highlighter
from index.query import parse
from index.store.text import Entry, TextIndex

if TYPE_CHECKING:
    from pathlib import Path

RIGHTS = {
    "en": """All human beings are born free and equal in dignity and rights. They are endowed with
        reason and conscience and should act towards one another in a spirit of brotherhood.""",
    "de": """Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft
        und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.""",
    "nl": """Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd
        met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te
        gedragen.""",
    "sv": """Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med
        förnuft och samvete och bör handla gentemot varandra i en anda av broderskap.""",
    "no": """Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter. De er
        utstyrt med fornuft og samvittighet og bør handle mot hverandre i brorskapets ånd.""",
    "da": """Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med
        fornuft og samvittighed, og de bør handle mod hverandre i en broderskabets ånd.""",
    "fr": """Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués
        de raison et de conscience et doivent agir les uns envers les autres dans un esprit de
        fraternité.""",
    "es": """Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como
        están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.""",
    "pt": """Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de
        razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.""",
    "it": """Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati
        di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di
        fratellanza.""",
    "ro": """Toate ființele umane se nasc libere și egale în demnitate și în drepturi. Ele sunt
        înzestrate cu rațiune și conștiință și trebuie să se comporte unele față de altele în
        spiritul fraternității.""",
    "ru": """Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены
        разумом и совестью и должны поступать в отношении друг друга в духе братства. Каждый
        человек имеет право на жизнь, на свободу и на личную неприкосновенность.""",
}
"""Article 1 of the Universal Declaration of Human Rights (United Nations, 1948)."""

OTHERS = (
    # The same in languages without a stemmer: Polish, Catalan, Indonesian, Esperanto, Greek, Welsh.
    """Wszyscy ludzie rodzą się wolni i równi w swojej godności i w swoich prawach. Są oni obdarzeni
    rozumem i sumieniem oraz powinni postępować wobec siebie nawzajem w duchu braterstwa.""",
    """Tots els éssers humans neixen lliures i iguals en dignitat i en drets. Són dotats de raó i de
    consciència, i han de comportar-se fraternalment els uns amb els altres.""",
    """Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.
    Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain.""",
    """Ĉiuj homoj estas denaske liberaj kaj egalaj laŭ digno kaj rajtoj. Ili posedas racion kaj
    konsciencon, kaj devus konduti unu al alia en spirito de frateco.""",
    """Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.""",
    """Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau.""",
)


@pytest.mark.parametrize("language", RIGHTS)
def test_a_paragraph_tells_its_language(language: str) -> None:
    assert language_of(RIGHTS[language]) == language


@pytest.mark.parametrize("text", [*OTHERS, "", "Maduro", "de la", "12 34", "la la la la la la"])
def test_what_is_short_or_has_no_stemmer_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language_with_a_stemmer(text: str) -> None:
    assert language_of(text) in LANGUAGES


WHOOSH = {
    "de": ("german", "GermanStemmer"),
    "nl": ("dutch", "DutchStemmer"),
    "no": ("norwegian", "NorwegianStemmer"),
    "da": ("danish", "DanishStemmer"),
    "fr": ("french", "FrenchStemmer"),
    "pt": ("portugese", "PortugueseStemmer"),
    "it": ("italian", "ItalianStemmer"),
    "ru": ("russian", "RussianStemmer"),
}


@pytest.mark.parametrize("language", WHOOSH)
def test_stems_are_those_of_snowball(language: str) -> None:
    module, name = WHOOSH[language]
    other = getattr(import_module(f"whoosh.lang.snowball.{module}"), name)()
    words = sorted(set(RIGHTS[language].casefold().replace(",", " ").split()))
    words = [word.strip(".,") for word in words if len(word.strip(".,")) > 2]
    ours = [stemmer(language)(fold(word)) for word in words]
    theirs = [fold(other.stem(word)) for word in words]
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    assert same >= 0.9 * len(words), list(zip(words, ours, theirs, strict=True))


TELLING = {
    "de": """neue sicherheit gläubigers andere kenntnisse august bestätigung oder
        restschuldbefreiung selbst zusätzlich""",
    "nl": """betaalbare veiligheid gemakkelijk lopen arbeiders opvallend vrijheden grote maan
        grappig""",
    "no": "frihetens enslig kjærlighet byene leiligheter",
    "da": "frihedens venlighed elskelig byerne",
    "fr": """exclusion jouir fonctions quant payé publicité entièrement depuis notamment serment
        frauduleusement ruraux véritable exécution habitation copartageant raisonnablement aura être
        tiers moment échéant deniers relatif bâtiment nouveaux postérité définitif estimatif
        notification""",
    "es": """eficiencia áreas quien sujetarse prioridad sigue concluye educativa perú file aguas
        normativo respectivamente""",
    "pt": "negativa guias assistência ativo comeram economicamente amáveis possível",
    "it": """religioso vederla attivo abitanti dirlo economia assistenza governativo
        trattamento""",
    "ru": "воевать скорость дней независимости военные президента демократией",
}
"""Words that the steps of a language's stemmer treat differently."""


@pytest.mark.parametrize("language", TELLING)
def test_each_step_of_a_stemmer_is_that_of_snowball(language: str) -> None:
    module, name = {**WHOOSH, "es": ("spanish", "SpanishStemmer")}[language]
    other = getattr(import_module(f"whoosh.lang.snowball.{module}"), name)()
    words = TELLING[language].split()
    theirs = {word: fold(other.stem(word)) for word in words}
    assert {word: stemmer(language)(fold(word)) for word in words} == theirs


FORMS = {
    "de": ("Regierung Regierungen", "Kind Kinder Kindern", "Haus Hauses", "Straße Strassen"),
    "nl": ("minister ministers", "regering regeringen", "verkiezing verkiezingen"),
    "sv": ("regering regeringen regeringar", "minister ministern", "bil bilar bilarna"),
    "no": ("regjering regjeringen regjeringer", "bil biler bilene"),
    "da": ("regering regeringen regeringer", "bil biler bilerne"),
    "fr": ("gouvernement gouvernements", "national nationale nationales", "élection élections"),
    "es": ("elección elecciones", "gobierno gobiernos", "servicio servicios", "primera primero"),
    "pt": ("governo governos", "nacional nacionais nacionalmente"[:8], "ministro ministra"),
    "it": ("governo governi", "elezione elezioni", "banca banche", "ministro ministri"),
    "ro": ("guvern guvernul guvernului", "ministru ministrul"),
    "ru": ("правительство правительства правительством", "война войны войной", "нефть нефти"),
}


@pytest.mark.parametrize("language", FORMS)
def test_forms_of_a_word_have_one_stem(language: str) -> None:
    for forms in FORMS[language]:
        stems = {stemmer(language)(term) for term in terms(forms)}
        assert len(stems) == 1, (forms, stems)


@pytest.mark.parametrize("language", LANGUAGES)
@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_stem_is_told_for_any_letters(language: str, word: str) -> None:
    stemmed = stemmer(language)(word)
    assert stemmed
    assert word.startswith(needle(stemmed, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_scripts_and_numbers_are_their_own_stems(language: str) -> None:
    for word in ("il76", "1990", "東京", "a", "λογος"):
        assert stemmer(language)(word) == word


def test_english_words_in_a_russian_text_are_stemmed() -> None:
    assert stemmer("ru")("attacks") == "attack"


def test_words_are_marked_as_the_article_s_language_has_them() -> None:
    text = "Las elecciones nacionales y una elección nacional"
    found = [text[a:b] for a, b in Highlighter(parse("eleccion nacional"), "es").spans(text)]
    assert found == ["elecciones", "nacionales", "elección", "nacional"]
    found = [text[a:b] for a, b in Highlighter(parse("eleccion nacional")).spans(text)]
    assert found == ["elecciones", "elección", "nacional"]


SCRIPTS = {
    "新华社北京电 中国外交部发言人表示": ("外交", "北京", "外交部", "外"),
    "東京都知事は会見で述べた": ("東京", "会見", "知事"),
    "قالَ الرئيسُ إنّ الحكومة الأمريكية في القاهرة على مستوى": (
        *("قال", "ان", "أن", "الامريكيه", "القاهره", "مستوي"),
    ),
    "رئیس جمهور ایران کتاب‌های تازه": ("ايران", "رييس", "كتابهاى"),
    "Президент Фёдоров посетил правительство": ("федоров", "ФЁДОРОВ", "правительства"),
    "Η ελληνική κυβέρνηση της Αθήνας": ("κυβερνηση", "ΑΘΗΝΑΣ", "ελληνικη"),
    "İstanbul ve Diyarbakır: ışık, ILICA": ("istanbul", "İSTANBUL", "diyarbakir", "isik", "ılıca"),
    "Die Straße, groß und die Maßnahmen": ("strasse", "STRASSE", "gross", "massnahmen"),
    "นายกรัฐมนตรีประเทศไทยเดินทางไปกรุงเทพมหานคร": ("ประเทศไทย", "ไทย", "กรุงเทพ", "นายก"),
    "ປະເທດລາວ": ("ລາວ", "ປະເທດ"),
    "ប្រទេសកម្ពុជា": ("កម្ពុជា", "ប្រទេស"),
    "မြန်မာနိုင်ငံ": ("မြန်မာ",),
    "대통령은 서울에서": ("서울*", "대통령은"),
    "Thủ tướng Việt Nam": ("viet", "thu tuong"),
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_words_of_every_script_are_found_and_marked(tmp_path: Path, text: str) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        writer.add(Entry(1, "", "Another text, in English", "", "a", None))
        writer.add(Entry(2, "", text, "", "b", None))
    reader = index.reader()
    language = reader.languages([2]).get(2, "en")
    for query in SCRIPTS[text]:
        for typing in (False, True):
            node = parse(query, typing=typing)
            assert [number for number, _ in reader.search(node).hits] == [2], query
            assert Highlighter(node, language).spans(text), query
