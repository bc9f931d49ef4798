"""What every page says, and the pages around signing in."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.calendars import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWords:
    """One language. Every template names its own blanks.

    Attributes:
        listed: between things that stand beside each other.
        zones: what people call a time zone, where they do not use its id.
        colon: behind a name, before what it says.
        apart: between two parts of a sentence.
        length: days, hours and minutes of a length of time.
    """

    skip: str
    navigation: str
    subjects: str
    signed_in_as: str
    roles: Mapping[str, str]
    sign_out: str
    languages: Mapping[Language, str]
    truth: str
    as_of: str
    apart: str
    length: tuple[str, str, str]
    colon: str
    listed: str
    zones: Mapping[str, str]
    sign_in: str
    sign_in_about: str
    name: str
    password: str
    refused: str
    wait: str
    signed_out: str
    ended: str
    front_about: str
    front_calendar: str
    not_there: str
    not_there_about: str
    read_only: str
    read_only_about: str
    stale_form: str
    stale_form_about: str
    unavailable: str
    unavailable_about: str
    unreadable: str
    unreadable_about: str
    back_to_list: str


ENGLISH = CommonWords(
    skip="Skip to content",
    navigation="Main",
    subjects="Subjects",
    signed_in_as="Signed in as {name}, {role}",
    roles={"coordinator": "coordinator", "reader": "reader"},
    sign_out="Sign out",
    languages={"en": "English", "zh": "中文"},
    truth="A calendar may lag by a day; this page is computed when it is opened.",
    as_of="As of {moment}; times are those of {zone} (UTC{offset}).",
    apart="; ",
    length=("{} d ", "{} h ", "{} min "),
    colon=": ",
    listed=", ",
    zones={"Asia/Shanghai": "Asia/Shanghai"},
    sign_in="Sign in",
    sign_in_about="For staff of the trial's sites. An administrator adds people and resets"
    " passwords.",
    name="Login name",
    password="Password",  # noqa: S106  the label of a field
    refused="Login name and password do not belong together, or the person is disabled.",
    wait="Too many attempts. Try again in {minutes} min.",
    signed_out="You are signed out.",
    ended="Your session has ended: sign in again. A form that was sent since then has changed"
    " nothing.",
    front_about="The dates of each CAR-T subject: what needs action, why, and by when.",
    front_calendar="This address also serves calendars to those who hold a private link. A link is"
    " made on a subject's page or with dayzero feed new SUBJECT, and is shown once.",
    not_there="There is no such page",
    not_there_about="The address is wrong, or it is a subject of a site that is not yours.",
    read_only="You may only read",
    read_only_about="Nothing was changed. A coordinator of the site can do this.",
    stale_form="This form is out of date",
    stale_form_about="Nothing was changed. Open the page anew and send the form again.",
    unavailable="The records cannot be read now",
    unavailable_about="Nothing was changed. Try again in a minute.",
    unreadable="The chart cannot be planned",
    unreadable_about="What is recorded does not fit the protocol any more. An administrator must"
    " look at it; nothing about this subject is watched meanwhile.",
    back_to_list="To the subjects",
)

CHINESE = CommonWords(
    skip="跳到正文",
    navigation="主导航",
    subjects="受试者",
    signed_in_as="已登录：{name}（{role}）",
    roles={"coordinator": "协调员", "reader": "只读"},
    sign_out="退出登录",
    languages={"en": "English", "zh": "中文"},
    truth="日历可能滞后一天；本页在打开时即时计算。",
    as_of="截至{moment}；时间均为{zone}（UTC{offset}）。",
    apart="；",
    length=("{}天", "{}小时", "{}分钟"),
    colon="：",
    listed="，",
    zones={"Asia/Shanghai": "北京时间"},
    sign_in="登录",
    sign_in_about="供各研究中心工作人员使用。账号与密码由管理员设置。",
    name="登录名",
    password="密码",  # noqa: S106  the label of a field
    refused="登录名与密码不匹配，或该账号已停用。",
    wait="尝试次数过多，请{minutes}分钟后再试。",
    signed_out="您已退出登录。",
    ended="登录已失效，请重新登录。失效后提交的表单未作任何更改。",
    front_about="每位CAR-T受试者的日期安排：要做什么、为什么、最晚何时。",
    front_calendar="本站也为持有私人链接者提供日历。链接可在受试者页面上或用"
    " dayzero feed new SUBJECT 生成，仅显示一次。",
    not_there="没有这个页面",
    not_there_about="地址有误，或该受试者不属于您的中心。",
    read_only="您只有查看权限",
    read_only_about="未作任何更改。请由该中心的协调员操作。",
    stale_form="表单已过期",
    stale_form_about="未作任何更改。请重新打开页面后再提交。",
    unavailable="暂时无法读取记录",
    unavailable_about="未作任何更改。请稍后再试。",
    unreadable="无法计算该受试者的计划",
    unreadable_about="已记录的内容与当前方案不再相符，须由管理员检查；在此期间该受试者不受监测。",
    back_to_list="返回受试者列表",
)
