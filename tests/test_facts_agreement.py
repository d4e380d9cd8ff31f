"""Whether the facts of a message agree with each other."""

from __future__ import annotations

import pytest
from hypothesis import given

from conftest import TEXTS
from summons_check.facts import CONCEPTS, Context, find_all
from summons_check.facts.agreement import area_codes, place_of
from summons_check.folding import fold


def is_elsewhere(text: str) -> bool:
    facts = find_all(fold(text), Context())
    return any("phone.other_province" in fact.concepts for fact in facts)


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
    assert is_elsewhere(text) is expected


def test_area_codes_name_places() -> None:
    assert len(area_codes()) > 300
    assert place_of("010") == "北京市"
    assert place_of("0571") == "浙江省杭州市"


@given(TEXTS)
def test_any_text_gives_known_concepts(text: str) -> None:
    for fact in find_all(fold("杭州法院0755-26000000" + text), Context()):
        assert set(fact.concepts) <= CONCEPTS
