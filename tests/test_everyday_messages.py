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
_MONEY = """
Hey, can you pay me back the $45 for the concert tickets when you get a chance?
Don't forget you still owe Dad £50 for the phone bill x
Your rent is due Friday, $1,450. Please pay by Zelle as usual. - Mark (landlord)
Mum, I'm stuck at the petrol station and my card got declined, can you send me $30? I'll repay you
The boiler man wants £120 for the new window, can I pay him from the joint account?
Gym: your membership payment of $29.99 failed. Please update your card in the app.
Hi, it's Sam from football. You owe 4 weeks subs, £20. Bring it Sunday or you're on the bench 😂
Your parking at 5th St garage expires in 10 min. Extend in the app.
School trip: £12 due by Friday. Please pay on ParentPay, otherwise your child can't attend.
Vet: Bella's stitches are out Tuesday. Outstanding balance $85, payable at reception.
HOA reminder: dues of $210 were due on the 1st. A $25 late fee applies after the 15th.
I paid the fire brigade charity £5 outside your work, you owe me a coffee
Reminder: library books overdue, fine $3.40. Return to any branch.
Coach: banner and poster money, $15 each, by Friday please. Group chat for questions.
We broke your window with the ball, sorry! We'll pay for a new window, how much is it?
Your tyre order is ready: 4 tyres, £312. Pay on collection.
Electric bill $96.20 due 12/15. Autopay is on, no action needed.
Can someone from the whatsapp group please pay Jen for the wreath? £35 between us
Dentist: you have a balance of $140. Call us to set up a payment plan. Reply STOP to opt out.
Two guys came to fix the roof, they want $900 cash. Ok to pay?
Your food is on fire deals! 20% off, order now, pay on delivery
Landlord: if rent is not paid by the 10th I must serve a notice to quit. Call me please.
My son broke a finger at your school, who do I talk to about the hospital bill?
Nan says happy birthday, she put £20 in the card, don't let your brother steal it
Hi, you owe me £20 for petrol, can you send it to me?
Your receipt: petrol £40.12, thank you for shopping with us.
You owe me £20, I put petrol in the car
The shower water comes through your window, who is going to pay the $50?
We set fire to the BBQ lol, you owe me $10 for coal
My counsellor says I owe her $40
I was hit with a stone through your window at work, the repair is £90 please pay me back
I love ur face, you owe me $5 for lunch
Reminder: your flyers are printed, $120 due on collection
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


_DISGUISED = {
    "a slip alone": "𝐬𝐨 𝐬𝐰𝐞𝐞𝐭 𝐨𝐟 𝐲𝐨𝐮, 𝐧𝐨𝐰 𝐠𝐨 𝐭𝐚𝐤𝐞 𝐚𝐫𝐞𝐬𝐭 𝐨𝐤? 𝐭𝐡𝐞𝐧 𝐞𝐚𝐭 𝐲𝐨𝐮𝐫 𝐜𝐚𝐤𝐞.",
    "a word inside another": "U·c·a·n W·I·N £100 o·f M·u·s·i·c G·i·f·t V·o·u·c·h·e·r·s e·v·e·r·y"
    " w·e·e·k, t·e·x·t n·o·w t·o 87066, a·g·e 16.150p·e·r·m·e·s·s·S·u·b·s·c·r·i·p·t·i·o·n",
    "a piece of a word": "H🔥ave you ca🔥lled it love? Let peo🔥ple wh🔥o propa🔥gate love"
    " fi🔥nd the hea🔥rt, we sp🔥ecialise in lo🔥ans.",
    "turned, and turned back": "尊敬的会\u202e药了除员\u202c\u202e别有还物\u202c"
    "\u202e降法办的\u202c糖吗，营养方案七天有效免费\u202e对一家专\u202c一指导请致电前台，\u202e回订退\u202c",
}


@pytest.mark.parametrize("text", _DISGUISED.values(), ids=_DISGUISED)
def test_a_disguise_makes_no_threat(text: str) -> None:
    """What is put together must not say more than what was taken apart."""
    assert check(text).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("text", _MONEY.split("\n")[1:-1])
def test_money_among_people_raises_no_alarm(text: str) -> None:
    """Petrol, a poster or a window beside a sum are no threat."""
    assert check(text).verdict in {Verdict.NOT_APPLICABLE, Verdict.NO_RED_FLAGS}
