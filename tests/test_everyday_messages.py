"""Words of the law in talk among people: a game, a quarrel or a tip makes nobody a swindler."""

from __future__ import annotations

import pytest

from summons_check import Verdict, check

_ENGLISH = """
If you don't pay me back the 50 quid I'll sue you haha. Transfer it to my Monzo tonight please x
The warrant officer retires on Friday; contribute £5 to Sam's collection by transfer to my account.
We're the sheriff's softball team! Pay $40 dues via Venmo to Coach Mike tonight or be benched.
Moot court tonight! Wire your arguments to the clerk by 6, contempt means you buy pizza.
Pay the babysitter 40 in cash tonight and don't tell the kids we're at court tomorrow, they'd worry
If you get a call saying your son is in jail and needs bail money, hang up and ring him yourself.
If anyone rings claiming to be me in jail, it's AI. Ask for our safe word before you send money.
Can you believe it, they arrested the neighbour for not paying fines. Police came at 3am!
Someone called saying there's a warrant and I must pay with gift cards. I hung up. You too?
You have been served! Your tacos are ready for pickup at counter 4. Show this text.
"""
_CHINESE = """
今晚剧本杀我演被通缉的逃犯，你演警察，门票68转我微信，八点前到。
我爸接到电话说他涉嫌洗钱，让转账到安全账户，幸好我拦住了。
妈，我在法院当陪审员，手机关机，下午五点后再打给我，别担心。
同学聚会AA每人120，今晚前转群主，不转的拉黑名单哈哈
房东说月底不交租就报警赶人，这合法吗？
小说更新：第三十章，逮捕令下达，他连夜逃亡，票票投起来！
今天看守所会见，带身份证和律师证，记得存衣服钱五百到家属账户。
法院让我补交诉讼费300，给了缴费通知书，我明天去银行交。
"""


@pytest.mark.parametrize("text", [*_ENGLISH.split("\n")[1:-1], *_CHINESE.split("\n")[1:-1]])
def test_talk_is_no_fake(text: str) -> None:
    assert check(text).verdict is not Verdict.LIKELY_FAKE
