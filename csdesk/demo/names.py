"""Invented companies, people, plates and numbers: none of them can belong to anybody (domain.md §5.4)."""

from __future__ import annotations

from typing import NamedTuple

from csdesk.demo.draw import Draw
from csdesk.domain.identifiers import uscc_check_character

BANNER = "演示数据"

CITIES = ("宁波", "杭州", "绍兴", "嘉兴", "金华", "台州", "苏州", "无锡", "南京", "上海", "合肥", "芜湖", "徐州", "青岛", "武汉", "长沙")
_FIRST = "澜岚屿珩棠霁砚穗钧沅芃渌翊铄湛筠"
_SECOND = "尧禾森鲸舟序乔淞维柏川予昕旻拓朗"
#: Trade in the company's name → the industry's code.
TRADES = (
    ("电器", "appliances"),
    ("食品", "food"),
    ("日化", "fmcg"),
    ("汽配", "auto_parts"),
    ("新材料", "chemicals"),
    ("建材", "building"),
    ("服饰", "clothing"),
    ("电子", "electronics"),
    ("医药", "medicine"),
    ("电商", "ecommerce"),
    ("机械", "machinery"),
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余贾"
_GIVEN = ("晓岚", "远舟", "知行", "雨桐", "子墨", "思源", "一诺", "佳宁", "明轩", "若溪", "建国", "志强", "海燕", "春梅", "国栋", "丽华")
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Company(NamedTuple):
    """One invented company."""

    legal_name: str
    short_name: str
    uscc: str
    industry: str
    city: str


def company(n: int) -> Company:
    """The n-th invented company; different for every n up to 256."""
    draw = Draw("company", n)
    city, (trade, industry) = draw.one(CITIES), draw.one(TRADES)
    mark = _FIRST[n % 16] + _SECOND[(n // 16 + n * 5) % 16]
    return Company(f"{city}{mark}{trade}有限公司", f"{mark}{trade}", fake_uscc(n), industry, city)


def fake_uscc(n: int) -> str:
    """A company code with right check characters in the region 000000, which cannot exist."""
    body = f"MA{n:06}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(c, 36) * w for c, w in zip(body, weights, strict=True)) % 11
    first17 = f"91000000{body}{ {10: 'X', 11: '0'}.get(rest, rest) }"
    return first17 + uscc_check_character(first17)


def person(n: int) -> str:
    """The n-th invented person; the names repeat after six hundred."""
    return _SURNAMES[n * 7 % len(_SURNAMES)] + _GIVEN[n * 3 % len(_GIVEN)]


def mobile(n: int) -> str:
    """The n-th obviously invented mobile number, 199 0000 xxxx."""
    return f"1990000{n:04}"


def plate(n: int) -> str:
    """The n-th invented plate of an ordinary lorry."""
    draw = Draw("plate", n)
    return f"{draw.one('浙苏沪皖')}{draw.one('ABCDEF')}{draw.one(_PLATE_LETTERS)}{draw.whole(1000, 9999)}"


def trailer(n: int) -> str:
    """The n-th invented plate of a trailer."""
    draw = Draw("trailer", n)
    return f"{draw.one('浙苏沪皖')}{draw.one('ABCDEF')}{draw.whole(1000, 9999)}挂"
