"""Options of `wenju model` and `wenju journal`; apart from what they do, which takes longer to import."""

from __future__ import annotations

import argparse


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "generator",
        nargs="?",
        help="extractive, transformers:MODEL_OR_FOLDER, or openai:http://HOST:PORT/v1#MODEL; shown if left out",
    )
    parser.add_argument("--agree", metavar="HOST", help="let questions and report text go to this remote host")
    parser.add_argument("--withdraw", metavar="HOST", help="take an agreement back")
    parser.add_argument("--forget", action="store_true", help="back to extractive, without any agreement")
    parser.add_argument("--test", action="store_true", help="put a small question to the model, as `wenju doctor` does")


def add_journal_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--off", action="store_true", help="delete all entries and log nothing more")
    what.add_argument("--on", action="store_true", help="log again")
    what.add_argument("--delete", action="store_true", help="delete all entries")
    what.add_argument("--replay", action="store_true", help="hold every logged draft to the reports as they are now")
