"""Bytes to characters: strict, detected, and honest about what was not certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_files import TEXT, TRADITIONAL

from rag.errors import UndecodableText
from rag.read.encoding import decode
from rag.read.frequent import share_of_frequent


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
        ("gb18030", b"", "gb18030"),
        ("gbk", b"", "gb18030"),
        ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_report_comes_out_the_same_from_every_encoding(codec: str, mark: bytes, name: str) -> None:
    decoded = decode(mark + TEXT.encode(codec), "report.txt")
    assert decoded.text == TEXT
    assert decoded.encoding == name


def test_big5_is_told_from_gb18030_although_both_fit_the_bytes() -> None:
    data = TRADITIONAL.replace("5.8%", "5.8％").encode("cp950")
    decoded = decode(data, "report.txt")
    assert decoded.encoding == "big5"
    assert decoded.text == data.decode("cp950")


def test_traditional_characters_in_gbk_are_not_taken_for_big5() -> None:
    assert decode(TRADITIONAL.encode("gbk"), "report.txt").encoding == "gb18030"


def test_when_two_encodings_fit_the_note_says_why_one_was_chosen() -> None:
    data = "政府工作報告".encode("cp950")
    data.decode("gb18030")  # it does fit
    decoded = decode(data, "report.txt")
    assert decoded.text == "政府工作報告"
    assert "the bytes alone do not decide" in decoded.notes[0]
    assert "gb18030" in decoded.notes[0]


def test_certain_encodings_carry_no_note() -> None:
    assert decode(TEXT.encode(), "report.txt").notes == ()
    assert decode(TEXT.encode("gb18030"), "report.txt").notes == ()


def test_latin_1_is_refused_and_the_message_lists_what_was_tried() -> None:
    with pytest.raises(UndecodableText, match=r"letter\.txt: no encoding .*utf-8.*gb18030.*big5") as caught:
        decode("Café crème, déjà vu à Besançon, où l'été".encode("latin-1"), "letter.txt")
    assert "UTF-8" in caught.value.fix


def test_a_wrong_byte_in_the_middle_is_refused_with_its_line() -> None:
    data = TEXT.encode()
    at = data.index("一、2023".encode())
    with pytest.raises(UndecodableText, match=r"utf-8: byte \d+ \(line 5\) does not fit"):
        decode(data[:at] + b"\xff" + data[at:], "report.txt")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_file_cut_inside_its_last_character_is_read_and_says_so(codec: str) -> None:
    data = "各位代表：现在，我代表市人民政府向大会报告工作，请予审议".encode(codec)[:-1]
    decoded = decode(data, "report.txt")
    assert decoded.text == "各位代表：现在，我代表市人民政府向大会报告工作，请予审"
    assert any("ends inside a character" in note for note in decoded.notes)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200, b"\x1f\x05" * 300, b"\xde\xad\xbe\xef" * 100]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(UndecodableText, match="blob"):
        decode(data, "blob.txt")


def test_line_ends_stay_as_they_are() -> None:
    assert decode("一、总则\r\n二、附则\r".encode(), "x.txt").text == "一、总则\r\n二、附则\r"


def test_a_declared_encoding_wins_where_it_fits_and_reads_as_chinese() -> None:
    decoded = decode(TRADITIONAL.encode("cp950"), "x.html", declared="Big5")
    assert (decoded.encoding, decoded.notes) == ("big5", ())


def test_a_declaration_that_the_bytes_contradict_is_reported() -> None:
    decoded = decode(TEXT.encode(), "x.html", declared="gb2312")
    assert decoded.text == TEXT
    assert decoded.notes == ("the page says that it is in gb2312, but its bytes are utf-8",)
    decoded = decode(TEXT.encode("gbk"), "x.html", declared="utf-8")
    assert decoded.text == TEXT
    assert "utf-8" in decoded.notes[0]


def test_a_few_words_of_gbk_that_are_valid_utf8_are_not_read_as_greek() -> None:
    data = "目目目".encode("gbk")
    assert data.decode("utf-8") != "目目目"
    assert decode(data, "x.txt").text == "目目目"


def test_right_and_wrong_readings_lie_far_apart() -> None:
    assert share_of_frequent(TEXT) > 0.85
    assert share_of_frequent(TEXT.encode().decode("gb18030", "ignore")) < 0.4
    assert share_of_frequent(TRADITIONAL) > 0.85


def test_every_real_report_survives_gb18030_and_utf16(shared_data: Path) -> None:
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        for codec in ("gb18030", "utf-16-le", "utf-16-be"):
            assert decode(text.encode(codec), path.name).text == text


PIECES = st.lists(
    st.sampled_from(
        ["全市", "生产总值", "增长5.8%", "，", "。\n", "（一）", "改革", "鄉鎮", "qū", "１２", "〇", " ", "A"]
    ),
    min_size=8,
    max_size=60,
)


@settings(deadline=None, max_examples=100)
@given(PIECES, st.sampled_from(["utf-8", "gb18030"]))
def test_text_of_the_genre_never_changes_on_its_way_through_bytes(pieces: list[str], codec: str) -> None:
    text = "政府工作报告" + "".join(pieces)
    assert decode(text.encode(codec), "x.txt").text == text


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_refusal(data: bytes) -> None:
    try:
        message, encoding = "", decode(data, "any.txt").encoding
    except UndecodableText as error:
        message, encoding = str(error), ""
    assert message.startswith("any.txt: ") or encoding in ("utf-8", "gb18030", "big5") or encoding.startswith("utf-")
