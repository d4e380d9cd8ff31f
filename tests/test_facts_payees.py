"""Who shall get the money, by the name beside an account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, Hand, read_back
from summons_check.facts import Context, Payee
from summons_check.facts.money import find
from summons_check.folding import fold

GIVEN = st.text("明华强丽芳静伟军敏", min_size=1, max_size=2)
# No 何**: between characters folding takes asterisks for what is strewn into a word.
HOLDERS = {
    "person": st.builds(str.__add__, st.sampled_from(["王", "陆", "欧阳", "司徒"]), GIVEN)
    | st.sampled_from(["孙某", "孙某某"]),
    "company": st.builds("{}{}".format, GIVEN, st.sampled_from(["商贸有限公司", "经营部", "律所"])),
    "court": st.builds("{}{}".format, GIVEN, st.sampled_from(["区人民法院", "县财政局", "市国库"])),
}
LABELS = st.sampled_from(
    [
        "户名：{}，账号",
        "收款人 {} 卡号",
        "账户名称为{}；",
        "（收款方：{}）",
        "开户人姓名：{}",
        "戶名{}帳號",
    ]
)
ENGLISH_HOLDERS = {
    "person": ["Mary Poe", "Mr. John Q. Roe", "ann-marie o'dell"],
    "company": ["Foo Recovery Ltd", "Doe & Roe Solutions", "Foo Bank"],
    "court": ["Clerk of Court", "County Court", "HMCTS"],
}
ENGLISH_LABELS = st.sampled_from(
    ["pay to account name: {}, sort code", "Payee: {}.", "the beneficiary is below: payee {}"]
)


@pytest.mark.parametrize("holder", HOLDERS)
@given(data=st.data(), label=LABELS, hand=HANDS)
def test_a_holder_is_read_as_it_was_written(
    holder: str, data: st.DataObject, label: str, hand: Hand
) -> None:
    name = data.draw(HOLDERS[holder])
    payee = read_back(find, Payee, hand(name), sentence=label)

    assert (payee.value, payee.holder, payee.concepts) == (name, holder, (f"payee.{holder}",))


@pytest.mark.parametrize("holder", ENGLISH_HOLDERS)
@given(data=st.data(), label=ENGLISH_LABELS, hand=HANDS)
def test_an_english_holder_is_read_as_it_was_written(
    holder: str, data: st.DataObject, label: str, hand: Hand
) -> None:
    name = data.draw(st.sampled_from(ENGLISH_HOLDERS[holder]))
    payee = read_back(find, Payee, hand(name), sentence=label)

    assert (payee.value, payee.holder) == (name.lower(), holder)


def test_the_full_stop_behind_a_name_is_not_quoted() -> None:
    folded = fold("Payee: Foo Recovery Ltd.")
    (payee,) = find(folded, Context())

    assert folded.quote(payee.start, payee.end) == "Foo Recovery Ltd"


def test_a_card_holder_who_is_spoken_to_gets_no_money() -> None:
    def payees(text: str) -> list[str]:
        return [fact.value for fact in find(fold(text), Context()) if isinstance(fact, Payee)]

    assert payees("尊敬的持卡人孙某：您的账单已出。") == []
    assert payees("转到持卡人：孙某") == ["孙某"]
