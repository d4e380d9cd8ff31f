"""What the tests share: no network, a small rule pack of their own, strategies for texts.

The tests of the engine use the small pack, so that a new word or rule in the
shipped packs cannot break them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from summons_check.facts import Context, Fact, find_all
from summons_check.folding import Folded, fold
from summons_check.rulepack import RulePack, load_packs

_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _UNTIMED, max_examples=60, derandomize=True)
settings.register_profile("search", _UNTIMED, max_examples=1000)
settings.load_profile("same")
# The same examples in every run, so that a change is judged by what it changed;
# `pytest --hypothesis-profile=search` looks for new ones.


_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ADDRESSED = {"socket.bind": 1, "socket.connect": 1, "socket.getaddrinfo": 0}
"""What names a host, and the argument that does."""
_is_loopback_open = False


def _refuse_sockets(event: str, given: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    named = given[_ADDRESSED[event]] if event in _ADDRESSED else None
    host = named[0] if isinstance(named, tuple) else named
    is_near = event == "socket.__new__" or (event in _ADDRESSED and host in _LOOPBACK)
    if not (_is_loopback_open and is_near):
        raise RuntimeError(f"{event}: nothing in this library may use the network")


sys.addaudithook(_refuse_sockets)


@pytest.fixture(scope="module")
def loopback() -> Iterator[None]:
    """Let the tests of the server, and nobody else, talk to this machine, and to no other."""
    global _is_loopback_open  # noqa: PLW0603 - an audit hook cannot be taken back
    _is_loopback_open = True
    yield
    _is_loopback_open = False


TINY: Mapping[str, str] = {
    "pack.toml": """
        name = "tiny"
        version = "1.2.3"
        jurisdiction = "CN"
        title = { zh = "试验", en = "trial" }
        [shows]
        scripts = ["zh-Hans"]
        [families]
        authority = 90
        payment = 40
        corroboration = 10
        topic = 0
        """,
    "sources/laws.toml": """
        [law]
        title = { zh = "虚构的法第一条", en = "An invented act, art. 1" }
        certainty = "A"
        read = 2026-11-01
        """,
    "authority.toml": """
        [custody.arrest]
        name = { zh = "逮捕", en = "arrest" }
        issuers = ["police", "procuratorate"]
        arrives = { zh = "由两名警察当面出示", en = "shown by two officers" }
        requires = { zh = "检察院批准", en = "approval by the procuratorate" }
        sources = ["law"]

        [asset.freeze]
        name = { zh = "冻结", en = "freezing order" }
        issuers = ["court"]
        arrives = { zh = "由法院送达", en = "served by the court" }
        requires = { zh = "裁定", en = "a ruling" }
        sources = ["law"]
        """,
    "terms/zh/words.toml": """
        "power.custody.arrest" = { phrases = ["逮捕令", "逮捕"] }
        "power.asset.freeze" = { phrases = ["冻结"] }
        "role.court" = { phrases = ["法院"] }
        "role.police" = { phrases = ["公安局", "派出所"] }
        "role.procuratorate" = { phrases = ["检察院"] }
        "role.government" = { phrases = ["司法局"] }
        "role.law_firm" = { phrases = ["律师事务所"] }
        "role.lender" = { phrases = ["速贷", "银行"] }
        "role.collector" = { phrases = ["催收", "资产管理"] }
        "role.mediator" = { phrases = ["调解中心"] }
        "role.arbitration" = { phrases = ["仲裁委员会"] }
        "role.notary" = { phrases = ["公证处"] }
        "role.post" = { phrases = ["邮政"] }
        "self.company" = { phrases = ["我司", "我公司"] }
        "self.bank" = { phrases = ["我行"] }
        "self.law_firm" = { phrases = ["本所"] }
        "self.court" = { phrases = ["本院"] }
        "self.police" = { phrases = ["我局"] }
        "actor.court" = { phrases = ["法院"] }
        "actor.police" = { phrases = ["公安", "警察"] }
        "actor.procuratorate" = { phrases = ["检察院"] }
        "actor.private" = { phrases = ["催收公司", "张律师"] }
        "act.request" = { anchor = false, phrases = ["申请", "请求"] }
        "act.issue" = { anchor = false, phrases = ["签发", "下达"] }
        "act.execute" = { anchor = false, phrases = ["执行", "采取"] }
        "demand.pay" = { anchor = false, phrases = ["转账", "付款"], includes = ["demand.scan"] }
        "demand.scan" = { anchor = false, phrases = ["扫码"] }
        "demand.add_contact" = { anchor = false, phrases = ["加微信"] }
        "payment.fee" = { phrases = ["撤案费", "交…撤案"] }
        "secrecy.tell_nobody" = { negatable = false, phrases = ["告诉家人"] }
        "shield.street" = { phrases = ["法院路"] }
        "topic.case" = { phrases = ["传票", "开庭"] }
        "frame.warning" = { anchor = false, negatable = false, phrases = ["骗局", "谨防诈骗"] }
        "frame.warning_hint" = { anchor = false, negatable = false, phrases = [
          "反诈", "不法分子", "各位", "业主", "凡是", "举报",
        ] }
        "frame.news" = { anchor = false, phrases = ["据报道"] }
        "frame.news_hint" = { anchor = false, phrases = ["记者", "本报"] }
        "frame.statute" = { anchor = false, phrases = ["刑事诉讼法第"] }
        "frame.exam" = { anchor = false, phrases = ["单选题"] }
        "frame.question" = { anchor = false, phrases = ["收到一条短信"] }
        "frame.question_hint" = { anchor = false, phrases = ["是真的吗", "怎么办"] }
        "frame.fiction" = { anchor = false, phrases = ["小说"] }
        "frame.advert" = { anchor = false, phrases = ["诚聘"] }
        "frame.record" = { anchor = false, phrases = ["判决如下"] }
        "frame.play" = { anchor = false, phrases = ["哈哈哈"] }
        "frame.play_hint" = { anchor = false, phrases = ["老婆", "羊汤"] }
        """,
    "terms/en/words.toml": """
        "power.custody.arrest" = { phrases = ["arrest warrant", "warrant … arrest*", "arrested"] }
        "power.asset.freeze" = { phrases = ["freezing order", "freeze* … account*"] }
        "role.court" = { phrases = ["court"] }
        "role.police" = { phrases = ["police"] }
        "role.procuratorate" = { phrases = ["district attorney"] }
        "role.law_firm" = { phrases = ["law firm", "solicitors", "attorney"] }
        "role.lender" = { phrases = ["bank", "loans"] }
        "role.collector" = { phrases = ["recoveries"] }
        "self.company" = { phrases = ["our company"] }
        "self.court" = { phrases = ["this court"] }
        "actor.court" = { phrases = ["the court"] }
        "actor.police" = { phrases = ["the police"] }
        "act.request" = { anchor = false, phrases = ["apply*", "ask*"] }
        "act.issue" = { anchor = false, phrases = ["issued", "signed"] }
        "act.execute" = { anchor = false, phrases = ["execute*"] }
        "demand.pay" = { anchor = false, phrases = ["pay", "remit*"] }
        "payment.fee" = { phrases = ["withdrawal fee", "fee … withdraw*"] }
        "shield.food" = { phrases = ["food court"] }
        "topic.case" = { phrases = ["summons", "hearing"] }
        "frame.warning" = { anchor = false, phrases = ["scam alert"] }
        "frame.warning_hint" = { anchor = false, phrases = ["scammers", "fraudsters"] }
        "frame.question" = { anchor = false, phrases = ["i got a text"] }
        "frame.question_hint" = { anchor = false, phrases = ["is it real"] }
        """,
    "data/respellings.tsv": "逮埔\t逮捕\n",
    "authority/arrest.toml": """
        id = "tiny.arrest"
        family = "authority"
        severity = "decisive"
        points = 60
        certainty = "A"
        sources = ["law"]
        aliases = ["tiny.old-arrest"]
        [title]
        zh = "自称签发逮捕令"
        en = "says that it issues an arrest warrant itself"
        [why]
        zh = "只有公安机关可以执行逮捕。"
        en = "Only the police arrest."
        [[match]]
        all = ["usurped.custody.*"]
        [[hit]]
        text = "【速贷催收】我司已签发逮捕令。"
        quote = "逮捕令"
        [[miss]]
        text = "【某县公安局】你已被批准逮捕。"
        why = "The police speak themselves."
        """,
    "payment/fee.toml": """
        id = "tiny.fee"
        family = "payment"
        severity = "strong"
        points = 35
        certainty = "B"
        sources = ["law"]
        [title]
        zh = "要钱来撤案"
        en = "asks for money to drop a case"
        [why]
        zh = "撤案不收费。"
        en = "Nobody charges for that."
        [[match]]
        all = ["payment.fee", "demand.pay"]
        [[hit]]
        text = "请转账撤案费。"
        quote = "撤案费"
        [[miss]]
        text = "诉讼费请付款到法院账户。"
        why = "A court fee."
        """,
    "payment/scan.toml": """
        id = "tiny.scan"
        family = "payment"
        severity = "weak"
        points = 10
        certainty = "C"
        sources = ["law"]
        [title]
        zh = "要你扫码"
        en = "asks you to scan a code"
        [why]
        zh = "法院不用二维码收款。"
        en = "Courts do not take codes."
        [[match]]
        all = ["demand.scan", "topic.case|payment.fee|role.*"]
        scope = "20"
        [[hit]]
        text = "法院传票请扫码。"
        quote = "扫码"
        [[miss]]
        text = "扫码点餐。"
        why = "Lunch."
        """,
    "corroboration/number.toml": """
        id = "tiny.number"
        family = "corroboration"
        severity = "mitigating"
        points = -15
        certainty = "D"
        sources = ["law"]
        [title]
        zh = "法院自称本院并提到开庭"
        en = "is a court that speaks of a hearing"
        [why]
        zh = "可以核实。"
        en = "It can be verified."
        [[match]]
        all = ["topic.case"]
        when = ["speaker.court"]
        scope = "message"
        [[hit]]
        text = "【某区法院】传票：定于周五开庭。"
        quote = "开庭"
        [[miss]]
        text = "【速贷】你的传票已到。"
        why = "No court speaks."
        """,
    "topic/case.toml": """
        id = "tiny.case"
        family = "topic"
        severity = "notice"
        points = 0
        certainty = "D"
        sources = ["law"]
        [title]
        zh = "说到传票"
        en = "is about a summons"
        [why]
        zh = "可能是真的。"
        en = "It may be real."
        [[match]]
        all = ["topic.case|power.*"]
        scope = "message"
        [[hit]]
        text = "传票已寄出。"
        quote = "传票"
        [[miss]]
        text = "今晚吃什么？"
        why = "Small talk."
        """,
}
"""A whole rule pack, path to content."""


def write_pack(
    root: Path, changes: Mapping[str, str | bytes | None] | None = None, name: str = "tiny"
) -> Path:
    """Write the small pack, with some files replaced, added, or (None) left out."""
    for path, content in {**TINY, **(changes or {})}.items():
        if content is None:
            continue
        file = root / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """Load the small pack."""
    return load_packs(write_pack(tmp_path_factory.mktemp("rules")), ["tiny"])


TRICKY = st.sampled_from(
    "捕令传傳款a1Z　 \t\n\r\u200b\u0301\u20e3⑩㈱ﬁｱﾞ🚨❤\ufe0f*·.-/,。…;!?“”【】()"
    "\x00\ud800\udfffａа逮々〇⼈ⅷ½İß'=+#▲|丶薴\U0002f800\U0010ffff"
)
"""Characters that are folded in one way or another, or stand at a limit."""

TEXTS = st.text(TRICKY | st.characters(exclude_categories=()), max_size=40)
"""Any text at all: all of Unicode, lone surrogates and NUL included."""


RECEIVED = Context(received=date(2026, 11, 2))

AnyFact = TypeVar("AnyFact", bound=Fact)
Hand = Callable[[str], str]
Finder = Callable[[Folded, Context], Sequence[Fact]]


def read_back(
    find: Finder,
    kind: type[AnyFact],
    written: str,
    context: Context = RECEIVED,
    sentence: str = "兹通知：{}，特此告知。",
) -> AnyFact:
    """The one fact of a kind in a sentence: the same by its own module and among all facts.

    Its span must be exactly what was written into the sentence.
    """
    folded = fold(sentence.format(written))
    (alone,), (among_all,) = (
        [fact for fact in each(folded, context) if isinstance(fact, kind)]
        for each in (find, find_all)
    )
    assert alone == among_all
    assert folded.span(alone.start, alone.end).start == sentence.index("{}")
    assert folded.quote(alone.start, alone.end) == written
    return alone


_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def full_width(text: str) -> str:
    """A text as a Chinese keyboard may type it: ５，０００元."""
    return text.translate(_FULL_WIDTH)


def strewn(text: str) -> str:
    """A text with something unseen between its characters, which stops simple filters."""
    return "\u200b".join(text)


HANDS = st.sampled_from([str, full_width, strewn])
"""Ways to type what is the same when folded."""


EVERYDAY = ("零一二三四五六七八九", "十百千万亿")
OF_BANKS = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万亿")


def in_characters(number: int, digits: str, units: str) -> str:
    """A whole number below 10**12 as it is written in full: 1050 is 一千零五十."""
    ten, hundred, thousand, myriad, great = units
    places = ((10**8, great), (10**4, myriad), (1000, thousand), (100, hundred), (10, ten))
    for size, unit in places:
        count, rest = divmod(number, size)
        if count:
            gap = digits[0] if 0 < rest < size // 10 else ""
            behind = in_characters(rest, digits, units) if rest else ""
            return f"{in_characters(count, digits, units)}{unit}{gap}{behind}"
    return digits[number]


def everyday(number: int) -> str:
    """A number as people say it: 十五, not 一十五."""
    written = in_characters(number, *EVERYDAY)
    return written.removeprefix("一") if written.startswith("一十") else written


def chinese_dates(day: date) -> list[str]:
    """A day in the forms that Chinese letters have."""
    year, month, number = day.year, day.month, day.day
    signs = "".join(EVERYDAY[0][int(digit)] for digit in str(year)).replace("零", "〇")
    return [
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        f"{year} 年 {month} 月 {number} 日",
        f"{signs}年{everyday(month)}月{everyday(number)}日",
        f"{year}-{month:02}-{number:02}",
        f"{year}/{month}/{number}",
        f"{year}.{month:02}.{number:02}",
    ]


def english_dates(day: date) -> list[str]:
    """A day in the forms that English letters have, bar 4/5/2026, which nobody can tell."""
    month, number, year = day.strftime("%B"), day.day, day.year
    return [
        f"{number} {month} {year}",
        f"{month} {number}, {year}",
        f"{month[:3]} {number} {year}",
        f"the {number}th of {month} {year}",
    ]
