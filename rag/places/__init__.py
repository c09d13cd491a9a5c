"""Administrative divisions of China: a table, relations between names, and places named in a text."""

from rag.places.find import find_places
from rag.places.model import Level, Mention, Place
from rag.places.relations import canonical, contains, lookup, same_place

__all__ = ["Level", "Mention", "Place", "canonical", "contains", "find_places", "lookup", "same_place"]
