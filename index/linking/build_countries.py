"""The build command of the country table: ``python -m index.linking.build_countries``.

In come the territory names of CLDR, as the library Babel carries them (needed here alone, never
at run time), and the lists below; out goes ``countries.tsv`` beside this file, one key a line:
key, the country's name, ``c`` for a name or ``d`` for a demonym, and ``u`` where only the
upper-case spelling counts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.linking.build_abroad import ABROAD, ACCENTED, CODES, LANGUAGES, OTHER_THINGS
from index.linking.normalise import key

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = {
    "Congo - Kinshasa": "DR Congo", "Congo - Brazzaville": "Republic of the Congo",
    "Hong Kong SAR China": "Hong Kong", "Macao SAR China": "Macau", "Myanmar (Burma)": "Myanmar",
    "Türkiye": "Turkey", "Czechia": "Czech Republic", "Palestinian Territories": "Palestine",
    "Côte d’Ivoire": "Ivory Coast", "Micronesian Region": "Micronesia",
    "Cocos (Keeling) Islands": "Cocos Islands", "Timor-Leste": "East Timor",
    "Bosnia & Herzegovina": "Bosnia and Herzegovina",
}  # fmt: skip
"""CLDR's name → the name that news use."""

ALIASES = """
United States: USA, U.S.A., United States of America, America, US of A, Estados Unidos
United Kingdom: Britain, Great Britain, United Kingdom of Great Britain and Northern Ireland
Turkey: Türkiye, Turkiye
Czech Republic: Czechia
Ivory Coast: Cote d'Ivoire, Côte d’Ivoire
North Korea: Democratic People's Republic of Korea, DPRK
South Korea: Republic of Korea, ROK
China: People's Republic of China, PRC, Communist China, mainland China
Taiwan: Republic of China
DR Congo: Congo-Kinshasa, Democratic Republic of the Congo, Democratic Republic of Congo, Zaire
Republic of the Congo: Congo-Brazzaville, Republic of Congo
Myanmar: Burma
Bosnia and Herzegovina: Bosnia, Bosnia-Herzegovina, Bosnia-Hercegovina
Trinidad & Tobago: Trinidad
Palestine: State of Palestine, Palestinian territories
Soviet Union: USSR, Union of Soviet Socialist Republics
North Macedonia: Macedonia, Former Yugoslav Republic of Macedonia
Eswatini: Swaziland
East Timor: Timor-Leste
Vatican City: Vatican, Holy See
Macau: Macao
Hong Kong: Hong Kong Special Administrative Region
Russia: Russian Federation, Russland
Germany: Federal Republic of Germany, Nazi Germany, Deutschland
East Germany: German Democratic Republic, GDR
West Germany:
Netherlands: Holland, The Netherlands
Syria: Syrian Arab Republic
Laos: Lao People's Democratic Republic
Ireland: Republic of Ireland, Irish Republic
Iran: Islamic Republic of Iran, Islamic Republic
Switzerland: Swiss Confederation
Slovakia: Slovak Republic
Cape Verde: Cabo Verde
Vietnam: Viet Nam
Kyrgyzstan: Kirghizia, Kyrgyz Republic
Moldova: Moldavia
Belarus: Byelorussia, Belorussia
Ukraine: the Ukraine
Gambia: The Gambia
Bahamas: The Bahamas
Philippines: the Philippines
Libya: Libyan Arab Jamahiriya
Venezuela: Bolivarian Republic of Venezuela
Brunei: Brunei Darussalam
Fiji: Fiji Islands
Saudi Arabia: KSA
Rwanda: Ruanda
Cambodia: Kampuchea
Thailand: Siam
Sri Lanka: Ceylon
Zimbabwe: Rhodesia
Samoa: Western Samoa
Mexico: United Mexican States, México
Brazil: Brasil
Spain: España
Peru: Perú
Panama: Panamá
Italy: Italia
Yugoslavia: Federal Republic of Yugoslavia
England:
Northern Ireland:
Scotland:
Wales:
Chechnya:
Kurdistan:
Tibet:
Catalonia: Catalunya
Kashmir:
Quebec: Québec
Korea:
Congo:
Czechoslovakia:
Middle East: Mideast
Caribbean: Caribbean Sea
Southeast Asia: South East Asia, South-East Asia
Latin America:
European Union: European Community
United Nations: United Nations Organization
Atlantic Ocean: Atlantic
Pacific Ocean: Pacific
Indian Ocean:
Arctic Ocean:
Mediterranean: Mediterranean Sea
Persian Gulf: Arabian Gulf
Balkans: Balkan
"""

UPPER = """
United States: US, USA, U.S., EEUU, EUA
United Kingdom: UK, U.K., GB
United Arab Emirates: UAE
European Union: EU, EEC, UE
United Nations: UN, UNO, ONU
DR Congo: DRC
"""

DEMONYMS = """
Afghanistan: Afghan
Albania: Albanian
Algeria: Algerian
Andorra: Andorran
Angola: Angolan
Argentina: Argentine, Argentinian, Argentinean
Armenia: Armenian
Australia: Australian, Aussie
Austria: Austrian
Azerbaijan: Azerbaijani, Azeri
Bahamas: Bahamian
Bahrain: Bahraini
Bangladesh: Bangladeshi
Barbados: Barbadian
Belarus: Belarusian, Belarussian, Byelorussian, Belorussian
Belgium: Belgian
Belize: Belizean
Benin: Beninese
Bermuda: Bermudian, Bermudan
Bhutan: Bhutanese
Bolivia: Bolivian
Bosnia and Herzegovina: Bosnian, Herzegovinian
Botswana: Botswanan
Brazil: Brazilian
Brunei: Bruneian
Bulgaria: Bulgarian
Burkina Faso: Burkinabe, Burkinabé
Myanmar: Burmese
Burundi: Burundian
Cambodia: Cambodian
Cameroon: Cameroonian
Canada: Canadian
Cape Verde: Cape Verdean
Chad: Chadian
Chile: Chilean
China: Chinese
Colombia: Colombian
Comoros: Comorian
Congo: Congolese
DR Congo: Zairean, Zairian
Costa Rica: Costa Rican
Croatia: Croatian, Croat
Cuba: Cuban
Cyprus: Cypriot, Greek Cypriot, Turkish Cypriot
Czech Republic: Czech
Czechoslovakia: Czechoslovak
Denmark: Danish, Dane
Djibouti: Djiboutian
Dominican Republic: Dominican
East Germany: East German
West Germany: West German
East Timor: Timorese, East Timorese
Ecuador: Ecuadorian, Ecuadorean
Egypt: Egyptian
El Salvador: Salvadoran, Salvadorean, Salvadorian
England: English, Englishman, Englishmen
Equatorial Guinea: Equatorial Guinean
Eritrea: Eritrean
Estonia: Estonian
Ethiopia: Ethiopian
Fiji: Fijian
Finland: Finnish, Finn
France: French, Frenchman, Frenchmen
Gabon: Gabonese
Gambia: Gambian
Georgia: Georgian
Germany: German
Ghana: Ghanaian
Greece: Greek
Greenland: Greenlandic, Greenlander
Grenada: Grenadian
Guatemala: Guatemalan
Guinea: Guinean
Guyana: Guyanese
Haiti: Haitian
Honduras: Honduran
Hungary: Hungarian
Iceland: Icelandic, Icelander
India: Indian
Indonesia: Indonesian
Iran: Iranian
Iraq: Iraqi
Ireland: Irish, Irishman, Irishmen
Israel: Israeli
Italy: Italian
Ivory Coast: Ivorian, Ivoirian
Jamaica: Jamaican
Japan: Japanese
Jordan: Jordanian
Kazakhstan: Kazakh, Kazakhstani
Kenya: Kenyan
Korea: Korean
Kosovo: Kosovar, Kosovan
Kuwait: Kuwaiti
Kyrgyzstan: Kyrgyz
Laos: Laotian
Latvia: Latvian
Lebanon: Lebanese
Liberia: Liberian
Libya: Libyan
Lithuania: Lithuanian
Luxembourg: Luxembourgish, Luxembourger
North Macedonia: Macedonian
Madagascar: Malagasy
Malawi: Malawian
Malaysia: Malaysian
Maldives: Maldivian
Mali: Malian
Malta: Maltese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican
Moldova: Moldovan
Monaco: Monegasque
Mongolia: Mongolian
Montenegro: Montenegrin
Morocco: Moroccan
Mozambique: Mozambican
Namibia: Namibian
Nepal: Nepalese, Nepali
Netherlands: Dutch, Dutchman, Dutchmen
New Zealand: New Zealander, Kiwi
Nicaragua: Nicaraguan
Niger: Nigerien
Nigeria: Nigerian
North Korea: North Korean
Northern Ireland: Northern Irish
Norway: Norwegian
Oman: Omani
Pakistan: Pakistani
Palestine: Palestinian
Panama: Panamanian
Papua New Guinea: Papua New Guinean
Paraguay: Paraguayan
Peru: Peruvian
Philippines: Filipino, Philippine
Poland: Polish, Pole
Portugal: Portuguese
Puerto Rico: Puerto Rican
Qatar: Qatari
Romania: Romanian, Rumanian
Russia: Russian
Rwanda: Rwandan, Rwandese
Samoa: Samoan
Saudi Arabia: Saudi, Saudi Arabian
Scotland: Scottish, Scot, Scotsman, Scotsmen
Senegal: Senegalese
Serbia: Serbian, Serb
Sierra Leone: Sierra Leonean
Singapore: Singaporean
Slovakia: Slovak, Slovakian
Slovenia: Slovenian, Slovene
Somalia: Somali, Somalian
South Africa: South African
South Korea: South Korean
South Sudan: South Sudanese
Soviet Union: Soviet
Spain: Spanish, Spaniard
Sri Lanka: Sri Lankan
Sudan: Sudanese
Suriname: Surinamese
Sweden: Swedish, Swede
Switzerland: Swiss
Syria: Syrian
Taiwan: Taiwanese
Tajikistan: Tajik
Tanzania: Tanzanian
Thailand: Thai
Tibet: Tibetan
Togo: Togolese
Tonga: Tongan
Trinidad & Tobago: Trinidadian
Tunisia: Tunisian
Turkey: Turkish, Turk
Turkmenistan: Turkmen
Uganda: Ugandan
Ukraine: Ukrainian
United Arab Emirates: Emirati
United Kingdom: British, Briton, Brit
United States: American
Uruguay: Uruguayan
Uzbekistan: Uzbek
Venezuela: Venezuelan
Vietnam: Vietnamese
Wales: Welsh, Welshman, Welshmen
Yemen: Yemeni, Yemenite
Yugoslavia: Yugoslav, Yugoslavian
Zambia: Zambian
Zimbabwe: Zimbabwean
Chechnya: Chechen
Catalonia: Catalan
Kashmir: Kashmiri
Quebec: Quebecer, Quebecois
Hong Kong: Hong Konger
Africa: African
Asia: Asian
Europe: European
Latin America: Latin American
North America: North American
South America: South American
Central America: Central American
Southeast Asia: Southeast Asian
Middle East: Middle Eastern, Mideastern
Mediterranean: Mediterranean
"""
_FORMS_OF_STATE = (
    "Republic of", "Kingdom of", "State of", "Federal Republic of", "Islamic Republic of",
    "Government of",
)  # fmt: skip
_NO_COUNTRIES = {"001", "ZZ", "QO", "XA", "XB", "EZ"}
_NOT_THE_STATE = {"Congo", "Korea", "China", "Ireland", "Georgia"}


def _list(text: str) -> dict[str, list[str]]:
    """The lines ``name: form, form`` of a list; a line that begins with blanks goes on."""
    out: dict[str, list[str]] = {}
    for line in text.strip().replace("\n    ", " ").splitlines():
        name, _, forms = line.partition(":")
        out.setdefault(name, []).extend(f.strip() for f in forms.split(",") if f.strip())
    return out


def _plurals(form: str) -> list[str]:
    """The demonym and its plural, where it has one of its own."""
    if form.endswith(("ish", "ese", "ch", "men", "man", "Swiss", "Irish", "Welsh", "s")):
        return [form]
    return [form, form + "s"]


def rows(
    territories: dict[str, str], abroad: Sequence[dict[str, str]] = ()
) -> list[tuple[str, str, str, str]]:
    """The table's rows, sorted by key.

    Args:
        territories: CLDR's codes and names of territories, as Babel gives them.
        abroad: the same in other languages; what English has already stays as it is.
    """
    table: dict[str, tuple[str, str, str]] = {}

    def put(form: str, name: str, kind: str, mark: str = "") -> None:
        table.setdefault(key(form), (name, kind, mark))

    for name, forms in _list(UPPER).items():
        for form in forms:
            put(form, name, "c", "u")
    for code, name in CODES.items():
        put(code, name, "c", "u")
    for name, forms in _list(ALIASES).items():
        put(name, name, "c")
        for form in forms:
            put(form, name, "c")
    for code, cldr in sorted(territories.items()):
        if code in _NO_COUNTRIES:
            continue
        name = _shown(cldr)
        put(name, name, "c")
        put(cldr, name, "c")
        if code.isalpha() and name not in _NOT_THE_STATE:
            for form in _FORMS_OF_STATE:
                put(f"{form} {name}", name, "c")
    for name, forms in _list(DEMONYMS).items():
        for form in forms:
            for one in _plurals(form):
                put(one, name, "d")
    for name, forms in _list(ABROAD).items():
        for form in forms:
            put(form, name, "c")
    for names in abroad:
        for code, form in sorted(names.items()):
            if code in territories and code not in _NO_COUNTRIES:
                bare = form.partition(" (")[0]
                if key(bare) not in OTHER_THINGS:
                    mark = "a" if key(bare) in ACCENTED else ""
                    put(bare, _shown(territories[code]), "c", mark)
    return sorted((k, *v) for k, v in table.items())


def _shown(cldr: str) -> str:
    """The name that is shown for CLDR's."""
    return SHOWN.get(cldr, cldr).replace("St. ", "Saint ").replace("’", "'")


def main() -> None:
    """Write the table beside this file."""
    from babel import Locale

    target = Path(__file__).with_name("countries.tsv")
    abroad = [dict(Locale(language).territories) for language in LANGUAGES]
    made = rows(dict(Locale("en").territories), abroad)
    lines = ["\t".join(row).rstrip() for row in made]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} keys in {target.name}\n")


if __name__ == "__main__":
    main()
