"""Links and mail addresses: found in messy text, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, read_back
from summons_check.facts import Context, Email, Link
from summons_check.facts.hosts import kind_of, registrable_of, suffix_of
from summons_check.facts.links import CONCEPTS, find
from summons_check.folding import fold


def found(text: str) -> list[Link | Email]:
    return find(fold(text), Context())


def the_link(text: str) -> Link:
    (link,) = found(text)
    assert isinstance(link, Link)
    return link


IN_TEXT = [
    ("请点击https://zxfw.court.gov.cn链接仅限本人打开", "zxfw.court.gov.cn"),
    ("签收：https://zxfw.court.gov.cn/zxfw/#/pages/index?qdbh=1a&sdbh=2b，勿转发", None),
    ("登录http://sfsd.jxfy.gov.cn:80/sd/9f2领取", "sfsd.jxfy.gov.cn:80/sd/9f2"),
    ("点击etc-cx.top/h5补费", "etc-cx.top/h5"),
    ("点t.cn/A6fit领取", "t.cn/a6fit"),
    ("ｈｔｔｐｓ：／／ａｂ－ｐａｙ．ｔｏｐ／ｘ", "ab-pay.top/x"),
    ("hxxp://evil[.]example[.]com/a", "evil.example.com/a"),
    ("see www.gov.uk/respond.", "www.gov.uk/respond"),
    ("（www.judiciary.hk）", "www.judiciary.hk"),
    ("访问example-site.cn。", "example-site.cn"),
    ("open http://法院送达.com/x now", "法院送达.com/x"),
]


@pytest.mark.parametrize(("text", "value"), IN_TEXT)
def test_a_link_ends_where_the_sentence_goes_on(text: str, value: str | None) -> None:
    link = the_link(text)

    assert link.value == (value or "zxfw.court.gov.cn/zxfw/#/pages/index?qdbh=1a&sdbh=2b")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("http://cοurt.gov.cn/a", "lookalike"),  # a Greek o
        ("登录zxfw.court.gоv.cn查看", "lookalike"),  # a Cyrillic o
        ("http://xn--curt-55d.gov.cn/", "lookalike"),
        ("ｚｘｆｗ.ｃｏｕｒｔ.gov.cn/签收", "official"),
        ("https://zxfw.court.gov.cn/文书", "official"),
    ],
)
def test_a_letter_of_another_script_makes_no_court(text: str, kind: str) -> None:
    """Folding reads it as the letter that it looks like; a browser does not."""
    assert the_link(text).detail == kind


NO_LINKS = [
    "共计3,318.90元，占10.5%，版本v1.2.3",
    "e.g. this, i.e. that, at 10.30 a.m. no.12, the U.S. court",
    "Mr.Li and Dr.Ma of Foo Co.Ltd agreed",
    "pay today.call us.it is late",
    "文件3.5MB，2025.10.28送达",
    "Rs.500.in total",
    "案件12.5.2025",
]


@pytest.mark.parametrize("text", NO_LINKS)
def test_numbers_and_abbreviations_are_no_links(text: str) -> None:
    assert found(text) == []


KINDS = [
    ("zxfw.court.gov.cn", "official"),
    ("court.gov.cn", "official"),
    ("dzsd.hbfy.gov.cn", "official"),
    ("sfpt.cdfy12368.gov.cn", "official"),
    ("www.netcourt.gov.cn", "official"),
    ("www.judicial.gov.tw", "official"),
    ("www.crtbc.ca", "official"),
    ("www.courts.state.md.us", "gov"),
    ("pay-here.example", "other"),
    ("www.ontariocourts.ca", "official"),
    ("www.elitigation.sg", "official"),
    ("www.judiciary.hk", "official"),
    ("services.ecourts.gov.in", "official"),
    ("www.judiciary.gov.sg", "official"),
    ("www.vid.uscourts.gov", "official"),
    ("www.12309.gov.cn", "gov"),
    ("www.changshu.gov.cn", "gov"),
    ("www.moj.gov.tw", "gov"),
    ("www.gov.uk", "gov"),
    ("gov.uk", "gov"),
    ("midlandtexas.gov", "gov"),
    ("sd.gdems.com", "known_host"),
    ("jysd.10102368.com", "known_host"),
    ("lsfwpt.zjcourt.cn", "known_host"),
    ("171.106.48.55", "known_host"),
    ("zxfw.court.gov.cn.sd-x.com", "lookalike"),
    ("zxfw.court-gov.cn", "lookalike"),
    ("12368-fw.cn", "lookalike"),
    ("tc-judicial.tw-gov.cc", "lookalike"),
    ("hkjudlclary.org", "lookalike"),
    ("jiancha-gov.cn.com", "lookalike"),
    ("statecourts-gov.sg.net", "lookalike"),
    ("pay-c0urt.site", "lookalike"),
    ("zxfw-fayuan.com", "lookalike"),
    ("susong.vip", "lookalike"),
    ("jsfy.icu", "lookalike"),
    ("bit.ly", "shortener"),
    ("dwz.cn", "shortener"),
    ("203.0.113.7", "raw_ip"),
    ("ab-pay.top", "other"),
    ("www.baidu.com", "other"),
    ("mygov.example.com", "other"),
]


@pytest.mark.parametrize(("host", "kind"), KINDS)
def test_whose_a_host_is(host: str, kind: str) -> None:
    assert kind_of(host, in_chinese=True) == kind
    assert f"link.{kind}" in CONCEPTS


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("hmcts-online.fines-resolve.com", "lookalike"),
        ("irs-levy.org", "lookalike"),
        ("cbi.org.uk", "other"),  # who is called so
        ("courts.ie", "official"),
    ],
)
def test_an_office_in_a_private_domain_is_an_imitation(host: str, kind: str) -> None:
    assert the_link(f"https://{host}/a").detail == kind


@pytest.mark.parametrize(
    ("url", "throwaway"),
    [("http://a-b.top/x", True), ("http://a-b.com/x", False), ("https://court.gov.cn/x", False)],
)
def test_cheap_endings_are_named(url: str, throwaway: bool) -> None:
    assert ("link.throwaway" in the_link(url).concepts) == throwaway


def test_courts_abroad_may_have_a_court_in_their_name() -> None:
    """A county court of the United States is no imitation of a Chinese one."""
    assert kind_of("examplecountycourt.org", in_chinese=False) == "other"
    assert kind_of("examplecountycourt.org", in_chinese=True) == "lookalike"


def test_an_official_name_in_the_path_proves_nothing() -> None:
    assert the_link("打开 https://evil.example.com/court.gov.cn").detail == "other"


def test_an_official_name_before_the_at_sign_is_bait() -> None:
    link = the_link("打开 https://court.gov.cn@evil.example.com/x")

    assert (link.host, link.detail) == ("evil.example.com", "lookalike")


def test_the_registrable_part_is_read_from_the_right() -> None:
    link = the_link("https://zxfw.court.gov.cn.sd-x.com.cn/q")

    assert link.registrable == "sd-x.com.cn"
    assert (suffix_of("a.b.invalidtld"), registrable_of("localhost")) == ("", "localhost")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("请安装fangchan-x.apk查看", "fangchan-x.apk"),
        ("附件：传票查看器.exe", "传票查看器.exe"),
        ("enclosed (Complaint_Copy.zip, pw 1)", "complaint_copy.zip"),
        ("Accusation_00.rar", "accusation_00.rar"),
    ],
)
def test_programs_and_archives_are_named(text: str, name: str) -> None:
    link = the_link(text)

    assert (link.value, link.concepts) == (name, ("link", "link.executable"))


def test_a_link_to_a_program_is_both() -> None:
    assert the_link("http://ab-pay.top/a.apk").concepts == (
        "link",
        "link.other",
        "link.executable",
        "link.throwaway",
    )
    assert the_link("https://www.court.gov.cn/a.zip").concepts == ("link", "link.official")


@pytest.mark.parametrize(
    ("text", "value", "concept"),
    [
        ("mail clerk.office@example.com now", "clerk.office@example.com", "email.other"),
        ("发送至fy_mail@example.cn。", "fy_mail@example.cn", "email.other"),
        ("contactus@justice.gov.uk", "contactus@justice.gov.uk", "email.official"),
        ("to notice@court-gov.cn", "notice@court-gov.cn", "email.other"),
    ],
)
def test_mail_addresses_are_no_links(text: str, value: str, concept: str) -> None:
    (mail,) = found(text)

    assert (mail.kind, mail.value, mail.concepts) == ("email", value, ("email", concept))


def test_a_handle_without_a_domain_is_no_mail_address() -> None:
    assert found("pay to settle@okpay") == []


# Two letters at least between separators: folding joins letters that stand one by one, as in
# a.r.r.e.s.t, and cannot know that some stand in a link.
_LABEL = r"[a-z0-9]{2,8}(?:-[a-z0-9]{2,6})?"
ENDS = st.sampled_from(["com", "cn", "com.cn", "top", "xyz", "icu", "net", "org.hk", "co.uk"])
PRIVATE = st.builds(
    "{}.{}".format, st.from_regex(rf"(?:{_LABEL}\.)?{_LABEL}", fullmatch=True), ENDS
)
OFFICIAL = st.builds(
    str.__add__,
    st.from_regex(rf"(?:{_LABEL}\.)?", fullmatch=True),
    st.sampled_from(["court.gov.cn", "hbfy.gov.cn", "judiciary.hk", "judicial.gov.tw"]),
)
ADDRESSES = st.builds("{}.{}.{}.{}".format, *[st.integers(10, 255)] * 4)
PATHS = st.from_regex(
    r"(?:/[A-Za-z0-9]{2,6}(?:[%_-][a-z0-9]{2})?){0,3}/?"
    r"(?:\?[a-z]{2,4}=[A-Z0-9]{2,8}(?:&[a-z]{2,4}=[0-9]{2,8})?)?(?:#/[a-z]{2,8})?",
    fullmatch=True,
)
PORTS = st.sampled_from(["", ":80", ":8443"])
DOTS = st.sampled_from([".", "[.]", "(.)", "{.}"])
AROUND = st.sampled_from(["请打开{}查看", "点击 {} 。", "（{}）", "see {}, then wait", "网址:{};"])


@given(PRIVATE | OFFICIAL | ADDRESSES, PORTS, PATHS, st.data(), HANDS)
def test_a_link_is_read_as_it_was_written(
    host: str, port: str, path: str, data: st.DataObject, hand: Hand
) -> None:
    scheme = data.draw(st.sampled_from(["https://", "HTTP://", "hxxps://", "http:/"]))
    shown = data.draw(st.sampled_from([str, str.upper]))(host)
    written = scheme + shown.replace(".", data.draw(DOTS)) + port + path
    link = read_back(find, Link, hand(written), sentence=data.draw(AROUND))

    assert (link.host, link.registrable) == (host, registrable_of(host))
    assert (link.path, link.value) == (path.lower(), f"{host}{port}{path}".lower())
    assert f"link.{link.detail}" in link.concepts


@given(PRIVATE | OFFICIAL, PATHS, AROUND, DOTS, HANDS)
def test_a_link_needs_no_scheme(host: str, path: str, around: str, dot: str, hand: Hand) -> None:
    """With www or a path behind it; else it might be words without a space between them."""
    host, path = (f"www.{host}", path) if path[:1] != "/" else (host, path)
    link = read_back(find, Link, hand(host.replace(".", dot) + path), sentence=around)

    assert (link.host, link.value) == (host, f"{host}{path}".lower())


@given(OFFICIAL, PATHS, AROUND, HANDS)
def test_what_lies_below_a_court_s_name_is_the_court_s(
    host: str, path: str, around: str, hand: Hand
) -> None:
    link = read_back(find, Link, hand(f"https://{host}{path}"), sentence=around)

    assert link.concepts == ("link", "link.official")


@given(
    st.from_regex(r"[a-zA-Z0-9]{2,8}(?:[_.-][a-z0-9]{2,8})?", fullmatch=True)
    | st.text("传票查看器", min_size=1, max_size=12),
    st.sampled_from(["apk", "EXE", "zip", "mobileconfig"]),
    HANDS,
)
def test_the_name_of_a_program_is_read_as_it_was_written(name: str, end: str, hand: Hand) -> None:
    link = read_back(find, Link, hand(f"{name}.{end}"))

    assert (link.value, link.host) == (f"{name}.{end}".lower(), "")
    assert link.concepts == ("link", "link.executable")


@given(
    st.from_regex(r"[a-z0-9]{2,8}(?:[._+-][a-z0-9]{2,8}){0,2}", fullmatch=True),
    PRIVATE | OFFICIAL,
    AROUND,
    DOTS,
    HANDS,
)
def test_a_mail_address_is_read_as_it_was_written(
    user: str, host: str, around: str, dot: str, hand: Hand
) -> None:
    written = f"{user}@{host.replace('.', dot)}"
    mail = read_back(find, Email, hand(written), sentence=around)

    assert (mail.value, mail.host) == (f"{user}@{host}", host)
    assert mail.concepts[1:] in {("email.official",), ("email.other",)}


@given(
    st.one_of(TEXTS, st.text(alphabet="ahtpx:/.@-_[]()?#=&1cn法院。 ", max_size=60)),
)
def test_any_text_gives_links_inside_it(text: str) -> None:
    folded = fold(text)

    for fact in find(folded, Context()):
        assert 0 <= fact.start < fact.end <= len(folded.text)
        assert set(fact.concepts) <= CONCEPTS
        assert folded.text[fact.end - 1] not in ",;。，"


@pytest.mark.parametrize(
    ("text", "is_of_courts"),
    [
        ("http://court.gov.cn.wenshu.top/a", True),
        ("http://zxfw.court.gov.cn@evil.example.com/", True),
        ("http://zxfw.court.g\u043ev.cn/a", True),  # a Cyrillic o
        ("http://www.shop.com@evil.example.com/", False),
        ("http://www.hangzh\u043eu.gov.cn/a", False),  # somebody's, but no court's
    ],
)
def test_only_the_name_of_the_courts_is_embedded(text: str, *, is_of_courts: bool) -> None:
    """It is decisive, so nothing else may count as one."""
    (link,) = find(fold(text), Context())

    assert link.detail == "lookalike"
    assert ("link.embedded" in link.concepts) is is_of_courts
