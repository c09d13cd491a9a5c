"""Who writes the answers: file and environment, what is agreed to, and the two commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.cli import main
from rag.config import Settings, change, load, parse_spec
from rag.errors import LibraryProblem, UsageError

ENDPOINT = "openai:https://models.example.org/v1#big"


def test_default_needs_neither_network_nor_model(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings()
    assert Settings().generator == "extractive"


def test_environment_overrules_the_file(tmp_path: Path) -> None:
    change(tmp_path, generator="transformers:/models/a", timeout_s=30.0)
    settings = load(tmp_path, {"WENJU_GENERATOR": "extractive", "WENJU_AGREED_HOSTS": "a.example, b.example:8000"})
    assert (settings.generator, settings.timeout_s) == ("extractive", 30.0)
    assert settings.agreed_hosts == ("a.example", "b.example:8000")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    change(tmp_path, generator='transformers:/models/"q\\u" 模型', agreed_hosts=("a.example",), journal=False)
    settings = load(tmp_path, {})
    assert settings.generator == 'transformers:/models/"q\\u" 模型'
    assert (settings.agreed_hosts, settings.journal) == (("a.example",), False)


def test_key_is_never_written_nor_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, {"WENJU_API_KEY": "s3cret"})
    change(tmp_path, generator=ENDPOINT)
    assert settings.api_key == "s3cret"
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('api_key = "x"', "holds a key"),
        ("generatr = 1", "unknown setting generatr"),
        ("not toml", "cannot be read"),
    ],
)
def test_file_that_says_what_it_may_not_is_refused(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryProblem, match=match):
        load(tmp_path, {})


@pytest.mark.parametrize(
    "environ",
    [{"WENJU_MAX_TOKENS": "many"}, {"WENJU_JOURNAL": "perhaps"}, {"WENJU_GENERATOR": "gpt"}, {"WENJU_SEED": "-1"}],
)
def test_value_of_the_wrong_kind_is_refused(tmp_path: Path, environ: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"WENJU_|names no generator"):
        load(tmp_path, environ)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("openai:http://127.0.0.1:11434/v1#qwen3:4b", ""),
        ("openai:http://localhost:8000/v1#a/b", ""),
        ("openai:http://[::1]:8000/v1#a", ""),
        ("openai:http://10.0.0.5:8000/v1#a", "10.0.0.5:8000"),
        ("openai:https://127.0.0.1.example.org/v1#a", "127.0.0.1.example.org"),
        ("transformers:Qwen/Qwen3-4B-Instruct-2507", ""),
    ],
)
def test_host_that_report_text_would_go_to(text: str, host: str) -> None:
    assert parse_spec(text).host == host
    assert str(parse_spec(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "gpt-4", "transformers:", "openai:https://a.example/v1", "openai:ftp://a/v1#m", "openai:https://u:p@a/v1#m"],
)
def test_what_names_no_generator_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="names no generator"):
        parse_spec(text)


def test_command_sets_agrees_withdraws_and_forgets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ("--home", str(tmp_path), "--json")

    def model(*arguments: str) -> tuple[dict[str, object], str]:
        assert main(["model", *arguments, *home]) == 0
        said = capsys.readouterr()
        return json.loads(said.out), said.err

    shown, told = model(ENDPOINT)
    assert (shown["where"], shown["agreed"]) == ("models.example.org", False)
    assert "wenju model --agree models.example.org" in told
    shown, told = model("--agree", "https://models.example.org/v1")
    assert (shown["agreed"], told) == (True, "")
    assert model("--withdraw", "models.example.org")[0]["agreed"] is False
    model("--agree", "models.example.org")
    assert model("--forget")[0] == {
        "generator": "extractive",
        "where": "this machine",
        "agreed": True,
        "agreed_hosts": "",
        "key": "not set",
        "journal": "on",
    }


def test_wrong_words_are_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "gpt-4", "--home", str(tmp_path)]) == 2
    assert main(["model", "--withdraw", "a.example", "--home", str(tmp_path)]) == 2
    capsys.readouterr()
