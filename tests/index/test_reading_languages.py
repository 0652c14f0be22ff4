"""Texts of any language have a sane title and whole sentences."""

from __future__ import annotations

import pytest

from index.reading.plain import make_document

CHINESE = "委内瑞拉总统马杜罗向俄罗斯和中国请求军事援助，报道称这封信已经送达莫斯科。"
JAPANESE = "ベネズエラのマドゥロ大統領はロシアと中国に軍事支援を要請した。これは新聞の報道である。"
KOREAN = "니콜라스 마두로 베네수엘라 대통령이 러시아와 중국에 군사 지원을 요청했다고 보도됐다. "
THAI = "ประธานาธิบดีเวเนซุเอลานิโกลัสมาดูโรขอความช่วยเหลือจากรัสเซียและจีนตามรายงาน"
ARABIC = "طلب الرئيس الفنزويلي نيكولاس مادورو المساعدة من روسيا والصين. ولم يرد الكرملين. "
HEBREW = "נשיא ונצואלה ניקולס מדורו ביקש עזרה מרוסיה ומסין, כך דווח ביום שני. הקרמלין לא הגיב מיד. "
RUSSIAN = "Президент Венесуэлы Николас Мадуро обратился за помощью к России и Китаю. "
HINDI = "राष्ट्रपति ने रूस से मदद मांगी। क्रेमलिन ने तुरंत जवाब नहीं दिया। "
URDU = "صدر نے مدد مانگی اور روس نے جواب دیا۔ پھر چین نے بھی جواب دیا۔ "


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("委内瑞拉总统马杜罗向俄罗斯求助", CHINESE),
        ("マドゥロ大統領、ロシアに支援要請", JAPANESE),
        ("마두로, 푸틴에게 도움 요청", KOREAN),
        ("ประธานาธิบดีเวเนซุเอลาขอความช่วยเหลือ", THAI),
        ("مادورو يطلب المساعدة من بوتين", ARABIC),
        ("מדורו מבקש עזרה מפוטין", HEBREW),
        ("Мадуро просит помощи у Путина", RUSSIAN),
    ],
)
def test_a_heading_is_the_title(title: str, sentence: str) -> None:
    document = make_document(f"{title}\n\n{sentence * 3}", "a.txt")
    assert document.title == title
    assert document.title_span == (0, len(title))
    assert document.joins == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (CHINESE * 5, CHINESE.rstrip("。")),
        (JAPANESE * 5, JAPANESE.split("。")[0]),
        (ARABIC * 5, ARABIC.split(".")[0]),
        (HINDI * 5, HINDI.split("।")[0]),
        (URDU * 5, URDU.split("۔")[0]),
        (RUSSIAN * 5, RUSSIAN.strip().rstrip(".")),
    ],
)
def test_the_first_sentence_is_the_title(text: str, title: str) -> None:
    assert make_document(text, "a.txt").title == title


@pytest.mark.parametrize("unit", [THAI, CHINESE.replace("。", "，"), KOREAN.replace(". ", " ")])
def test_endless_sentences_are_cut(unit: str) -> None:
    document = make_document(unit * 200, "a.txt")
    assert 10 < len(document.title) <= 90
    assert document.title.endswith("…")
