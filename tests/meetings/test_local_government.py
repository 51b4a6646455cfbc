"""Sweden's regioner and kommuner, counted, and a förvaltningsrätt's kammarrätt."""

from itertools import pairwise

from meetings.rules.courts import APPEAL_COURTS
from meetings.rules.local_government import by_region, local_governments

# Statistics Sweden's codes of the län, and how many kommuner each has.
KOMMUNER_IN = {
    "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6,
    "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
}  # fmt: skip


def test_there_are_21_regioner_and_290_kommuner() -> None:
    every = local_governments().values()
    assert [one.code for one in every if one.is_region] == list(KOMMUNER_IN)
    kommuner = [one for one in every if not one.is_region]
    assert len(kommuner) == 290
    assert {code: sum(one.code[:2] == code for one in kommuner) for code in KOMMUNER_IN} == KOMMUNER_IN


def test_each_has_a_code_a_name_and_a_kortnamn_of_its_own() -> None:
    every = list(local_governments().values())
    assert all(one.code.isdecimal() and len(one.code) in (2, 4) for one in every)
    assert all(earlier < later for earlier, later in pairwise(one.code for one in every))
    assert len({one.name for one in every}) == len({one.short.casefold() for one in every}) == 311
    assert all(1 <= len(one.short) <= 10 for one in every)
    assert all(one.name.endswith(" kommun") for one in every if not one.is_region)
    assert all("egion" in one.name for one in every if one.is_region)


def test_names_are_in_the_genitive_that_each_has() -> None:
    names = {one.code: one.name for one in local_governments().values()}
    known = {
        "0114": "Upplands Väsby kommun", "0140": "Nykvarns kommun", "0180": "Stockholms kommun",
        "0880": "Kalmar kommun", "1421": "Orust kommun", "1427": "Sotenäs kommun", "1463": "Marks kommun",
        "1480": "Göteborgs kommun", "1764": "Grums kommun", "2080": "Falu kommun", "2514": "Kalix kommun",
        "2023": "Malung-Sälens kommun", "2584": "Kiruna kommun", "14": "Västra Götalandsregionen",
    }  # fmt: skip
    assert {code: names[code] for code in known} == known


def test_gotland_is_chosen_once() -> None:
    offered = [one.code for region, kommuner in by_region() for one in (region, *kommuner)]
    assert len(offered) == len(set(offered)) == 310
    assert "09" in offered
    assert "0980" not in offered


def test_each_of_twelve_forvaltningsratter_has_its_kammarratt() -> None:
    assert len(APPEAL_COURTS) == 12
    assert len(set(APPEAL_COURTS.values())) == 4
    assert APPEAL_COURTS["Förvaltningsrätten i Falun"] == "Kammarrätten i Sundsvall"
    assert APPEAL_COURTS["Förvaltningsrätten i Linköping"] == "Kammarrätten i Jönköping"
