"""Messages of a line or two, in the plainest words: what anybody would type to try it."""

from __future__ import annotations

import pytest

from summons_check import Verdict, check

ALARMING = (
    "法院传票已下。今天再不还就上门。",
    "你有一张法院传票，请点击链接查看 http://abc.top/1",
    "逮捕令：张某，涉嫌诈骗，立即到案。",
    "再不还钱就抓你",
    "我们已经报警，警察马上到你家",
    "拘捕令已签发",
    "拘留证 涉嫌贷款诈骗",
    "您已被列入失信被执行人名单，请立即还款解除",
    "检察院起诉书：你涉嫌恶意透支",
    "刑事立案通知书 你因花呗逾期涉嫌信用卡诈骗罪",
    "今天不还款，明天法院强制执行",
    "公安局：你涉嫌洗钱，请配合调查，加QQ12345",
    "法院通知：请将保证金转入安全账户",
    "成都互联网法院传票",
    "您的案件已移交法院，撤案请缴纳费用500元",
    "您好，我是法院书记员，请加我微信送达传票",
    "不还钱就告诉你单位和家人",
    "爆你通讯录",
    "你的支付宝微信银行卡将被冻结",
    "催收员：逮捕令已经下来了",
    "法务部：你的案件今天立案，下午五点前还款可撤案",
    "法院已判决，你需还款5000元",
    "您好，我是某某公司催收员，您已被法院列为被告，明天法警上门带人",
    "【法院传票】案号20231234，请于明日上午到庭，否则拘留",
    "你的逮捕证已经批下来了，派出所今天去抓你",
    "我司已将您的案件移交公安机关经侦大队立案",
    "你涉嫌贷款诈骗，我方已报案，公安即将对你网上追逃",
    "您的案件已进入司法程序，请在2小时内联系法务部撤案",
    "法院已下发强制执行令，将冻结您的工资卡和微信支付宝",
    "本律师事务所受托，将于今日向你户籍地派出所发送协查函",
    "您已被起诉，法院将于明天缺席审判，届时全国通缉",
    "警方通知：因你欠款不还，今日下午将你拘留15日",
    "法院执行局将于今日上门查封你的财产",
    "我是法院的法官，你的案件可以调解，转账3000元到我卡里即可撤诉",
    "最高人民法院：你已被列入黑名单，请点击链接解除",
    "检察院电子起诉书已生成，请下载app查看",
    "您有一份电子传票，请扫码查看",
    "法院通知：因您逾期未还，将对您采取司法拘留",
    "仲裁通知：您拖欠贷款，仲裁裁决已生效，请立即付款到指定个人账户",
    "我们会派人到你家去坐着，直到你还钱",
    "再不还钱，我就把你的身份证和裸照发到网上",
    "你爸妈的电话我都有，不还钱就打给他们",
    "今天不处理，我们就联系你单位领导",
    "你要是不还，就让你身败名裂",
    "律师函：你已构成诈骗罪，三日内不还款将移送司法机关追究刑事责任",
    "调解中心：您的欠款案件将于今日下午4点立案，如需撤销请缴纳保证金",
    "您的借款已被列为恶意逃债，户籍地公安将对您布控",
    "法院法务部通知您：您的网贷案件已立案，请联系王某13900000000",
    "【人民法院】您好，您的传票已寄出但被退回，请添加微信领取电子传票",
    "此为最后一次通知，今日不还款，直接强制执行",
    "There is a warrant for your arrest. Call now.",
    "You have been sued. Pay $500 today to avoid court.",
    "Arrest warrant issued for unpaid loan",
    "A summons has been issued in your name. Click here http://abc.top",
    "Police will come to your house if you do not pay",
    "You missed jury duty. Pay the fine with gift cards.",
    "Indictment: you are charged with loan fraud",
    "We will tell your family and employer about your debt",
    "Lawyer's letter: pay within three days or be arrested",
    "Your assets will be frozen today",
    "The police will arrest you tomorrow",
    "This is the IRS. You owe taxes. You will be arrested.",
    "Bailiffs will attend your property tomorrow unless you pay now",
    "Your arrest warrant has been approved and police will detain you today",
    "We have reported you to the police for loan fraud; you will be on the wanted list",
    "The court has frozen your bank account. Pay now to release it.",
    "I am a judge. Transfer 3000 yuan to my account and I will drop the case.",
    "Download this app to view your indictment",
    "Scan the QR code to see your electronic summons",
    "You will be sentenced in absentia tomorrow unless you pay",
    "Pay the settlement within 2 hours or officers will be dispatched",
    "We know where your kids go to school",
    "We will call your boss today if you don't pay",
    "Law office: you are guilty of fraud. Pay within 24 hours or face criminal charges.",
    "Your Social Security number has been suspended due to legal action. Press 1.",
    "A process server will come to your workplace today. Call to stop it.",
    "Your case has been transferred to the prosecutor. Settle now by Zelle.",
    "This is Officer Smith. You have two warrants. Stay on the line and buy gift cards.",
    "We are the enforcement bureau. Do not tell anyone about this investigation.",
    "Move your money to the safe account of the court",
)
PLAIN = (
    "法院将对你强制执行",
    "你已被起诉",
    "律师函：请于三日内还款，否则起诉",
    "【支付宝】您的花呗已逾期，请尽快还款",
    "您的借呗已逾期90天，我司将上门走访",
    "您好，您有一份法院传票待领取",
    "起诉书已送达，请签收",
    "北京互联网法院传票",
    "12368通知您有案件开庭",
    "法院送达：请登录人民法院送达平台查看文书",
    "已向法院申请支付令",
    "限制高消费令已下达",
    "仲裁委已裁决，立即履行",
    "公证处强制执行公证书",
    "上海浦东法院执行局王某，请速回电13800000000",
    "Final notice before legal action: pay £200 within 7 days",
    "Your Huabei is overdue, please repay",
    "Court summons attached",
    "You are hereby summoned to appear at Beijing Internet Court",
)
IDLE = (
    "今天晚上吃什么？",
    "法院对面新开了一家面馆，你有空一起去。",
    "刚收到短信说要逮捕我，是真的吗？",
    "警方通报：一男子涉嫌诈骗被刑事拘留。",
    "各位业主，近期有人冒充法院要求转账，请勿相信。",
    "Are you free for lunch tomorrow?",
    "Police arrested two men over a loan scam on Monday.",
    "Is this text about a warrant real?",
)


@pytest.mark.parametrize("text", ALARMING)
def test_a_threat_needs_no_many_words(text: str) -> None:
    assert check(text).verdict in {Verdict.SUSPICIOUS, Verdict.LIKELY_FAKE}


@pytest.mark.parametrize("text", PLAIN)
def test_what_may_be_real_is_a_legal_message_all_the_same(text: str) -> None:
    """It says too little to be called odd, and enough to be verified."""
    assert check(text).verdict is Verdict.NO_RED_FLAGS


@pytest.mark.parametrize("text", IDLE)
def test_talk_is_no_such_message(text: str) -> None:
    assert check(text).verdict is Verdict.NOT_APPLICABLE
