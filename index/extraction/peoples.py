"""Demonyms and other words for people by country, region, creed or party.

`DEMONYMS` are those that stand for a country or a region; `GROUPS` are those that do not. Both are
plain facts of English, written by hand; the plural in -s is added where it is regular.
"""

from __future__ import annotations

_REGULAR = """
Afghan Albanian Algerian Andorran Angolan Argentine Argentinian Argentinean Armenian Australian
Aussie Austrian Azerbaijani Azeri Bahamian Bahraini Bangladeshi Barbadian Belarusian Belarussian
Byelorussian Belgian Belizean Bermudian Bolivian Bosnian Botswanan Brazilian Bruneian Bulgarian
Cambodian Cameroonian Canadian Chadian Chilean Colombian Comorian Croatian Croat Cuban Cypriot
Czechoslovak Dane Djiboutian Dominican Ecuadorian Ecuadorean Egyptian Eritrean Estonian Ethiopian
Fijian Filipino Finn Gambian Georgian German Ghanaian Greek Greenlander Grenadian Guatemalan
Guinean Haitian Honduran Hungarian Icelander Indian Indonesian Iranian Iraqi Israeli Italian
Ivorian Jamaican Jordanian Kazakh Kazakhstani Kenyan Kosovar Kosovan Kuwaiti Laotian Latvian
Liberian Libyan Liechtensteiner Lithuanian Luxembourger Macedonian Malawian Malaysian Maldivian
Malian Mauritanian Mauritian Mexican Micronesian Moldovan Mongolian Montenegrin Moroccan
Mozambican Namibian Nepali Nicaraguan Nigerian Nigerien Norwegian Omani Pakistani Palestinian
Panamanian Paraguayan Peruvian Pole Qatari Romanian Rumanian Russian Rwandan Salvadoran
Salvadorean Salvadorian Samoan Saudi Scot Serbian Serb Seychellois Singaporean Slovak Slovakian
Slovenian Slovene Somali Somalian Spaniard Surinamer Swazi Swede Syrian Tajik Tanzanian Thai
Tibetan Tongan Trinidadian Tunisian Turk Turkmen Ugandan Ukrainian Emirati Briton Brit American
Uruguayan Uzbek Venezuelan Yemeni Zambian Zimbabwean Soviet Yugoslav Chechen Catalan Kurd European
African Asian Kiwi Bavarian Sicilian Corsican Breton Basque Galician Flemish Tatar Crimean
Siberian Caucasian Arab Arabian Persian Scandinavian Ossetian Abkhaz Abkhazian Dagestani Ingush
Circassian Mongol Manchu Punjabi Kashmiri Bengali Tamil Uighur Uyghur Pashtun Baloch Sindhi
Rohingya Hutu Tutsi Berber Cossack Roman Ottoman Byzantine Prussian Hawaiian Texan Californian
Alaskan Floridian Londoner Parisian Muscovite Berliner Levantine Polynesian Melanesian Eurasian
Transatlantic Hellenic Iberian Andean Anglo-Saxon Anglo-American African-American Afro-American
Latino Hispanic Québécois Quebecois Afrikaner Zulu Maori Inuit Aboriginal Sinhalese Walloon Sámi
Silesian Venetian Neapolitan
"""

_FIXED = """
Beninese Bhutanese Burkinabe Burmese Burundian Chinese Congolese Czech Czechs Danish Dutch
Dutchman Dutchmen English Englishman Englishmen Filipina Finnish French Frenchman Frenchmen
Frenchwoman Gabonese Greenlandic Guyanese Icelandic Irish Irishman Irishmen Japanese Kyrgyz Lao
Lebanese Luxembourgish Malagasy Maltese Myanmarese Nepalese Philippine Polish Portuguese Scottish
Scotsman Scotsmen Senegalese Spanish Sudanese Surinamese Swedish Swiss Taiwanese Togolese Turkish
British Vietnamese Welsh Welshman Welshmen Kurdish Korean Koreans Arabic Slavic Nordic Western
Hebrew Tahitian Sahrawi Pan-Arab Monegasque Monégasque Sammarinese Hongkonger Hongkongers
Cantonese Viennese Milanese Javanese Balinese Ukranian Britons Zairean Zaireans Zairian Zairians
Rhodesian Rhodesians
Czechoslovakian Transylvanian Andalusian Bohemian Moravian Tyrolean Provençal Chechnyan Sardinian
"""

_TWO_WORDS = """
South_Korean North_Korean South_African New_Zealander Sri_Lankan Saudi_Arabian Costa_Rican
Puerto_Rican Latin_American North_American South_American Central_American Central_African
East_European Eastern_European Western_European West_European Southeast_Asian East_Asian
South_Asian Central_Asian East_German West_German South_Vietnamese North_Vietnamese Sierra_Leonean
Cape_Verdean Burkina_Faso_national South_Sudanese Bosnian_Serb Middle_Eastern North_African
West_African East_African Northern_Irish Papua_New_Guinean Equatorial_Guinean East_Timorese
Hong_Konger West_Indian Native_American African_American Asian_American Arab_American
"""

_GROUPS = """
Jewish Jew Muslim Moslem Islamic Islamist Christian Catholic Hindu Sunni Shiite Shia Shi'ite
Buddhist Protestant Mormon Sikh Nazi Zionist Orthodox Evangelical Anglican Methodist Baptist
Jesuit Republican Democrat Marxist Leninist Stalinist Maoist Trotskyist Communist Bolshevik
Chavista Sandinista Peronist Houthi Alawite Druze Yazidi Yezidi Copt Coptic Maronite Ismaili
Wahhabi Salafi Salafist Taliban Thatcherite Gaullist Baathist Ba'athist Praetorian Quaker Lutheran
Presbyterian Calvinist Talmudic Vatican-based Kremlinologist Confucian Taoist Tory Whig Labourite
Blairite Trumpist Putinist Khomeinist Chavismo Peronism Thatcherism Nazism Zionism Islam
Christianity Judaism Hinduism Buddhism Catholicism Protestantism Marxism Leninism Stalinism Maoism
Trotskyism
"""


_SIDE_BY_SIDE = """
US UK EU UN U.S. U.K. E.U. U.N. USA NATO Russia China Iran Iraq Israel Ukraine Venezuela Cuba
Colombia Mexico Canada Japan Korea India Pakistan Afghanistan Syria Turkey Egypt Libya Lebanon
Jordan Germany France Britain Italy Spain Poland Georgia Armenia Azerbaijan Taiwan Vietnam
Washington Moscow Beijing Brussels London Paris Berlin Tokyo Kiev Kyiv Tehran Caracas Havana
Saudi Palestine Qatar Yemen Sudan Ethiopia Eritrea Somalia Kenya Nigeria Brazil Argentina Chile
Peru Greece Serbia Kosovo Croatia Ireland America Asia Europe Africa Australia Indonesia
"""


def _with_plurals(text: str) -> set[str]:
    found = set()
    for word in text.split():
        word = word.replace("_", " ")
        found.add(word)
        if not word.endswith(("s", "ese", "ish", "ic", "ism", "ity", "Islam", "ch")):
            found.add(word + "s")
    return found


DEMONYMS: frozenset[str] = frozenset(_with_plurals(_REGULAR) | set(_FIXED.split()))
"""Single words."""

DEMONYM_PAIRS: frozenset[str] = frozenset(_with_plurals(_TWO_WORDS))
"""Demonyms of two or three words, joined by single spaces."""

GROUPS: frozenset[str] = frozenset(_with_plurals(_GROUPS) - {"Talibans"} | {"Tories"})
"""People by creed, party or movement, and the movements' names in -ism."""

SPLIT_COUNTRIES: frozenset[str] = frozenset(_SIDE_BY_SIDE.split())
"""Names that a hyphen only puts side by side ("U.S.-Venezuela relations")."""
