"""The three tabs of the page. Each lays its components out, and can say itself again in another language."""
