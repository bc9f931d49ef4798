"""What a subject's page says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import VerdictValue


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """One language. Every template names its own blanks."""

    action: str
    no_action: str
    closed: str
    since: str
    why: str
    not_told_yet: str
    acknowledged: str
    snoozed: str
    reopened: str
    acknowledge: str
    acknowledge_about: str
    reason: str
    snooze: str
    snooze_about: str
    snooze_day: str
    answer: str
    day_zero: str
    day_zero_done: str
    day_zero_booked: str
    day_zero_proposed: str
    earliest: str
    earliest_unknown: str
    bound_by: str
    washouts_clear: str
    margin: str
    worst: str
    chain: str
    runners_up: str
    runners_up_about: str
    met_from: str
    of_fact: str
    no_washout: str
    conflicts: str
    repairs: str
    try_it: str
    book: str
    timeline: str
    scroll: str
    steps: str
    steps_about: str
    step: str
    day: str
    state: str
    date: str
    window: str
    because: str
    suggested: str
    held_before: str
    from_until: str
    from_on: str
    until: str
    between: str
    opened_by: str
    closed_by: str
    fact: str
    not_applicable: str
    default: str
    default_about: str
    verdicts: str
    all_met: str
    values: Mapping[VerdictValue, str]
    met_count: str
    unrecorded: str
    withheld: str
    gate: str
    gate_open: str
    gate_missing: str
    gate_by: str
    changes: str
    no_changes: str
    more_changes: str
    window_of: str
    washout_of: str
    whole: str
    moved: str
    added: str
    removed: str
    reworded: str
    state_changed: str
    facts: str
    facts_about: str
    what: str
    when: str
    recorded: str
    by: str
    corrected: str
    provisional: str
    next_change: str
    calendar: str
    calendar_about: str
    calendar_make: str
    calendar_replace: str
    calendar_links: str
    calendar_once: str
    calendar_https: str
    calendar_webcal: str
    calendar_qr: str
    calendar_last_read: str
    calendar_never: str
    calendar_take_back: str
    record: str
    site: str
    said_acknowledged: str
    said_snoozed: str
    said_recorded: str
    said_taken_back: str


ENGLISH = SubjectWords(
    action="What needs action",
    no_action="Nothing needs action now.",
    closed="The timeline is closed: {why}",
    since="open since {moment}",
    why="Rule and source",
    not_told_yet="New: it is passed on to the people on call within minutes.",
    acknowledged="Taken over by {name}, {moment}",
    snoozed="Put off until {moment} by {name}",
    reopened="It was open before, {count} times.",
    acknowledge="Take over",
    acknowledge_about="You have taken it over: nobody else is called. It closes when a fact"
    " resolves it.",
    reason="Reason",
    snooze="Put off",
    snooze_about="It is told again then; before its deadline, at most 7 days.",
    snooze_day="Until",
    answer="Answer this alert",
    day_zero="Day 0",
    day_zero_done="Day 0 was {when}.",
    day_zero_booked="Booked for {when}.",
    day_zero_proposed="Not booked. The first opening hour of the site that suits: {when}.",
    earliest="Earliest safe infusion: {when}",
    earliest_unknown="The earliest safe infusion cannot be told yet: a step before it has no date.",
    bound_by="What holds it there: {rules}",
    washouts_clear="Every washout is over from {when}.",
    margin="Margin of this time: {length} ({rule}).",
    worst="If manufacturing takes longest: {when}",
    chain="Why, back to what was recorded",
    runners_up="Runners-up",
    runners_up_about="What would hold it next, were the first not there.",
    met_from="certainly met from {when}",
    of_fact=" ({fact}): ",
    no_washout="Nothing that is recorded needs a washout.",
    conflicts="What cannot hold together",
    repairs="Smallest changes that would do, each on its own:",
    try_it="See what it would move",
    book="Book {title}",
    timeline="Timeline",
    scroll="Timeline as a picture; scroll sideways",
    steps="Steps",
    steps_about="The picture in words: each step that concerns the subject, in the protocol's"
    " order.",
    step="Step",
    day="Day",
    state="State",
    date="Date",
    window="Window",
    because="Why",
    suggested="suggested {when}",
    held_before="before: {when}",
    from_until="{opens} to {closes}",
    from_on="from {opens}",
    until="until {closes}",
    between="between {first} and {last}",
    opened_by="Opens by",
    closed_by="Closes by",
    fact="Recorded as {fact}",
    not_applicable="Do not concern this subject: {steps}.",
    default="site default",
    default_about="Marked “site default”: the registry entry does not state it; the site's own"
    " protocol may.",
    verdicts="Rules that are not simply met",
    all_met="Nothing that is recorded is against a rule.",
    values={
        VerdictValue.VIOLATION: "violated",
        VerdictValue.INDETERMINATE: "cannot tell",
        VerdictValue.PENDING: "pending",
        VerdictValue.MET: "met",
        VerdictValue.NOT_APPLICABLE: "not applicable",
    },
    met_count="Met: {met}. Concern nothing that is recorded: {others}.",
    unrecorded="Nothing is recorded on {count} criteria: confirm them in the source documents",
    withheld="Not judged, because the source does not give their text: {rules}.",
    gate="Before {title}: the point of no return",
    gate_open="Everything is in place.",
    gate_missing="Not in place yet:",
    gate_by="by {when}",
    changes="What changed last",
    no_changes="Nothing was published yet.",
    more_changes="and {count} more",
    window_of="{title}, window",
    washout_of="washout {rule}",
    whole="timeline",
    moved="{title}: {before} → {after}",
    added="{title}: new, {after}",
    removed="{title}: left the calendar, was {before}",
    reworded="{title}: same date, other explanation",
    state_changed="{title}: {before} → {after}, {when}",
    facts="Recorded facts",
    facts_about="As recorded; notes and reasons in free text are not shown here.",
    what="What",
    when="When",
    recorded="Recorded",
    by="by",
    corrected="corrected by {fact}",
    provisional="Official working days of {years} are not published yet: dates in them are"
    " provisional.",
    next_change="Without a new fact, the next change comes {when}.",
    calendar="Calendar link",
    calendar_about="A private address that a calendar program reads by itself. Whoever has it"
    " reads this subject's dates; it can be taken back.",
    calendar_make="Make a link",
    calendar_replace="Make a new link and take back number {number}",
    calendar_links="Links that hold",
    calendar_once="Shown this once. Copy it, or scan it now.",
    calendar_https="Address",
    calendar_webcal="Subscribe with a calendar program",
    calendar_qr="The calendar's address, to scan with a phone",
    calendar_last_read="number {number}, made {made} by {name}, last read {read}",
    calendar_never="never",
    calendar_take_back="Take back number {number}",
    record="Record",
    site="Site {site}, {name}",
    said_acknowledged="Alert {number} is taken over.",
    said_snoozed="Alert {number} is put off.",
    said_recorded="{fact} is recorded. Calendars and alerts follow within minutes.",
    said_taken_back="Link {number} is taken back.",
)

CHINESE = SubjectWords(
    action="需要处理",
    no_action="目前没有需要处理的事项。",
    closed="时间线已关闭：{why}",
    since="自{moment}起未解决",
    why="规则与依据",
    not_told_yet="新出现：几分钟内将通知值班人员。",
    acknowledged="{name}已于{moment}确认接手",
    snoozed="{name}已暂缓至{moment}",
    reopened="此前已出现过{count}次。",
    acknowledge="确认接手",
    acknowledge_about="您已接手：不再通知他人。记录相关事实、问题解决后，警报自动关闭。",
    reason="原因",
    snooze="暂缓",
    snooze_about="届时再次提醒；须早于期限，最长7天。",
    snooze_day="暂缓至",
    answer="答复此警报",
    day_zero="第0天",
    day_zero_done="第0天为{when}。",
    day_zero_booked="已预约：{when}。",
    day_zero_proposed="未预约。中心最早合适的工作时间：{when}。",
    earliest="最早可安全回输：{when}",
    earliest_unknown="尚无法得出最早可安全回输的时间：之前的步骤还没有日期。",
    bound_by="决定因素：{rules}",
    washouts_clear="自{when}起全部洗脱期已满。",
    margin="该时间的余量：{length}（{rule}）。",
    worst="若制备时间最长：{when}",
    chain="原因，直至所记录的事实",
    runners_up="其次的限制",
    runners_up_about="若没有首要限制，下一个限制是：",
    met_from="自{when}起确定符合",
    of_fact="（{fact}）：",
    no_washout="所记录的内容均不需要洗脱期。",
    conflicts="无法同时成立",
    repairs="任一下列最小调整即可解决：",
    try_it="预览此调整",
    book="预约{title}",
    timeline="时间线",
    scroll="时间线图，可左右滚动",
    steps="步骤",
    steps_about="上图的文字版：与该受试者有关的每个步骤，按方案顺序。",
    step="步骤",
    day="研究日",
    state="状态",
    date="日期",
    window="时间窗",
    because="原因",
    suggested="建议{when}",
    held_before="此前：{when}",
    from_until="{opens}至{closes}",
    from_on="自{opens}起",
    until="截至{closes}",
    between="{first}至{last}之间",
    opened_by="开始依据",
    closed_by="结束依据",
    fact="记录编号{fact}",
    not_applicable="与该受试者无关：{steps}。",
    default="中心默认值",
    default_about="标有“中心默认值”者：注册信息未规定，以本中心方案为准。",
    verdicts="尚未完全符合的规则",
    all_met="已记录的内容均不违反规则。",
    values={
        VerdictValue.VIOLATION: "违反",
        VerdictValue.INDETERMINATE: "无法判定",
        VerdictValue.PENDING: "待完成",
        VerdictValue.MET: "符合",
        VerdictValue.NOT_APPLICABLE: "不适用",
    },
    met_count="已符合：{met}条。与已记录内容无关：{others}条。",
    unrecorded="{count}条标准尚无记录：请在原始资料中确认",
    withheld="来源未给出原文，故未判定：{rules}。",
    gate="{title}之前：不可逆节点",
    gate_open="各项均已就绪。",
    gate_missing="尚未就绪：",
    gate_by="期限{when}",
    changes="最近的变更",
    no_changes="尚未发布。",
    more_changes="另有{count}项",
    window_of="{title}（时间窗）",
    washout_of="洗脱期{rule}",
    whole="时间线",
    moved="{title}：{before} → {after}",
    added="{title}：新增，{after}",
    removed="{title}：已移出日历，原为{before}",
    reworded="{title}：日期未变，说明有更新",
    state_changed="{title}：{before} → {after}，{when}",
    facts="已记录的事实",
    facts_about="按记录原样显示；自由文本的备注与原因不在此显示。",
    what="内容",
    when="时间",
    recorded="记录于",
    by="记录人",
    corrected="已由{fact}更正",
    provisional="{years}年的官方工作日安排尚未公布：其中日期为暂定。",
    next_change="若无新的记录，下次变化在{when}。",
    calendar="日历链接",
    calendar_about="供日历程序自动读取的私人地址。持有者可看到该受试者的日期；可随时收回。",
    calendar_make="生成链接",
    calendar_replace="生成新链接并收回{number}号",
    calendar_links="有效链接",
    calendar_once="仅显示这一次。请立即复制或扫码。",
    calendar_https="地址",
    calendar_webcal="用日历程序订阅",
    calendar_qr="日历地址二维码，可用手机扫描",
    calendar_last_read="{number}号，{name}于{made}生成，最近读取：{read}",
    calendar_never="从未",
    calendar_take_back="收回{number}号",
    record="记录",
    site="中心{site} {name}",
    said_acknowledged="警报{number}已确认接手。",
    said_snoozed="警报{number}已暂缓。",
    said_recorded="{fact}已记录。日历与警报将在几分钟内更新。",
    said_taken_back="链接{number}已收回。",
)
