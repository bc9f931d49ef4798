"""How the channels of the routing are listed at a terminal, and what a test message says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWords:
    """One language. Every template names its own blanks.

    Attributes:
        columns: above the columns: channel, address, readers.
        listed: between two readers.
        test_title, test_text: what the receiver of a test reads.
        taken, refused: what came of a test.
    """

    columns: tuple[str, str, str]
    is_set: str
    in_block: str
    not_set: str
    listed: str
    unknown: str
    test_title: str
    test_text: str
    taken: str
    refused: str


ENGLISH = ChannelWords(
    columns=("channel", "address", "readers"),
    is_set="set",
    in_block="in Prefect's block {block}",
    not_set="not set: {variable}",
    listed=", ",
    unknown="“{name}” is no channel of the routing; there are {known}",
    test_title="Day Zero: test of the channel {name}",
    test_text="Nothing is to be done. Whoever reads this would be told of alerts by this channel.",
    taken="{name} took the test message",
    refused="{name} did not take the test message: {cause}",
)

CHINESE = ChannelWords(
    columns=("通道", "地址", "收件人"),
    is_set="已设置",
    in_block="在 Prefect 的 block {block} 中",
    not_set="未设置：{variable}",
    listed="、",
    unknown="通知路由中没有通道“{name}”；现有 {known}",
    test_title="Day Zero：通道 {name} 的测试消息",
    test_text="无需任何操作。能读到本消息的人，将通过此通道收到警报。",
    taken="{name} 已接收测试消息",
    refused="{name} 未接收测试消息：{cause}",
)
