"""What a warning to the public is made of, whatever its words.

It speaks of a scam, says what the real office never does, gives advice,
quotes what impostors say, names who to ask, and turns to the public. Who
threatens one reader does hardly two of these things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mention

if TYPE_CHECKING:
    import regex

_Patterns = Mapping[str, "regex.Pattern[str] | re.Pattern[str]"]

_CHINESE: _Patterns = {
    "scam": plain_pattern(
        r"骗|扮(?:入境|警|公安|差人|官|银行|法院|客服)|诈(?!骗罪|骗案|骗资金|骗一案)|冒充|冒名|冒用|假(?![期设如日释扣定装])|伪造|虚假|不法|套路|谣"
        r"|可疑|李鬼|陷阱|木马|病毒|钓鱼"
    ),
    "advice": pattern(
        r"(?:请?勿|不要|切[勿莫]|千万别|千万不|别|谨防|警惕|当心|小心|提防|莫|拒绝)[^,。;!\n]{0,8}?"
        r"(?:信|转账|汇款|点击?|扫|理会|泄露|透露|上当|付款|打钱|下载|给钱|慌|急|怕|理他|搭理|接听|添加|填|输入|提供|登录"
        r"|交钱|真转|受骗|解压|打开|关杀毒)"
    ),
    "never": pattern(
        r"(?:公检法|法院|公安|警察?方?|检察[院官]?|法官|律师|银行|海关|机关|部门|[我本][院司行局所]|我们|官方|平台"
        r"|正规|真的?[^,。;]{0,6})(?:[^,。;!\n]{0,12}?|[^。;!\n]{0,24}?,也)"
        r"(?:不会|不收(?!藏|到)|不使用|从不|绝不|决不|不得|无权|没有权|没权|并无|不存在|不可能|不用|从来不|不打电话"
        r"|没有(?:所谓的?|啥|什么|这种)?(?:安全账户|安全帐户|电话笔录|视频笔录|网上办案)"
        r"|能不能[^,。;!\n]{0,14}\?不能)"
        r"|没有(?:电话|微信|短信|网上|视频)里?[^,。;!?\n]{0,4}(?:扫码|转账|要钱|收钱|交钱|抓人|办案)"
        r"|此类[^,。;!?\n]{0,6}(?:没有|无|不具)[^,。;!?\n]{0,4}(?:效力|依据)|只有(?:法院|公安|检察院|法官|警察|税务)[^,。;!?\n]{0,20}才"
    ),
    "guard": pattern(
        r"(?:请?勿|不要|切[勿莫]|千万别|别)[^,。;!\n]{0,10}?(?:密码|验证码|校验码|陌生链接|不明链接)"
    ),
    # What one neighbour cries to another.
    "cry": pattern(
        r"(?<!不是|当成|当作|不算|怕是|以为|像)骗子|(?<!以为)是骗|骗人的|假的[,。!~]|(?:千万|都)?别(?:理|信|上当|搭理|回)|不(?:代表|等于)是?真|骂他一句"
        r"|(?:不要|莫|甭)(?:理|信|回)|八成是|多半是(?:骗|吓|假|催)|(?:催收|他们?|人家)(?:就是)?吓(?:唬)?[你您]|就先?挂了|他自己就挂|避雷|先(?:给|打)[^,。]{0,6}(?:本人|儿子|女儿|孩子|110)|骗局|欠钱不坐牢|钱没了|被骗了"
        r"|别再聊|扯淡|胡扯"
        r"|(?:一听|直接|马上|立刻|赶紧|果断)就?挂|就挂[!。了]|就挂断|差点[^,。]{0,8}(?:上当|给人|转了|交了|被骗|汇了|取了)|[又没]上当|骗子:"
        r"|(?:幸好|幸亏|幸而|多亏|还好|好在)[^。!?\n你您]{0,14}?(?:拦|挂|没|及时|识破|认出|报警|发现)"
        r"|(?:拦住了|拦下来了?|没转成|没转出去)"
        r"|别(?:打|扫|点)(?:上面|那个|里面)|[接遇收碰]到这[种类样]"
    ),
    "told": pattern(
        r"骗子:|自称[^,。;!?\n]{1,10},说|(?:有人|[那来]人|有个[^,。;!?\n]{1,6}|谁|对[方面]|他们?|骗子|催收|陌生人|电话(?!号)里?|短信里?"
        r"|那个[^,。;!?\n]{0,8}|自称[^,。;!?\n]{1,10})"
        r"[^,。;!?\n]{0,8}(?:说|称|让|要|叫|发|打来)|(?:说|称|话|信了?)[^,。;!?\n]{0,3}[“\"「]|说[^,。;!?\n]{2,20}的[,。]|[收看接]到[^,。;!?\n]{0,3}[“\"「]"
        r"|(?:说|让|叫)(?:他|她|老[人头太爷]|人家)"
    ),
    "quoted": plain_pattern(
        r"(?:信|称|谓|说|话|叫|冒充|[收看见接遇]到|凡是?|没有|无|拿着|那个|所谓)[^,。;!?\n]{0,6}[“\"「『]"
    ),
    "check": pattern(
        r"12368|96110|(?<!\d)110(?!\d)|12348|12378|12345|12309|18222|(?:拨|打|电)165|报警|反诈|核实|官网"
        r"|官方|app内|求证|查证|举报|投诉"
    ),
    "public": pattern(
        r"市民|居民|群众|同学们|家长们|大家|各位|朋友们|姐妹们|宝子们|家人们|街坊|村民|乡亲|提醒|提示|通报|声明|宣传|课堂|科普"
        r"|案例|近期|近日|最近|这两天|有人|转发|转告"
    ),
}
_ENGLISH: _Patterns = {
    "scam": plain_pattern(
        r"\b(?:scam\w*|fraudsters?|fraud (?:alert|prevention|team|tip)\w*|fake[sd]?|robbed|spoof\w*"
        r"|(?:stop|report|spot|avoid) fraud|(?:courier|phone|call) fraud|phish\w*|smish\w*|virus"
        r"|con (?:men|man|artists?|calls?|tricks?)|phone cons?|impost\w+|impersonat\w*|pretend\w*"
        r"|posing as|bogus|counterfeit\w*|palsu|a crook|hoax\w*|falsely"
        r"|false (?:messages?|texts?|calls?)"
        r"|red flags?|swindl\w*|lost \W{0,2}[\d.,]+ ?(?:lakhs?|k)?|crooks?|extortion\w*"
        r"|not (?:real|genuine)|(?:is|are) not from us|(?:aren't|isn't) (?:from us|real|genuine)"
        r"|(?:are|is|it's|is a|was a) (?:fraud|fraudsters|a lie|lies|a con|a scam|rubbish)"
        r"|(?:isn't|aren't|wasn't|not(?<!i'm not)(?<!i am not)(?<!we're not)(?<!we are not)) "
        r"(?:really )?"
        r"from (?:us|the|any|hmcts|court)"
        r"|fall for (?:it|this|that)|claim(?:s|ing|ed)? to be|calling (?:him|her|them)sel\w+"
        r"|that(?:'s| is) the script|so-called \w+|nothing called"
        r"|purport(?:s|ing)? to be|styl(?:es|ing) (?:itself|themselves|himself|herself)"
        r"|credential stealer|(?:blocked|intercepted) a (?:text|call|message|letter|email)"
        r"|no such (?:acct|account|post|court|officer|thing|law|job|office|unit)"
        r"|what (?:a )?criminals? (?:say|says|use)"
        r"|(?:na|its|it's|is|all|100%) (?:a )?(?:fraud|scam|lie)|almost (?:sent|paid)"
        r"|nearly (?:kena|sent|paid)"
        r"|not from the (?:county|courts?|police|bank)|malware|password stealer|copy of our"
        r"|thugs?|thieves|(?:anyone|anybody|whoever|who) (?:\w+ ){1,6}is a (?:thief|liar|criminal)"
        r"|supposedly (?:signed|issued|from|sent)|abusive (?:online )?lend\w+"
        r"|bankar|fraud (?:lag|hai|tha)|ban kar|ban ke|thagi|dhokha|jhoot\w*|all lies"
        r"|made-up|made up(?<!amount is made up)(?<!balance is made up)(?<!debt is made up)"
        r"(?<!sum is made up)(?<!total is made up)(?! (?:of|as|from|by|to|your|for)\b)"
        r"|cheats?(?! (?:\w+ )?(?:loans?|bank|money|us|me|company|clients?)\b)"
        r"|(?:cheating|conning) (?:you|people|customers|the public|members|residents))\b"
    ),
    "advice": plain_pattern(
        r"\bno (?:fear|pay|gree|answer dem|send dem)\b"
        r"|\b(?:don't(?<!you don't)(?<!who don't)(?<!he don't)(?<!they don't)(?<!we don't)"
        r"(?<!\d don't)"
        r"|do not(?<!you do not)(?<!who do not)(?<!they do not)(?<!we do not)"
        r"|never|avoid|stop and|instead of)\b[^.;!?\n]{0,24}?"
        r"\b(?:tap|click|reply|pay|send|transfer|panic|trust|fall for|engage|respond|believe|give"
        r"|press|install|hand over|be fooled|be rushed|follow the link)"
        r"|\b(?:hang up|put (?:the phone down|down the phone)|block (?:it|them|that|and)"
        r"|end the call|cut (?:the )?call|be wary"
        r"|stop[.!,:;] ?(?:ring|call|phone|talk|speak|think|check|ask|breathe)"
        r"|disconnect(?<!n't disconnect)(?<!not disconnect)(?<!to disconnect)(?<!will disconnect)"
        r"|keep the door shut"
        r"|(?:ring|call|phone) (?:him|her|them) yourself"
        r"|beware|be careful|be alert|stay alert|watch out"
        r"|look out for|ignore (?:it|such|these|them|the))\b"
        r"|\bcheck on (?:the |our )?(?:elder\w*|older|seniors|neighbou?rs)\b"
        r"|\b(?:delete|bin|shred|trash) (?:it|them|the (?:text|letter|card))\b"
        r"(?! (?:after|once|when))"
        r"|\b(?:phone kaat|call kaat|mat (?:do|dena|bhejo|karo|uthao|daro)|dar+o mat|savdhan"
        r"|saavdhan|jangan(?! (?:bagi|beri|kasi) ?ta[hu]))\b"
        r"|\b(?=tell|warn|talk|remi|chec|ring)"
        r"(?<!not )(?<!n't )(?<!never )(?<!'ll )(?<!will )(?<!gonna )"
        r"(?:tell|warn|talk to|remind|check on|ring) (?:your|ur) "
        r"(?:parents|mums?|moms?|mother|nan|gran\w*|elders|elderly|folks|olds|older|neighbou?rs|mates"
        r"|family|relatives|students|kids)\b"
    ),
    "never": plain_pattern(
        r"\b(?:courts?|police|officers?|judges?|clerks?|banks?|agenc(?:y|ies)|government|hmrc|irs"
        r"|law enforcement|psb|marshals?|sheriffs?|deput(?:y|ies)|procuratorate"
        r"|detectives?|collectors?|lawyers?"
        r"|solicitors?|officials?|departments?|jurors|ato|afp|cra|rcmp|cbi|rbi|garda[ií]?"
        r"|magistrates|bailiffs?|staff|we|ours|they)\b(?:'s)?[^.;!?\n]{0,40}?"
        r"(?:\b(?:never|d(?:o(?:es)?|id) not|will not|would not|cannot|can not|has no"
        r"|have no|dont|doesnt|wont|cant|take no)\b|n't\b)"
        r"|\bno (?:garda|law(?:yer)?|solicitor|bailiff|sheriff|clerk|court|genuine|real|legitimate"
        r"|police|judge|officer|bank|government|public"
        r"|agency)\b|\bthere(?:'s| is) no such"
        r"|\bnobody(?:'s)? (?:from|is|coming|will|can|should|\w+s"
        r"|(?:in|at) (?:my|our|this|the) \w+ (?:will|would))\b"
        r"|\bit'll never"
        r"|\breal (?:courts?|police|bailiffs?|officers?|judges?|lawyers?)\b"
        r"|\bno (?:person|one) (?:shall|can|may) be (?:jailed|imprisoned|arrested)"
        r"|\b(?:issued|signed|made) only by a (?:judge|court|magistrate)\b"
        r"|\bno (?:get power|fit) (?:to )?\w+|\bno be crime"
        r"|\b(?!i\b|you\b|to\b)\w+ (?:doesn't|does not|don't|never|won't) (?:text|call|ring"
        r"|phone|email"
        r"|message|skype|take (?:gift|cards|bitcoin|payment)|ask for (?:money|payment|cards))\b"
        r"|\bnahi (?:kart[ai]|karte|maangt[ai]|mangt[ai]|maangte|mangte|hot[ai])\b"
        r"|\breal (?:\w+ ){1,2}(?:has|have|never|does|do|will|won't|come|may)\b"
        r"|\byou (?:cannot|can't|can not) be (?:jailed|arrested|imprisoned)"
        r"|\breal \w+(?: \w+)? (?:don't|won't|wouldn't|never)\b"
        r"|\bonly (?:a|the) (?:court|judge|sheriff)"
    ),
    # Who pretends is put into quotation marks: a 'court officer', "digital arrest"; or what a
    # caller may say is supposed: if you get a call saying …
    "quoted": plain_pattern(
        r"(?:^|[\s(\[](?<!from:\s)(?<!to:\s))['\"‘“][\w .&-]{0,24}"
        r"\b(?:courts?|officers?|constable|sheriffs?|bailiffs?"
        r"|process servers?|judges?|deput(?:y|ies)|clerks?|digital arrest|safe account|court order"
        r"|law offices?|summons|warrants?|police|lawyers?|marshals?|prosecutors?|attorneys?)\b"
        r"[\w .&-]{0,24}['\"’”](?=[\s,.;:!?)]|$)"
        r"|['\"”] ?(?:it's|that's|this is|is|are|all of it is) (?:an? |all |pure |total )?"
        r"(?:lies?|scams?|fake|con|rubbish|fraud|nonsense|untrue)\b"
        r"|\b(?:(?:texts?|messages?|calls?|letters?) like ['\"‘“]"
        r"|(?:texts?|messages?|calls?|letters?|emails?) (?:\w+ ){0,4}"
        r"(?:claiming|saying|offering to|threatening|demanding) ['\"‘“]"
        r"|(?:if|when) (?:anyone|anybody|someone|somebody|a \w+) "
        r"(?:calls|rings|texts|messages|emails|says) ['\"‘“]"
        r"|(?:did|do|does) (?:they|he|she|somebody|someone|anyone) (?:say|tell you)\b"
        r"|the (?:sentence|words|line|heading|phrase) ['\"‘“]"
        r"|(?:headed|titled|labelled|(?:rung|called|phoned) by|(?:is|are) sending (?:an? |out )?"
        r"|had the) ?['\"‘“]"
        r"|(?:if|when|should) (?:you|u|anyone|anybody|someone|somebody|your \w+)"
        r" (?:ever |do )?(?:gets?|receives?|has|have|had|got|answers?|hears? from)"
        r" [^.;!?\n]{0,40}?\b(?:say(?:s|ing)|claim(?:s|ing)|pretending)\b"
        r"|(?:if|when) (?:anyone|anybody|someone|somebody|a (?:caller|man|woman|voice|stranger))"
        r" (?:\w+ )?(?:calls?|rings?|phones?|texts?|messages?|emails?|says?|claims?|turns up|comes)"
        r"\b[^.;!?\n]{0,30}?\b(?:say(?:s|ing)|claim(?:s|ing)|pretending)\b"
        r"|(?:if|when) (?:you|anyone|anybody|someone|somebody|they) (?:are|is|hears?|gets?)"
        r" ?(?:ever )?(?:told|asked)? ?[:,]? ?['\"‘“])"
    ),
    "told": plain_pattern(
        r"\b(?:calls?|callers?|texts?|emails?|messages?|letters?|someone|somebody|they|he|she"
        r"|people"
        r"|(?:the |that |this )?(?:guy|bloke|boy|fella|fellow|lady|person|platforms?|victims?)"
        r"|a (?:man|woman|voice|caller|person)|some \w+|dad|mum|mom|nan)\b[^.!?\n]{0,30}?"
        r"\b(?:say(?:s|ing)?|said|(?<! of )claim(?:s|ing|ed)?|told|tells|telling|rang|had a call"
        r"|got a call"
        r"|phoned|threaten(?:s|ing|ed)?|(?<! of )demand(?:s|ing|ed)?|asking|wanted)\b"
        r"|\byou (?:are|will be|'ll be) told\b"
    ),
    "check": plain_pattern(
        r"\breport (?:it|calls?|to|such|any|this|these|them|suspicious)"
        r"|\b(?:call|dial|ring|phone|contact|on|tell) (?:159|101|1930|1799|911|999|96110|112|110)\b"
        r"|switchboard|back of your card|(?:official|our) (?:web)?site"
        r"|official (?:number|app|channel)s?|look up|legal aid|citizens advice|\bftc\b"
        r"|action fraud|scamwatch|cybercrime\.gov"
        r"|reportfraud|ombudsman|\b(?:1930|1799|96110|7726)\b|local (?:police|station)"
        r"|police station|directly|verify"
        r"|non-emergency"
    ),
    "public": plain_pattern(
        r"\b(?:residents|students|members|customers|consumers|citizens|people|victims|callers"
        r"|listeners|readers|seniors|parents|neighbou?rs|everyone|everybody|folks|fam|heads up|all"
        r"|the public|tenants|community|society|alert|advisory|warning|awareness|reminder|tips?"
        r"|hi all|dear all|pls note|fwd|bulletin|notice to"
        r"|recent(?:ly)?|reports of|reported to us|received calls|help ?sheet"
        r"|fact ?sheet|newsletter|campaign|circular|poster|jurors|could you spot|many)\b"
    ),
}
_VICTIM = (
    r"(?:her|him|them|(?:my|our|his) (?!client|clients|firm|company|boss|office)\w+|mrs?\.? \w+"
    r"|(?:a|an|one of (?:our|my|the)|several|some|two|three|many|the|another) (?:[\w-]+ ){0,2}"
    r"(?:wom[ae]n|m[ae]n|lady|ladies|pensioners?|widow\w*|students?|colleagues?|classmates?"
    r"|members?|residents?|customers?|patients?|parishioners?|neighbou?rs?|teachers?|nurses?"
    r"|couple|victims?|friends?|mates?|girls?|retirees?|workers?|seniors?|shopkeepers?|tenants?"
    r"|colonel|doctor|gran\w+|volunteers?|readers?|callers?|aunt\w*|uncles?|expats?)"
    r"|pensioners|residents|customers|students|victims|grandparents|people|members|parents"
    r"|retirees)"
)
"""Who was called, other than the reader."""
_BEFELL = plain_pattern(
    r"\b(?:told(?<!\bi told)|tells|telling|rang|rings|rung|phoned|phones|called|calls"
    r"|asked(?<!\bi asked)|asks|asking|made|ordered"
    r"|convinced|persuaded|threatened|threatens|texted|messaged|emailed|forced|kept|scared"
    r"|contacted|instructed|warned|pressured|tricked|conned|cheated|had|got(?<!'ve got)|wanted|gave"
    rf"|sent|talked|stopped) {_VICTIM}\b"
    r"|\b(?:told(?<!has told)(?<!have told)|rang|phoned|called|texted|messaged|emailed|threatened"
    r"|warned|asked|ordered|made|kept|scared|tried to (?:get|make|scare)) (?:me|us)\b"
    r"|\b(?!you\b|u\b|we\b|it\b|your\b|not\b|everyone\b|everybody\b)\w+"
    r" (?:\w+ )?(?:was|were|got|had been|has been|have been|being|kena) (?:\w+ )?(?:told|rung"
    r"|phoned|called|asked|ordered|convinced|threatened|contacted|instructed|pressured|talked"
    r"|tricked"
    r"|conned|kept|scammed|cheated|taken in|duped|fooled|fleeced|robbed|made to|scared|targeted)\b"
    r"|\b(?:she|he|her \w+|his \w+)(?: would|'d)? (?:must|had to|have to|would be|'d be|'d get"
    r"|has to|was to|gotta|needs? to|needed to|owed|owes|was wanted|was under)\b"
    r"|\b(?:said|says?|saying|claim(?:s|ed|ing)?|telling|tells) (?:that )?(?:i|she|he|his|her|there"
    r"|they|im|dem|my \w+|her \w+|his \w+) ?(?:'d|'m|'s|'re| am| is| be| was| were| had| has| have"
    r"| must| owed?| owes| would| will| needed| dey| go)\b"
    r"|\b(?:told|saying|claiming) that (?:there|my|i|some|a|one|parcel|the)\b"
    r"|\b(?!you\b|u\b|we\b|your\b|ur\b)\w+ (?:\w+ )?(?:got|gets|had|have had|received|took|copped)"
    r"(?: (?:a|an|another|one of|these|this|two|several))? (?:\w+ ){0,3}"
    r"(?:calls?|texts?|emails?|messages?|letters?|voicemails?|visits?)\b"
    r"|\b(?:wom[ae]n|m[ae]n|lady|bloke|guy|lad|couple|neighbour|neighbor|friend|mate)(?: \w+){1,3}"
    r" (?:got|had|lost|paid|was|were)\b"
    r"|\b(?:calls?|texts?|letters?|messages?|visits?) (?:\w+ )?from (?:an? |the )?[\"“'‘]"
    r"|\bdaw\b|\bsa (?:nanay|tatay|lola|lolo|kapatid|anak|asawa) ko\b"
    r"|\bhad (?:\w+ ){1,3}(?:reading|buying|transferring|driving|standing|sending|going|taking"
    r"|giving)\b"
    r"|\b(?:jailed|sentenced|imprisoned) for \w+"
    r"|\b(?:asking|begging|telling|ordering|threatening) (?:me|us|her|him|them)\b"
    r"|\bmake (?:she|he|im|dem|i) \w+|\bcalling (?:him|her|them)sel\w+"
    r"|\b(?:callers?|they(?<!\bif they)(?<!\ball they)(?<!\bwhat they)|scammers?)"
    r" (?:says?|wants?|claims?|asks?|tells?|demands?)\b"
    r"|\bne (?:phone|call|message|msg|video call) kiya\b|\bkena\b|\b(?:bola|bole|boli|kaha) "
    r"|\bne (?:roka|bola|kaha)\b|\bpar bithaya\b"
    r"|\bko (?:bataya|bola|kaha)\b|\b(?:call|phone|message|msg|letter|notice|sms|video) aaya\b"
    r"|\bkarwa liy[ae]\b|\b(?:kiya|kar diya|le liya) gaya\b"
)
"""What a caller did to somebody else than the reader."""
_CALLER = plain_pattern(
    r"\b(?:this is|it's|it is|my name is|my name's) [a-z]+(?: [a-z]+)?,?"
    r" (?:over |calling |here |down |back )?(?:at|with|from|for) "
    r"(?!(?:no|number|flat|unit|apt|room|block|house|church|choir|school"
    r"|next door|across|down the|up the)\b)"
    r"|\b(?:calling|message|looking) for (?:an? |mr\.? |mrs\.? |ms\.? |miss )?"
    r"(?!you\b|all\b|every|the\b|our\b)[a-z]+\b"
)
_HELLO = 160
"""Who introduces himself does so within so many characters."""
_THIRD = pattern(r"\b(?:she|he)(?:'s|'d)? (?!wants\b|says\b|will\b|knows\b)[a-z0-9]{2,}")
"""Somebody else is spoken of."""
_AFTERMATH = plain_pattern(
    r"\b(?:she|he|they|i|we|my \w+|our \w+|mum|mom|dad|nan|gran\w*|aunt\w*|uncle|who|colleague"
    r"|woman|man|couple"
    r"|victim|student|family|resident|nearly|almost)\b[^.!?\n]{0,40}?\b(?:lost|transferred|paid"
    r"|bought|handed over|wired|withdrew|hung up|put the phone down|fell for|panicked"
    r"|went as far|drove to|cut the call|blocked (?:him|her|them|it)|didn't|refused|ignored"
    r"|was (?:crying|shaking|in tears|scared|terrified|so scared)|laughed)\b"
    r"|\bwe(?:'ve| have) (?:already )?reported\b|\breported (?:it|this|them) to\b|\bno blame\b"
    r"|\bthank (?:goodness|god|heavens)\b|\bluckily\b|\bgood thing\b|\b\d+k? gone\b|\bmoney gone\b"
    r"|\blost (?:[\w$£€.,]+ ){1,3}(?:to|this way|in)\b"
    r"|\bif (?:you|anyone|anybody|someone|somebody|u) (?:get|gets|is|are|has|have|keeps?|hears?"
    r"|receives?|rings?|calls?|asks?|tells?) [^.!?\n]{0,40}\b(?:same|one of (?:these|those)"
    r"|like that|similar|such|you|such a)\b"
    r"|\bif (?:you|anyone|u) (?:already |have )?(?:typed|clicked|opened|entered|replied|paid|gave"
    r"|given|sent)\b"
    r"|\b(?:parents|mummy|papa|family) se baat\b|\bsab ?ko (?:bata|bol)\w*|\bshare karo\b"
    r"|\bbach gay[aie]\b|\bsee wetin\b|\bit's that convincing\b|\bshe is safe\b"
    r"|\bpop(?:ping)? round\b"
    r"|\bbe careful\b|\bplease (?:please )?(?:talk|warn|remind|tell|share|check|pass)\b"
    r"|\bpls (?:share|warn|remind)\b"
)
"""How it ended, and what others should take from it."""
_REPORTED = plain_pattern(
    r"\bif your \w+ |\bif you please\b|"
    r"\bif (?:you|anyone|anybody|someone|somebody|they|your \w+|u|\w+) (?:get|gets|got"
    r"|receive\w*|is"
    r"|are|calls?|rings?|asks?|tells?|keeps?|hear|have|has|were|was|see|did|paid|ever|want|typed"
    r"|clicked|opened|entered|replied|gave|forbids)\b"
    r"|\b(?:anyone|anybody|whoever|someone|nobody|no one|everyone) (?:who|that|keeps?|calls?|tells?"
    r"|asks?|will|can)\b|\b(?:whoever|when someone|next time)\b"
    r"|\b(?:please|pls|remind|warn|talk to|tell|check on|ring|share|sit down with)"
    r"(?: \w+)? (?:your|ur) (?:mums?|moms?|mothers?|dads?|fathers?|nans?|gran\w*|parents|folks|olds"
    r"|elder\w*|older|famil\w+|relatives|neighbou?rs?|aunt\w*|uncles?|kids|students|mates"
    r"|friends|teams?|colleagues|staff)\b"
    r"|\b(?:do you|did you|have you|can you|could you|would you|are you|u think|do u)\b"
    r"[^.!]{0,150}\?"
    r"|\b(?:you all|all of you|you guys|y'all|you lot|thank you|thanks|you know)\b"
)
"""Words to the reader that are no threat to him: advice, questions."""
_LATIN = pattern(r"[a-z]{2} [a-z]")
_LANGUAGES = (_CHINESE, _ENGLISH)
_SAYS = ("scam", "advice", "never")
"""Parts in which a writer says what he thinks of a call."""
_TELLING = ("scam", "quoted", "advice", "never")
"""Parts that few other texts have, the quickest to look for first."""
_ADDED = ("check", "public")
"""Whom it is for and where to ask: any notice says that."""
_PLAIN = frozenset({"scam", "quoted"})
"""In English one of these and one more telling part are enough: the words are less mistakable."""
_RETELLING = 2
"""Signs of a retelling that make one."""
_RETOLD = ("scam", "told")
"""Who says that somebody called, and that it is a fraud, warns."""
_CRIED = ("told", "cry")
"""The same among neighbours, in Chinese."""
_CRIED_OUT = ("cry", "scam", "check", "public")
"""Who cries out to all that it is a fraud, and says whom to ask."""
# Words that warn of nothing: an office's name, an accusation against the reader, what befell the
# reader, and what only a cheat forbids.
_IDLE = pattern(
    r"反(?:欺?诈|骗)(?:骗)?(?:中心|专线|民警|警官|大队|支队|专员|专班|热线|课|劝阻员?|维权|联盟|办|科|-)"
    r"|(?:涉嫌|构成|触犯|已属|属于|等于)[^,。;!?\n]{0,8}?诈骗(?!短信|电话|信息|套路|话术)"
    r"|(?:群发|发送?|参与|实施)[^,。;!?\n]{0,4}诈骗(?:短信|信息|电话)?|诈骗(?:罪|案件?|嫌疑|团伙成员)"
    r"|(?<!谨防|被人?|他人|诱导|不法分子|骗子)骗取(?:[^,。;]{0,2}贷|借款|资金|平台|银行|信用)"
    r"|[您你](?!们|说)[^,。;!?\n]{0,14}?被骗|被骗(?:资金|钱款|的?款项)|挽回被骗"
    r"|以[^,。;!?\n]{0,3}[您你][^,。;!?\n]{0,10}?为由"
    r"|[您你](?!们|说)[^,。;!?\n]{0,14}?被[^,。;!?\n]{1,8}骗走|(?:够得上|算得上|定性为?|就叫|这叫|这就是)[^,。;!?\n]{0,6}诈骗"
    r"|(?:叫|是|属于|构成|算)骗取"
    r"|别急着(?:高兴|挂|走|谢|哭)"
    r"|风险提示[^,。;!?\n]{0,4}(?:忽略|关闭|跳过)|(?:忽略|关闭|跳过)[^,。;!?\n]{0,6}风险提示"
    r"|fake (?:trading|investment|crypto|forex) (?:platform|app|site|website|broker)"
    r"|反诈[清核查验升]|(?:切勿|请?勿|不得|不可|不要|不能|别)(?:再)?(?:向|对|跟|和|让)(?:您|你)?(?:的)?(?:任何)?(?:家人|家属|亲友|亲人|父母|子女|爸妈|老公|老婆|配偶|外人|旁人|第三[人方])(?:等)?(?:透露|提起|提及|说起|说|讲|谈|声张|泄露|知道)"
    r"|(?:[他她您你]|此人|该人)[^,。;!?\n]{0,4}是个?诈骗犯|千万(?:别|不要)(?:再|去|再去)?(?:报警|报案|告诉|跟|和|让|挂|声张|外传|说出去|惊动|去问|找律师)"
)
# Who says that it is no scam, or that somebody calls it one, warns of nothing.
_DENIED = plain_pattern(
    r"\b(?:this|it|that)(?:'s| is) (?:not|no) (?:an? )?(?:scam|hoax|fraud|fake)\b"
    r"|\b(?:isn't|ain't|isnt|aint|not|no) (?:an? )?(?:scam|hoax)\b"
    r"|\b(?:say(?:s|ing)?|tells?|telling|claim(?:s|ing)?|thinks?|believes?)(?: you)?(?: that)?"
    r" (?:this|it|we|i|that)(?:'s|'re|'m| is| are| am)(?: all)?(?: an?)?"
    r" (?:scam\w*|hoax|fraud\w*|fake)\b"
)
_DENIED_CUES = ("scam", "hoax", "fraud", "fake")
_IDLE_CUES = (
    "骗",
    "诈",
    "风险提示",
    "fake ",
    "为由",
    "别急着",
    "千万",
    "勿",
    "不得",
    "不可",
    "不要",
    "不能",
    "别",
)
"""One of them is in all idle words."""


_TIP = pattern(
    r"(?:^|(?<=[。!;,:\n 】]))"
    r"(?:(?:温馨|安全|特别|防骗|反诈|风险)?提[示醒][您你]?:?|请[您你]?|敬请|并|广大|用户|客户){0,8}+"
    r"(?:(?:谨防|警惕|防范|当心|小心|提防|严防|注意|远离)[^,。;:!?\n]{0,10}?(?:骗|诈|上当|假冒|陷阱)[^,。;:!?\n]{0,6}"
    r"|(?:提高|增强|加强)[^,。;!?\n]{0,4}(?:警惕|意识|防范)性?|(?:保护|注意|守护)好?(?:您的|自身)?(?:财产|资金|个人信息)(?:安全)?"
    r"|(?:如遇|遇到|如有|发现|若遇)[^,。;!?\n]{0,4}(?:诈|骗|可疑)[^,。;!?\n]{0,6}?,?请?[您你]?(?:及时|立即)?(?:拨打|致电|举报|报警|咨询)[^,。;!?\n]{0,10}"
    r"|(?:勿|不要|切勿|请勿)轻信(?:陌生|任何|他人|各类|所谓|虚假)?[^,。;!?\n]{0,3}(?:电话|来电|短信|链接|人|信息|中介)"
    r"|(?:勿|不要|切勿|请勿)(?:向陌生人?[^,。;!?\n]{0,3}(?:转账|汇款)|点击陌生链接|透露[^,。;!?\n]{0,4}(?:密码|验证码)))"
    r"(?=[,。;!?\n]|$)"
    r"|(?:^|(?<=[。!;\n 】※]))[^。!?\n]{0,16}?(?:架空请求|诈欺|骗し|フィッシング|なりすまし|不审な)"
    r"[^。!?\n]{0,10}?に(?:は)?(?:十分に?|くれぐれも)?ご?注意(?:ください|下さい|しましょう|愿います)?(?=[。!\n]|$)"
    r"|(?:^|(?<=[.!;:\n。])) ?(?:please )?"
    r"(?:(?:be(?:ware| alert| aware| careful| vigilant)|stay (?:alert|vigilant)|watch out|look out"
    r"|protect yourself)[^.!;\n]{0,30}?\b(?:(?:scam\w*|fraud\w*|phishing)[^.!;\n]{0,12}"
    r"|bogus (?:callers?|officers?|agents?|bailiffs?|letters?|emails?|texts?)[^.!;\n]{0,30})"
    r"|report (?:any |all )?(?:fraud|scams?|suspicious \w+) to [^.!;\n]{0,30})(?=[.!\n]|$)"
)
"""A line that stands under any message, honest or not: 谨防诈骗."""


def find_tips(text: str) -> list[tuple[int, int]]:
    """Find the lines that say no more than to beware of fraud.

    >>> find_tips("案件已立案。谨防诈骗。"), find_tips("近期有人冒充法官,谨防上当")
    ([(6, 10)], [(9, 13)])
    """
    return [found.span() for found in _TIP.finditer(text)]


def find_idle_words(text: str) -> list[tuple[int, int]]:
    """Find the words of a warning that warn of nothing: 反诈中心 is an office.

    >>> find_idle_words("反诈中心的警官")
    [(0, 4)]
    """
    patterns = [
        idle
        for idle, cues in ((_IDLE, _IDLE_CUES), (_DENIED, _DENIED_CUES))
        if any(cue in text for cue in cues)
    ]
    return [found.span() for idle in patterns for found in idle.finditer(text)]


def tells_of_scams(text: str) -> bool:
    """Whether any part is there that says more of a warning than whom it is for or where to ask.

    >>> tells_of_scams("各位业主,凡是收到起诉的"), tells_of_scams("各位业主,谨防上当")
    (False, True)
    """
    return any(
        part.search(text)
        for language in _LANGUAGES
        for name, part in language.items()
        if name not in _ADDED
    )


def warns(text: str) -> bool:
    """Whether it says that something is a fraud, what to do, or what a real office never does.

    >>> warns("don't pay:"), warns("voicemail, 3 pm:")
    (True, False)
    """
    return any(patterns[name].search(text) for patterns in _LANGUAGES for name in _SAYS)


def find_warning(text: str) -> list[Mention]:
    """Find the parts of a warning; empty when there are too few to make one.

    Args:
        text: Folded text.

    >>> len(find_warning("近期有人冒充法院,请勿转账")), find_warning("法院:请勿转账给他人")
    (3, [])

    """
    chinese = {} if text.isascii() else _parts(_CHINESE, (_CRIED, _CRIED_OUT), text)
    is_cried = any(chinese.keys() >= set(cried) for cried in (_CRIED, _CRIED_OUT))
    if (len(chinese) >= 3 and _telling(chinese) >= 2) or is_cried:
        return list(chinese.values())
    english = _parts(_ENGLISH, (_RETOLD,), text) if _LATIN.search(text) else {}
    is_plain = not english.keys().isdisjoint(_PLAIN)
    tells = _telling(english) >= 2 and (len(english) >= 3 or is_plain)
    return list(english.values()) if tells or english.keys() >= set(_RETOLD) else []


def find_retelling(text: str) -> list[Mention]:
    """Find how somebody retells what a caller did to a third person, in English.

    Args:
        text: Folded text.

    >>> len(find_retelling("a man told her she had to buy cards. luckily she hung up."))
    4
    >>> find_retelling("i told him you had to pay.")
    []

    """
    if not _LATIN.search(text):
        return []
    befell = [Mention(*found.span()) for found in _BEFELL.finditer(text)]
    if not befell:
        return []
    after = [Mention(*found.span()) for found in _AFTERMATH.finditer(text)]
    other = [part for part in map(_Parts(_ENGLISH, text).__getitem__, _TELLING) if part]
    third = _THIRD.search(text)
    cues = [*befell, *after, *other, *([Mention(*third.span())] if third else [])]
    return cues if len(cues) >= _RETELLING else []


def introduces_caller(text: str) -> bool:
    """Whether a caller says at the start who he is, or whom he calls, and not how a call ended.

    >>> introduces_caller("hi, this is ann over at the mediation office.")
    True
    >>> introduces_caller("this is ann from no. 8, a man rang my mother.")
    False
    >>> introduces_caller("this is ann from the bank. a man rang my mother, she hung up.")
    False
    """
    return bool(_CALLER.search(text, 0, _HELLO)) and not _AFTERMATH.search(text)


def speaks_of_others(sentence: str) -> bool:
    """Whether a sentence that says "you" gives advice or asks, and threatens nobody.

    >>> speaks_of_others("please remind your mother"), speaks_of_others("your warrant is out")
    (True, False)
    """
    return any(part.search(sentence) for part in (_REPORTED, _ENGLISH["advice"], _ENGLISH["never"]))


def _parts(
    patterns: _Patterns, retold: tuple[tuple[str, ...], ...], text: str
) -> dict[str, Mention]:
    """The parts of a warning in one language; none when there are too few to make one.

    That takes two telling parts, or all of those with which neighbours tell
    each other. Most texts have none of these, and are not searched for more.
    """
    parts = _Parts(patterns, text)
    missing = 0
    for name in _TELLING:
        missing += parts[name] is None
        if missing > len(_TELLING) - 2:
            break
    if missing > len(_TELLING) - 2 and not any(
        all(map(parts.__getitem__, names)) for names in retold
    ):
        return {}
    return {name: part for name in patterns if (part := parts[name]) is not None}


class _Parts(dict[str, Mention | None]):
    """The first place of each part in a text, looked for when it is asked for."""

    def __init__(self, patterns: _Patterns, text: str) -> None:
        super().__init__()
        self._patterns = patterns
        self._text = text

    def __missing__(self, name: str) -> Mention | None:
        found = self._patterns[name].search(self._text)
        part = self[name] = Mention(*found.span()) if found else None
        return part


def _telling(parts: Mapping[str, Mention]) -> int:
    return len(parts.keys() & set(_TELLING))
