"""Rare notations rewritten as the usual ones, character for character, so that no offset moves.

Each rewriting looks first for the sign that gives the notation away, and costs nothing where it is absent.
"""

import re

_KEY = (
    r"(?:牵头|主责|主办|责任|承办|落实|实施|配合|协办|协助|协同|参与|参加|监管)(?:责任)?(?:单位|部门|科室|处室|主体|领导|人)|"
    r"(?:牵头|分管)(?:市|县|区)?领导|[\u4e00-\u9fff]{0,4}(?:时限|期限|时间|节点)(?:要求|安排)?"
)
_KEYED = re.compile(rf"[【\[〔]({_KEY})[】\]〕]([：:]?)")
_SET_APART = re.compile(
    rf"\n([^\S\n]*(?:{_KEY}))[ \u3000](?=[ \u3000]*(?!{_KEY})[^\s：:，。；、][^\n：:]{{1,200}}(?:\n|$))"
)
_POINT = re.compile(
    r"(?<=[\u4e00-\u9fff）)%”])(?<![\n一二三四五六七八九十])\.(?=[\n\u4e00-\u9fff（(“《]|\d{1,4}[年月]|\s*$)"
)
_FIRST_TWO = re.compile(r"\n[ \u3000]*1[ \u3000]+[\u4e00-\u9fff][^\n，。；]{1,30}\n\s*1\.1[^\d.]")
_BARE_NUMBER = re.compile(r"(\n[ \u3000]*\d{1,2})[ \u3000](?=[ \u3000]*[\u4e00-\u9fff][^\n，。；]{1,30}(?:\n|$))")
_CLOSED_KEYS = tuple(word + sign for word in ("单位", "部门", "科室") for sign in "】]〕")
_KEYS_WITH_A_BLANK = tuple(word + blank for word in ("单位", "部门", "科室") for blank in " \u3000")


def usual(text: str) -> str:
    """The text with 【牵头单位】 as 牵头单位：, a blank after such a label as its colon, 1 above 1.1 as 1、, and
    with Chinese full stops where a document prints points throughout.
    """
    if any(key in text for key in _CLOSED_KEYS):
        text = _KEYED.sub(lambda found: f" {found.group(1)}：" + " " * len(found.group(2)), text)
    if any(key in text for key in _KEYS_WITH_A_BLANK):
        text = _SET_APART.sub(r"\n\1：", text)
    if "。" not in text:
        text = _POINT.sub("。", text)
    if "1.1" in text and _FIRST_TWO.search(text):
        text = _BARE_NUMBER.sub(r"\1、", text)
    return text
