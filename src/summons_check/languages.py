"""The languages of a report, and which of them a message is written in.

Traditional Chinese is made from simplified by OpenCC, in Taiwan's standard
characters, so that no text has to be written twice for both scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from summons_check.conversion import converter
from summons_check.han_forms import own_characters
from summons_check.models import Lang, Text
from summons_check.patterns import pattern, plain_pattern

LANGS: tuple[Lang, ...] = ("zh-Hans", "zh-Hant", "en", "ja")

_OPENING = 80
"""Characters of a message that show whether its letters are disguised."""
_GUESSED_FROM = 2_000
"""Characters of a message that are enough to tell its language."""
_HAN = pattern(r"\p{Han}")
# OpenCC stops at NUL and refuses lone surrogates.
_CONVERTIBLE = pattern(r"[^\0\p{Cs}]+")
_LETTER_LIKE = plain_pattern(
    "[\xad\xb7\u0100-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2100-\u214f\u2460-\u24ff\u2800"
    "\u3164\ua000-\uabff\ufe0f\ufeff\uff21-\uff5a\U00010400-\U0001d7ff\U0001f130-\U0001f189]"
)
"""Letters beyond those of Western Europe, and what may stand unseen among letters."""
_ANY_THRICE = plain_pattern(r"(.)\1\1")
_THRICE = plain_pattern(r"([A-Za-z])\1\1(?<!www)")
"""Letters that are drawn out; www begins an address."""
_LATIN_WORD = pattern(r"\p{Latin}+")
# Letters of scripts that no rule is written in; a few Cyrillic ones may disguise Latin.
_UNCOVERED = pattern(r"[^\P{L}\p{Han}\p{Latin}\p{Bopomofo}\p{Hiragana}\p{Katakana}ーｰ〆ﾞﾟ]")
_KANA = plain_pattern("[ぁ-ゖァ-ヺｦ-ﾝー]")
_HIRAGANA = plain_pattern("[ぁ-ゖ]")
_KANJI = plain_pattern("[一-鿿々]")
_ASIAN = plain_pattern("[ぁ-ゖァ-ヺー一-鿿]")
_JAPANESE_WORDS = plain_pattern(
    "裁判所|弁[護护]士|株式会社|有限会社|合同会社|支[払拂]|取り?[払拂]"
    "|令和[元0-9０-９〇一二三四五六七八九十]|差し?押"
)
"""Words without kana that Japanese alone writes so, in texts as they came and folded."""
_CHINESE_WORDS = plain_pattern(
    "[你您们們这這吗嗎么麼很吧呢啊哪拿做啦咱嘛]|[的是].{0,200}?[的是了]|人民法院"
)
"""Characters and words that no Japanese text has."""
_OLD_FORMS = plain_pattern("[臺灣舊與發將從關點學國體會縣區號當經總實對來屬單專氣產邊讓說]")
"""Traditional characters that Japan writes otherwise."""
_LONGEST_WITHOUT_KANA = 120
"""Characters of Japanese without a kana: a heading, a name, a few fields of a form."""
_STYLES = "\u249c-\u24e9\uff21-\uff3a\uff41-\uff5a"
_STYLED = plain_pattern(f"[{_STYLES}\U0001d400-\U0001d7cb\U0001f110-\U0001f149]")
"""Letters that are wide, circled, bold and the like; the last ones need four bytes in UTF-8."""
_UNFAMILIAR = plain_pattern("[^\0-~‐-‧、。〈-】一-鿿！-～]")
"""A quick look first: most messages have but ASCII, Han and the punctuation of Chinese."""
_UNSEEN = plain_pattern("[\xad\u0300-\u036f\u180e\u200b-\u200f\u2060-\u2064\ufe0f\ufeff]+")
"""Marks and characters without a form, as they are strewn among others."""
_STROKE = "\u0336"
_FEW = 8
_TAIWAN = str.maketrans("“”‘’賬", "「」『』帳")
"""What OpenCC leaves as it is on the mainland."""


def in_lang(text: Text, lang: Lang) -> str:
    """Give a wording in one language.

    >>> in_lang(Text(zh="传票", en="summons"), "zh-Hant")
    '傳票'
    """
    if lang == "en":
        return text.en
    if lang == "ja":
        return text.ja or text.en
    return to_traditional(text.zh) if lang == "zh-Hant" else text.zh


@lru_cache(maxsize=4096)
def to_traditional(text: str) -> str:
    """Write simplified Chinese in traditional characters, with the quotation marks of Taiwan.

    >>> to_traditional("为避免“缺席判决”")
    '為避免「缺席判決」'
    """
    # In two steps, as "s2tw" alone holds the large dictionary of "s2t" twice over.
    return _converter("t2tw")(_converter("s2t")(text)).translate(_TAIWAN)


def guess(text: str) -> Lang:
    """Guess the language that most of a message is written in.

    A Latin word counts as much as a Han character. Japanese is told by its
    kana. Of the two Chinese scripts the one wins that has more characters of
    its own; simplified if neither has. Without any letter the answer is
    simplified Chinese.

    >>> guess("【法院】您好"), guess("法院傳喚您到庭"), guess("Final notice from 法院")
    ('zh-Hans', 'zh-Hant', 'en')
    >>> guess("裁判所からのお知らせ")
    'ja'
    """
    start = text[:_GUESSED_FROM]
    if start.isascii():
        return "en" if _LATIN_WORD.search(start) else "zh-Hans"
    if _STROKE in start or not start.isprintable():
        start = _UNSEEN.sub("", start) or start
    size = len(start.encode("utf-8", "surrogatepass")) / len(start)
    if size < 2 and len(_LATIN_WORD.findall(start)) > len(_HAN.findall(start)):
        return "en"
    if is_japanese(start):
        return "ja"
    if not _KANJI.search(start) and (_LATIN_WORD.search(start) or _STYLED.search(start)):
        return "en"
    if not _any_unusual().search(start):
        return "zh-Hans"
    traditional, simplified = own_characters("traditional"), own_characters("simplified")
    score = sum((c in traditional) - (c in simplified) for c in start)
    return "zh-Hant" if score > 0 else "zh-Hans"


def unstyled(text: str) -> str:
    """A text in Latin letters with wide, bold, circled and other styled ones as plain ones.

    >>> unstyled("𝐂𝐨𝐮𝐫𝐭 ⓝⓞⓣⓘⓒⓔ")
    'Court notice'
    """
    if not _STYLED.search(text):
        return text
    return unicodedata.normalize("NFKC", text)


def is_unusual(text: str) -> bool:
    """Whether a text has traditional characters or styled letters: a quick look at both.

    >>> is_unusual("您有一张传票"), is_unusual("傳票"), is_unusual("𝐁𝐚𝐢𝐥")
    (False, True, True)
    """
    return _any_unusual().search(text[:_GUESSED_FROM]) is not None or text[:1] > "\uffff"


def may_disguise_latin(text: str) -> bool:
    """Whether a text that starts like one in Latin letters has unusual ones, or draws them out.

    >>> [*map(may_disguise_latin, ["Your bail", "Your b𝐚il", "Yourrr baiiil", "您的传票"])]
    [False, True, True, False]
    """
    start = text[:_OPENING]
    if not start.isascii():
        if _ASIAN.search(start):
            return False
        if _LETTER_LIKE.search(start):
            return True
    return bool(_ANY_THRICE.search(start)) and len(_THRICE.findall(start)) > 1


def has_traditional(text: str) -> bool:
    """Whether any character is traditional Chinese alone.

    >>> has_traditional("法院傳票"), has_traditional("法院传票")
    (True, False)
    """
    start = text[:_GUESSED_FROM]
    if start.isascii() or not _any_unusual().search(start):
        return False
    return not own_characters("traditional").isdisjoint(start)


@cache
def _any_unusual() -> re.Pattern[str]:
    return re.compile(f"[{''.join(own_characters('traditional'))}{_STYLES}]")


@cache
def _converter(config: str) -> Callable[[str], str]:
    """An OpenCC conversion that leaves alone what OpenCC cannot read."""
    convert = converter(config)
    return lambda text: _CONVERTIBLE.sub(lambda found: convert(found.group()), text)


def is_japanese(text: str) -> bool:
    """Whether most of a text, as it came or folded, is Japanese.

    A tenth of its characters are kana, however formal it is; Chinese that
    quotes a word or a name in kana has fewer. A few lines without kana, such
    as the name of a court, are told by words that Chinese writes otherwise.

    >>> is_japanese("東京簡易裁判所"), is_japanese("貴方の訴訟"), is_japanese("我爱喝の绿茶，您呢")
    (True, True, False)
    """
    start = text[:_GUESSED_FROM]
    if start.isascii():
        return False
    if not _KANA.search(start):
        is_short = len(start) <= _LONGEST_WITHOUT_KANA
        return is_short and bool(_JAPANESE_WORDS.search(start)) and not _is_chinese(start)
    kana, kanji = len(_KANA.findall(start)), len(_KANJI.findall(start))
    if 2 * kana > kanji:
        return True
    if _CHINESE_WORDS.search(start):
        return False
    if _JAPANESE_WORDS.search(start):
        return True
    return 10 * kana >= kana + kanji and bool(_HIRAGANA.search(start))


def _is_chinese(text: str) -> bool:
    return bool(_CHINESE_WORDS.search(text) or _OLD_FORMS.search(text))


def has_chinese(text: str) -> bool:
    """Whether a Japanese text has words of Chinese in it, too."""
    return bool(_CHINESE_WORDS.search(text))


def is_covered(text: str) -> bool:
    """Whether a message is written in scripts that the rules know: Han, kana and Latin.

    Letters of another script that make up a third or more of all are a
    language of their own; fewer are a name, or a disguise.

    >>> is_covered("您有一张传票"), is_covered("裁判所からの通知です")
    (True, True)
    >>> is_covered("Вам повестка в суд")
    False
    """
    start = text[:_GUESSED_FROM]
    if not _UNFAMILIAR.search(start) or not _UNCOVERED.search(start):
        return True
    foreign, letters = len(_UNCOVERED.findall(start)), sum(map(str.isalpha, start))
    return foreign < _FEW or 3 * foreign < letters
