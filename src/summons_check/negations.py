"""Negations: which words of a text say that something is not so, or is not to be done.

"不会拘留", "we never ask for codes": what is denied is no threat. In Chinese
and English a negation stands before what it negates, in Japanese behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from summons_check.patterns import pattern, plain_pattern

_CLAUSE_END = plain_pattern(r"[,。;!?:\n()\"“”「」]|[.](?=\s)")
_NEGATION = pattern(
    r"(?:(?:不要?|不得|别|禁止|严禁|勿)再?(?:写|使用|出现|用|说)[“\"「]|不会|不得|不能|不要|不可|不应|不允许|不许|不存在|不属于|不接受|不再|不以|不向|不用|不收|"
    r"切勿|请勿|勿|切莫|莫|无需|无须|不需|不必|毋须|毋需|没有|并无|尚无|无权|无法|并非|不是|(?<![除莫若])非(?![法常要得])|绝不|决不|从不|"
    r"从未|未曾|尚未|并未|禁止|严禁|谨防|警惕|防范|杜绝|拒绝|唔会|唔使|唔好|冇权|"
    r"骗[你您](?:要|会|说)|"
    r"\b(?:never|not|no|cannot|without|nor|neither|nobody|no ?one|none of)\b|n['’]t\b)"
)
_OPENING = frozenset('“"「')
_CLOSING = plain_pattern('[”"」]')
_IMPOSTOR = pattern(
    r"(?:谁|任何人?|凡是?|自称)[^。!?\n我]{0,16}?(?:[跟向找问让叫]|要求?)[你您][^。!?\n我]{1,40}?"
    r"(?:举报|报警|报案|拒绝|骗|[勿别]信|挂断|挂掉|不要理|别理|投诉|110|12368)"
    r"|(?:自称|冒充)[^。!?\n]{0,16}?以[^。!?\n]{1,30}?(?:威胁|要挟|恐吓)"
    r"|任何(?:以|要求|通过)[^。!?\n]{1,40}?(?:均|都)(?:与|非|不是|系|属)"
    r"|(?:名义|为由|为名|借口)[^。!?\n我]{0,8}?(?:要钱|收钱|收费|要求)[^。!?\n我]{0,24}?(?:举报|报警|拒绝|骗|投诉)"
    r"|\b(?:anyone|anybody|whoever|someone)\b[^.!?\n]{0,30}?\b(?:ask|demand|tell|call|want|offer)"
    r"(?:s|ing)?\b[^.!?\n]{0,80}?\b(?:scam\w*|fraud\w*|report|hang up|police|not (?:from )?us"
    r"|refuse|ignore)\b"
)
"""Whoever asks it of you is a cheat: what is named in between is asked by nobody here."""
_REFUSED = pattern(
    r"(?:\b(?:never|not|nor|nobody|no ?one|cannot)\b|n['’]t\b)(?: (?:will|ever|us|to))? "
    r"(?:(?:call|ring|phone|text|e-?mail|message|contact)(?: you| anyone)? (?:and|or|to) )?"
    r"(?:ask|accept|take|want|demand|request|require|collect|tak|deal)\w*\b"
    r"(?: (?:you|anyone|anybody|people|jurors|parties))?(?: to (?:pay|send|buy|use)\b)?"
    r"(?:(?!\b(?:but|only|instead|except|please|unless|if|pay|send|buy|use)\b)[^.!?;:\n]){0,120}?"
    r"\b(?:or|nor)\b(?:(?!\b(?:but|only|instead|except|please|pay|send|buy|use)\b)[^,.!?;:\n]){1,30}"
    r"|\bno (?:court|police|officer|bank|agency|judge|lawyer|real \w+|genuine \w+)s?"
    r"(?: \w+){0,4} (?:ask|accept|take|want|demand|request|require|collect|send|phone|call|arrest)"
    r"\w*"
    r"[^.!?;:\n]{0,80}"
)
"""What somebody says never to ask for: the "or" in between opens no threat."""
_CONDITION = pattern(r"如|若|倘|要是|假如|只要|再不|\b(?:if|unless|should you)\b")
_NEVER = pattern(
    r"不会|不能|不得|不可|不允许|不许|无权|绝不|决不|从不|禁止|严禁"
    r"|(?:no ?one|nobody|none of|neither)\b"
)
_AFTER_NEVER = pattern(
    r"将|就|则|即|否则|会被|视为|视同|的话|(?<!不)会|\b(?:then|or|otherwise|unless|but)\b"
)
"""No consequence: whoever may not arrest may not do it at once or directly either."""
_NEGATION_REACH = 40
"""Characters that a negation can reach within its clause."""
# 不被, 未予, 没有, but not 不仅, 特别 or the debt in 逾期未还.
_NEAR_NEGATION = plain_pattern("[不未没别](?<![特分级区个]别)")
_AFTER_NEGATION = frozenset("被予会再能可去给要得用该应曾有是作为准许")
"""Characters that may stand between a near negation and what it cancels."""
_CONSEQUENCE = pattern(
    r"将|就|则|即|否则|会被|视为|视同|立即|直接|马上|的话|(?<!不)会|\b(?:will|shall|then|or|otherwise|unless)\b"
)


_JAPANESE_NEGATION = plain_pattern(
    "(?:こと|もの|わけ|の)(?:は|も|では|でも|などは)(?:一切|决して|绝对に|原则として|通常、?)?"
    "(?:あり(?:ません|えない|得ない)|ございません|ない|无い)"
    "|(?<!无视し)(?<!放置し)ないで(?:ください|下さい|ね|!)"
    "|(?<!なく)(?<!なき)ては(?:いけ|なり|ダメ|だめ)"
    "|[はもを等](?:一切|决して|绝对に)?(?:いたし|致し|行い|行って(?:い|おり)|求め|要求し|依赖し|せ)ません"
)
"""Behind what is not done, or not to be done; none of what the reader fails to do."""
_JAPANESE_REACH = 48
_JAPANESE_END = plain_pattern("[。!?;\n]|场合|とき|时は|なければ|ないと|ため、|れば")


class Negations:
    """Which places of a text a negation cancels.

    A negation reaches to the end of its clause, unless a consequence comes
    between: "若不还款将被拘留" threatens, "不会被拘留" does not.

    Args:
        text: Folded text.

    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._near = set(_after_near_negations(text))
        self._spans = [found.span() for found in _NEGATION.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self.impostors = [found.span() for found in _IMPOSTOR.finditer(text)]
        """What cheats are said to ask: "谁跟你要手续费你就报警" wants no fee."""
        self._refused = [found.span() for found in _REFUSED.finditer(text)] if self._spans else []
        self._refused_from = [start for start, _ in self._refused]

    def cancel(self, start: int) -> bool:
        """Whether what starts at an index is cancelled."""
        if start in self._near:
            return True
        if (refused := bisect_left(self._refused_from, start)) and (
            start < self._refused[refused - 1][1]
        ):
            return True
        last = bisect_left(self._starts, start) - 1
        if last < 0:
            return False
        low, high = self._spans[last]
        return 0 <= start - high <= _NEGATION_REACH and self._reaches(low, high, start)

    def _reaches(self, low: int, high: int, start: int) -> bool:
        """Whether a negation reaches to a place not far behind it."""
        text = self._text
        if text[high - 1] in _OPENING:  # 不要写“…”: all that is quoted
            return not _CLOSING.search(text, high, start)
        if _CLAUSE_END.search(text, high, start):
            return False
        clause = text[max(0, low - _NEGATION_REACH) : low]
        opened = max((found.end() for found in _CLAUSE_END.finditer(clause)), default=0)
        if _CONDITION.search(clause, opened):
            return False
        consequence = _AFTER_NEVER if _NEVER.match(text, low) else _CONSEQUENCE
        return not consequence.search(text, high + 2, start)


class JapaneseNegations:
    """Which places of a Japanese text a negation cancels: it stands behind what it negates.

    "振込みを求めることはありません" asks for no transfer; "ご連絡がない場合" negates no threat.

    Args:
        text: Folded text.

    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [found.start() for found in _JAPANESE_NEGATION.finditer(text)]

    def cancel(self, start: int) -> bool:
        """Whether what starts at an index is cancelled."""
        next_one = bisect_left(self._starts, start)
        if next_one == len(self._starts):
            return False
        end = self._starts[next_one]
        return end - start <= _JAPANESE_REACH and not _JAPANESE_END.search(self._text, start, end)


def _after_near_negations(text: str) -> Iterator[int]:
    """Where what a negation right before it cancels would start."""
    for found in _NEAR_NEGATION.finditer(text):
        end = found.end()
        yield end
        if text[end : end + 1] in _AFTER_NEGATION:
            yield end + 1
