"""The page's own words; those of a report are in `summons_check.wording`.

None of them says that a message is real or harmless: text can be copied.
"""

from __future__ import annotations

from summons_check.models import Lang
from summons_check.phrasebook import Phrasebook

NAMES: dict[Lang, str] = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "en": "English",
    "ja": "日本語",
}
"""What each language calls itself."""

_WORDS: dict[str, tuple[str, str, str]] = {  # key to Chinese, English, Japanese
    "title": (
        "核对法院传票、律师函和催收信息",
        "Check a court letter or a debt message",
        "裁判所の通知や取立ての文面を調べる",
    ),
    "intro": (
        "收到自称法院、律师或催收方的信息？先别付款，别点链接，也别回拨。"
        "把全文粘贴在这里，看看有哪些疑点、接下来怎么做。",
        "Did you get a message that says it comes from a court, a lawyer or a debt collector? "
        "Before you pay, click or call back, paste it here. You will see what speaks against it "
        "and what you can do next.",
        "裁判所、弁護士、取立業者を名乗る文面が届きましたか。支払いも、リンクを開くのも、"
        "折り返しの電話もまだしないで、全文をここに貼り付けてください。"
        "不審な点と、次にできることを示します。",
    ),
    "stays": (
        "内容只留在你的电脑上：在本机检查，不发送到任何地方，也不保存。",
        "This stays on your machine: the message is checked here, sent nowhere and not kept.",
        "文面はこの端末から出ません。ここで調べ、どこにも送らず、保存もしません。",
    ),
    "leaves": (
        "信息会发送到提供本页面的服务器上检查；服务器不保存它。请只使用你信任的服务器。",
        "The message goes to the server of this page to be checked; the server does not keep it. "
        "Use only a server that you trust.",
        "文面はこのページのサーバーに送って調べます。サーバーは保存しません。"
        "信頼できるサーバーだけを使ってください。",
    ),
    "skip": ("跳到正文", "Skip to the content", "本文へ移動"),
    "home": ("核对一条信息", "Check a message", "文面を調べる"),
    "language": ("语言", "Language", "言語"),
    # The form.
    "again": ("再核对一条", "Check another message", "別の文面を調べる"),
    "text": ("信息全文", "The whole message", "文面の全文"),
    "text.hint": (
        "原样粘贴，不要删改。",
        "Paste it as it came, with nothing left out.",
        "届いたまま、省かずに貼り付けてください。",
    ),
    "file": (
        "或选择文本文件（.txt）",
        "Or choose a text file (.txt)",
        "またはテキストファイル（.txt）を選ぶ",
    ),
    "file.hint": (
        "也可以把文件拖到上面的框里。照片和 PDF 读不了。",
        "You can also drop it on the box above. Photographs and PDF files cannot be read.",
        "上の枠にドロップすることもできます。写真と PDF は読めません。",
    ),
    "more": (
        "补充情况（可不填）",
        "What else you know of it (optional)",
        "ほかに分かること（任意）",
    ),
    "sender": (
        "发送者：号码、地址或名称",
        "Who sent it: a number, an address or a name",
        "差出人（番号、アドレス、名前）",
    ),
    "channel": ("怎么收到的", "How it came", "届いた方法"),
    "channel.": ("不说明", "Not said", "指定しない"),
    "channel.sms": ("短信", "Text message", "SMS"),
    "channel.call": ("电话", "Telephone call", "電話"),
    "channel.chat": ("微信等聊天软件", "Chat, such as WhatsApp or WeChat", "チャット（LINE など）"),
    "channel.email": ("电子邮件", "E-mail", "電子メール"),
    "channel.letter": ("信件", "Letter", "手紙"),
    "received": ("收到的日期", "The day on which it came", "届いた日"),
    "received.hint": (
        "不填就不判断日期，比如开庭日是不是已经过了。",
        "If left empty, no day is judged: whether a hearing is over, or too soon.",
        "空欄なら、期日が過ぎているかなど、日付の判断はしません。",
    ),
    "jurisdiction": ("适用哪里的法律", "Whose law it is under", "どこの法律によるか"),
    "jurisdiction.": ("从信息里判断", "Read it off the message", "文面から判断する"),
    "check": ("核对", "Check it", "調べる"),
    "checking": ("正在核对……", "Checking …", "調べています……"),
    "chosen": (
        "已选择文件，按“核对”开始。",
        "The file is chosen. Press “Check it” to start.",
        "ファイルを選びました。「調べる」を押してください。",
    ),
    # The report.
    "message": (
        "信息原文：标出的是依据，数字通向理由",
        "The message: evidence marked, numbers lead to the reasons",
        "文面：印を付けた言葉が根拠、数字は理由へのリンク",
    ),
    "score": ("分数：{score}/100", "Score: {score}/100", "点数：{score}/100"),
    "report": ("这份报告", "This report", "この結果"),
    "copy": ("复制报告", "Copy the report", "結果をコピー"),
    "copied": (
        "已复制，其中含有信息原文。",
        "Copied. It holds the words of the message, too.",
        "コピーしました。文面の言葉も含まれます。",
    ),
    "copy.failed": (
        "无法自动复制：下面的文字已经选中，请自己复制。",
        "It could not be copied. The text below is selected: copy it yourself.",
        "コピーできませんでした。下の文字を選択したので、ご自分でコピーしてください。",
    ),
    "print": ("打印", "Print it", "印刷"),
    "plain": ("报告的纯文本", "The report as plain text", "結果のテキスト"),
    # The page of a rule.
    "rule.why": ("为什么", "Why", "理由"),
    "rule.about": ("关于这条规则", "About this rule", "この規則について"),
    "rule.weight": ("分量", "Weight", "重み"),
    "rule.points": (
        "{severity}，{points:+d} 分",
        "{severity}, {points:+d} points",
        "{severity}、{points:+d} 点",
    ),
    "rule.law": ("适用地区", "Where it holds", "適用される地域"),
    "rule.everywhere": ("各地", "everywhere", "どこでも"),
    "rule.hits": (
        "会指出的例子（虚构）",
        "Messages that it points out (made up)",
        "指摘する例（架空）",
    ),
    "rule.misses": (
        "不会指出的相似例子（虚构）",
        "Look-alikes that it leaves alone (made up)",
        "指摘しない似た例（架空）",
    ),
    "rule.id": ("编号", "Id", "番号"),
    # What is wrong, and what to do.
    "problem": ("请看提示", "Please look", "ご確認ください"),
    "problem.empty": (
        "请先粘贴信息全文，或选择文本文件。",
        "Paste the message into the box first, or choose a text file.",
        "先に文面を貼り付けるか、テキストファイルを選んでください。",
    ),
    "problem.both": (
        "框里有文字，又选了文件：请只留一样。",
        "There are words in the box and a file is chosen: keep one of the two.",
        "枠に文字があり、ファイルも選ばれています。どちらか一つにしてください。",
    ),
    "problem.file": (
        "这个文件不是纯文本。请打开它，复制文字，粘贴到框里。",
        "This file is no plain text. Open it, copy the words and paste them into the box.",
        "このファイルはテキストではありません。開いて文字をコピーし、枠に貼り付けてください。",
    ),
    "problem.channel": (
        "请从列表中选择怎么收到的。",
        "Choose from the list how it came.",
        "届いた方法を一覧から選んでください。",
    ),
    "problem.received": (
        "日期请写成 2026-11-02 的样子，或不填。",
        "Write the day like 2026-11-02, or leave it empty.",
        "日付は 2026-11-02 のように書くか、空欄にしてください。",
    ),
    "problem.jurisdiction": (
        "请从列表中选择适用哪里的法律。",
        "Choose from the list whose law it is under.",
        "どこの法律によるかを一覧から選んでください。",
    ),
    "problem.lang": (
        "没有这种语言，请在页首选择。",
        "There is no such language here: choose one at the top of the page.",
        "この言語はありません。ページの上で選んでください。",
    ),
    "problem.rule": (
        "没有这个编号的规则。",
        "No rule has this id.",
        "この番号の規則はありません。",
    ),
    "problem.400": (
        "收到的内容不完整，请再试一次。",
        "What arrived was broken. Try again.",
        "届いた内容が壊れていました。もう一度お試しください。",
    ),
    "problem.408": (
        "内容没有传完，请再试一次。",
        "Not all of it arrived. Try again.",
        "最後まで届きませんでした。もう一度お試しください。",
    ),
    "problem.413": (
        "太长了。只读前 100,000 字：请粘贴开头的部分。",
        "It is too long. Only the first 100,000 characters are read: paste the beginning.",
        "長すぎます。読むのは最初の 100,000 文字だけです。初めの部分を貼り付けてください。",
    ),
    "problem.415": (
        "请用本页的表单发送。",
        "Send it with the form of this page.",
        "このページのフォームから送ってください。",
    ),
    "problem.503": (
        "服务器正忙，请过一会儿再试。",
        "The server is busy. Try again in a moment.",
        "サーバーが混み合っています。しばらくしてからお試しください。",
    ),
    "problem.unreachable": (
        "服务器没有正常回答。请看看它是否还在运行，再试一次；你的文字还在框里。",
        "The server did not answer as it should. See whether it still runs, then try again; your "
        "words are still in the box.",
        "サーバーから正しい応答がありません。動いているか確かめて、もう一度お試しください。"
        "文字は枠に残っています。",
    ),
}
PHRASES = Phrasebook(_WORDS)
tell = PHRASES.say
"""Say a text of the page; see `Phrasebook.say`."""
