"""When two figures say the same."""

from __future__ import annotations

from rag.figures.types import Figure


def same_value(a: Figure, b: Figure, *, bounds: bool = False) -> bool:
    """Tell whether two figures are equal after conversion, exactly, in decimals.

    44.5亿元 is 445000万元; 5.5% is neither 5.5个百分点 nor 5.50001%; a range equals the same range only. A bare 亿 may
    stand for 亿元, as it does in speech. Measure and sign are not looked at; bounds (约, 以上) only if `bounds`.

    >>> from rag.figures import find_figures
    >>> first, second = find_figures("44.5亿元，445000万元")
    >>> same_value(first, second)
    True
    """
    if (a.kind in ("rank", "ratio") or b.kind in ("rank", "ratio")) and a.kind != b.kind:
        return False
    if a.is_range != b.is_range or a.base_values != b.base_values:
        return False
    if bounds and a.bound != b.bound:
        return False
    if a.base_unit == b.base_unit:
        return True
    bare = a if not a.base_unit else b
    return {a.base_unit, b.base_unit} == {"", "元"} and any(scale in bare.unit for scale in "万亿萬億")
