"""A process that changes a library until it is killed, and says what it begins and what is done.

python changing_child.py HOME REPORTS SEED
"""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path

from rag import Library
from rag.errors import NotFound

PLACES = ("望川县", "临溪县", "澄源县", "云麓县", "石梁县", "松岭县")


def write(folder: Path, place: str, version: int) -> Path:
    """A report of ours whose gross product tells its version; later versions are longer."""
    measures = "".join(
        f"({n})推进第{n}项重点任务,新建{place}示范点{n + version}个,改造农村公路{n + 3}公里。\n\n"
        for n in range(1, 4 + version % 5)
    )
    path = folder / f"{place}.txt"
    path.write_text(
        f"2025年{place}政府工作报告\n\n各位代表:\n\n一、2024年工作回顾\n\n"
        f"地区生产总值达到{version}.5亿元,增长5.8%。城镇新增就业3120人。\n\n二、2025年重点工作\n\n{measures}",
        encoding="utf-8",
    )
    return path


def main(home: Path, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    version = 1000 * (seed + 1)
    with Library.open(home, encoder="hashing-16") as library:
        print("ready", flush=True)
        while True:
            version += 1
            places = chance.sample(PLACES, chance.choice((1, 1, 3)))
            if chance.random() < 0.3:
                name = f"{places[0]}.txt"
                print(f"begin {places[0]} 0", flush=True)
                with contextlib.suppress(NotFound):
                    library.remove(name)
                print(f"done {places[0]} 0", flush=True)
                continue
            files = [write(folder, place, version) for place in places]
            for place in places:
                print(f"begin {place} {version}", flush=True)
            library.add(files)
            for place in places:
                print(f"done {place} {version}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
