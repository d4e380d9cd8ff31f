"""Who shall get the money: a court, a company, or somebody's own account."""

from __future__ import annotations

from collections.abc import Iterator

from summons_check.facts.model import Payee
from summons_check.patterns import pattern, plain_pattern

_HOLDER = pattern(
    r"(?:户\s?名称?|收款人|收款方|开户人|户主|收款户|代收人|(?<!的)持卡人|(?<!的)卡主|[账帐]户持有人)(?:姓名|名称)?[:为是]?\s?"
    r"(?:户名:?)?(?P<name>[\p{Han}·*]{2,30}?)"
    r"(?=[账帐卡]号|[账帐]户|卡|开户|电话|手机|银行|[农工建中交招邮]行|支付宝|微信|[^\p{Han}·*]|$)"
)
_COURT_HOLDER = pattern(r"法院|法庭|财政|非税|国库|案款")
_COMPANY_HOLDER = pattern(
    r"公司|企业|厂|部$|所$|中心|银行|行$|社$|局$|店|铺$|会$|院$|合作社|集团|事务所|台$|学校|委员会"
)
_COMPOUND = "欧阳 上官 司马 诸葛 皇甫 尉迟 公孙 慕容 司徒 夏侯 东方 令狐 端木 宇文 长孙 闻人"
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花"
    "方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明"
    "臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管"
    "卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳井段富巫乌焦巴牧车侯全班秋仲伊"
    "宫宁仇栾甘厉祖武符刘景詹龙叶幸司韶黎蓟薄印白蒲邰从鄂索赖卓蔺屠蒙池乔阴胥能苍双党翟谭贡姬申冉宰桑桂牛寿边扈燕尚"
    "农温庄晏柴瞿阎慕连习艾鱼容向古易慎戈廖庾终居衡步都耿满匡文寇广东欧利越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙鞠丰关"
    "相查荆红游权盖桓佟仝肖闫尚那"
)

_TARGET = pattern(
    r"[账帐户][户号口]|卡(?:[里上号中]|(?=[,。;(:打转汇]|$))|收[款钱]码|支付宝|微信|私[户卡]"
)
_PAYING = pattern(
    r"(?:转|汇|打(?!印|电|扰|官)|付|存|缴|交(?!通|警)|充|划|还(?!是|在)|(?<!进)入|过数)[^,。;]{0,14}?"
    r"(?:到|至|入|进|给|往|予)|往|[转汇付打充存](?:我|本人|个人|私人)"
)
# 不交就转到... denies the condition, not the payment.
_NEGATION = pattern(r"(?:勿|不|未|没|莫|禁|谨防|拒绝|避免|警惕|防止|无需|别)(?!.{0,40}[就才则便])")
_REFUSED = pattern(r"的?[^,。;!?]{0,4}(?:拒绝|举报|报警|骗|诈|不要信|别信|不可信|都是假|均是假)")
_OFFICER = pattern(
    r"(?:书记员|法官|审判[长员]|专员|专管员|律师|调解员|执行员|执达员|法警|警官|民警|检察官|代办员|联络员|结算员|经办人|承办人"
    r"|对接人|收款员|代收人|[队科股庭院]长|主任|助理|客服|老师|文员|会计|出纳|同事|经理|领导|太太|爱人|老公|老婆|亲戚|表哥|表弟|师傅)"
    r"(?P<gap>\p{Han}{0,8})$"
)
_NOT_HIS = pattern(r"核实|领取|提供|冻结|查询|查封|法院|公司|单位|本院|系统|平台|银行|联系|加|关注")
_SOMEBODY = pattern(
    r"(?:个人|私人)(?:的|银行|名下)?$|(?<![他她你您])我(?:的|这个|这张|本人)?(?:的|个人|银行)?$"
    r"|(?:转|汇|打|付|存|入)(?:到|至|入|进)?本人(?:的|银行|个人)?$"
)
_OF_READER = pattern(
    r"(?:您|你|贵|其|他|她|名下|当事人|申请人|被执行人|原告|被告|债务人|客户|参保人|医保|提供|填写|登记|绑定|冻结|扣划|查询|查封"
    r"|发放|退[还回付至])\p{Han}{0,5}$"
)
_PHONE_BEHIND = pattern(r"(?:[账帐]号)?:?\ ?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_CLAUSE_END = plain_pattern(r"[,;。!?:\n“”\"]")
_CLAUSE_REACH = 40

_COURT_ACCOUNT = pattern(
    r"代理银行|缴款(?:识别)?码|非税收入|国库专户|财政专户"
    r"|(?P<named>(?:执行)?案款|执行款|诉讼费)(?:管理)?(?:专用[账帐]户|专[户账]|[账帐]户)|一案一[账帐][号户]"
)
_OPEN_COURT = pattern(r"法院|本院|我院")
_COURT_REACH = 20
_ENGLISH_HOLDER = pattern(
    r"\b(?:account name|account holder|a/c name|payee|beneficiary(?: name)?"
    r"|name on (?:the )?account)\s?[:=]?\s?(?P<name>[a-z][a-z.'&-]*(?: [a-z&][a-z.'&-]*){0,5})"
)
_ENGLISH_COURT = pattern(r"\b(?:court|clerk of|treasur|hmcts|judiciary)")
_ENGLISH_COMPANY = pattern(
    r"\b(?:ltd|limited|llc|llp|inc|plc|corp|company|co\b|bank|fund|trust|council|university|associates"
    r"|chambers|services|solutions|group|pvt|gmbh|union)"
)
_NO_NAME_WORDS = "the a an is in of our your must will details and or only"
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def find_payees(text: str) -> Iterator[Payee]:
    """Find who shall get the money; the text is folded.

    A denial names nobody: 请勿向个人账户转账 is what honest senders write.
    """
    if "户" in text or "收款" in text or "卡" in text or "代收" in text:
        yield from _named_holders(text)
    yield from _own_accounts(text)
    if "款" in text or "银行" in text or "税" in text or "专户" in text or "一案" in text:
        yield from _court_accounts(text)
    if "payee" in text or "account" in text or "beneficiary" in text or "a/c" in text:
        yield from _english_holders(text)


def _named_holders(text: str) -> Iterator[Payee]:
    for match in _HOLDER.finditer(text):
        name = match["name"]
        holder = _holder_kind(name)
        denied = holder == "person" and _NEGATION.search(_clause_before(text, match.start()))
        if holder and not denied:
            yield _payee(*match.span("name"), name, holder)


def _holder_kind(name: str) -> str:
    if _COURT_HOLDER.search(name):
        return "court"
    if _COMPANY_HOLDER.search(name):
        return "company"
    return "person" if _is_person(name) else ""


def _is_person(name: str) -> bool:
    """Whether the characters are a personal name: 陆小芬, 欧阳晴, 孙某某, 何**."""
    name = name.replace("*", "某")
    if name.endswith("某"):
        return name.rstrip("某")[-1:] in _SURNAMES
    if name[:2] in _COMPOUND_SURNAMES:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES


def _own_accounts(text: str) -> Iterator[Payee]:
    """Accounts, cards and payment codes of the speaker or of an officer."""
    done = 0
    for target in _TARGET.finditer(text):
        clause = _clause_before(text, target.start())
        denied = _NEGATION.search(clause) or _REFUSED.match(text, target.end())
        if not _PAYING.search(clause) or denied:
            continue
        start = target.start() - _owner_length(clause, target.group(), text, target.end())
        if start < target.start() and start >= done:
            done = target.end()
            yield _payee(start, done, text[start:done], "person")


def _owner_length(clause: str, what: str, text: str, end: int) -> int:
    """How many characters before the account name its owner; 0 if nobody in person."""
    officer = _OFFICER.search(clause)
    if officer is not None and not _NOT_HIS.search(officer["gap"]):
        return len(clause) - officer.start()
    somebody = _SOMEBODY.search(clause)
    if somebody is not None and not _OF_READER.search(clause[: somebody.start()]):
        return len(clause) - somebody.start()
    is_wallet = what == "支付宝" and _PHONE_BEHIND.match(text, end)
    return 1 if is_wallet or (what in {"私户", "私卡"} and clause) else 0


def _court_accounts(text: str) -> Iterator[Payee]:
    for match in _COURT_ACCOUNT.finditer(text):
        start, end = match.span()
        is_open = match["named"] is None
        if is_open or _OPEN_COURT.search(text, max(0, start - _COURT_REACH), start):
            yield _payee(start, end, match.group(), "court")


def _english_holders(text: str) -> Iterator[Payee]:
    for match in _ENGLISH_HOLDER.finditer(text):
        name = match["name"].rstrip(".'&-")
        words = name.split()
        if words[0] in _NO_NAME:
            continue
        if _ENGLISH_COURT.search(name):
            holder = "court"
        elif _ENGLISH_COMPANY.search(name):
            holder = "company"
        elif words[0].strip(".") in {"mr", "ms", "mrs", "miss", "dr"} or 2 <= len(words) <= 3:
            holder = "person"
        else:
            continue
        start = match.start("name")
        yield _payee(start, start + len(name), name, holder)


def _clause_before(text: str, end: int) -> str:
    """The clause up to a place."""
    return _CLAUSE_END.split(text[max(0, end - _CLAUSE_REACH) : end])[-1]


def _payee(start: int, end: int, value: str, holder: str) -> Payee:
    return Payee(
        start=start,
        end=end,
        value=value,
        detail=holder,
        concepts=(f"payee.{holder}",),
        holder=holder,
    )
