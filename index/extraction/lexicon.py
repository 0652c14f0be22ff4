"""The closed word lists that the rules go by: function words, titles, keywords of names."""

from __future__ import annotations

from index.extraction.peoples import DEMONYMS, SPLIT_COUNTRIES


def word_set(text: str) -> frozenset[str]:
    """The words of a list, with white space between them."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


__all__ = ["DEMONYMS", "SPLIT_COUNTRIES"]

ABBREVIATIONS = word_set(
    """Mr Mrs Ms Dr Prof Gen Lt Col Sgt Capt Cpt Maj Adm Cmdr Brig Cpl Pvt Rev Fr Hon Gov Sen Sens
    Rep Reps Pres Amb Supt Det Insp Messrs Mme Mlle St Ste Mt Ft Jr Sr Inc Corp Co Cos Ltd Bros
    Assn No Nos vs Jan Feb Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Ave Blvd Rd
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky Md Mich Minn Miss Mo Mont Neb Nev
    Okla Ore Pa Penn Tenn Tex Vt Va Wash Wis Wyo Dept Univ Esq Ph"""
)
"""Words whose full stop belongs to them."""

STARTERS = word_set(
    """The A An It Its He She They We I You This That These Those There Here But And Or So If In On
    At As For From With By To When While After Before Although Though However Meanwhile Since
    Because His Her Their Our My Your What Who Why How Where Which Some Many Most All One Two
    Such Then Now Under Over According Despite During Until Yet No Not Also Earlier Later Last
    Asked"""
)
"""Words that open a sentence rather than go on with one after an abbreviation."""

FUNCTION = word_set(
    """a about above according across after afterwards again against ago all almost along already
    also although always am amid among an and another any anybody anyone anything are around as
    ask asked at away back be because been before behind being below beneath beside besides
    between beyond both but by can cannot certainly clearly could despite did do does done down
    due during each earlier either else elsewhere enough even eventually ever every everybody
    everyone everything except famous few finally first five following for former formerly four
    from further furthermore get given got had half has have having he hence her here hers
    herself him himself his how however i if in indeed initially inside instead into is it its
    itself just last late lately later latest least less let like likewise made many maybe me
    meanwhile might more moreover most mostly mr much must my myself near nearly neither never
    nevertheless next no nobody none nonetheless nor not nothing notably now nowhere obviously
    of off often oh ok okay on once one only onto or originally other others otherwise our ours
    ourselves out outside over overall own past per perhaps please possibly presumably
    previously probably put quite rather really recently regarding said same say says second
    seven several shall she should similarly since six so some somebody somehow someone
    something sometimes soon still such take ten than that the their theirs them themselves then
    there thereafter therefore these they third this those though thousands three through
    throughout thus to today together tomorrow tonight too toward towards traditionally two
    ultimately under unfortunately unless unlike until up upon us use used usually very via was
    we well were what whatever when whenever where whereas wherever whether which while who
    whoever whole whom whose why will with within without would yes yesterday yet you your yours
    yourself eight nine hundreds millions billions dozens fewer amongst apart aside additionally
    accordingly apparently basically currently elsewhere essentially fortunately generally
    hopefully importantly increasingly interestingly ironically namely nowadays reportedly sadly
    separately simply specifically suddenly surely thankfully then't don't can't won't didn't
    isn't wasn't it's i'm i've we're they're you're that's there's let's he's she's what's
    here's who's"""
)
"""Words, in lower case, that are no part of a name when they open a sentence."""

CALENDAR = word_set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays
    Thursdays Fridays Saturdays Sundays January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue
    Tues Wed Thu Thurs Fri Sat Sun Jan. Feb. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Tues. Wed.
    Thu. Thurs. Fri. GMT EST EDT PST PDT UTC BST CET ET PT AM PM"""
)

PARTICLES = word_set(
    """sub al el as ad ar an at ash az bin ibn abu ben ul ur van von de da di du la le den der del
    dos das"""
)
"""Lower-case parts of personal names; a hyphen after one does not split a word."""

COMPOUND_TAILS = word_set(
    """led based backed born style type made wide held run era area like owned bound linked related
    ruled aligned allied only free built run born turned old year day month long term time first
    minded speaking friendly funded trained sponsored dominated controlled occupied supported
    ready inspired flagged registered leaning mediated brokered imposed elect general chief
    in-chief level class size scale sector side line style wide area based region city man woman
    member founder owner maker mate born host trained proof compliant turned focused oriented
    specific wing"""
)
"""What stands behind a hyphen without belonging to the name before it."""

TITLES = word_set(
    """President Presidents Vice Vice-President Premier Chancellor Minister Ministers Secretary
    Senator Senators Sen. Sens. Congressman Congresswoman Representative Rep. Reps. Governor
    Gov. Mayor Ambassador Amb. Speaker Chairman Chairwoman Chairperson Chair Director
    Director-General Commissioner Prime Deputy Foreign Defense Defence Interior Finance Justice
    Attorney General Chief King Queen Prince Princess Emperor Pope Cardinal Archbishop Bishop
    Father Sister Brother Rabbi Imam Ayatollah Sheikh Sheik Sultan Emir Lord Lady Sir Dame Baron
    Baroness Count Countess Duke Duchess Mr Mr. Mrs Mrs. Ms Ms. Miss Mister Madam Mme Mme.
    Messrs. Dr Dr. Doctor Prof Prof. Professor Gen. Lt. Lt Lieutenant Col. Col Colonel Capt.
    Captain Maj. Major Sgt. Sgt Sergeant Corporal Cpl. Private Pvt. Admiral Adm. Adm Marshal
    Brigadier Brig. Commander Cmdr. Commodore Rev. Reverend Rev Fr. Judge Justice Sheriff
    Detective Inspector Superintendent Officer Agent Counselor Coach Hon. Hon Saint St. St
    Spokesman Spokeswoman Spokesperson CEO CFO Executive Comrade Dictator Leader Founder Lawyer
    Attorney Journalist Analyst Economist Historian Actor Actress Singer Author Writer Former
    Ex-President Crown First Undersecretary Under-Secretary Press Acting Interim Midfielder
    Striker Defender Goalkeeper Forward Skipper Manager Head Communist Republican Democrat
    Democratic Conservative Labour Opposition Advocate Barrister Barr. Engr Engr. Alhaji Hajia
    Mallam Malam Shri Smt Smt. Datuk Dato Comrade Cde Cde. Convener Convenor Inspector-General
    Secretary-General Attorney-General Auditor-General Congressmen Councillor Councilor Mawlana
    Maulana Mufti Sayyed Hojatoleslam Hojjatoleslam Sgt-Maj Lt-Gen Lt-Gen. Maj-Gen Maj-Gen. Brig-Gen
    Lt-Col Archdeacon Monsignor Msgr. Doña Señor Señora Herr Frau"""
)
"""Words that stand before a person's name and are no part of it."""

HONORIFICS = word_set(
    """Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof. Professor Sir Dame Lord Lady President Senator Sen.
    Rep. Gov. Governor Chancellor Premier Minister Secretary Congressman Congresswoman
    Ambassador Judge Justice Gen. General Lt. Col. Colonel Capt. Captain Maj. Major Sgt.
    Sergeant Admiral Adm. Rev. Reverend King Queen Prince Princess Pope Cardinal Archbishop
    Bishop Ayatollah Sheikh Sheik Mayor Coach Spokesman Spokeswoman Imam Rabbi Cpl. Lieutenant
    Commander Cmdr. Sheriff Detective Chairman Mme Mme. Father Saint Emperor"""
)
"""Titles after which a capitalised run is a person."""

NAME_LINKS = word_set(
    """de da di du del della dos das van von der den ter ten bin bint ibn al el la le y e abu ben
    zu af"""
)
"""Lower-case words that go on with a name when a capital follows."""

ORG_TAILS = word_set(
    """Inc Inc. Corp Corp. Corporation Company Co Co. Ltd Ltd. LLC PLC plc Plc AG SA S.A. NV N.V.
    GmbH SpA S.p.A. AB ASA Oyj Bhd Pty LP LLP Group Holdings Holding Partners Bros Bros.
    Industries Enterprises Technologies Systems Motors Airlines Airways Air Bank Bancorp
    Financial Insurance Capital Securities Fund Trust Foundation Institute Institution
    University College School Academy Hospital Clinic Ministry Department Dept. Agency
    Administration Authority Bureau Commission Committee Council Court Parliament Congress
    Senate Assembly Cabinet Party Union Federation Confederation Association Assn. Society
    League Club Alliance Coalition Front Movement Organization Organisation Army Navy Force
    Forces Guard Guards Police Corps Brigade Battalion Militia Command Office Service Services
    Center Centre Museum Gallery Library Orchestra Theatre Church Times Post Herald Journal
    Tribune Gazette Chronicle Observer Telegraph Guardian Globe Mail Mirror Daily News Press
    Magazine Review Media Radio Television TV Broadcasting Network Networks Channel Studios
    Pictures Entertainment Records Communications Telecom Energy Petroleum Oil Gas Electric
    Power Pharmaceuticals Pharma Laboratories Labs Exchange United City FC F.C. AFC CF SC
    Athletic Rovers Wanderers Albion Hotspur Cartel Gang Brotherhood Jihad Brigades Tigers
    Headquarters Directorate Secretariat Board Panel Registry Labs Software Foods Stores Steel
    Mining Resources Properties Realty Airport's Chamber Consortium Cooperative Initiative Watch
    Reserve Treasury Faction Junta Tribunal Legislature Conference Congregation Syndicate
    Bundesbank Rangers Warriors Raiders Bulldogs Panthers Eagles Lions Bears Knights Sharks"""
)
"""Last words that make a run of capitals an organisation."""

ORG_HEADS = word_set(
    """University Ministry Department Bank Bureau Institute Council House Organization Organisation
    Association Court Federation Union Party League Office Committee Academy Board Church
    College School Society Chamber Congress Centre Center Agency Commission Confederation
    Movement Front Cartel Army Alliance Museum Banco Universidad Ministerio Partido Brigades
    Friends Institution Foundation Sons Communist Knights Daughters Club Coalition"""
)
"""Words after which "of" goes on with an organisation's name."""

PLACE_TAILS = word_set(
    """Sea Ocean Gulf Bay Strait Straits Channel Canal River Lake Lakes Island Islands Isle
    Peninsula Mountains Mountain Mount Mt. Hills Hill Valley Desert Forest Park Beach Coast Cape
    Point Harbor Harbour Port Airport Street St. Avenue Ave. Road Rd. Boulevard Square Bridge
    Highway Station County Province State Region District Territory Territories City Town
    Village Township Prefecture Governorate Oblast Republic Kingdom Emirate Emirates Strip
    Heights Plateau Basin Reef Archipelago Palace Castle Cathedral Stadium Arena Tower Plaza
    Prison Base Crossing Border Springs Falls Creek Delta Triangle Corridor Ridge Pass Glacier
    Wetlands Reservoir Dam Cemetery Temple Mosque Terrace Drive Gardens Quarter Suburb
    Neighborhood"""
)
"""Last words that make a run of capitals a place."""

PLACE_HEADS = word_set(
    """Lake Mount Mt. Cape Gulf Bay Strait Straits Isle Republic Kingdom State Province City Port
    Fort Ft. River Sea County Sultanate Principality Commonwealth Rio Ciudad Camp Puerto San
    Santa Saint St. Ste."""
)
"""First words that make a run of capitals a place (those in -of among them)."""

MISC_TAILS = word_set(
    """War Wars Revolution Crisis Treaty Treaties Accord Accords Agreement Pact Convention Protocol
    Act Bill Amendment Constitution Declaration Resolution Charter Operation Summit Olympics
    Games Cup Championship Championships Open Prize Award Awards Festival Uprising Rebellion
    Massacre Genocide Holocaust Intifada Plan Doctrine Project Program Programme Initiative
    Scandal Trophy Tournament Marathon Prix Rally Tour Battle Offensive Bowl Series Masters
    Bible Koran Quran Plot Affair Renaissance Reformation Depression Era Age Spring Day Law Code
    Medal Cross Order Theory Effect Syndrome Disease Virus Nebula Galaxy Album Suite Symphony
    Sonata"""
)
"""Last words that make a run of capitals another named thing."""

MISC_HEADS = word_set(
    """Operation Treaty Battle Hurricane Typhoon Cyclone Project Tropical Protocol USS HMS"""
)
"""First words that make a run of capitals another named thing."""

MEDIA = _phrases(
    """New York Times, Washington Post, Wall Street Journal, Miami Herald, Los Angeles Times,
    Guardian, Financial Times, Daily Mail, Daily Telegraph, Telegraph, Economist, Boston Globe,
    Chicago Tribune, New York Post, USA Today, Associated Press, Agence France-Presse, Al Jazeera,
    Le Monde, Le Figaro, El País, El Pais, El Mundo, Der Spiegel, La Repubblica, Corriere della
    Sera, Haaretz, Jerusalem Post, Times of India, South China Morning Post, Globe and Mail, Fox
    News, Sky News, Bloomberg, Reuters, Politico, Axios, Newsweek, Breitbart, Gateway Pundit,
    Interfax, Xinhua, Kommersant, Izvestia, Pravda, Asahi Shimbun, Sydney Morning Herald, Toronto
    Star, Irish Times, Hindustan Times, Straits Times, Novaya Gazeta, Die Welt, Die Zeit, Bild,
    Libération, ANSA, EFE, DPA, Kyodo, Tass, Itar-Tass, Anadolu, Al Arabiya, Kyiv Post, Moscow
    Times, National Public Radio"""
)
"""Media that their words alone do not give away."""

SAYING = word_set(
    """said says told added asked wrote tweeted argued explained noted insisted replied claimed
    warned admitted denied declared testified recalled complained acknowledged"""
)
"""Verbs whose subject is more often a person than anything else."""

GLUED = word_set(
    """as is in at to of for and the that has had was will would who with by from said says are
    were be been but his her its also than then when while where which who"""
)
"""Words that lost the space before them, at the end of a name."""

STATE_ORGS = word_set(
    """Ministry Army Navy Police Parliament Congress Senate Embassy Cabinet Council Court
    Government Administration Forces Force Guard Department Consulate Assembly Command Service
    Office"""
)
"""Organisations whose country stands before the name and is no part of it."""

MAKERS = word_set(
    """Antonov Ilyushin Tupolev Sukhoi Mikoyan MiG Mil Mi Kamov Yakovlev Boeing Airbus Lockheed
    Cessna Gulfstream Bombardier Embraer Dassault Eurofighter Sikorsky Fokker Beechcraft
    Concorde Tornado Typhoon Rafale Gripen Mirage Tomahawk Patriot Scud Iskander Kalibr Buk
    Pantsir Shahed Bayraktar HIMARS Javelin Stinger Kalashnikov Abrams Leopard Challenger Soyuz
    Proton Falcon Apollo Windows Galaxy iPhone iPad"""
)
"""Makers of machines, and machines; a number after one belongs to it."""

BANDS = word_set(
    "cartel cartels gang gangs militia militias mafia guerrillas rebels paramilitaries"
)
"""Words after a name that make it an armed or criminal organisation."""

OFFICES = word_set(
    """Secretary Minister President Chancellor Governor Senator Spokesman Spokeswoman Director
    Chairman Ambassador Commissioner Premier Prosecutor Undersecretary General Colonel Gov. Sen.
    Major Captain Lieutenant Brigadier Marshal Admiral Sergeant Superintendent Chairperson Advocate
    Rep. Mayor Gen. Lt. Col. Sgt. Capt. Maj. Mr. Mrs. Ms. Dr. Prof. Mr Mrs Ms Dr Gov Sen Rep Gen
    Lt Col Sir Dame Baroness Judge Justice Professor Constable DJ Under-Secretary MSP MEP"""
)
"""Offices that end what stands before a person's name, however long it is."""

PERSONAL = word_set("Mr Mr. Mrs Mrs. Ms Ms. Miss Messrs Mme Mme. Sir Dame")
"""What stands before the name of a person and of nothing else."""

RANKS = word_set(
    """CP SP DSP ASP ACP DCP DIG IGP SSP SHO CSP PM MP MLA MLC MNA MPA MCA MEC MK TD DCI DSI DPP CJ
    CM VP DG Seri Tengku Tun Menteri Besar"""
)
"""Ranks and offices, most in capitals, that may stand before a person's name."""

MEDIA_TAILS = word_set(
    """Journal Herald Times Post Tribune Gazette Chronicle Observer Telegraph Guardian Globe Mirror
    Mail News Star Sun Record Standard Dispatch Inquirer Examiner Register Sentinel Courier Bee"""
)
"""Last words of newspapers' names, which stand for them alone after "the"."""

MACHINES = word_set(
    """Kalashnikov Kalashnikovs Shahed Shaheds Tomahawk Tomahawks Scud Scuds Iskander Kalibr Buk
    Pantsir Bayraktar HIMARS Javelin Javelins Stinger Stingers Abrams Soyuz Sputnik Concorde Uzi"""
)
"""Weapons and machines that are named by one word."""

MONTHS = word_set("January February March July September October November December")
"""Months that are no first names."""

CORPORATE = word_set(
    """Inc Inc. Corp Corp. Corporation Company Co Co. Ltd Ltd. LLC PLC plc Plc AG SA S.A. NV N.V.
    GmbH SpA S.p.A. AB ASA Oyj Bhd Group Holdings Holding Bros Bros. Bancorp Bancshares"""
)
"""Last words of companies' names that are left out when a name is repeated."""

TOWNLY = word_set("in at from near to of for outside across")
"""Words after which a town's name means the town."""

EVENTS = word_set(
    """War Wars Treaty Treaties Accord Accords Agreement Pact Convention Act Olympics Cup Open
    Championship Championships Prix Games Revolution Protocol Amendment Resolution Uprising
    Massacre Intifada Marathon Festival Award Awards Prize"""
)
"""Last words that make a run of capitals a named event, law or prize beyond doubt."""

ABROAD = word_set(
    """Deutsche Boerse Börse Banco Banca Banque Caixa Crédit Société Societe Caisse Compagnie
    Compañía Compañia Gruppo Grupo Groupe Telekom Zeitung Stade Deportivo Atlético Atletico Dinamo
    Dynamo Spartak Lokomotiv Ministerio Universidad Partido Prensa Agence Agencia Ediciones Verlag
    Aguas Aerolineas Aerolíneas Petróleos Petroleos Kombinat Ceska Česká Zycie Życie"""
)
"""Words of organisations' names in other languages; no person's name has them."""
