"""Frames: warnings, news, statutes, questions … in which the same words are no threat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check import Verdict, check
from summons_check.folding import fold
from summons_check.frames import REASONS, Frames, find_frames
from summons_check.frames.view import blanked
from summons_check.rulepack import RulePack
from summons_check.speaker import find_speaker
from summons_check.vocabulary import Mention, Vocabulary


@pytest.fixture(scope="module")
def words(tiny: RulePack) -> Vocabulary:
    """The words of the small pack."""
    return Vocabulary(tiny.concepts)


def frames(words: Vocabulary, text: str, **facts: str) -> Frames:
    """Find the frames of a text; facts are concepts and the words that name them."""
    folded = fold(text)
    mentions = words.scan(folded)
    for name, quote in facts.items():
        start = folded.text.index(quote)
        mentions[name.replace("__", ".")] = [Mention(start, start + len(quote))]
    return find_frames(folded, mentions, find_speaker(folded, mentions, None, words))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("【反诈】谨防诈骗：不法分子冒充法院。", ("warning",)),
        ("【谨防诈骗提醒】某派出所：遇到反诈电话请挂断。", ("warning",)),
        ("【反詐】謹防詐騙：不法分子冒充法院。", ("warning",)),
        ("Scam alert: fraudsters pose as the court.", ("warning",)),
        ("Crooks ring residents; real courts never take gift cards.", ("warning",)),
        ("A 'court officer' rang my gran. No court does that.", ("warning",)),
        ("The judge signed. Do not send cash, the officer will not take it.", ()),
        ("We do not send links in our texts about your fine.", ()),
        ("据报道，法院昨日签发逮捕令。", ("news",)),
        ("本报记者从法院获悉，逮捕令已签发。", ("news",)),
        ("据报道，你好，案件今日开庭。", ("news",)),
        ("刑事诉讼法第八十条：逮捕由公安机关执行。", ("statute",)),
        ("单选题：谁可以签发逮捕令？A法院B警察", ("exam",)),
        ("各位业主，凡是收到传票的，到窗口举报。", ()),
        ("各位业主，凡是收到传票的，举报。有人说是假的。", ("warning",)),
        ("我收到一条短信说有传票，怎么办", ("question",)),
        ("我收到一条短信说有传票，对吗？", ("question",)),
        ("我收到一條簡訊", ()),
        ("有人说要逮捕我，是真的吗？怎么办", ("question",)),
        ("I got a text about a summons, is it real?", ("question",)),
        ('I got "you will be arrested" by text. Do I owe them anything?', ("question",)),
        ("I told you: you will be arrested, do you owe it?", ()),
        ("你旁边有没有人？家里谁知道你的案子？你说实话，怎么办你自己想。", ()),
        ("小说里警察拿着逮捕令。", ("fiction",)),
        ("'A warrant is out,' she said. He sighed. 'Then run,' said his aunt.", ("fiction",)),
        ("Chapter Two\nThe bailiff had a wooden leg and a warrant.", ("fiction",)),
        ("Chapter 7 of the Code: the trustee may sell.", ()),
        ("A scam: 'the sheriff' said a courier was on his way. No court does that.", ("warning",)),
        ("“逮捕令签下来了。”老周低声说。门外有人问：“谁签的？”", ("fiction",)),
        ("“逮捕令签下来了。”老周低声说。您自己问：“谁签的？”", ()),
        ("“逮捕令签下来了。”老周低声说。", ()),
        ('"The warrant is signed," said Ann. "By whom?" asked the clerk.', ("fiction",)),
        ("诚聘法院书记员。", ("advert",)),
        ("哈哈哈逮捕你", ("play",)),
        ("第八十条 逮捕由公安机关执行。", ("statute",)),
        ("本院认为，判决如下：冻结账户。", ("record",)),
        ("你的判决如下：冻结账户。", ()),
        ("小说改编，据报道将开庭。", ("news", "fiction")),
        (
            "反诈小说，常见骗局：你现在转账到a.top。",
            ("warning", "fiction"),
        ),  # one frame bears the other out
        # one hint is not enough, nor is the same one twice
        ("请下载反诈软件，逮捕令已签发。", ()),
        ("谨防诈骗！谨防诈骗！逮捕令已签发。", ()),
        ("记者，记者，逮捕令已签发。", ()),
        ("逮捕令已签发，怎么办", ()),
        # no frame at all
        ("【速贷】我司已签发逮捕令。", ()),
        ("", ()),
    ],
)
def test_frame(words: Vocabulary, text: str, names: tuple[str, ...]) -> None:
    """One sure cue, or two hints that differ, make a frame."""
    found = frames(words, text)

    assert found.names == names
    assert found.silence(is_red_flag=True) is bool(names)
    assert set(found.cues) == set(names)


@pytest.mark.parametrize(
    ("framed", "demand", "facts"),
    [
        ("反诈提醒、常见骗局。", "请加微信核实你的案件。", {}),
        ("反诈提醒、常见骗局。", "请转账到安全账户。", {"payee__person": "安全账户"}),
        ("反诈提醒、常见骗局。", "点击a.top核实", {"link__lookalike": "a.top"}),
        ("反诈提醒、常见骗局。", "两小时内转账核实", {"deadline__hours": "两小时内"}),
        ("反诈提醒、常见骗局。", "你的案件2026号", {"case_number": "2026号"}),
        ("哈哈哈，", "请加微信处理你的案件", {}),
        ("诚聘书记员，", "请加微信", {}),
        (
            "哈哈哈，",
            "照片发群里，500元",
            {"collection__shame": "照片", "amount": "500元", "reader__addressed": "群里"},
        ),
        ("刑事诉讼法第八十条，", "你将被逮捕。", {}),
        ("刑事诉讼法第八十条，", "我司将申请逮捕。", {}),
        ("是真的吗？怎么办？", "【某区法院】传票", {}),
        ("我收到一条短信，怎么办？", "律师:你好。", {}),
    ],
)
def test_live_demand_is_not_framed(
    words: Vocabulary, framed: str, demand: str, facts: dict[str, str]
) -> None:
    """Who warns of fraud does not ask for money or contact in the same breath."""
    assert frames(words, framed).silence(is_red_flag=True)
    assert not frames(words, framed + demand, **facts).silence(is_red_flag=True)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("反诈提醒、常见骗局：骗子会说“请加微信核实案件”。", {}),
        ("反诈提醒、常见骗局。骗子会说「两小时内转账核实」。", {"deadline__hours": "两小时内"}),
        ("反诈提醒、常见骗局。不法分子会让你加微信。", {}),
        ("反诈提醒、常见骗局。让你加微信的是不法分子。", {}),
        ("反诈提醒、常见骗局：今天学法。", {"deadline__today": "今天"}),
    ],
)
def test_demand_of_others_is_no_demand(words: Vocabulary, text: str, facts: dict[str, str]) -> None:
    """A warning may quote or tell what fraudsters ask."""
    assert frames(words, text, **facts).silence(is_red_flag=True)


def test_what_is_at_stake_for_the_reader_is_no_small_talk(words: Vocabulary) -> None:
    """Words of everyday life do not hide what is wanted of the reader."""
    text = "你老婆知道你喝羊汤欠钱吗"

    assert frames(words, text).names == ("play",)
    assert frames(words, text, debt__overdue="欠钱").names == ()


@pytest.mark.parametrize(
    "text",
    [
        "我收到一条短信：“我司已签发逮捕令”，怎么办",
        '我收到一条短信："我司已签发逮捕令"，怎么办',
        "我收到一条短信：「我司已签发逮捕令」，怎么办",
        "我收到一条短信：『我司已签发逮捕令』，怎么办",
        "我收到一条短信：【我司已签发逮捕令】，怎么办",
    ],
)
def test_question_judges_what_it_quotes(words: Vocabulary, text: str) -> None:
    """The quoted message is judged, the words around it are not."""
    found = frames(words, text)
    start = fold(text).text.index("逮捕令")

    assert found.names == ("question",)
    assert found.judges(start, start + 3)
    assert not found.judges(0, 3)
    assert not found.judges(start, len(text))


@pytest.mark.parametrize(
    ("text", "spares_notices"),
    [
        ("【某区法院】您的案件2月17日开庭，反诈提醒、常见骗局：不要转账。", True),
        ("【某区法院】各位业主，您要反诈提醒、常见骗局：不要转账。", False),
        ("您要反诈提醒、常见骗局：不要转账。", False),
        ("【某区法院】反诈提醒、常见骗局：不要转账。", False),
    ],
)
def test_tips_against_fraud_leave_a_notice_a_notice(
    words: Vocabulary, text: str, spares_notices: bool
) -> None:
    """A real notice that warns of fraud is still a notice; its words raise no flag."""
    found = frames(words, text)

    assert found.names == ("warning",)
    assert found.silence(is_red_flag=True)
    assert found.silence(is_red_flag=False) is not spares_notices


def test_only_a_question_judges_what_it_quotes(words: Vocabulary) -> None:
    """In a warning also the quoted threat is no threat to the reader."""
    text = "反诈提醒、常见骗局：“我司已签发逮捕令”。"
    start = text.index("逮捕令")

    assert not frames(words, text).judges(start, start + 3)


@pytest.mark.parametrize(
    ("names", "red", "other"),
    [((), False, False), (("news",), True, True), (("record",), True, False)],
)
def test_frame_silences_rules(names: tuple[str, ...], red: bool, other: bool) -> None:
    """A frame silences every rule; a record, which may be a real judgment, red flags only."""
    found = Frames(names, {}, [])

    assert found.silence(is_red_flag=True) is red
    assert found.silence(is_red_flag=False) is other


def test_cues_are_quoted_in_order(words: Vocabulary) -> None:
    """The report can show why rules were switched off."""
    text = "不法分子，常见骗局，反诈"
    cues = frames(words, text).cues["warning"]

    assert [text[start:end] for start, end in cues] == ["不法分子", "骗局", "反诈"]


@given(
    st.lists(
        st.sampled_from(
            ["谨防诈骗", "反诈", "据报道", "我收到一条短信", "怎么办", "“", "”", "加微信", "？"]
        )
        | TEXTS,
        max_size=9,
    ).map("".join)
)
def test_frames_are_known_and_quotes_lie_in_the_text(tiny: RulePack, text: str) -> None:
    """Whatever the text, each frame has a reason and cues, and quotes are inside the text."""
    found = frames(Vocabulary(tiny.concepts), text)
    length = len(fold(text).text)

    assert set(found.names) <= REASONS.keys()
    assert all(found.cues[name] for name in found.names)
    assert all(0 <= start < end <= length for start, end in found.quoted)


@given(
    st.text("ab骗 ", max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(tuple), max_size=4),
)
def test_blanks_stand_where_words_are_left_out(text: str, spans: list[tuple[int, int]]) -> None:
    """Idle words may lie inside each other, and in any order."""
    spans = [(low, high) for low, high in spans if high <= len(text)]
    letter_by_letter = [
        " " if any(low <= place < high for low, high in spans) else letter
        for place, letter in enumerate(text)
    ]

    assert blanked(text, spans) == "".join(letter_by_letter)


def test_a_retelling_hides_no_threat_to_the_reader(words: Vocabulary) -> None:
    text = "A man told my gran she had to pay. Your warrant is out."
    assert frames(words, text, power__custody="warrant").names == ()
    assert frames(words, "He had to pay. " + text[:35], power__custody="pay").names == ("warning",)
    assert frames(words, "He had to pay. " + text[:35]).names == ()


@pytest.mark.parametrize(
    "text",
    [
        'Voicemail, 4 pm: "This is the court office, he\'s told them to call me. Send cash today."',
        'Answerphone. "It\'s Dee. Your arrest is booked, call me today." [beep] "And send cash."',
        "语音留言：“我司已签发逮捕令，他们说了，你今天把钱备好，别跟家里讲。”",
    ],
)
def test_a_call_that_was_written_down_is_the_message(words: Vocabulary, text: str) -> None:
    """A label that says nothing of its own leaves the words in quotation marks a message."""
    found = frames(words, text)

    assert found.names == ()
    assert found.quoted == []


@pytest.mark.parametrize(
    "text",
    [
        'Is it real? "This is the court, you will be arrested, call."',
        'A scam: "This is the court office, you will be arrested, send cash today."',
        '"You will be arrested before lunch unless you call me," she told my gran.',
        '"You will be arrested before lunch unless you call me," said Ann.',
        '"Some callers pretend to be a court. Real courts never ask for cash, so hang up."',
        "小说：“我司已签发逮捕令，你今天把钱备好，别跟家里任何人讲。”",
        "反诈提醒：“我司已签发逮捕令，你今天把钱备好，别跟家里任何人讲。”",
    ],
)
def test_a_label_that_adds_something_makes_no_transcript(words: Vocabulary, text: str) -> None:
    """Who asks, warns or tells a story does not pass on a message."""
    assert frames(words, text).quoted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hi, this is Jo at the levy desk. They told her she must call. You call 020.", ()),
        ("Hi, this is Jo from no. 4. They told her she must call. You call 020.", ("warning",)),
        ("Hi, this is Jo at the levy desk. They told her she must call.", ("warning",)),
    ],
)
def test_who_calls_for_himself_retells_nothing(
    words: Vocabulary, text: str, names: tuple[str, ...]
) -> None:
    """A caller who gives a name and wants to be called back is no neighbour who tells of one."""
    facts = {"phone__landline": "020"} if "020" in text else {}
    assert frames(words, text, status__taken="told", **facts).names == names


def test_a_word_or_two_in_quotation_marks_is_no_message(words: Vocabulary) -> None:
    """The name of a paper that somebody asks about is not judged as if it threatened him."""
    text = "我收到一条短信说有“逮捕令状”，我家里人都说不用管，可是我还是睡不着，我怎么办？"
    start = fold(text).text.index("逮捕令")
    found = frames(words, text)

    assert found.names == ("question",)
    assert not found.judges(start, start + 3)
    assert frames(words, "是真的吗？" + "“" + "逮" * 130 + "”" + "我很怕，" * 200).quoted
    assert not frames(words, "是真的吗？" + "“" + "逮" * 20 + "”" + "我很怕，" * 200).quoted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nice house. I am not going to do a thing, okay?", ()),
        ("It's Sal. My van is outside the school, right?", ()),
        ("It's my van outside the school, why?", ("question",)),
        ("我在你家门口等着，对吧？", ()),
        ('I got a text "court desk: you will be arrested", is it real?', ("question",)),
        ("你给我说清楚，你欠的钱你还不还？我收到一条短信，怎么办？是真的吗？", ("question",)),
        ("您给我说清楚，您欠的钱您还不还？我收到一条短信，怎么办？是真的吗？", ()),
    ],
)
def test_who_threatens_with_a_question_mark_asks_nothing(
    words: Vocabulary, text: str, names: tuple[str, ...]
) -> None:
    """A tag at the end of a sentence is no question; several cues are one, whoever is spoken to."""
    assert frames(words, text).names == names


@pytest.mark.parametrize(
    "text",
    [
        "Bailiff is the cat, so nobody arrests uncle. Judge is me. Fine: one biscuit.",
        "Still stuck on jury duty, the judge sends us home at four. Start the kettle?",
        "Court 2 is booked, skip the warm-up. No-show pays the fine, lol.",
        "We garnish your nachos if you serve like that again, warrant follows.",
        "Just finished ep 3, the sheriff forged the warrant and the widow is arrested?!",
        "We're hiring two process servers. Serve summonses and warrants near Leeds. Part-time, "
        "no experience needed, plus mileage. Bring a CV and two references to the counter.",
        "Job title: deputy clerk. Duties include issuing warrants for the judge's signature. Paid "
        "holidays, full benefits, background check required. Apply by 3 May.",
        "Paralegal wanted for a busy team. You issue claims and apply for a warrant. Hybrid "
        "working, 25 days holiday, CV to Helen.",
        "My client, the toddler, denies the felony. Judge Mommy refused bail.",
        "Auditions for the judge and the bailiff on Sunday, the warrant is a prop.",
        "Got to the bit where the judge reads the warrant. Do not tell anyone how it ends!",
        "Arrest warrant for whoever took the remote. Penalty is 20 pushups, bail is a cookie.",
    ],
)
def test_play_and_work_are_no_threat(text: str) -> None:
    assert check(text).verdict == "not_applicable"


def test_a_letter_about_a_term_that_warns_of_fraud_stays_a_letter(words: Vocabulary) -> None:
    """Who tells the reader by when to answer writes to him, even if he warns him, too."""
    text = "A summons. Scam alert: fraudsters pose as the court. You have 21 days."
    facts = {"deadline__statutory": "21 days", "notice__personal": "You have"}
    facts = {name: quote.lower() for name, quote in facts.items()}

    assert not frames(words, text, **facts).silence(is_red_flag=False)
    assert frames(words, text, **facts).silence(is_red_flag=True)
    assert frames(words, text).silence(is_red_flag=False)


@pytest.mark.parametrize(
    "text",
    [
        "We're hiring court enforcers, full-time. A warrant for your arrest is out, though: pay "
        "$400 in gift cards today and we cancel it.",
        "Lunch is on me, choir boy lol. You owe me $900, a warrant is out, pay by gift card now.",
        "Haha happy birthday, nice cake. We told all your contacts you owe $300, pay today or I "
        "come with a warrant for your arrest.",
        "Now hiring court couriers. You get a warrant for arrest unless you buy a gift card bond "
        "of $200 today and do not discuss it with your bank. Full benefits, paid holidays.",
        "lol birthday cake at your nan's? £500 by five, or the lads bring the baseball bat to the "
        "party and smash every window.",
        "If anyone says this is a scam, do not believe it. There is a warrant for your arrest, buy "
        "a gift card for $500 and read me the code.",
        "Hired goons, black friday, 50% off: settle $300 today by gift card or be arrested, "
        "the judge signs at noon.",
    ],
)
def test_a_joke_or_an_advert_hides_no_demand(text: str) -> None:
    assert check(text).verdict in {"suspicious", "likely_fake"}


@pytest.mark.parametrize(
    "text",
    [
        "邻居们，三楼欠钱的老孙你妈电话我有，要不要我一家一家打过去？还是你出来？",
        "各位同事好，欠我四万的就是你们组长，身份证照片我先发一半，晚上再发一半，好不好？",
    ],
)
def test_a_question_mark_behind_a_threat_asks_nothing(text: str) -> None:
    assert not [frame for frame in check(text).frames if frame.name == "question"]


FAKES = (
    "【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓您，转到我个人账户可撤销。",
    "You have an arrest warrant over your QuickCash loan. Pay $400 by gift card today or officers"
    " come to your house.",
)


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize(
    "added",
    [
        "Is this real?",
        "这是真的吗？",
        "season 2 episode 3",
        "道具 演员",
        "lol tennis, see you there",
        "We are hiring, join our team.",
        "Scam alert, hang up.",
        "谨防诈骗，切勿轻信。",
    ],
)
def test_what_is_put_below_a_message_does_not_cover_it(fake: str, added: str) -> None:
    assert check(f"{fake} {added}").verdict is Verdict.LIKELY_FAKE


@pytest.mark.parametrize(
    "text",
    [
        "You owe Mike a pint and he says he'll have you arrested, haha see you at tennis.",
        "欠我的一顿火锅再不请，我就去法院起诉你，哈哈哈开玩笑的。",
        "你再不来吃饭我就报警抓你了，让法院传唤你，判你十年，哈哈哈。",
        'A man rang and said "you have a warrant, buy gift cards". I hung up. It was a scam.',
        "You are counsel for the defendant, who was arrested on a warrant and fined $500. Your"
        " client asks whether he must pay today. Essay question, 25 marks, torts final exam.",
        "剧社排练，开场是：“你已被逮捕，你的财产全部冻结，道具 演员 上场！”",
        "催收说今天下午不还钱就起诉，我手里就这点钱，明天还要交房租，这钱我还不还？",
        "Your company's order has shipped and arrives on Tuesday.",
    ],
)
def test_a_joke_or_a_warning_may_end_with_what_shows_it(text: str) -> None:
    assert check(text).verdict not in {Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS}


@pytest.mark.parametrize(
    "text",
    [
        "你的逮捕令已签发，下班前转2000可以撤销，不然扫描发你单位，拘留。",
        "Officer Hale here. A warrant is out for you. Benefits stop tonight and payroll is told."
        " Settle before the raid.",
        "You are under house arrest until we finish the investigation. A warrant is out. Transfer"
        " your savings to the account we give you.",
        "听说了吗，法院传票收到了吗？明天法院拍卖房子，你凑够了没？今天把三千还了。",
        "你闺女在三中读书，好好一个家，别因为这点钱散了，你觉得呢？欠的钱今天还了。",
        "大家帮看看这个真的假的啊？\n【法院通知】您因拖欠网贷被起诉，请于今日17:00前将4860元转至办案员账户，否则"
        "将上门拘留并通报单位。",
    ],
)
def test_words_of_work_and_home_excuse_no_threat(text: str) -> None:
    assert check(text).verdict in {Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS}


def test_a_real_notice_that_somebody_asks_about_stays_without_flags() -> None:
    text = (
        "【杭州市余杭区人民法院】（2026）浙0110民初2345号，您与某公司纠纷一案定于2026年12月21日9时在"
        "第五法庭开庭，可拨打12368核实。这是真的吗？"
    )
    assert check(text).verdict in {Verdict.NO_RED_FLAGS, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(
    "text",
    [
        "昨天催收发给我这么一段，原话是“我司已向检察院申请逮捕令，明早民警到你单位带人，你现在转2000可以撤”，我去年"
        "做生意借了八千，还了四期，后面店关了就没还上，前面的催收还算客气，这个月换了一家，天天加我微信，我现在好慌，"
        "一晚上没睡，会不会真的来抓我？",
        "爸，你看看我妈是不是又遇到骗子了，她收到的：“我是市公安局的，你涉嫌洗钱，钱转到安全账户，不能告诉子女。”她现在不接电话",
        'I write for my father. He got a letter that says: "You are found beneficiary in hawala.'
        " By order of Special Court you remain in video custody. Deposit your funds for scrutiny,"
        ' refundable." Could such a letter be true?',
    ],
)
def test_a_question_is_judged_by_the_message_that_it_quotes(text: str) -> None:
    """However much the writer says beside it, and though he retells what a caller did."""
    assert check(text).verdict is Verdict.LIKELY_FAKE
