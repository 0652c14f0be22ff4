"""The language of a text, told by its commonest little words; enough to choose a stemmer.

In: a text. Out: the code of a language that has a stemmer; English where the text is short, mixed,
or in a language without one. Deterministic, no model: of each language the table has the words
that make up about a third of any of its texts. Languages without a stemmer stand in it so that they
are not taken for their neighbours.
"""

from __future__ import annotations

import re
from functools import cache

from index.analysis.snowball import ENGLISH, LANGUAGES
from index.analysis.words import terms

_QUICK = 400
"""Characters that tell English from anything else."""
_SAMPLE = 2000
"""Characters of the beginning and of the middle that are looked at else."""
_FEWEST = 5
_DIFFERENT = 4
"""So many different words of more than one letter must be known: many languages have a lone "o"."""
_SHARE = 0.16
"""Less of its words than this is known of no text in a language of the table."""
_ENGLISH_SHARE = 0.06
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_NOT_RUSSIAN = re.compile("[ѐђ-џґѓәғқңөұүһҳҷӣӯ]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH_ONLY = _words(
    """the and that with from were has have which this said not would his will they but who been
    their there these those"""
)

_WORDS = {
    "en": """the of and to in a is that for on with was as it by at from be are this have or an not
        his has which were but they he she will their who its we had you would there been""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch
        es an werden aus er hat dass daß sie nach wird bei einer um am sind noch wie einem über
        einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte kann
        gegen vom wenn ihre jeder seine keine dieser""",
    "nl": """de van het een en in is dat op te zijn voor met die niet aan er om ook als bij door of
        maar uit naar dan wordt nog worden heeft over werd hij ze deze tot hebben was we ik zo geen
        kan meer dit ieder zou al haar veel hun wie daar onder""",
    "sv": """och i att det som en på är av för med den till har inte om ett han men var jag sig från
        vi så kan när de eller ska skall vid efter nu hon mot också hade mycket ut dem vara utan
        där varje under sin sitt inom rätt""",
    "no": """og i det er på som en for av med til å at har de ikke den et om var fra men han seg ble
        vi jeg så skal kan etter ved eller mot nå også hun hadde ut være noe enhver uten mellom
        blir sin sitt""",
    "da": """og i at det er en til af på som for med den de der har ikke et om var fra men han sig
        blev vi jeg så skal kan efter ved eller mod nu også hun havde ud være noget enhver uden
        mellem bliver sin sit hvad""",
    "fr": """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce
        il sont avec son aux cette mais comme ou elle ses nous été leur à d' l' même on sa fait
        deux ont ces sans tout être c'est d'une d'un toute ainsi était""",
    "es": """de la que el en y a los se del las un por con no una su para es al lo como más o pero
        sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era
        muy años hasta desde toda tiene derecho persona nos""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao ele
        das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem
        mesmo aos seus quem nas foi são ser tem toda todo pessoa""",
    "it": """di e il la che in a per un è del non le si con una i della da sono al come dei più alla
        ha nel anche gli ma o lo delle ed su se dal ogni nella ad essere questo ai suo degli era
        sua dalla stato all'""",
    "ro": """de și şi în a la cu pe care nu că din o se mai un este sa să pentru fi au ce ca prin
        sau am al ale sunt lui unei unui fost după dar orice după acest ei cel această către în""",
    "ru": """и в не на что с он я по как это а к из у за от то все о его но для был же она мы бы до
        так или при их еще ещё был была только уже вы чтобы без может этого также после быть каждый
        имеет человек""",
    "uk": "і в не на що з та у до за від як це він про але для її його є й або які та кожна людина",
    "be": "і ў не на што з да у за ад як гэта ён пра але для яе яго ці або якія чалавек кожны",
    "bg": "на и да в за се от е с че не по са или като до при си ще но което всеки има през към",
    "sr": "и у је да на се за од су не са као или а по који што до сваки има због није ће",
    "mk": "на и да во за се од е не со или како дека што ќе ги секој има право сите по го",
    "kk": "және бар мен бір үшін бұл да де деп болып осы құқығы адам ол не оның әр",
    "sh": """i u je da na se za od su ne sa kao ili a po koji što do svako ima nije će iz s svi
        bi o koje kako""",
    "sl": "in v je na se za da so ne z s pa ki od kot po iz do ali tudi bi pravico vsakdo ima",
    "pl": "i w na z do się nie że jest o to za po od jak ale dla przez co oraz lub są ma każdy",
    "cs": "a v na se je že s z do o to za po od jak ale pro by nebo jeho má jsou každý aby své při",
    "sk": "a v na sa je že s z do o to za po od ako ale pre by alebo jeho má sú každý svoje pri",
    "ca": """de i la el que en a les els per un una amb no del es és al dels o com més seu seva ha
        tota són tot dret aquest aquesta pel""",
    "gl": """de a e o que do da en os un ao para unha con non por as no na é dos das ou máis toda
        ten dereito persoa seu súa como polo pola""",
    "ast": "de la y el que en a los nun una les pa con del per o d' tou tien drechu persona so ye",
    "oc": "de la e lo que en a los las per un una amb dins o tota dreit persona del al son sa",
    "la": "et in est non ad cum ut sed qui quod ex esse de quae omnis ius aut vel per sunt",
    "eo": "la de kaj en al estas por ne kiu ĉiu havas rajton sia li aŭ aŭ kun per ke je",
    "ia": "le de e in que a pro un con es cata persona ha non del al su o derecto omne",
    "af": "die van en in is het n nie te om vir wat op met aan 'n sy elkeen reg op of deur dat",
    "fy": "de fan en it in is te op foar mei hat rjocht elkenien syn net dat oan of ta by wurde",
    "lb": "an op de d' en vun der dat ass fir mat net ze huet recht jiddereen säi oder als dem e",
    "is": "og í að á er til um sem með hver rétt eigi skal við eða af hans fyrir ekki þeim",
    "fo": "og í at á er til um sum við hvør rætt ikki skal ella av hansara fyri ein",
    "nn": "og i å det er på som ein for av med til at har dei ikkje den eit alle rett kvar skal",
    "tr": "ve bir bu da de için ile olarak çok daha her olan gibi kadar hakkı ya ne ki o var veya",
    "az": "və bir bu da də üçün ilə olan hər hüququ malikdir öz ya kimi azad şəxsin",
    "fi": "ja on ei että se hän oli ovat mutta kun niin tai sekä mukaan jokaisella oikeus joka sen",
    "et": "ja on ei et see ta oli kui või ning oma ka mis kõik igal õigus inimesel ega tema",
    "hu": "a az és hogy nem is egy ez van volt de meg már csak vagy minden joga ki mint személy",
    "lt": "ir į yra kad su iš ne kaip tai bet turi teisę kiekvienas žmogus jo ar nuo arba būti",
    "lv": "un ir ar no uz ka par kas ne tiesības katram cilvēkam vai lai tas viņa pie savu",
    "sq": "dhe të e në i një për me që nuk është nga se ka çdo drejtën njeri tij ose si",
    "id": "yang dan di untuk dengan dari ini dalam tidak pada adalah itu akan hak setiap orang",
    "ms": "yang dan di untuk dengan daripada ini dalam tidak pada adalah hak setiap orang kepada",
    "tl": "ang ng sa na at mga ay may bawat tao ni o karapatan kanyang hindi para kung",
    "sw": "na ya wa kwa ni katika kila mtu ana haki ya au za la kuwa yake hii si",
    "vi": "và của có các là được người trong cho không quyền đều mọi một này với những đã",
    "cy": "y yn a i o ei hawl gan bawb neu ac ar fod wedi nad yr gyda eu",
    "ga": "an na a ag is i ar le do agus go bhfuil gach ceart duine nó chun aige ní",
    "br": "an ar a e da gant ha n'eo pep den gwir en he o ur evit pe",
    "mt": "li il- ta' u l- fil- kull jew dritt għandu bniedem ma' minn tal- dan",
    "eu": "eta da ez bere du edo pertsona orok eskubidea dute hau den baina dago izan",
    "ht": "ak nan pou yon li tout moun gen dwa se ki pa yo sou sa epi",
}
"""Languages with the words that are told apart, in small letters; ties go to the first."""


@cache
def _table() -> tuple[list[str], dict[str, tuple[int, ...]]]:
    """The languages, and for each word the numbers of those that have it."""
    names = list(_WORDS)
    found: dict[str, list[int]] = {}
    for number, words in enumerate(_WORDS.values()):
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(number)
    return names, {word: tuple(numbers) for word, numbers in found.items()}


@cache
def little_words(language: str) -> frozenset[str]:
    """The commonest little words of a language of the table, folded as the text index has them."""
    return frozenset(terms(_WORDS.get(language, "")))


def plainly_english(text: str) -> bool:
    """Whether a text begins with enough words that only English has."""
    start = text[:_QUICK].lower().split()
    known = sum(map(_ENGLISH_ONLY.__contains__, start))
    return known > 2 and known >= _ENGLISH_SHARE * len(start)


def language_of(text: str) -> str:
    """The language of a text, as a code of `index.analysis.snowball.LANGUAGES`.

    It is seen from the text's beginning, and from its middle where that is not plainly English.
    """
    if plainly_english(text):
        return ENGLISH
    best = told(text) or _by_script(text[:_QUICK])
    return best if best in LANGUAGES else ENGLISH


def _by_script(text: str) -> str:
    """Russian for a text too short to tell, in Cyrillic letters that are all Russian ones."""
    letters = sum(map(str.isalpha, text))
    if len(_CYRILLIC.findall(text)) * 2 > letters and not _NOT_RUSSIAN.search(text.lower()):
        return "ru"
    return ""


def told(text: str) -> str:
    """The language of the table that a text's words are of, or nothing where they are of none."""
    middle = len(text) // 2
    words = text[:_SAMPLE].lower().split()
    if middle > _SAMPLE:
        words += text[middle : middle + _SAMPLE].lower().split()
    names, table = _table()
    counts = [0] * len(names)
    known = list(filter(table.__contains__, words))
    for word in known:
        for number in table[word]:
            counts[number] += 1
    best = max(range(len(names)), key=counts.__getitem__)
    if counts[best] < _FEWEST or counts[best] < _SHARE * len(words):
        return ""
    different = {word for word in known if len(word) > 1 and best in table[word]}
    return names[best] if len(different) >= _DIFFERENT else ""
