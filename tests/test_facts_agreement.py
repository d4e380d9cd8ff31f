"""Whether the facts of a message agree with each other."""

from __future__ import annotations

import pytest
from hypothesis import given

from conftest import TEXTS
from summons_check.facts import CONCEPTS, Context, Phone, find_all, find_facts
from summons_check.facts.agreement import area_codes, place_of
from summons_check.folding import fold


def says(concept: str, text: str) -> bool:
    return any(concept in fact.concepts for fact in find_facts(text, Phone))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【杭州市余杭区人民法院】请致电0755-26000000", True),
        ("【杭州市余杭区人民法院】请致电0571-86000000", False),
        ("【宁海县人民法院】请致电0571-86000000", False),  # the same province
        ("【北京市朝阳区人民法院】请致电010-86000000", False),
        ("【内蒙古自治区高级人民法院】请致电0471-6000000", False),
        ("【新疆维吾尔自治区高级人民法院】请致电0471-6000000", True),
        ("朝阳法院请致电0755-26000000", True),  # of Beijing or of Liaoning
        ("【杭州市余杭区人民法院】请致电13800000000", False),
        ("【杭州市余杭区人民法院】请致电0600-9999999", False),  # nobody knows the code
        ("请致电0755-26000000", False),
    ],
)
def test_a_landline_of_another_province_is_noted(text: str, expected: bool) -> None:
    assert says("phone.other_province", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【杭州市余杭区人民法院】请致电0571-86000000", True),
        ("【杭州市余杭区人民法院】请致电0571-12368", True),
        ("【宁海县人民法院】请致电0574-86000000", True),  # of Ningbo, as its parent court says
        ("【宁海县人民法院】请致电0571-86000000", False),  # Hangzhou
        ("兴宁区法院0771-12368", True),  # one area code for two cities
        ("【北京市朝阳区人民法院】请致电010-86000000", True),
        ("朝阳法院请致电0755-12368", False),
        ("请致电0571-86000000", False),
    ],
)
def test_an_area_code_of_the_court_is_noted(text: str, expected: bool) -> None:
    assert says("phone.court_area", text) is expected


def test_area_codes_name_places() -> None:
    assert len(area_codes()) > 300
    assert place_of("010") == "北京市"
    assert place_of("0571") == "浙江省杭州市"
    assert place_of("0950") == ""  # nowhere in particular


@given(TEXTS)
def test_any_text_gives_known_concepts(text: str) -> None:
    for fact in find_all(fold("杭州法院0755-26000000" + text), Context()):
        assert set(fact.concepts) <= CONCEPTS
