"""How far it is and how long it takes from city to city, without a map; and what a vehicle costs on the way."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from csdesk.domain.policies import NUMBERS
from csdesk.domain.record import Values
from csdesk.domain.transport.fleet import VehicleType
from csdesk.domain.transport.loads import FAR
from csdesk.domain.transport.transit import KM_IN_AN_HOUR

#: A road is longer than the straight line by this much: the usual figure for roads between Chinese cities.
DETOUR = 1.25
#: From one address of a city to another.
_WITHIN_KM = 15
_EARTH_KM = 6371.0

#: What a vehicle of a type costs: 分 for being used, 分 for a kilometre. Usual prices of the market, for comparing plans only.
RATES = {
    VehicleType.M4_2: (40_000, 220),
    VehicleType.M6_8: (55_000, 280),
    VehicleType.M7_6: (60_000, 295),
    VehicleType.M9_6: (70_000, 320),
    VehicleType.M13: (100_000, 400),
    VehicleType.M17_5: (120_000, 450),
}


def city_name(text: object) -> str:
    """The name of a city without its code (GB/T 2260) in front."""
    return str(text or "").lstrip("0123456789 ")


def rate(kind: object) -> tuple[int, int]:
    """What a vehicle of a type (its code) costs for being used and for a kilometre, 分; an unknown type like a middle one."""
    return next((price for known, price in RATES.items() if known == kind), RATES[VehicleType.M9_6])


def hire_price(kind: object, km: int, percent: int = NUMBERS["hire_percent"].default) -> int:
    """What a vehicle from outside costs for one way, 分; percent: how much dearer it is than one of the own."""
    start, each = rate(kind)
    return (start + each * km) * (100 + percent) // 100


@dataclass(frozen=True)
class Road:
    """Measures ways. cities: name → (longitude, latitude) in degrees, also under its code; lanes: our usual lanes, which stand above."""

    cities: Mapping[str, tuple[float, float]]
    lanes: Mapping[tuple[str, str], Values]

    @classmethod
    def over(cls, cities: Mapping[str, tuple[float, float]], routes: Iterable[Values]) -> Road:
        """With the usual lanes of a file; of two between the same cities the first counts."""
        lanes: dict[tuple[str, str], Values] = {}
        for route in routes:
            lanes.setdefault((_short(route.get("origin_city")), _short(route.get("dest_city"))), route)
        return cls(cities, lanes)

    def km(self, origin: str, dest: str) -> int:
        """Kilometres between two addresses of these cities; FAR where nobody knows the city."""
        told = self._lane(origin, dest).get("distance_km")
        if told:
            return int(told)
        if _short(origin) == _short(dest):
            return _WITHIN_KM
        one, two = self._where(origin), self._where(dest)
        return max(_WITHIN_KM, round(_straight(one, two) * DETOUR)) if one and two else FAR

    def minutes(self, origin: str, dest: str) -> int:
        """How long a loaded vehicle drives, stops on the way included."""
        told = self._lane(origin, dest).get("standard_hours")
        km = self.km(origin, dest)
        return int(told) * 60 if told else FAR if km >= FAR else round(km * 60 / KM_IN_AN_HOUR)

    def _lane(self, origin: str, dest: str) -> Values:
        there, back = (_short(origin), _short(dest)), (_short(dest), _short(origin))
        return self.lanes.get(there) or self.lanes.get(back) or {}

    def _where(self, city: str) -> tuple[float, float] | None:
        code = re.match(r"\d{6}", city)
        if code and code[0] in self.cities:
            return self.cities[code[0]]
        name = city_name(city)
        whole = self._whole_names.get(name[:2], "")
        return self.cities.get(name) or self.cities.get(f"{name}市") or (self.cities.get(whole) if whole.startswith(name) else None)

    @cached_property
    def _whole_names(self) -> dict[str, str]:
        """The first two characters of a name → the name, where no other begins so: 阿坝 is 阿坝藏族羌族自治州."""
        found: dict[str, list[str]] = {}
        for name in self.cities:
            found.setdefault(name[:2], []).append(name)
        return {short: names[0] for short, names in found.items() if len(names) == 1}


def _short(city: object) -> str:
    """What people call a city: 330200 宁波市 is 宁波."""
    return city_name(city).removesuffix("市")


def _straight(one: tuple[float, float], two: tuple[float, float]) -> float:
    """The great circle between two points, in km."""
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (one, two))
    half = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
