"""A working file with a million clients, written through the log in change sets of 20,000; kept for the next run."""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import DATA
from csdesk.domain.care.clients import Client, Industry, Tier
from csdesk.domain.record import fields_of
from csdesk.operations import files
from csdesk.store import changesets, search
from csdesk.store.database import SCHEMA

PLACES = ("宁波", "杭州", "上海", "苏州", "无锡", "嘉兴", "绍兴", "台州", "温州", "金华", "南京", "常州", "合肥", "厦门", "青岛")
FIRST = "骏宏恒瑞盛华嘉永鑫泰安佳德利金博远腾飞顺昌隆祥源明信诚丰和天"
SECOND = "驰达通运捷程发兴旺茂荣光辉宇海江川峰林森木水土石山河云龙凤虎"
TRADES = ("家电", "食品", "汽配", "化工", "建材", "服装", "电子", "医药", "贸易", "机械", "纺织", "塑料", "五金", "包装")
CHUNK = 20_000


def clients(count: int, start: int = 0) -> Iterator[dict[str, Any]]:
    """The values of `count` clients by a fixed rule. start: how many there were before."""
    chosen = random.Random(20260612 + start)
    industries, tiers = list(Industry.labels()), list(Tier.labels())
    for n in range(start, start + count):
        name = chosen.choice(FIRST) + chosen.choice(SECOND) + chosen.choice(TRADES)
        yield {
            "client_code": f"NB01-{n:07}",
            "legal_name": f"{chosen.choice(PLACES)}{name}有限公司",
            "short_name": name,
            "client_type": "spot",
            "industry": chosen.choice(industries),
            "tier": chosen.choice(tiers),
            "credit_limit": chosen.randrange(100_000) * 100,
            "status": "active",
        }


def file_of(count: int) -> Path:
    """The path of a file with `count` clients; made when it is not there yet (minutes for a million)."""
    indexed = sorted(set(search.tokens("nb010012345\n宁波骏驰").split()))
    told = f"{SCHEMA} {[(f.name, f.kind.name, f.searched) for f in fields_of(Client)]} {indexed}"
    shape = hashlib.sha256(told.encode()).hexdigest()[:8]
    path = DATA / f"{count}-{shape}.csdb"
    if path.exists():
        return path
    DATA.mkdir(exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    started = time.monotonic()
    with files.new_file(half, name="张三", role="specialist", branch="NB") as db:
        rows = clients(count)
        for done in range(0, count, CHUNK):
            with changesets.change_set(db, "压测数据") as work:
                for _ in range(min(CHUNK, count - done)):
                    work.create(Client, next(rows))
            print(
                f"\r{min(done + CHUNK, count):,} of {count:,} clients, {time.monotonic() - started:.0f} s",
                end="",
                file=sys.stderr,
                flush=True,
            )
    print(file=sys.stderr)
    half.replace(path)
    half.with_name(f"{half.name}.lock").unlink(missing_ok=True)
    return path
