"""Runnable measurements of the whole service over real reports, with dated results in README.md."""
