# ruff: noqa: E501 - a message reads best as it was sent

"""The article that the project starts from, claim by claim (A1 to A16).

Where the law has moved since it was written, the row follows the law. Each
row states what the answer must be and, where the claim is about a finding or
about advice, which one must (or must not) be among them.
"""

from dataclasses import dataclass
from itertools import product

import pytest

from summons_check import check
from summons_check.models import Lang
from summons_check.report import Report

_LANGS: tuple[Lang, ...] = ("zh-Hans", "en")
QUIET = ("no_red_flags", "not_applicable")
ALARM = ("suspicious", "likely_fake")
FAKE = ("likely_fake",)

_COURT_SMS = (
    "【北京互联网法院】原告某某消费金融有限公司诉您小额借款合同纠纷一案，案号（2024）京0491民初1234号，"
    "请登录北京互联网法院电子诉讼平台查收应诉通知书、举证通知书，可拨打12368核实。"
)
_NEW_LOAN_SMS = _COURT_SMS.replace("2024", "2026")
_SHOPPING_SMS = (
    "【北京互联网法院】您的信息网络买卖合同纠纷一案，案号（2026）京0491民初1234号，已立案，"
    "请在15日内提交答辩意见。"
)
_COURT_SMS_EN = (
    "[Beijing Internet Court] In (2024)京0491民初1234号, a consumer finance company v. you, dispute over "
    "a small loan, please collect the notice of response and the complaint on the court's online "
    "litigation platform. You can verify by calling 12368."
)
_CORE_ZH = "【{sender}】您的花呗欠款2,300元已严重逾期，我方已签发{document}，今晚上门执行。"
_CORE_EN = (
    "{sender}: your loan of $800 is overdue. We have issued {document} and officers come to your "
    "home tonight."
)
_ARREST_ZH = _CORE_ZH.format(sender="某某催收中心", document="逮捕令")
_ARREST_EN = _CORE_EN.format(sender="ABC Collections", document="an arrest warrant")
_SENDERS_ZH = ("某某催收中心", "某某消费金融", "某某律师事务所")
_DOCUMENTS_ZH = (
    *("传票", "起诉书", "判决书", "裁定书", "支付令", "执行通知书", "限制消费令", "失信决定书"),
    *("冻结令", "拘留证", "逮捕证", "逮捕令", "拘捕令", "通缉令"),
)
_SENDERS_EN = ("ABC Collections", "Example Finance", "Smith Law Firm")
_DOCUMENTS_EN = (
    *("a court summons", "an indictment", "a judgment against you", "a freezing order"),
    *("a detention order", "an arrest warrant"),
)


@dataclass(frozen=True)
class Row:
    """One claim on one message."""

    claim: str
    text: str
    verdicts: tuple[str, ...]
    finds: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    advises: tuple[str, ...] = ()
    """Words that the next steps must hold."""
    lang: Lang = "zh-Hans"


ROWS = [
    Row(
        "A1",
        "【某某消费金融】您的账单已逾期95天，我司外访人员拟于本周六上午到您登记的地址走访，"
        "将出示工作证件，如有还款困难可致电官方客服协商分期。",
        QUIET,
        finds=("cn.visit-notice",),
    ),
    Row(
        "A1",
        "Your account is 95 days overdue. Our staff will visit your registered address on Saturday "
        "morning and will show identification. If you have difficulty paying, call our customer "
        "service to agree instalments.",
        QUIET,
        lang="en",
    ),
    Row(
        "A2",
        "律师函\n张某先生：\n广东某某律师事务所受某某消费金融有限公司委托，就您的借款合同欠款12,300元，"
        "请于收到本函之日起七日内与委托人协商还款；逾期委托人将依法向人民法院提起诉讼。"
        "如对欠款有异议，请书面回复本所。\n广东某某律师事务所 律师 李某",
        QUIET,
        spares=("cn.lawyer-letter-claims-force",),
    ),
    Row(
        "A2",
        "Letter of demand. We act for Example Consumer Finance Ltd. You owe 12,300 yuan under the loan "
        "agreement. If it is not paid within 14 days our client may bring a claim in court. "
        "You may dispute the debt in writing. Example Solicitors, licence no. 12345.",
        QUIET,
        lang="en",
    ),
    Row(
        "A3",
        "【某某银行】您的信用卡账单已逾期30天，逾期信息将依法报送金融信用信息基础数据库，请尽快还款。",
        QUIET,
    ),
    Row(
        "A3",
        "Your payment is 30 days late. Late payments are reported to the credit bureau and may affect "
        "your credit record. Please pay through the app.",
        QUIET,
        lang="en",
    ),
    Row("A4", _COURT_SMS, QUIET, spares=("cn.court-name-not-exist",)),
    Row("A4", _COURT_SMS_EN, QUIET, spares=("cn.court-name-not-exist",), lang="en"),
    Row(
        "A5",
        "【上海互联网法院】您因逾期被起诉，案件今日开庭，请点击链接缴费处理。",
        ALARM,
        finds=("cn.court-name-not-exist",),
    ),
    Row(
        "A5",
        "Shanghai Internet Court: your loan case is heard today. Click the link and pay to settle.",
        ALARM,
        lang="en",
    ),
    *[
        Row("A6", _COURT_SMS, QUIET, finds=("cn.internet-court-loan",), lang=lang)
        for lang in _LANGS
    ],
    *[
        Row("A6", _NEW_LOAN_SMS, ALARM, finds=("cn.internet-court-loan-new",), lang=lang)
        for lang in _LANGS
    ],
    *[
        Row(
            "A6",
            _SHOPPING_SMS,
            QUIET,
            spares=("cn.internet-court-loan", "cn.internet-court-loan-new"),
            lang=lang,
        )
        for lang in _LANGS
    ],
    Row("A7", _COURT_SMS, QUIET),
    Row("A7", _COURT_SMS_EN, QUIET, lang="en"),
    Row(
        "A8",
        "【某某消费金融】因多次联系未果，我司拟依据合同约定向有管辖权的人民法院提起诉讼，"
        "请您尽快与官方客服协商还款。",
        QUIET,
    ),
    Row(
        "A8",
        "As we could not reach you, we intend to start court proceedings under the loan agreement. "
        "Please contact our customer service to agree a payment plan.",
        QUIET,
        lang="en",
    ),
    Row("A9", _COURT_SMS, QUIET, advises=("12368",)),
    Row("A9", _COURT_SMS_EN, QUIET, advises=("12368",), lang="en"),
    Row("A10", _COURT_SMS, QUIET, advises=("12368", "114")),
    Row("A10", _COURT_SMS_EN, QUIET, advises=("12368", "114"), lang="en"),
    Row(
        "A11",
        "杭州市余杭区人民法院 传票 案号（2026）浙0110民初2345号 案由：小额借款合同纠纷 被传唤人：张某 "
        "传唤事由：开庭 应到时间：2026年12月21日9时 应到处所：第五法庭 审判员：王某 书记员：李某",
        QUIET,
        advises=("印章",),
    ),
    Row(
        "A11",
        "Hangzhou Yuhang District People's Court, summons by post, case (2026)浙0110民初2345号: appear on "
        "21 December 2026 at 9.00 in courtroom 5. Judge Wang, clerk Li.",
        QUIET,
        advises=("seal",),
        lang="en",
    ),
    *[
        Row("A12", _CORE_ZH.format(sender=sender, document=document), FAKE)
        for sender, document in product(_SENDERS_ZH, _DOCUMENTS_ZH)
    ],
    *[
        Row("A12", _CORE_EN.format(sender=sender, document=document), FAKE, lang="en")
        for sender, document in product(_SENDERS_EN, _DOCUMENTS_EN)
    ],
    Row(
        "A12",
        "律师函：经本所审理，你欠白条1,200元一案已判决，本所今日冻结你名下全部银行卡并执行。",
        ALARM,
    ),
    Row(
        "A13",
        "杭州互联网法院应诉通知书 案号（2026）浙0192民初456号 请在收到起诉状副本之日起十五日内提交答辩状，"
        "联系电话0571-00000000，书记员李某。",
        QUIET,
        advises=("15",),
    ),
    Row(
        "A13",
        "Hangzhou Internet Court, notice of response to action, case (2026)浙0192民初456号: file your "
        "defence within 15 days of receiving the complaint.",
        QUIET,
        advises=("15",),
        lang="en",
    ),
    Row(
        "A14",
        "【某某小贷】您借款5,000元，放款前扣除手续费1,500元，实际到账3,500元，现已逾期，请还款5,000元。",
        QUIET,
        finds=("cn.beheading-interest",),
        advises=("实际",),
    ),
    Row(
        "A14",
        "【某某小贷】您借款5,000元，放款前扣除手续费1,500元，实际到账3,500元，现已逾期，请还款5,000元。",
        QUIET,
        finds=("cn.beheading-interest",),
        advises=("received",),
        lang="en",
    ),
    Row("A15", _ARREST_ZH, FAKE, advises=("欠",)),
    Row("A15", _ARREST_EN, FAKE, advises=("debt",), lang="en"),
    Row("A16", _ARREST_ZH, FAKE, advises=("协商",)),
    Row("A16", _ARREST_EN, FAKE, advises=("plan",), lang="en"),
]


def _answer(row: Row) -> Report:
    return check(row.text, lang=row.lang)


def _name(row: Row) -> str:
    return f"{row.claim}-{row.lang}-{ROWS.index(row)}"


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_the_verdict_follows_the_claim(row: Row) -> None:
    report = _answer(row)
    assert report.verdict in row.verdicts, [finding.rule_id for finding in report.findings]


@pytest.mark.parametrize("row", [row for row in ROWS if row.finds or row.spares], ids=_name)
def test_the_findings_follow_the_claim(row: Row) -> None:
    found = {finding.rule_id for finding in _answer(row).findings}
    assert found >= set(row.finds)
    assert found.isdisjoint(row.spares)


@pytest.mark.parametrize("row", [row for row in ROWS if row.advises], ids=_name)
def test_the_next_steps_follow_the_claim(row: Row) -> None:
    steps = "\n".join(step.text for step in _answer(row).next_steps)
    for word in row.advises:
        assert word in steps
