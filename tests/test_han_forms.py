"""The characters of each script of Chinese, as OpenCC has them."""

import subprocess
import sys

import pytest

from summons_check.conversion import converter
from summons_check.han_forms import own_characters, simplified_forms

OF_JAPAN = dict(zip("払売応収経済図対発読説", "拂卖应收经济图对发读说", strict=True))
COMMON = "".join(map(chr, range(0x4E00, 0xA000)))


@pytest.mark.parametrize(("script", "config"), [("traditional", "t2s"), ("simplified", "s2t")])
def test_own_characters_are_those_that_a_conversion_changes(script: str, config: str) -> None:
    changed = zip(COMMON, converter(config)(COMMON), strict=True)

    assert own_characters(script) == {before for before, after in changed if before != after}


def test_every_character_is_simplified_as_by_opencc() -> None:
    simplify, forms = converter("t2s"), simplified_forms()
    sinify = converter("jp2t")
    japanese = {each for each in COMMON if sinify(each) != each}

    for each in map(chr, (*range(0x3400, 0xA000), *range(0x20000, 0x32400))):
        if each not in japanese:
            assert each.translate(forms) == simplify(each), ascii(each)


def test_a_form_of_japan_is_read_as_the_chinese_one() -> None:
    forms = simplified_forms()

    assert {each: each.translate(forms) for each in OF_JAPAN} == OF_JAPAN
    assert "欠弁円".translate(forms) == "欠弁円"  # characters of Chinese, too


@pytest.mark.parametrize(
    ("message", "is_loaded"),
    [
        ("【某某催收】逾期不还，我司已签发逮捕令，今晚上门抓人。", False),
        ("Your bail warrant is ready. Pay by gift card today.", False),
        (
            "【某某催收】逾期不還，我司已簽發逮捕令，今晚上門抓人。",
            True,
        ),  # its report is traditional
    ],
)
def test_opencc_is_loaded_for_a_report_in_traditional_chinese_alone(
    message: str, *, is_loaded: bool
) -> None:
    code = (
        "import sys; from summons_check import check; check(sys.argv[1]);"
        "print(any(name.startswith('opencc') for name in sys.modules))"
    )
    run = [sys.executable, "-c", code, message]

    ran = subprocess.run(run, capture_output=True, text=True, check=True)  # noqa: S603 - our own

    assert ran.stdout.strip() == str(is_loaded)
