"""The fixed words of a report: headings, verdicts, names of kinds.

None of them says that a message is real or harmless: text can be copied.
"""

from __future__ import annotations

from functools import cache

from summons_check.languages import in_lang
from summons_check.models import Lang, Text

_WORDS: dict[str, tuple[str, str]] = {  # key to Chinese, English
    "title": ("{verdict}（{score}/100）", "{verdict} ({score}/100)"),
    "score": (
        "分数是下列各条理由的分数之和，限于 0 到 100：{suspicious} 分起为可疑，"
        "{likely_fake} 分起（或有一条决定性理由）为很可能是假的。"
        "0 分只说明字面上没有发现问题，不证明任何事。",
        "The score adds up the points of the reasons below, cut to 0-100: suspicious from "
        "{suspicious}, likely fake from {likely_fake} or with one decisive reason. 0 says that "
        "nothing was found in the words; it proves nothing.",
    ),
    # Verdicts, and what each allows to say.
    "verdict.likely_fake": ("很可能是假的", "Likely fake"),
    "verdict.suspicious": ("可疑", "Suspicious"),
    "verdict.no_red_flags": ("没有发现明显疑点", "No clear red flag"),
    "verdict.not_applicable": (
        "不像法院、法律或催收信息",
        "Not a court, legal or collection message",
    ),
    "means.likely_fake": (
        "它声称了合法发送者不可能声称的事，或者几个严重疑点叠加。"
        "仍然要核实：如果背后确有案件，期限照样在走，哪怕这条信息是假的。{verify}",
        "It claims what no lawful sender can claim, or several serious warning signs add up. "
        "Verify all the same: if there is a case behind it, its deadlines run, even if this "
        "message is fake. {verify}",
    ),
    "means.suspicious": (
        "有值得打一个电话核实的疑点，只看文字不能下结论。核实之前，请当作其中的期限有效。{verify}",
        "There are warning signs worth a phone call; the words alone cannot decide. Until you "
        "have verified it, treat its deadlines as running. {verify}",
    ),
    "means.no_red_flags": (
        "字面上没有对它不利的地方。它可能是真的，其中的期限有效；但文字可以照抄，"
        "这不是证明。{verify}",
        "Nothing in its words speaks against it. It may be real, and its deadlines count; but "
        "words can be copied, so this proves nothing. {verify}",
    ),
    "means.no_red_flags.minor": (
        "只有几处小疑点，真的通知也可能有，不足以说它是假的。它可能是真的，其中的期限有效；"
        "但文字可以照抄，这不是证明。{verify}",
        "There are only small oddities, such as real messages have, too few to speak against it. "
        "It may be real, and its deadlines count; but words can be copied, so this proves "
        "nothing. {verify}",
    ),
    "means.not_applicable": (
        "这段文字读起来不是发给你的法院文书、法律通知或催收信息，所以没有判断真伪。"
        "如果你收到的是另一条信息，请粘贴那条信息的全文。",
        "This does not read like a court paper, legal notice or collection message sent to you, "
        "so whether it is false was not judged. If you received another message, paste all of "
        "that one.",
    ),
    "verify.CN": (
        "请自己拨打“所称法院所在地区号＋12368”核实，不要用信息里给的号码。",
        "Verify by dialling the area code of the named court + 12368 yourself, not a number "
        "from the message.",
    ),
    "verify.elsewhere": (
        "请用自己查到的法院公开电话核实，不要用信息里给的号码。",
        "Verify by the court's published number that you looked up yourself, not one from the "
        "message.",
    ),
    "verify.sender": (
        "请用自己查到的发送方公开电话核实，不要用信息里给的号码。",
        "Verify by the sender's published number that you looked up yourself, not one from the "
        "message.",
    ),
    # Sections.
    "heading.dates": ("如果是真的，这些日期有效", "Dates that count if it is real"),
    "heading.red_flag": ("疑点", "Warning signs"),
    "heading.corroboration": (
        "吻合之处（可以照抄，不是证明）",
        "What fits (can be copied, no proof)",
    ),
    "heading.notice": ("值得知道", "Worth knowing"),
    "heading.repeated": (
        "同一类的其他说法（已计入分数）",
        "More of the same kinds (already in the score)",
    ),
    "heading.message": (
        "原文：⟦ ⟧ 内是依据，数字是上面的编号",
        "The message: evidence in ⟦ ⟧, numbered as above",
    ),
    "heading.frames": ("为什么有些字句不算威胁", "Why some words do not count as a threat"),
    "heading.claims": ("信息自称的内容（均未核实）", "What the message says (none of it verified)"),
    "heading.steps": ("现在该做什么", "What to do now"),
    "heading.sources": ("依据", "Sources"),
    "heading.limits": ("本次检查的限制", "Limits of this check"),
    "limit.length": (
        "全文 {length} 字，只读了前 {read} 字",
        "only the first {read} of {length} characters were read",
    ),
    "limit.language": (
        "原文主要用规则还读不懂的语言写成，不能靠这个结果判断",
        "most of it is written in a language that the rules do not cover: rely on nothing here",
    ),
    "limit.law": (
        "没有 {law} 法律的规则，只按各地通用的规则判断",
        "there are no rules for the law of {law}: only what is true everywhere was looked at",
    ),
    "limit.pattern": (
        "{law} 的规则包里有一个号码格式太慢，没有用上",
        "a pattern in the rules for {law} took too long and was left out",
    ),
    "limit.rules": (
        "规则文件有错，{count} 项没有载入（{names}），结果可能因此不准",
        "the rule files have mistakes, and {count} of their parts were left out ({names}): "
        "the result may be wrong for it",
    ),
    "limit.rules.more": ("{names} 等", "{names} and others"),
    "foot": (
        "规则包 {name} {version}（SHA-256 {sha256}）。只依据文字自动分析，不是法律意见。",
        "Rule pack {name} {version} (SHA-256 {sha256}). An automatic reading of the words, no "
        "legal advice.",
    ),
    # Lines.
    "this_message": ("这条信息{title}", "This message {title}"),
    "points": ("{text}（{severity}，{points:+d} 分）", "{text} ({severity}, {points:+d})"),
    "no_points": ("{text}（{severity}）", "{text} ({severity})"),
    "aside": ("（{text}）", " ({text})"),
    "end": ("{text}。", "{text}."),
    "before_quotes": ("{text}：", "{text}: "),
    "before_text": ("{label}：{text}", "{label}: {text}"),
    "quote": ("“{words}”", "“{words}”"),
    "between_quotes": ("、", ", "),
    "source": (
        "{title}（{certainty}；{read} 查阅）",
        "{title} ({certainty}; read {read})",
    ),
    "rule": ("关于这条规则", "More about this rule"),
    "cites": ("依据 {numbers}", "Source {numbers}"),
    "verified": ("渠道核对于 {date}", "channel checked on {date}"),
    "speaker": ("自称来自{role}", "Says it comes from {role}"),
    "speaker.unknown": ("没有说明来自谁", "Does not say who it comes from"),
    # Names of kinds.
    "severity.decisive": ("决定性", "decisive"),
    "severity.strong": ("强", "strong"),
    "severity.weak": ("弱", "weak"),
    "severity.mitigating": ("减分", "mitigating"),
    "severity.notice": ("提示", "notice"),
    "certainty.A": ("已读法律或官方原文", "the primary text was read"),
    "certainty.B": ("官方网页或可靠报道所载", "official page or reputable report of the text"),
    "certainty.C": ("仅为线索：常见做法，不是法律", "a lead only: common practice, not law"),
    "certainty.D": ("一般常识，未核实", "general knowledge, not verified"),
    "role.court": ("法院", "a court"),
    "role.police": ("公安机关", "the police"),
    "role.procuratorate": ("检察院", "a procuratorate"),
    "role.government": ("政府部门", "a government office"),
    "role.law_firm": ("律师事务所", "a law firm"),
    "role.lender": ("贷款机构", "a lender"),
    "role.collector": ("催收机构", "a debt collector"),
    "role.mediator": ("调解组织", "a mediation body"),
    "role.arbitration": ("仲裁机构", "an arbitration institution"),
    "role.notary": ("公证机构", "a notary office"),
    "role.post": ("邮政", "the post"),
    "role.unknown": ("未知", "somebody unknown"),
    "claim.document": ("文书", "document"),
    "claim.case_number": ("案号", "case number"),
    "claim.court": ("法院", "court"),
    "claim.link": ("链接", "link"),
    "claim.email": ("电子邮箱", "e-mail address"),
    "claim.phone": ("电话", "phone number"),
    "claim.amount": ("金额", "amount"),
    "claim.account": ("账号", "account number"),
    "claim.payee": ("收款人", "payee"),
    "claim.deadline": ("期限", "deadline"),
    "claim.hearing": ("开庭", "hearing"),
    "claim.court_fee": ("诉讼费", "court fee"),
    "claim.interest": ("利息", "interest"),
    "claim.jurisdiction": ("看来适用的法律", "law that it seems to be under"),
    "claim.disguise": ("被伪装的字词", "disguised word"),
    "law.CN": ("中国大陆", "mainland China"),
    "law.TW": ("台湾", "Taiwan"),
    "law.HK": ("香港", "Hong Kong"),
    "law.US": ("美国", "the United States"),
    "law.UK": ("英国", "the United Kingdom"),
    "law.IN": ("印度", "India"),
    "law.SG": ("新加坡", "Singapore"),
    "law.AU": ("澳大利亚", "Australia"),
    "law.CA": ("加拿大", "Canada"),
    "law.IE": ("爱尔兰", "Ireland"),
    "law.JP": ("日本", "Japan"),
    "manner.usurped": ("由无权者使用", "used by somebody who may not"),
    "manner.requested": ("说要向有权机关申请", "to be asked of its lawful holder"),
    "manner.reported": ("说是有权机关所为", "said to be its lawful holder's"),
    "manner.unattributed": ("没有说由谁作出", "it does not say whose"),
    "manner.official": ("自称有权机关", "from its lawful holder, as it says"),
    "detail.invisible": ("夹有看不见的字符", "unseen characters in it"),
    "detail.turned": ("字符被倒序", "letters turned around"),
    "detail.marks": ("加了附加符号", "marks put on its letters"),
    "detail.lookalikes": ("混用其他文字的字母", "letters of another alphabet"),
    "detail.figures": ("用数字或符号代替字母", "figures or signs for letters"),
    "detail.signs": ("夹有符号", "signs between its letters"),
    "detail.spaces": ("用空格拆开", "spaces between its letters"),
    "detail.split": ("拆成了偏旁部首", "characters split into parts"),
    "detail.pinyin": ("用拼音代替汉字", "pinyin for characters"),
    "detail.repeated": ("字母重复", "letters repeated"),
    "detail.respelt": ("用近形或近音字代替", "misspelt"),
    "detail.civil": ("民事", "civil"),
    "detail.enforcement": ("执行", "enforcement"),
    "detail.criminal": ("刑事", "criminal"),
    "detail.payment_order": ("支付令", "payment order"),
    "detail.preservation": ("财产保全", "preservation"),
    "detail.mediation": ("诉前调解", "mediation before filing"),
    "detail.sanction": ("司法制裁", "sanction"),
    "detail.administrative": ("行政", "administrative"),
    "detail.other": ("其他", "other"),
    "detail.own_register": ("自编的编号", "a number of the sender's own making"),
    "detail.foreign_body": ("其他机构的编号", "another body's number"),
    "detail.taiwan": ("台湾的案号", "a Taiwan case number"),
    "detail.hongkong": ("香港的案号", "a Hong Kong case number"),
    "detail.us": ("北美式案号", "shaped like a North American case number"),
    "detail.uk": ("英国式案号", "shaped like a UK claim number"),
    "detail.india": ("印度式案号", "shaped like an Indian case number"),
    "detail.singapore": ("新加坡式案号", "shaped like a Singapore case number"),
    "detail.australia": ("澳大利亚式案号", "shaped like an Australian case number"),
    "detail.canada": ("加拿大式案号", "shaped like a Canadian case number"),
    "detail.ireland": ("爱尔兰式案号", "shaped like an Irish record number"),
    "detail.japan": ("日本式案号", "shaped like a Japanese case number"),
    "detail.american": ("在美国法院名录中", "in the list of courts of the United States"),
    "detail.english": ("在英格兰和威尔士法院名录中", "in the list of courts of England and Wales"),
    "detail.no_court_code": ("没有法院代字", "no court code"),
    "detail.letters": ("含有字母", "letters in it"),
    "detail.old_style": ("旧式", "old style"),
    "detail.zero_padded": ("前面补零", "zeros in front"),
    "detail.wrong_province": ("省份代字不对", "wrong character for the province"),
    "detail.future_year": ("年份在将来", "a year to come"),
    "detail.unknown_type": ("类型代字不在表中", "type not in the list"),
    "detail.court_mismatch": ("与所称法院不符", "does not fit the named court"),
    "detail.impossible": ("日历上没有这一天", "no such day"),
    "detail.unknown_court": ("法院代字不在表中", "a court code that the table does not have"),
    "detail.stale": ("多年以前的案号", "a number of years ago"),
    "detail.other_province": ("区号属于别的省份", "area code of another province"),
    "detail.official": ("官方", "official"),
    "detail.gov": ("政府域名", "government domain"),
    "detail.known_host": ("已知平台", "known platform"),
    "detail.lookalike": ("仿冒域名", "look-alike of an official domain"),
    "detail.shortener": ("短链接", "shortened"),
    "detail.raw_ip": ("裸 IP 地址", "bare IP address"),
    "detail.executable": ("程序或压缩包", "program or archive"),
    "detail.mobile": ("手机", "mobile"),
    "detail.virtual": ("虚拟号段", "virtual operator"),
    "detail.landline": ("座机", "landline"),
    "detail.tollfree": ("免费电话", "toll-free"),
    "detail.hotline": ("公共热线", "public hotline"),
    "detail.fraud_line": ("反诈热线", "line to report fraud"),
    "detail.overseas": ("境外", "from abroad"),
    "detail.person": ("个人", "a person"),
    "detail.court": ("法院", "a court"),
    "detail.company": ("公司", "a company"),
    "detail.hours": ("以小时计", "within hours"),
    "detail.today": ("当天", "today"),
    "detail.days": ("几天内", "within days"),
    "detail.statutory": ("十日以上", "ten days or more"),
    "detail.date": ("日期", "date"),
    "detail.known": ("在法院名录中", "in the list of courts"),
    "detail.former": ("已撤并的法院", "a court that was merged or dissolved"),
    "detail.misspelt": ("名录中最接近的法院", "the nearest name in the list of courts"),
    "detail.internet court": ("互联网法院", "Internet Court"),
    "detail.real": ("确有此院", "exists"),
    "detail.invented": ("查无此院", "no such court"),
    "detail.yearly": ("折合年利率", "rate a year"),
    "detail.over_cap": ("超过上限", "above the caps"),
    "detail.off_scale": ("远高于法定标准", "far above the statutory scale"),
    "detail.deducted": ("预先扣除的金额", "taken in advance"),
    "detail.card": ("银行卡号", "a bank card"),
    "detail.masked": ("部分隐去", "partly hidden"),
    "frame.warning": ("提醒防骗的文字", "a warning about scams"),
    "frame.news": ("新闻报道", "a news report"),
    "frame.statute": ("法律条文", "the text of a law"),
    "frame.record": ("案情叙述", "the facts of another's case"),
    "frame.exam": ("考试题目", "an exam question"),
    "frame.question": ("向别人提问", "a question to somebody"),
    "frame.fiction": ("虚构作品", "fiction"),
    "frame.advert": ("广告", "an advertisement"),
    "frame.play": ("玩笑或游戏", "a joke or a game"),
}

_JAPANESE: dict[str, str] = {
    "title": "{verdict}（{score}/100）",
    "score": "点数は下に挙げる理由の点数の合計で、0～100 に収めたものです。{suspicious} 点以上は"
    "「疑わしい」、{likely_fake} 点以上、または決定的な理由が一つでもあれば「偽物の可能性が高い」"
    "となります。0 点は文面に問題が見つからなかったというだけで、何も証明しません。",
    "verdict.likely_fake": "偽物の可能性が高い",
    "verdict.suspicious": "疑わしい",
    "verdict.no_red_flags": "明らかな不審点は見つかりません",
    "verdict.not_applicable": "裁判所・法律・取立てに関する文面ではないようです",
    "means.likely_fake": "正当な差出人なら書けないことが書かれているか、"
    "重大な不審点が重なっています。それでも確認はしてください。背後に本当の事件があれば、この文面が偽物でも期限は進みます。{verify}",
    "means.suspicious": "電話で確かめるべき不審点があります。文面だけでは決められません。"
    "確かめるまでは、書かれた期限が進んでいるものとして扱ってください。{verify}",
    "means.no_red_flags": "文面に不利な点はありません。本物かもしれず、その期限は有効です。"
    "ただし文面は写せるので、証明にはなりません。{verify}",
    "means.no_red_flags.minor": "本物の通知にもあるような小さな不審点だけで、"
    "偽物というには足りません。"
    "本物かもしれず、その期限は有効です。ただし文面は写せるので、証明にはなりません。{verify}",
    "means.not_applicable": "あなた宛ての裁判所の書類、法的な通知、取立ての文面とは読めないので、"
    "真偽は判断していません。別の文面を受け取ったのなら、その全文を貼り付けてください。",
    "verify.CN": "文面の番号ではなく、自分で「名指しされた裁判所（法院）の市外局番＋12368」にかけて"
    "確かめてください。",
    "verify.elsewhere": "文面の番号ではなく、自分で調べた裁判所の公表番号にかけて"
    "確かめてください。",
    "verify.sender": "文面の番号ではなく、自分で調べた差出人の公表番号にかけて確かめてください。",
    "heading.dates": "本物であれば有効な日付",
    "heading.red_flag": "不審な点",
    "heading.corroboration": "合っている点（写せるので証明にはなりません）",
    "heading.notice": "知っておくべきこと",
    "heading.repeated": "同じ種類の不審な点（点数に含まれています）",
    "heading.message": "文面：⟦ ⟧ の中が根拠、数字は上の番号",
    "heading.frames": "脅しと見なさない言葉がある理由",
    "heading.claims": "文面が述べていること（いずれも未確認）",
    "heading.steps": "今すること",
    "heading.sources": "根拠",
    "heading.limits": "この判定の限界",
    "limit.length": "全 {length} 文字のうち最初の {read} 文字だけを読みました",
    "limit.language": "文面の大部分がルールの対応していない言語で書かれています。"
    "この結果に頼らないでください",
    "limit.law": "{law} の法律のルールはありません。どこにでも当てはまることだけを調べました",
    "limit.pattern": "{law} のルールの書式の一つは時間がかかりすぎるため、使いませんでした",
    "limit.rules": "ルールのファイルに誤りがあるため {count} 件を読み込んでいません（{names}）。"
    "結果が正確でないおそれがあります",
    "limit.rules.more": "{names} など",
    "foot": "ルールパック {name} {version}（SHA-256 {sha256}）。文面だけの自動分析であり、"
    "法律上の助言ではありません。",
    "this_message": "この文面は{title}",
    "points": "{text}（{severity}、{points:+d} 点）",
    "no_points": "{text}（{severity}）",
    "aside": "（{text}）",
    "end": "{text}。",
    "before_quotes": "{text}：",
    "before_text": "{label}：{text}",
    "quote": "「{words}」",
    "between_quotes": "、",
    "source": "{title}（{certainty}、{read} 閲覧）",
    "rule": "この規則について",
    "cites": "根拠 {numbers}",
    "verified": "窓口は {date} に確認",
    "speaker": "差出人として名乗っているのは{role}",
    "speaker.unknown": "差出人を名乗っていません",
    "severity.decisive": "決定的",
    "severity.strong": "強い",
    "severity.weak": "弱い",
    "severity.mitigating": "減点",
    "severity.notice": "参考",
    "certainty.A": "法令・公的な原文を読んで確認",
    "certainty.B": "公的なページまたは信頼できる報道による",
    "certainty.C": "手がかりのみ：慣行であり法律ではない",
    "certainty.D": "一般的な知識、未確認",
    "role.court": "裁判所",
    "role.police": "警察",
    "role.procuratorate": "検察庁",
    "role.government": "行政機関",
    "role.law_firm": "法律事務所",
    "role.lender": "貸主・カード会社など",
    "role.collector": "債権回収業者",
    "role.mediator": "調停機関",
    "role.arbitration": "仲裁機関",
    "role.notary": "公証役場",
    "role.post": "郵便",
    "role.unknown": "不明の者",
    "claim.document": "書類・処分",
    "claim.case_number": "事件番号",
    "claim.court": "裁判所",
    "claim.link": "リンク",
    "claim.email": "メールアドレス",
    "claim.phone": "電話番号",
    "claim.amount": "金額",
    "claim.account": "口座番号",
    "claim.payee": "受取人",
    "claim.deadline": "期限",
    "claim.hearing": "期日",
    "claim.court_fee": "訴訟費用",
    "claim.interest": "利息",
    "claim.jurisdiction": "適用されるとみられる法律",
    "claim.disguise": "偽装された言葉",
    "law.CN": "中国本土",
    "law.TW": "台湾",
    "law.HK": "香港",
    "law.US": "アメリカ合衆国",
    "law.UK": "イギリス",
    "law.IN": "インド",
    "law.SG": "シンガポール",
    "law.AU": "オーストラリア",
    "law.CA": "カナダ",
    "law.IE": "アイルランド",
    "law.JP": "日本",
    "manner.usurped": "権限のない者が使っている",
    "manner.requested": "権限のある機関に申し立てるとしている",
    "manner.reported": "権限のある機関がしたとしている",
    "manner.unattributed": "誰がしたか書かれていない",
    "manner.official": "権限のある機関を名乗っている",
    "detail.invisible": "見えない文字が混ぜてある",
    "detail.turned": "文字の順序を逆にしている",
    "detail.marks": "文字に記号を重ねている",
    "detail.lookalikes": "別の文字体系の字を使っている",
    "detail.figures": "数字や記号で文字を置き換えている",
    "detail.signs": "文字の間に記号が入れてある",
    "detail.spaces": "文字の間に空白が入れてある",
    "detail.split": "漢字を部首に分けている",
    "detail.pinyin": "漢字の代わりにピンインを使っている",
    "detail.repeated": "文字を重ねている",
    "detail.respelt": "似た字や音で書き換えている",
    "detail.civil": "民事",
    "detail.enforcement": "執行",
    "detail.criminal": "刑事",
    "detail.payment_order": "支払督促",
    "detail.preservation": "保全",
    "detail.mediation": "訴え提起前の調停",
    "detail.sanction": "司法上の制裁",
    "detail.administrative": "行政",
    "detail.other": "その他",
    "detail.own_register": "差出人が自分で付けた番号",
    "detail.foreign_body": "別の機関の番号",
    "detail.taiwan": "台湾の事件番号",
    "detail.hongkong": "香港の事件番号",
    "detail.us": "北米の事件番号の形",
    "detail.uk": "英国の事件番号の形",
    "detail.india": "インドの事件番号の形",
    "detail.singapore": "シンガポールの事件番号の形",
    "detail.australia": "オーストラリアの事件番号の形",
    "detail.canada": "カナダの事件番号の形",
    "detail.ireland": "アイルランドの記録番号の形",
    "detail.japan": "日本の事件番号の形",
    "detail.american": "アメリカ合衆国の裁判所の一覧にある",
    "detail.english": "イングランドおよびウェールズの裁判所の一覧にある",
    "detail.no_court_code": "裁判所の符号がない",
    "detail.letters": "英字が混じっている",
    "detail.old_style": "旧式",
    "detail.zero_padded": "頭にゼロがある",
    "detail.wrong_province": "省の符号が違う",
    "detail.future_year": "年が未来",
    "detail.unknown_type": "種類の符号が表にない",
    "detail.court_mismatch": "名指しされた裁判所と合わない",
    "detail.impossible": "存在しない日付",
    "detail.unknown_court": "裁判所の符号が表にない",
    "detail.stale": "何年も前の番号",
    "detail.other_province": "市外局番が別の省のもの",
    "detail.official": "公式",
    "detail.gov": "政府のドメイン",
    "detail.known_host": "既知のサービス",
    "detail.lookalike": "公式に似せたドメイン",
    "detail.shortener": "短縮リンク",
    "detail.raw_ip": "IP アドレスのまま",
    "detail.executable": "プログラムまたは圧縮ファイル",
    "detail.mobile": "携帯電話",
    "detail.virtual": "仮想事業者の番号",
    "detail.landline": "固定電話",
    "detail.tollfree": "フリーダイヤル",
    "detail.hotline": "公的な窓口",
    "detail.fraud_line": "詐欺の通報窓口",
    "detail.overseas": "国外",
    "detail.person": "個人",
    "detail.court": "裁判所",
    "detail.company": "会社",
    "detail.hours": "数時間以内",
    "detail.today": "当日",
    "detail.days": "数日以内",
    "detail.statutory": "10 日以上",
    "detail.date": "日付",
    "detail.known": "裁判所の一覧にある",
    "detail.former": "統廃合された裁判所",
    "detail.misspelt": "一覧で最も近い裁判所",
    "detail.internet court": "インターネット法院",
    "detail.real": "実在する",
    "detail.invented": "そのような裁判所はない",
    "detail.yearly": "年利に換算",
    "detail.over_cap": "上限を超える",
    "detail.off_scale": "法定の基準をはるかに超える",
    "detail.deducted": "前もって差し引かれた額",
    "detail.card": "カード番号",
    "detail.masked": "一部伏せ字",
    "frame.warning": "詐欺への注意喚起",
    "frame.news": "報道",
    "frame.statute": "法令の条文",
    "frame.record": "他人の事件の記述",
    "frame.exam": "試験問題",
    "frame.question": "人への質問",
    "frame.fiction": "創作",
    "frame.advert": "広告",
    "frame.play": "冗談や遊び",
}

_TRADITIONAL = {"quote": "「{words}」"}
"""Traditional Chinese where OpenCC's is not good enough."""

KEYS = tuple(_WORDS)


def say(key: str, lang: Lang, **values: object) -> str:
    """Say a fixed text in one language.

    Args:
        key: One of `KEYS`.
        lang: The language.
        values: What takes the place of each `{name}` in the text.

    Raises:
        KeyError: If no text has this key, or a value that it needs is missing.

    Examples:
        >>> say("role.court", "zh-Hant"), say("verified", "en", date="2026-11-01")
        ('法院', 'channel checked on 2026-11-01')

    """
    return _template(key, lang).format_map(values)


def name(kind: str, value: str, lang: Lang) -> str:
    """Name a value of a kind, such as a `role`; one that has no name stays as it is.

    >>> name("claim", "hearing", "en"), name("claim", "barcode", "en")
    ('hearing', 'barcode')
    """
    key = f"{kind}.{value}"
    return say(key, lang) if key in _WORDS else value


@cache
def _template(key: str, lang: Lang) -> str:
    if lang == "zh-Hant" and key in _TRADITIONAL:
        return _TRADITIONAL[key]
    zh, en = _WORDS[key]
    return in_lang(Text(zh=zh, en=en, ja=_JAPANESE[key]), lang)
