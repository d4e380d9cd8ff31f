"""Telephone numbers in a text, and the number that a message came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, read_back
from summons_check.facts import Context, Phone, classify_sender
from summons_check.facts.agreement import area_codes
from summons_check.facts.phones import CONCEPTS, FRAUD_LINES, HOTLINES, find
from summons_check.folding import fold


def found(text: str) -> list[Phone]:
    return find(fold(text), Context())


HITS = [
    ("电话13800004406", "13800004406", "mobile"),
    ("致电138 0000 4406，", "13800004406", "mobile"),
    ("电话199-0000-3476。", "19900003476", "mobile"),
    ("联系+86 138 0000 4406", "13800004406", "mobile"),
    ("速回17000006611", "17000006611", "virtual"),
    ("回电162 0000 0000", "16200000000", "virtual"),
    ("电话0755-0000 3600", "075500003600", "landline"),
    ("电话：（0311）00002186", "031100002186", "landline"),
    ("010-00004480", "01000004480", "landline"),
    ("法官021-59500148转", "02159500148", "landline"),
    ("查询请电2877 0000", "28770000", "landline"),
    ("call 716.555.0181", "7165550181", "landline"),
    ("fax (901) 555-0144 no later", "9015550144", "landline"),
    ("客服400-000-6180(9:00)", "4000006180", "tollfree"),
    ("客服4000006180", "4000006180", "tollfree"),
    ("1-800-555-0126", "18005550126", "tollfree"),
    ("call 1300 555 010", "1300555010", "tollfree"),
    ("call 1800 555 010", "1800555010", "tollfree"),
    ("请拨95588", "95588", "tollfree"),
    ("请打10086", "10086", "tollfree"),
    ("【12368】", "12368", "hotline"),
    ("咨询0591-12368", "059112368", "hotline"),
    ("请拨96110", "96110", "fraud_line"),
    ("马上拨打110", "110", "hotline"),
    ("拨165查证", "165", "fraud_line"),
    ("114查号", "114", "hotline"),
    ("热线18222", "18222", "fraud_line"),
    ("dial 1930 now", "1930", "fraud_line"),
    ("WhatsApp +65 8000 0412", "+6580000412", "overseas"),
    ("来电00852 0000 4471", "0085200004471", "overseas"),
    ("+1 (716) 555-0104", "+17165550104", "overseas"),
    ("2025-03-04 13800000917", "13800000917", "mobile"),
    ("0900-000-172", "0900000172", "mobile"),
    ("请致电0571-8888xxxx", "05718888****", "landline"),
    ("微信同号 170 0000 0××× 林", "17000000***", "virtual"),
    ("+86 138 0000 xxxx", "1380000****", "mobile"),
    ("打138-xxxx-xxxx", "138********", "mobile"),
    ("call (202) 555-01xx", "20255501**", "landline"),
    ("电话0755—00003600", "075500003600", "landline"),
    ("tel +86 755 0000 3600", "075500003600", "landline"),
    ("tel 86-10-00004480", "01000004480", "landline"),
    ("+86 755 0000 36xx", "0755000036**", "landline"),
    ("(+86)13800004406", "13800004406", "mobile"),
    ("客服4000-001-188", "4000001188", "tollfree"),
    ("WhatsApp +6580000412", "+6580000412", "overseas"),
    ("+44 (0)20 0000 0018", "+442000000018", "overseas"),
]


@pytest.mark.parametrize(("text", "value", "kind"), HITS)
def test_a_number_and_its_kind(text: str, value: str, kind: str) -> None:
    (phone,) = found(text)

    assert (phone.value, phone.concepts) == (value, (f"phone.{kind}",))


@pytest.mark.parametrize(
    "text",
    [
        "尾号4406的手机",
        "137****6625机主",
        "欠款95588元，共计12345.00元",
        "民初12345号",
        "于2025年10月28日9:00-20:00",
        "卡号6217 0038 0000 1234 567",
        "身份证420106199001010033",
        "打开https://ab.top/13800004406",
        "a13800004406@example.com",
        "编号LA-2025-082731",
        "第110条、165页、114年度",
        "QQ 30000712",
        "金额1380000.4406",
        "拨打区号+12368",
        "订单86-12345678901",
    ],
)
def test_other_digits_are_no_number(text: str) -> None:
    assert [phone for phone in found(text) if phone.detail != "hotline"] == []


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("12368", "hotline"),
        ("0936-12368", "hotline"),
        ("110", "hotline"),
        ("12381", "hotline"),
        ("1069 0000 12368", "gateway"),
        ("10690739", "gateway"),
        ("106821 3 600", "gateway"),
        ("17000006329", "virtual"),
        ("+86 170 0000 2281", "virtual"),
        ("138 0000 4471", "mobile"),
        ("021-00007765", "landline"),
        ("02-0000-1650", "landline"),
        ("559-555-0123", "landline"),
        ("400-000-1188", "tollfree"),
        ("95588", "tollfree"),
        ("1-844-555-0133", "tollfree"),
        ("+852 3000 0217", "overseas"),
        ("00852 0000 4471", "overseas"),
        ("WhatsApp +65 8000 0412", "overseas"),
        ("1069xxxx12", "gateway"),
        ("170****5528", "virtual"),
        ("0571-8xxxxxx1", "landline"),
        ("+852 5xxx 1234", "overseas"),
    ],
)
def test_the_sender_s_number_has_a_kind(sender: str, kind: str) -> None:
    assert classify_sender(sender) == (f"sender.{kind}",)
    assert f"sender.{kind}" in CONCEPTS


@pytest.mark.parametrize("sender", ["", "招商银行", "某区人民法院", "a12368@example.com", "22395"])
def test_a_name_has_none(sender: str) -> None:
    assert classify_sender(sender) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("书记员（0755-00003600）", "0755-00003600"),
        ("联系人（13800004406）。", "13800004406"),
        ("（0755）0000 3600", "（0755）0000 3600"),
        ("2025-03-04 -13800000917", "13800000917"),
    ],
)
def test_only_brackets_inside_a_number_are_quoted(text: str, quote: str) -> None:
    (phone,) = found(text)

    assert fold(text).quote(phone.start, phone.end) == quote


def figures(least: int, most: int | None = None, first: str = "0-9") -> st.SearchStrategy[str]:
    return st.from_regex(rf"[{first}][0-9]{{{least - 1},{(most or least) - 1}}}", fullmatch=True)


KINDS: dict[str, tuple[str, list[str], st.SearchStrategy[tuple[str, ...]]]] = {
    "mobile": (
        "{}{}{}",
        [
            "{}{}{}",
            "{}-{}-{}",
            "{} {} {}",
            "{} {}{}",
            "+86 {} {} {}",
            "+86{}{}{}",
            "(+86) {}{}{}",
            "0086-{}{}{}",
            "86-{}-{}-{}",
        ],
        st.tuples(st.sampled_from(["138", "150", "186", "199"]), figures(4), figures(4)),
    ),
    "virtual": (
        "{}{}",
        ["{}{}", "{} {}", "{}-{}", "+86 {}{}"],
        st.tuples(st.sampled_from(["162", "165", "167", "170", "171"]), figures(8)),
    ),
    "landline": (
        "0{}{}{}",
        [
            "0{}{}{}",
            "0{}-{}{}",
            "0{}—{}{}",
            "(0{}){}{}",
            "(0{}) {} {}",
            "0{} {} {}",
            "0{}-{}-{}",
            "+86 {} {}{}",
            "+86-{}-{}-{}",
            "0086 {} {}{}",
            "86-{}-{}{}",
            "+86(0){}-{}{}",
        ],
        st.tuples(
            st.sampled_from([code[1:] for code, place in area_codes().items() if place != "中国"]),
            figures(4, first="2-8"),
            figures(4),
        ),
    ),
    "hotline": (
        "{}{}",
        ["{}{}", "{}-{}", "{} {}", "({}){}"],
        st.tuples(st.sampled_from(sorted(area_codes())), st.sampled_from(sorted(HOTLINES))),
    ),
    "tollfree": (
        "{}{}{}",
        ["{}{}{}", "{}-{}-{}", "{} {} {}", "{}{}-{}", "{}-{}{}", "+86 {} {} {}"],
        st.tuples(st.sampled_from(["400", "800"]), figures(3), figures(4)),
    ),
    "overseas": (
        "+{}{}{}",
        ["+{} {} {}", "+{}-{}-{}", "+{}{}{}", "(+{}) {} {}", "(+{}){}{}", "+{} (0){} {}"],
        st.tuples(
            st.sampled_from(["1", "44", "60", "65", "852", "886", "91"]),
            figures(4, 5, first="1-9"),
            figures(5),
        ),
    ),
}
"""For each kind the canonical form, others in use, and what they are filled with."""
CALLS = st.sampled_from(
    ["兹通知：{}，特此告知。", "({})", "请致电{}核实", "或 {} 。", "tel: {} (9-17)"]
)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), around=CALLS, hand=HANDS)
def test_a_number_is_read_as_it_was_written(
    kind: str, data: st.DataObject, around: str, hand: Hand
) -> None:
    canonical, forms, parts = KINDS[kind]
    filled = data.draw(parts)
    written = hand(data.draw(st.sampled_from(forms)).format(*filled))
    phone = read_back(find, Phone, written, sentence=around)

    assert phone.value == phone.digits == canonical.format(*filled)
    assert phone.concepts == (f"phone.{kind}",)


@given(
    st.sampled_from(sorted(HOTLINES)) | st.from_regex(r"95[0-9]{3}", fullmatch=True), CALLS, HANDS
)
def test_a_short_number_is_read_as_it_was_written(number: str, around: str, hand: Hand) -> None:
    phone = read_back(find, Phone, hand(number), sentence=around)
    kind = "fraud_line" if number in FRAUD_LINES else "hotline"

    assert (phone.value, phone.detail) == (number, kind if number in HOTLINES else "tollfree")


@given(st.one_of(TEXTS, st.text(alphabet="0123456789 +-().打电话尾号元", max_size=50)))
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    folded = fold(text)
    last = 0
    for phone in find(folded, Context()):
        assert last <= phone.start < phone.end <= len(folded.text)
        assert folded.text[phone.start : phone.end].strip(" ") != ""
        assert set(phone.concepts) <= CONCEPTS
        last = phone.end


@given(st.text(max_size=30))
def test_any_sender_is_classified(sender: str) -> None:
    assert set(classify_sender(sender)) <= CONCEPTS
