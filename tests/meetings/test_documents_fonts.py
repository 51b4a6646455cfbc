import os
import string

import pytest

from meetings.paper.fonts import UnsupportedCharacter, refuse_unsupported, unsupported_characters
from meetings.paper.rendering import font_configuration

SWEDISH = string.printable.replace("\x0b", "").replace("\x0c", "")


@pytest.mark.parametrize(
    "text", [SWEDISH, "ÅÄÖåäö éèüçØæ Šł", "§ – — ’ ” » … × ½ € ° • −", "50\u202f000\u2009\u00a0\u00ad"]
)
def test_what_a_swedish_office_writes_can_be_printed(text):
    assert unsupported_characters(text) == []


@pytest.mark.parametrize(
    "character", ["😀", "中", "א", "\u200b", "\ufeff", "\x00", "\ue000", "\u2028", "\x0b"]
)
def test_other_characters_are_named(character):
    assert unsupported_characters(f"a{character}b{character}") == [character]


def test_sentence_names_the_characters():
    with pytest.raises(UnsupportedCharacter) as refusal:
        refuse_unsupported("Bra 😀 och \x00")
    assert refusal.value.sentence == (
        "Tecknen «😀» (U+1F600), «□» (U+0000) kan inte skrivas ut i protokollet. Ta bort dem."
    )


def test_other_programs_keep_the_fonts_of_the_machine(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    font_configuration()
    assert "FONTCONFIG_FILE" not in os.environ
    monkeypatch.setenv("FONTCONFIG_FILE", "own")
    font_configuration()
    assert os.environ["FONTCONFIG_FILE"] == "own"
