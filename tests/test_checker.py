"""The whole pipe: any text in, a report out that explains itself."""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import summons_check
from conftest import TEXTS, write_pack
from summons_check import Checker, Kind, Report, Role, Verdict, check, default_pack, load_packs
from summons_check.facts import Hearing, find_facts
from summons_check.folding import MAX_CHARS
from summons_check.models import Channel, Lang
from summons_check.rulepack import RulePack

SRC = Path(summons_check.__file__).parent
CHECKER = Checker()
EXAMPLES = [example for rule in default_pack().rules for example in (*rule.hit, *rule.miss)]
FAKE = "【速贷催收】我司已签发逮捕令，请今日内转账撤案费。"
REAL = "【某区人民法院】张三：您的案件定于11月5日开庭，传票已寄出。"
IDLE = "今晚吃什么？"
RECEIVED = date(2026, 11, 2)


@pytest.fixture(scope="module")
def small(tiny: RulePack) -> Checker:
    """Make a checker with the small pack, which is of mainland law."""
    return Checker(tiny, jurisdiction="CN")


@pytest.mark.parametrize(
    ("text", "verdict", "rules"),
    [
        (FAKE, Verdict.LIKELY_FAKE, {"tiny.arrest": 60, "tiny.fee": 35, "tiny.case": 0}),
        ("请转账撤案费。", Verdict.SUSPICIOUS, {"tiny.fee": 35}),
        (REAL, Verdict.NO_RED_FLAGS, {"tiny.number": -10, "tiny.case": 0}),
        ("【某市公安局】你已被批准逮捕。", Verdict.NO_RED_FLAGS, {"tiny.case": 0}),
        (IDLE, Verdict.NOT_APPLICABLE, {}),
        ("谨防诈骗、反诈提醒：骗子自称我司已签发逮捕令。", Verdict.NOT_APPLICABLE, {}),
        ("[Quick Loans] our company issued an arrest warrant", Verdict.LIKELY_FAKE, None),
        ("[Anytown Court] Notice of hearing", Verdict.NO_RED_FLAGS, None),
    ],
)
def test_verdicts(
    small: Checker, text: str, verdict: Verdict, rules: dict[str, int] | None
) -> None:
    """Each of the four verdicts, with the findings that carry it."""
    report = small.check(text, received=RECEIVED)

    assert report.verdict is verdict
    assert rules in (None, {finding.rule_id: finding.points for finding in report.findings})


def test_report_of_a_fake_is_complete(small: Checker) -> None:
    """Speaker, claims, findings with their words, and which rules ran."""
    report = small.check(FAKE, received=RECEIVED)
    arrest = report.findings[0]

    assert report.score == 95
    assert arrest.quotes == ("逮捕令",)
    assert arrest.title == "自称签发逮捕令"
    assert arrest.kind is Kind.RED_FLAG
    assert report.claims.speaker.role is Role.COLLECTOR
    assert [claim.value for claim in report.claims.of("document")] == ["custody.arrest"]
    assert report.rule_pack == small.rules.info
    assert report.lang == "zh-Hans"
    assert report.jurisdiction == "CN"
    assert report.limits == ()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"text": None}, "text must be a str, not NoneType"),
        ({"text": 1}, "text must be a str, not int"),
        ({"text": b"x"}, r"text must be a str, not bytes. Decode it first: data.decode\('utf-8'\)"),
        ({"text": bytearray(b"x")}, "text must be a str, not bytearray"),
        ({"text": ["x"]}, "text must be a str, not list"),
        ({"sender": 12368}, "sender must be a str or None, not int"),
        ({"jurisdiction": True}, "jurisdiction must be a str or None, not bool"),
        ({"received": "2026-11-02"}, "received must be a datetime.date or None, not str"),
        ({"channel": "pigeon"}, "channel must be one of sms, call, chat, email, letter"),
        ({"channel": ["sms"]}, "channel must be one of"),
        ({"lang": "fr"}, "lang must be one of zh-Hans, zh-Hant, en, ja"),
        ({"lang": {}}, "lang must be one of"),
    ],
)
@pytest.mark.parametrize("text", [FAKE, IDLE])
def test_wrong_types_are_told_how_to_be_right(
    text: str, options: dict[str, Any], error: str
) -> None:
    """A wrong argument raises TypeError, whatever the text."""
    options = {"text": text} | options
    with pytest.raises(TypeError, match=error):
        check(**options)
    if len(options) > 1:  # for a text that is none, see test_many.py
        with pytest.raises(TypeError, match=error):
            CHECKER.check_many([options.pop("text")], **options)


@pytest.mark.parametrize("channel", [None, *get_args(Channel)])
@pytest.mark.parametrize("lang", [None, *get_args(Lang)])
def test_every_option_is_taken(channel: Channel | None, lang: Lang | None) -> None:
    """Each channel and language gives the same verdict, in its words."""
    report = CHECKER.check(FAKE, sender="12368", channel=channel, received=RECEIVED, lang=lang)

    assert report.verdict is Verdict.LIKELY_FAKE
    assert report.lang == (lang or "zh-Hans")


def test_a_moment_of_receipt_counts_as_its_day() -> None:
    """A pandas Timestamp is a datetime, and a datetime is a date."""
    text = f"{REAL}请于2026年11月4日前答辩，开庭时间2026年11月3日9时。"
    moment = datetime(2026, 11, 2, 9)
    by_moment, by_day = (CHECKER.check(text, received=each) for each in (moment, RECEIVED))

    assert by_moment == by_day != CHECKER.check(text)
    assert find_facts(text, Hearing, received=moment) == find_facts(
        text, Hearing, received=RECEIVED
    )


def test_the_channel_counts() -> None:
    """A warrant that a long letter speaks of is another thing than one that an SMS brings."""
    text = "您好，有件事跟您说一下，" + "情况比较复杂，" * 9 + "逮捕证已经批下来，请您到案。"

    def rules(channel: Channel | None) -> set[str]:
        return {finding.rule_id for finding in CHECKER.check(text, channel=channel).findings}

    assert "cn.warrant-by-short-message" in rules("sms")
    assert "cn.warrant-by-short-message" not in rules("letter")
    assert rules("letter") == rules(None)


def test_the_name_of_a_sender_can_make_a_message_relevant() -> None:
    """Words that say little say more when an enforcement bureau sends them."""
    text = "下午四点就交出去，钱还是打到我个人账户。"

    assert CHECKER.check(text, sender="小何").verdict is Verdict.NOT_APPLICABLE
    assert CHECKER.check(text, sender="执行局小何").verdict is not Verdict.NOT_APPLICABLE


def test_language_changes_words_only(small: Checker) -> None:
    """Simplified, traditional and English reports say the same."""
    reports = [small.check(FAKE, lang=lang) for lang in get_args(Lang)]

    assert len({report.findings[0].title for report in reports}) == 3
    assert len({report.findings[0].wording for report in reports}) == 1
    assert len({report.score for report in reports}) == 1


def test_jurisdiction_of_the_call_comes_before_that_of_the_checker(tiny: RulePack) -> None:
    """Call, checker, then what the message shows."""
    abroad = Checker(tiny, jurisdiction="SG")

    assert abroad.check(FAKE).jurisdiction == "SG"
    assert abroad.check(FAKE, jurisdiction="TW").jurisdiction == "TW"
    assert abroad.check(IDLE, jurisdiction="TW").jurisdiction == "TW"
    assert abroad.check(FAKE, jurisdiction="gb").jurisdiction == "UK"
    assert Checker(tiny).check(FAKE).jurisdiction == "CN"
    assert Checker(tiny).check(IDLE).jurisdiction == "*"


def test_a_law_without_rules_is_no_silent_matter(tiny: RulePack) -> None:
    """The report says that only what holds everywhere was looked at."""
    (limit,) = Checker(tiny).check(FAKE, jurisdiction="TW", lang="en").limits

    assert limit.startswith("there are no rules for the law of TW")
    assert Checker(tiny).check(FAKE, jurisdiction="CN").limits == ()
    assert Checker().check(FAKE, jurisdiction="TW").limits == ()
    assert Checker().check(IDLE, jurisdiction="FR", lang="en").limits[0].count("FR") == 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u3000\t", "\x00", "\ud800", "\u200b\u202e", "🚨" * 50, "?" * 500]
)
def test_text_without_words_is_not_applicable(text: str) -> None:
    """Nothing is said, so nothing is found."""
    report = CHECKER.check(text)

    assert report.verdict is Verdict.NOT_APPLICABLE
    assert report.findings == report.claims.items == report.next_steps == ()


@pytest.mark.parametrize(
    "text",
    [
        FAKE.replace("逮捕令", "逮\x00捕\x00令"),
        FAKE.replace("逮捕令", "逮\ud800捕\udfff令"),
        FAKE.replace("逮捕令", "逮\u200b捕 令"),
        FAKE.replace("逮捕令", "逮*捕*令"),
        FAKE.replace("签发逮捕令", "簽發逮捕令"),
        f"\ufeff{FAKE}\x00",
        FAKE * 3,
    ],
)
def test_strange_characters_hide_nothing(small: Checker, text: str) -> None:
    """NUL, lone surrogates, zero width, symbols and script change no verdict and survive JSON."""
    report = small.check(text)

    assert report.verdict is Verdict.LIKELY_FAKE
    assert Report.model_validate_json(report.model_dump_json()) == report


@pytest.mark.parametrize(
    "text", [FAKE, "【速捷小贷】您的借款已逾期40天，我司已为您办理逮捕令，请今日内还清。"]
)
@pytest.mark.parametrize(
    "noise",
    [
        "\n\n今天天气不错，公园里有很多花。" * 10,
        "\n\nThe office is open on weekdays, parking is free." * 10,
    ],
    ids=["chinese", "english"],
)
def test_noise_in_any_language_hides_nothing(text: str, noise: str) -> None:
    """A footer, in whatever language, changes no verdict."""
    assert CHECKER.check(text).verdict is Verdict.LIKELY_FAKE
    assert CHECKER.check(text + noise).verdict is Verdict.LIKELY_FAKE


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("裁判所より訴訟のお知らせです。至急ご連絡ください。", 0),
        ("법원에서 알려드립니다. 즉시 연락 주십시오.", 1),
        ("Вам пришла повестка в суд, срочно позвоните", 1),
        ("Yоur wаrrаnt is signed, pay the court today by gift card", 0),  # a disguise
        ("您有一张传票", 0),
        ("", 0),
    ],
)
def test_language_that_no_rule_covers_is_said(small: Checker, text: str, limits: int) -> None:
    """Nothing found in a language that nobody looked for is no all-clear."""
    assert len(small.check(text).limits) == limits


@pytest.mark.parametrize(
    ("text", "verdict"), [(FAKE, Verdict.LIKELY_FAKE), (IDLE, Verdict.NOT_APPLICABLE)]
)
def test_long_text_is_cut_and_says_so(small: Checker, text: str, verdict: Verdict) -> None:
    """A text of a megabyte is read up to the limit; the report tells, in its language."""
    long = text + "天" * 1_000_000
    report = small.check(long, lang="en")

    assert report.verdict is verdict
    assert report.limits == (f"only the first {MAX_CHARS} of {len(long)} characters were read",)
    assert f"只读了前 {MAX_CHARS} 字" in small.check(long).limits[0]
    assert small.check("天" * 1_000_000 + FAKE).verdict is Verdict.NOT_APPLICABLE
    assert small.check(text).limits == small.check("天" * MAX_CHARS).limits == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FAKE, id="flags"),
        pytest.param("我司法院警察申请签发逮捕令冻结", id="one-sentence"),
        pytest.param("法院路逮捕令。", id="shields"),
        pytest.param("不会" * 20 + "逮捕令", id="negations"),
        pytest.param("交撤案费转账", id="gaps"),
        pytest.param("逮捕令，(2026)粤0305民初1号，https://a.top/x 13800000000 100元", id="facts"),
        pytest.param("逮捕令【", id="brackets"),
        pytest.param("“谨防诈骗，反诈，逮捕令”", id="quotations"),
        pytest.param("谨防诈骗，反诈，加微信，逮捕令", id="warnings"),
        pytest.param("arrest warrant (", id="latin"),
        pytest.param("a r r e s t w*a*r*r ant xq zk ", id="torn"),
        pytest.param("arrrrestwaaaarrant", id="drawn-out"),
        pytest.param("逮捕令 \u200b\n", id="separators"),
        pytest.param("逮捕令，逮埔。", id="misspellings"),
    ],
)
def test_time_grows_with_the_length(small: Checker, text: str) -> None:
    """A text built to be slow costs what its length costs, no square of it."""

    def seconds(length: int) -> float:
        long = (text * (length // len(text) + 1))[:length]
        start = time.process_time()
        small.check(long, received=RECEIVED)
        return time.process_time() - start

    seconds(1_000)
    short = min(seconds(5_000) for _ in range(3))

    # 16 times the length; a busy machine gets more tries.
    assert any(seconds(80_000) < 40 * short for _ in range(5))


def test_a_long_text_leaves_the_garbage_collector_running(small: Checker) -> None:
    assert gc.isenabled()
    assert small.check("传票 " * 5_000).verdict is not Verdict.NOT_APPLICABLE
    assert gc.isenabled()


def test_threads_share_a_checker(small: Checker) -> None:
    """The same texts give the same reports from many threads."""
    texts = [FAKE, REAL, IDLE] * 20
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(small.check, texts))

    assert reports == [small.check(text) for text in texts]


def test_checker_survives_pickle(tiny: RulePack) -> None:
    """A worker process gets the same rules and the same law."""
    checker = Checker(tiny, jurisdiction="SG")
    copy = pickle.loads(pickle.dumps(checker))  # noqa: S301

    assert copy.rules == checker.rules
    assert copy.check(FAKE) == checker.check(FAKE)


def test_report_survives_pickle(small: Checker) -> None:
    """So it comes back from a worker process."""
    report = small.check(FAKE)

    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301


def test_many_keep_their_order_and_options(small: Checker) -> None:
    """One report a text, in the order of the texts."""
    reports = list(small.check_many([FAKE, IDLE, REAL], lang="en"))

    assert reports == [small.check(text, lang="en") for text in (FAKE, IDLE, REAL)]


def test_many_are_read_one_at_a_time(small: Checker) -> None:
    """An endless stream is fine: a text is taken when its report is."""
    taken = []

    def stream() -> Iterator[str]:
        while True:
            taken.append(FAKE)
            yield FAKE

    reports = small.check_many(stream())

    assert taken == []
    assert next(reports).verdict is Verdict.LIKELY_FAKE
    assert next(reports).verdict is Verdict.LIKELY_FAKE
    assert len(taken) == 2


def test_checker_of_another_folder(tmp_path: Path) -> None:
    """Anybody's rules can be used; the report tells which ran."""
    pack = load_packs(write_pack(tmp_path, {"payment/fee.toml": None}), ["tiny"])

    assert Checker(pack).check("请转账撤案费。").verdict is Verdict.NOT_APPLICABLE


def test_network_is_blocked_in_these_tests() -> None:
    """So whatever passes here needs none."""
    import socket  # noqa: PLC0415 - nothing else may know it

    with pytest.raises(RuntimeError, match="may use the network"):
        socket.socket()


IN_A_ZIP = """
import json, sys
from datetime import date
import summons_check
assert ".zip" in summons_check.__file__, summons_check.__file__
for text in json.load(sys.stdin):
    print(summons_check.check(text, received=date(2026, 11, 2)).model_dump_json())
"""


def test_zipped_package_says_the_same_to_the_byte(tmp_path: Path) -> None:
    """Neither the zip nor the seed of the hashes changes a report."""
    archive = tmp_path / "bundle.zip"
    (tmp_path / "rules").mkdir()  # somebody's own, where a checkout has the packs
    rules = SRC.parents[1] / "rules"
    with zipfile.ZipFile(archive, "w") as bundle:
        for root, place in ((SRC, "summons_check"), (rules, "summons_check/_rules")):
            for path in sorted(root.rglob("*.*")):
                if path.suffix != ".pyc" and path.is_file():
                    bundle.write(path, f"{place}/{path.relative_to(root).as_posix()}")
    texts = [FAKE, REAL, IDLE, *(example.text for example in EXAMPLES[::40])]
    env = {**os.environ, "PYTHONPATH": str(archive), "PYTHONHASHSEED": "7"}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IN_A_ZIP],
        input=json.dumps(texts),
        env=env | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        CHECKER.check(text, received=RECEIVED).model_dump_json() for text in texts
    ]


MESSAGES = st.lists(st.sampled_from([each.text for each in EXAMPLES]) | TEXTS, max_size=4).map(
    "".join
)
"""Examples of the shipped rules, whole, strung together and mixed with anything."""
SENDERS = st.none() | st.sampled_from(["12368", "+8613800000000", "某区法院"]) | TEXTS


def _shown(text: str) -> str:
    """Write a text so that JSON can carry it: lone surrogates become U+FFFD."""
    return regex.sub(r"\p{Cs}", "\ufffd", text)


@given(MESSAGES, SENDERS, st.none() | st.sampled_from(get_args(Lang)))
def test_report_explains_itself(text: str, sender: str | None, lang: Lang | None) -> None:
    """Whatever the text: quotes are its words, the points add up, JSON brings all back."""
    report = CHECKER.check(text, sender=sender, lang=lang, received=RECEIVED)

    for finding in report.findings:
        assert list(finding.quotes) == [_shown(text)[s.start : s.end] for s in finding.spans]
        assert all(s.end <= len(text) for s in finding.spans)
        assert all(
            before.end <= after.start
            for before, after in zip(finding.spans, finding.spans[1:], strict=False)
        )
    for claim in report.claims.items:
        assert claim.quote == _shown(text)[claim.span.start : claim.span.end]
    assert all(s.end <= len(text) for frame in report.frames for s in frame.spans)
    assert report.score == max(0, min(100, sum(f.points for f in report.findings)))
    assert Report.model_validate_json(report.model_dump_json()) == report


@given(MESSAGES)
def test_same_text_same_json(text: str) -> None:
    """Twice the same, also from a checker of its own."""
    first = CHECKER.check(_shown(text), received=RECEIVED).model_dump_json()

    assert CHECKER.check(_shown(text), received=RECEIVED).model_dump_json() == first
