"""What the kinds of notes mean, for people who read Chinese; the words of one place stand in its quotation."""

CHINESE = {
    "joined-page-break": "此处把断开的段落接在了一起",
    "unread-bracket": "责任文字中没有认出单位",
    "unclosed-bracket": "责任括号只有左半边",
    "liaison-unit": "此为对接联络的单位，不计入责任单位",
    "elided-prefix": "单位名称省略了前缀，已按所在名单补全",
    "doubled-number": "序号重复",
    "odd-numbering": "序号不连续",
    "unread-table": "任务表没有读出任何一行",
}


def in_chinese(code: str, message: str) -> str:
    """A note in Chinese; a kind not known here in the words it came with."""
    return CHINESE.get(code, message)
