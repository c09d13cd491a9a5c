"""What `wenju model` and `wenju journal` do."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rag.config import Backend, Settings, change, load, parse_spec
from rag.errors import UsageError
from rag.journal import Journal, replay

OK, FAILED = 0, 1


def run_model(args: argparse.Namespace, home: Path) -> int:
    settings = load(home, os.environ)
    changes: dict[str, Any] = {}
    hosts = () if args.forget else settings.agreed_hosts
    if args.forget:
        changes["generator"] = Backend.EXTRACTIVE.value
    if args.generator:
        changes["generator"] = str(parse_spec(args.generator))
    if args.agree:
        hosts = (*(h for h in hosts if h != _host(args.agree)), _host(args.agree))
    if args.withdraw:
        if _host(args.withdraw) not in hosts:
            raise UsageError(f"{args.withdraw} is not agreed to.", fix=f"Agreed are: {', '.join(hosts) or 'none'}.")
        hosts = tuple(h for h in hosts if h != _host(args.withdraw))
    if hosts != settings.agreed_hosts:
        changes["agreed_hosts"] = hosts
    if changes:
        change(home, **changes)
        settings = load(home, os.environ)
    shown = describe(settings)
    if args.test:
        from rag.doctor import generator_check

        check = generator_check(home)
        shown["test"] = check.to_dict()
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for name, value in shown.items():
            print(f"{name}: {value['message'] if isinstance(value, dict) else value}")
    if settings.spec.host and not settings.may_send_to(settings.spec.host):
        print(
            f"Questions and report text would be sent to {settings.spec.host}. Nothing is sent before you agree:\n"
            f"    wenju model --agree {settings.spec.host}",
            file=sys.stderr,
        )
    return FAILED if args.test and not shown["test"]["ok"] else OK


def describe(settings: Settings) -> dict[str, Any]:
    """What is set, in words; never the key."""
    spec = settings.spec
    return {
        "generator": settings.generator,
        "where": spec.host or "this machine",
        "agreed": not spec.host or settings.may_send_to(spec.host),
        "agreed_hosts": ", ".join(settings.agreed_hosts),
        "key": "set" if settings.api_key else "not set",
        "journal": "on" if settings.journal else "off",
    }


def run_journal(args: argparse.Namespace, home: Path) -> int:
    journal = Journal(home)
    if args.replay:
        return _replay(home, as_json=args.json)
    deleted = journal.delete() if args.off or args.delete else 0
    if args.off or args.on:
        change(home, journal=args.on)
    settings = load(home, os.environ)
    entries = sum(1 for _ in journal.entries())
    shown = {"on": settings.journal, "entries": entries, "deleted": deleted, "file": str(journal.path)}
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        gone = f"{deleted} entries deleted; " if args.off or args.delete else ""
        print(f"{gone}the journal is {'on' if settings.journal else 'off'}: {entries} entries in {journal.path}")
    return OK


def _replay(home: Path, *, as_json: bool) -> int:
    from rag.library import Library

    n = same = 0
    with Library.open(home) as library:
        for one in replay(library):
            n, same = n + 1, same + one.is_same
            if as_json:
                print(json.dumps(one.to_dict(), ensure_ascii=False))
            elif not one.is_same:
                print(f"{one.question}\n- {one.before}\n+ {one.after}\n")
    print(f"{same} of {n} answers are the same", file=sys.stderr)
    return OK if same == n else FAILED


def _host(text: str) -> str:
    """A host as it is compared: name and port, without scheme and path."""
    parts = urlsplit(text if "//" in text else f"//{text}")
    if not parts.hostname:
        raise UsageError(f"{text!r} is no host.", fix="Give it like models.example.org or models.example.org:8000.")
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
