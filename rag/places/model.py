"""The values of this package: a place, and a place named in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How high a division stands; a report has the level of the place that gave it."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Place:
    """One division, current or former.

    `code` is the six-digit code (for a former division the last one it had; for a few provinces of the
    fifties, which never had one, the code of a successor). It is empty for a place outside the table and for
    a name that several places share and nothing in the text tells apart; such a place has no parents either.
    """

    code: str
    name: str
    level: Level
    parents: tuple[str, ...]  # outermost first: ("山东省", "菏泽市")
    short: str  # the name without its class: 菏泽, 陵城, 内蒙古
    former: bool
    now: str | None  # a former division's successor, with its parent where that is needed to find it

    @property
    def label(self) -> str:
        """The name as a report is labelled: a county with its prefecture or municipality, others alone.

        >>> Place("371403", "陵城区", Level.COUNTY, ("山东省", "德州市"), "陵城", False, None).label
        '德州市陵城区'
        """
        if self.level is Level.COUNTY and self.parents and not self.parents[-1].endswith(("省", "自治区")):
            return self.parents[-1] + self.name
        return self.name


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start:end` of the scanned text name `place`."""

    start: int
    end: int
    text: str
    place: Place
