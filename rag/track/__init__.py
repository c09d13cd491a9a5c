"""A year's targets beside what the next report says of them."""

from rag.track.announced import announced
from rag.track.judge import Judged, judge, shown
from rag.track.pair import outcome, pair
from rag.track.types import Track, Verdict

__all__ = ["Judged", "Track", "Verdict", "announced", "judge", "outcome", "pair", "shown"]
