"""Messages that the page is tried with, in both its tests: with a client, and in a browser."""

from __future__ import annotations

FAKE = "【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓人，转到我个人账户可撤销。"
SUMMONS = (
    "【杭州市余杭区人民法院】（2026）浙0110民初2345号，您与某某消费金融公司金融借款合同纠纷一案"
    "定于2026年12月21日9时在第五法庭开庭，书记员李某，0571-00000000，可拨打12368核实。"
)
CLAIM = "HMCTS: claim K01LS455 for £300 was issued. Reply to the court within 14 days of service."
WARNING = "【反诈中心】凡自称法院要求转账到安全账户的都是诈骗，法院不会发短信要求转账，请勿轻信。"
MARKUP = (
    FAKE + "</textarea></mark><script>document.title='taken'</script>"
    '<img src="https://example.org/x.png" onerror="alert(1)"><a href="javascript:alert(1)">x</a>'
    "\"'>{{ 7*7 }}{% raw %}&lt;b&gt;&#x202e;"
)
TURNED = (
    "\u202e。销撤可\u202c 【速贷催收】我司已签发\u2067逮捕令\u2069，"
    "今晚上门\u200f抓人。\u202dpay\u0007"
)
LONG = (FAKE + "您的借款已经逾期，请尽快处理。" * 6_700)[:100_000]
"""As much as is read."""
MESSAGES = {
    "fake": FAKE,
    "summons": SUMMONS,
    "claim": CLAIM,
    "warning": WARNING,
    "markup": MARKUP,
    "turned": TURNED,
    "long": LONG,
    "everyday": "今晚吃什么？",
}
