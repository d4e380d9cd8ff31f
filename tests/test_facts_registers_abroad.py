"""Case numbers of courts abroad, told by their shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, read_back
from summons_check.facts import CaseNumber
from summons_check.facts.case_numbers import find
from summons_check.facts.registers_abroad import REGISTERS_ABROAD, find_abroad
from summons_check.folding import fold


def found(text: str) -> list[tuple[str, str, int]]:
    return [(each.detail, each.value, each.year) for each in find_abroad(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "register", "value", "year"),
    [
        ("No. 1:23-cv-04567-ABC (S.D.N.Y.)", "us", "1:23-CV-04567-ABC", 2023),
        ("Case 24-CV-06611", "us", "24-CV-06611", 2024),
        ("citation 24TR00988 is open", "us", "24TR00988", 2024),
        ("2017FA000318", "us", "2017FA000318", 2017),
        ("CV-24-7715", "us", "CV-24-7715", 2024),
        ("claim number K01LS455", "uk", "K01LS455", 0),
        ("Claim No. Q7RT20X4", "uk", "Q7RT20X4", 0),  # a newer shape, told by the words before it
        ("KB-2024-001234", "uk", "KB-2024-001234", 2024),
        ("[2023] EWHC 123 (KB)", "uk", "[2023] EWHC 123", 2023),
        ("C.C. No. 2216/2025", "india", "C.C. NO. 2216/2025", 2025),
        ("CNR KABC030044182025", "india", "CNR KABC030044182025", 2025),
        ("O.S. No. 1189 of 2021", "india", "O.S. NO. 1189 OF 2021", 2021),
        ("MC/OC 7721/2025", "singapore", "MC/OC 7721/2025", 2025),
        ("statement of claim 2025/00188432", "australia", "2025/00188432", 2025),
        ("MAG-00012345/25", "australia", "MAG-00012345/25", 2025),
        ("dispute SC-2026-001207", "canada", "SC-2026-001207", 2026),
        ("500-22-123456-267", "canada", "500-22-123456-267", 2026),
        ("Court File No. T-1234-26", "canada", "COURT FILE NO. T-1234-26", 2026),
        ("Record no. 2024/03127", "ireland", "RECORD NO. 2024/03127", 2024),
        ("Record No: 2025/1234 P", "ireland", "RECORD NO: 2025/1234 P", 2025),
        ("事件番号 令和7年(ハ)第10482号", "japan", "令和7年(ハ)第10482号", 2025),
        ("平成元年（ワ）第３号", "japan", "平成元年(ワ)第3号", 1989),
    ],
)
def test_a_number_is_known_by_its_shape(text: str, register: str, value: str, year: int) -> None:
    assert found(text) == [(register, value, year)]


@pytest.mark.parametrize(
    "text",
    [
        "order 24-7715 ships today",
        "call 1-800-555-0100",
        "on 12/05/2024",
        "flight CA-2024",
        "version 2.23-cv",
        "（2026）浙0110民初2345号",
        "HCA 123/2024",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert found(text) == []


FORMS = {
    "us": [
        "1:{yy:02}-cv-{serial:05}-ABC",
        "{yy:02}-CV-{serial}",
        "CV-{yy:02}-{serial}",
        "{year}CV{serial}",
    ],
    "uk": ["KB-{year}-{serial:06}", "[{year}] EWHC {short}"],
    "india": ["CC No. {serial}/{year}", "O.S. No. {serial} of {year}", "CRL.M.C. {serial}/{year}"],
    "singapore": ["HC/OC {serial}/{year}", "MC/MC {serial}/{year}"],
    "australia": ["{year}/{serial:08}", "MAG-{serial:08}/{yy:02}"],
    "canada": ["SC-{year}-00{short:04}", "500-22-{serial:06}-{yy:02}7"],
    "ireland": ["Record No. {year}/{serial}"],
}


@pytest.mark.parametrize("register", FORMS)
@given(year=st.integers(2001, 2026), serial=st.integers(1000, 99_999), data=st.data(), hand=HANDS)
def test_a_number_is_read_as_it_was_written(
    register: str, year: int, serial: int, data: st.DataObject, hand: Hand
) -> None:
    form = data.draw(st.sampled_from(FORMS[register]))
    written = form.format(year=year, yy=year % 100, serial=serial, short=serial // 100)
    sentence = "your case, {}, is open"
    number = read_back(find, CaseNumber, hand(written), sentence=sentence)

    assert (number.detail, number.year, number.value) == (register, year, written.upper())
    assert int(number.serial) in (serial, serial // 100)


@given(TEXTS)
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    folded = fold(text + " 24-CV-06611")
    for each in find_abroad(folded.text):
        assert 0 <= each.start < each.end <= len(folded.text)
        assert each.detail in REGISTERS_ABROAD
