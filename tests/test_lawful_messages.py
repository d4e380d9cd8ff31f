"""Lawful messages, put together from what courts, lenders and lawyers may write.

Whatever the parts, none may be called fake and none suspicious: a person who
ignores a real one may lose the case by default.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check import Verdict, check


class Letter(NamedTuple):
    """The parts of one kind of letter: any one of each follows any one before."""

    opens: tuple[str, ...]
    matter: tuple[str, ...]
    says: tuple[str, ...]
    asks: tuple[str, ...]
    ends: tuple[str, ...]


COURT_OPENS = (
    "【杭州市余杭区人民法院】",
    "您好，这里是杭州市余杭区人民法院。",
    "我是杭州市余杭区人民法院的书记员。",
    "余杭法院通知：",
    "杭州市余杭区人民法院立案庭提醒您：",
    "杭州市余杭区人民法院执行局：",
    "你好，余杭法院的。",
)
COURT_ASKS = (
    "",
    "请下班前与我联系。",
    "请尽快回电。",
    "请登录人民法院在线服务zxfw.court.gov.cn查看文书。",
    "请将送达地址确认书填好拍照发回。",
    "请务必保持电话畅通。",
    "不方便到庭的可以申请线上开庭。",
    "本通知请勿转发他人。",
)
COURT_ENDS = (
    "",
    "电话0571-00000000。",
    "可拨打12368核实，特此通知。",
    "联系人李法官，13800000000。",
    "本院不收取任何现金，请谨防诈骗。",
    "承办人王某，逾期后果自负。",
)

LETTERS = {
    "lawsuit": Letter(
        COURT_OPENS,
        (
            "某某银行诉您信用卡纠纷一案已由本院立案受理，",
            "原告某小额贷款公司诉你借款合同纠纷一案，",
            "（2026）浙0110民初2345号物业服务合同纠纷一案，",
            "您与某消费金融公司金融借款合同纠纷一案，",
        ),
        (
            "定于12月21日9时在第五法庭开庭，请准时到庭。",
            "传票和起诉状副本已通过法院专递寄出，请注意签收。",
            "请于收到起诉状副本之日起15日内提交答辩状。",
            "请携带身份证于明天上午到本院领取应诉材料。",
            "如无正当理由拒不到庭，将依法缺席判决。",
            "判决书已作出，请来院领取或者等待邮寄。",
            "原定开庭取消，时间另行通知。",
            "您的诉讼费退费已办理，将退回原缴费账户。",
            "请凭缴费通知书七日内到银行缴纳案件受理费1,675元。",
        ),
        (*COURT_ASKS, "请加书记员微信，我把材料发给您。"),
        COURT_ENDS,
    ),
    "enforcement": Letter(
        COURT_OPENS,
        (
            "（2026）浙0110执1234号执行案件，",
            "你作为被执行人的案件，",
            "（2026）浙0110执1234号，申请执行人某某银行，",
        ),
        (
            "请于三日内履行并申报财产，逾期将依法采取限制消费、纳入失信名单等措施。",
            "本院已裁定冻结你名下银行存款5万元，不服可在五日内提出异议。",
            "拒不履行的，本院将依法予以罚款、拘留。",
            "你已被发布限制消费令，不得乘坐飞机、高铁。",
            "名下房产已进入司法拍卖，请配合腾退。",
            "请于周五前到执行局302室报到，不来将依法拘传。",
            "请主动联系执行员，协商履行方案。",
        ),
        COURT_ASKS,
        COURT_ENDS,
    ),
    "eviction notice": Letter(
        ("公告\n（2026）浙0110执恢45号\n", "公告 （2026）浙0110执恢45号 "),
        ("本院在执行某银行与孙某借款合同纠纷一案中，已依法拍卖被执行人名下房产。",),
        ("责令被执行人自公告之日起十五日内迁出。", "责令实际占用人十五日内自行腾空。"),
        ("逾期不迁，本院将依法强制腾退。", "拒不迁出的，依法罚款、拘留。"),
        ("\n杭州市余杭区人民法院", "\n杭州市余杭区人民法院\n2026年11月2日"),
    ),
    "bailiff in person": Letter(
        ("张老板，我是余杭法院执行局的。", "张某吗？我余杭法院执行局的，"),
        ("昨天在你店里扣押的四万元现金，清单给你爱人签过字。", "昨天的搜查令给你看过。"),
        ("", "你别挂，听我说完。"),
        ("你本人本周再不来，我就报院长签拘传票了。", "财产再不申报，罚款、拘留都有可能。"),
        ("", "有事打0571-12368问。"),
    ),
    "other side's lawyer": Letter(
        ("孙总，我是某某公司的代理律师，执业证已拍照给您。",),
        ("我方昨天向法院提交了立案材料和保全申请。", "起诉状和保全申请已经交到余杭法院。"),
        ("如果账户出现冻结，会有裁定书送给您，有意见可以复议。", ""),
        ("愿意和解的话，款付到公司对公户，我不收您的钱。", "调解的话请您的律师联系我。"),
        ("", "谢谢。"),
    ),
    "small creditor": Letter(
        (
            "李老板，上半年那批瓷砖的货款还有三万八没结。",
            "王姐您好，您去年的窗帘布货款还差一万二。",
        ),
        ("对账单您盖过章的。", "欠条上您签了字。", "您的难处我知道，我也要发工资。"),
        ("您给个准日子，分两次付也行。", "月底前先付一半行不行？"),
        ("再没动静我只能去法院起诉了。", "实在不行就只好走诉讼。"),
        ("", "咱们合作这么多年，别伤和气。"),
    ),
    "property company": Letter(
        ("【某某物业】尊敬的业主，您尚欠物业费2,310元。", "某某物业致欠费业主的告知："),
        ("本月底前缴清可免收违约金。", "对服务有意见可到前台登记。"),
        ("仍未缴清又未提出异议的，公司将向法院申请支付令或提起诉讼。",),
        ("判决后拒不履行的，法院会依法限制高消费。", ""),
        ("请到物业前厅或官方小程序缴纳。",),
    ),
    "bank letter": Letter(
        ("信用卡透支催收函\n尊敬的持卡人孙某：\n", "【某某银行】孙先生，"),
        ("您尾号7719的信用卡已连续三期未达最低还款额，本金63,417.25元。",),
        ("请于收到本函之日起30日内归还欠款。", "请尽快还款，以免影响征信。"),
        (
            "以非法占有为目的恶意透支，经发卡银行两次有效催收后仍不归还的，可能承担刑事责任。",
            "我行保留提起民事诉讼的权利。",
        ),
        ("如确有困难，可拨打卡片背面客服电话申请个性化分期。",),
    ),
    "clerk on WeChat": Letter(
        ("您好，我是余杭法院民三庭的书记员小黄，", "孙某您好，余杭法院诉服中心，"),
        ("您与物业公司服务合同一案，案号（2026）浙0110民初7741号。",),
        (
            "您在外地可以申请线上开庭。",
            "材料已邮寄到您的户籍地。",
            "明天线上开庭请用人民法院在线服务小程序进。",
        ),
        ("不放心的话打0571-12368，报案号转我就行。", "答辩期十五天，从您收到起算。"),
        ("", "您可以请律师，也可以自己来。"),
    ),
    "fee refund": Letter(
        ("孙某，您的案件裁判文书已生效，", "【余杭法院】孙某：您的案件已结，"),
        ("应退诉讼费1,275元。",),
        ("请携带缴费票据、身份证和银行卡复印件到我院财务科办理。",),
        ("仅退至原缴费人账户。", "原路退回，不收任何费用。"),
        ("", "咨询0571-12368。"),
    ),
    "preservation": Letter(
        ("【杭州市余杭区人民法院】某某公司：", "杭州市余杭区人民法院通知，某某公司："),
        ("（2026）浙0110财保238号裁定已执行，", "依申请人申请，"),
        ("冻结你公司尾号0655账户存款，限额186,000元。",),
        ("不服可自收到裁定之日起五日内申请复议。", "提供等值担保的，可申请解除。"),
        ("", "联系保全组0571-00000000。"),
    ),
    "police and bail": Letter(
        (
            "办案民警：您爱人的案子批准取保候审了，保证金五千。",
            "某某派出所：您家人取保候审的决定已作出。",
        ),
        ("请拿《收取保证金通知书》到银行存进公安局的保证金专户。",),
        ("千万别打给我个人。", "不要交给任何个人。"),
        ("凭银行回单来办手续。", "人出来以后随传随到，违反规定的没收保证金。"),
        ("",),
    ),
    "judgment told by the creditor": Letter(
        ("【某某消金】孙先生，", "某某银行：孙某，"),
        ("我司诉您一案余杭法院已判决并生效，", "（2026）浙0110民初881号判决书已生效，"),
        ("您应支付本息29,874元及诉讼费274元。",),
        ("拟于十日后申请强制执行。", "仍可协商分期，按期履行期间暂不申请执行。"),
        ("还款仅限官方App或判决书所列对公账户。",),
    ),
    "visit": Letter(
        ("您好，我们是某某银行余杭支行的，工牌您可以核对。", "【某某消金】预约外访通知：孙先生，"),
        ("您的卡逾期七个月，电话一直打不通。",),
        (
            "今天只送一份催收通知书，您不签也没关系。",
            "我司工作人员拟于本周五15时上门沟通还款方案。",
        ),
        ("查封房子是法院的事，我们没有这个权力。", "如不便可另约时间。"),
        ("全程录音，打扰您了。", "客服电话400-000-0000。"),
    ),
    "mediation invitation": Letter(
        ("【余杭法院】孙某您好，", "您好，我是余杭区人民调解委员会的调解员小吴，"),
        ("某某银行诉您一案已委派我调解，（2026）浙0110民诉前调310号。",),
        ("您愿意调解的话约个时间。", "调解自愿、免费。"),
        ("不愿意调解的，案件转立案程序。", "不调解对您没有影响，该开庭开庭。"),
        ("",),
    ),
    "payment order": Letter(
        COURT_OPENS,
        ("（2026）浙0110民督123号，某某银行申请对你的支付令一案，",),
        ("支付令已寄出，你可在收到后十五日内提出书面异议，不异议又不履行的对方可申请强制执行。",),
        COURT_ASKS,
        COURT_ENDS,
    ),
    "lender": Letter(
        ("【支付宝】", "【某某消费金融】", "尊敬的客户，", "您好，这里是某某银行信用卡中心，"),
        (
            "您的花呗本期应还2,350.00元，",
            "您的借款已逾期32天，应还4,210.55元，",
            "您名下贷款已逾期3期，",
        ),
        (
            "请尽快还款以免影响征信。",
            "请于今天24点前还清，避免产生罚息。",
            "逾期将按合同约定计收罚息，并报送征信。",
            "如持续逾期，我行将依法提起诉讼。",
            "我行工作人员将于近日上门走访，届时会出示工作证。",
            "您可申请延期还款或分期。",
            "本案将移交律师处理。",
        ),
        ("", "官方客服见卡背。", "请打开APP查询。", "如对账单有异议请联系我们。"),
        ("", "谨防假冒客服，不要把钱转给个人。", "如您已还款，请忽略。", "请务必接听我行电话。"),
    ),
    "lawyer": Letter(
        ("【某某律师事务所】", "上海某某律师事务所律师函：", "我是某某律师事务所的李律师，"),
        (
            "本所受某某银行委托，就您信用卡欠款一事致函，",
            "我受您房东委托，就欠租事宜与您联系，",
        ),
        (
            "请于收到本函之日起七日内清偿欠款12,000元，否则委托人将依法提起诉讼。",
            "如不履行，委托人有权申请财产保全。",
            "请提供还款计划。",
            "案件已在某某区人民法院立案，请您留意法院送达。",
        ),
        ("", "如有异议请书面回复。", "律师执业证号可在司法部网站核实。"),
        ("", "联系电话021-00000000。", "特此函告。"),
    ),
    "county court": Letter(
        (
            "Springfield Municipal Court: ",
            "This is the clerk's office of the County Court at Leeds. ",
        ),
        (
            "Your hearing in case 23-CV-1044 ",
            "You have been summoned for jury service, juror no. 55231. ",
            "You missed your court date in case 24TR00988. ",
        ),
        (
            "is set for May 4 at 9 am in Courtroom 3. ",
            "Please file your defence within 28 days of service or judgment may be entered. ",
            "If you fail to appear a bench warrant may be issued. ",
            "You can dispute this; forms are on the court's website. ",
        ),
        ("", "Bring photo ID. ", "You have the right to a lawyer. "),
        (
            "",
            "Questions? Call 212-555-0199.",
            "We will never ask for payment by phone or gift card.",
        ),
    ),
    "sheriff's sale": Letter(
        ("SHERIFF'S SALE. By virtue of a Writ of Execution the house below is SEIZED and sold. ",),
        ("Debt $81,000. ", "Judgment $12,500 and costs. "),
        ("You may be able to stop the sale by paying the judgment. ", "It may be postponed. "),
        ("", "Call the sheriff's office. "),
        ("", "Legal aid: dial 211."),
    ),
    "licence suspension": Letter(
        ("ORDER OF SUSPENSION. Your driving privilege is hereby suspended: unpaid judgment. ",),
        ("", "Driving while suspended is a crime with jail for a second offense. "),
        ("To clear it, get the form from the clerk and pay $70. ",),
        ("", "Surrender your license. "),
        ("", "Questions: the clerk's counter."),
    ),
    "court robot": Letter(
        ("This is an automated message from the Clerk of the Circuit Court. ",),
        ("You have a court date on Tuesday 3 March at 8:45 am in courtroom 3. ",),
        ("If you do not come to court, the judge may order your arrest. ",),
        ("To hear this again, press one. ", "To hear this in Spanish, press two. "),
        ("", "Goodbye."),
    ),
    "repossession": Letter(
        ("We have not received your January payment of $418. ",),
        ("We have the right to repossess the car WITHOUT going to court. ",),
        ("", "There must be no breach of the peace. "),
        ("Call us about a deferment. ", "We would rather agree a payment plan. "),
        ("", "Account 4411."),
    ),
    "small business": Letter(
        ("Hi, it's Gail from the feed store. ", "Alright Dave, Kev from the garage here. "),
        ("Your tab is at $612 since November. ", "You still owe 740 for the clutch. "),
        ("Even half would help. ", "We can do instalments. "),
        (
            "If nothing by the 1st we'll go to small claims. ",
            "Otherwise I'll have to issue a claim. ",
        ),
        ("", "No hard feelings."),
    ),
    "school fees": Letter(
        ("Dear Mr and Mrs Doe, term fees of £5,870 remain unpaid. ",),
        ("Under clause 9 of the contract the place may be withdrawn. ", ""),
        ("Unless cleared funds arrive by half term, solicitors will be instructed. ",),
        ("Please call the bursar to agree a plan. ", ""),
        ("", "The Bursar"),
    ),
    "jury office": Letter(
        ("Jury Office, Superior Court. ", "OFFICE OF THE JURY COMMISSIONER. "),
        ("You did not appear for jury service on 4 March. ",),
        ("Failure to respond may result in a fine or a warrant. ",),
        ("Call the jury office or complete the form enclosed within 10 days. ",),
        ("", "Juror number 004411."),
    ),
    "TV licence summons": Letter(
        ("THE DISTRICT COURT. SUMMONS. ",),
        ("A complaint was made that you had a television without a licence. ",),
        ("You must appear at the sitting on 19 March 2026 at 10.30 a.m. to answer it. ",),
        ("If convicted, the fine is up to €1,000. ",),
        ("", "You may have a solicitor."),
    ),
    "probation office": Letter(
        ("Reminder from Community Corrections: ", "County Probation: "),
        ("your office visit is tomorrow 9:15 am, 2nd floor. ",),
        ("A missed visit is reported to the judge and a warrant may follow. ",),
        ("Call your officer if you cannot come. ", "Bring proof of class. "),
        ("",),
    ),
    "garnishment": Letter(
        ("TO THE EMPLOYER: an order of garnishment was issued by the District Court. ",),
        ("Case No. 25-CV-004411, judgment $3,120. ",),
        ("Withhold 25 percent of disposable earnings from the next payday. ",),
        ("An employee may claim exemptions with the clerk within 14 days. ",),
        ("", "Failure to comply may make you liable."),
    ),
    "attachment of earnings": Letter(
        (
            "Dear Mr Cole, judgment was entered against you on 4 March in the County Court. ",
            "Payroll: we have received an attachment of earnings order from the County Court. ",
        ),
        (
            "The court has made an attachment of earnings order of £60 a month. ",
            "The normal deduction rate is £60 and the protected earnings rate £900. ",
        ),
        ("It starts with your pay for June. ", "£1 a time may be taken for the work. "),
        ("", "You may apply to the court to vary it. "),
        ("", "Citizens Advice can help for free."),
    ),
    "levy of a tax office": Letter(
        ("HM Revenue & Customs: £4,120 of tax is overdue. ", "HMRC: your VAT of £912 is unpaid. "),
        ("If you do not pay we may take control of goods. ",),
        ("We do not need a court order for this. ", ""),
        ("If this is wrong, or you cannot pay, tell us within 28 days. ",),
        ("", "See gov.uk."),
    ),
    "bail at the jail": Letter(
        ("Your bond hearing is on 4 May at 9:00 am, Ada County. ",),
        ("Bail of $2,500 may be posted in cash or by a licensed bondsman at the jail. ",),
        ("", "A receipt is given. "),
        ("", "The money is returned after the case, less fines. "),
        ("", "You have the right to a lawyer."),
    ),
    "motion by a lawyer": Letter(
        (
            "Mr. Ames, I represent your wife in the divorce. ",
            "Dear Ms. Hunt: we are attorneys for the plaintiff. ",
        ),
        (
            "The temporary order that Judge Ruiz entered on May 8 requires $640 a month. ",
            "The deposition of June 3 was missed without a word. ",
        ),
        (
            "If this is not cured by the 20th I will file a motion for contempt. ",
            "I will file a motion to compel in case 2026-DR-0441. ",
        ),
        ("", "If you have a lawyer, please forward this. "),
        ("", "The clerk's self-help desk is on the first floor."),
    ),
    "debt after a charging order": Letter(
        ("We act for Fenland Timber. Judgment dated 2 February, claim L7QZ4471. ",),
        ("District Judge Amos made a final charging order over 12 Lode Way. ",),
        ("Interest runs at 8%. ", "£5,418.20 is owed. "),
        (
            "If you wish to propose instalments please write within 14 days. ",
            "Otherwise our client may apply for an order for sale. ",
        ),
        ("", "You may want to take legal advice."),
    ),
    "statutory demand": Letter(
        ("STATUTORY DEMAND under section 268 of the Insolvency Act 1986. ",),
        ("The creditor claims that you owe £8,114. ",),
        ("You have 21 days to pay or come to terms, or 18 days to apply to set it aside. ",),
        ("Otherwise a bankruptcy petition may be presented. ",),
        ("", "Solicitors for the creditor: Doe & Roe LLP."),
    ),
    "enforcement agent": Letter(
        ("NOTICE OF ENFORCEMENT. ",),
        (
            "We act under a liability order for council tax of £612. ",
            "We hold a warrant of control issued by the County Court for £1,240. ",
        ),
        (
            "Pay or contact us by 5 December to avoid a visit and fees. ",
            "An enforcement agent will attend to take control of goods unless paid. ",
        ),
        ("", "Call to set up an arrangement. "),
        ("", "Free debt advice: National Debtline.", "Tel 0300 000 0000."),
    ),
}


@pytest.mark.parametrize("kind", LETTERS)
@given(data=st.data())
def test_a_lawful_message_raises_no_alarm(kind: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.sampled_from(part)) for part in LETTERS[kind])
    report = check(text)

    alarming = [each.rule_id for each in report.findings if each.points > 0]
    assert report.verdict is Verdict.NO_RED_FLAGS, (text, report.score, alarming)


def test_a_court_that_gives_advice_is_no_warning() -> None:
    """Its letter has a period to answer: it must not pass for small talk."""
    report = check(
        "In the County Court at Exampleton. A claim was issued against you. You have 14 days from "
        "the date of service to respond. Do not respond by telephone. Court staff cannot advise "
        "anyone; Citizens Advice may help all who ask."
    )

    assert (report.verdict, report.frames) == (Verdict.NO_RED_FLAGS, ())
    assert [claim.value for claim in report.claims.of("deadline")] == ["P14D"]
