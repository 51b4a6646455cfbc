import pytest

from meetings.rules.distance import Mode, Participation, distance_findings

HERE = Participation("Astrid", Mode.ON_SITE)
AWAY = Participation("Petra", Mode.ABSENT)
UNSAID = Participation("Olle", "")
REMOTE = Participation("Mona", Mode.REMOTE)
SOUND = Participation("Henrik", Mode.REMOTE_AUDIO, "kameran är trasig")
NO_REASON = Participation("Vera", Mode.REMOTE_AUDIO, " ")


@pytest.mark.parametrize(
    ("people", "decided", "audio_decided", "sentences"),
    [
        ([], False, False, []),
        ([HERE, AWAY, UNSAID], False, False, []),
        ([HERE, REMOTE, SOUND], True, True, []),
        (
            [HERE, REMOTE],
            False,
            False,
            ["Mona deltar på distans, men styrelsens beslut om det saknas (Finsam 19 a §)"],
        ),
        (
            [REMOTE, SOUND],
            False,
            True,
            ["Mona och Henrik deltar på distans, men styrelsens beslut om det saknas (Finsam 19 a §)"],
        ),
        (
            [REMOTE, SOUND],
            True,
            False,
            ["Henrik deltar med enbart ljud, men styrelsens beslut omfattar inte det (Finsam 19 a §)"],
        ),
        (
            [SOUND, NO_REASON],
            True,
            True,
            ["Ange styrelsens skäl för att Vera deltar med enbart ljud"],
        ),
    ],
)
def test_distance_asks_for_the_boards_decision_and_sound_alone_for_a_reason(
    people, decided, audio_decided, sentences
):
    assert distance_findings(people, decided=decided, audio_decided=audio_decided) == sentences


def test_all_that_is_missing_is_said():
    assert len(distance_findings([NO_REASON], decided=False, audio_decided=False)) == 3
