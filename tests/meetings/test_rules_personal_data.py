from time import process_time

import pytest

from meetings.rules.personal_data import PersonalDataKind, find_personal_data

PERSON, COORDINATION, PHONE, ACCOUNT = (
    PersonalDataKind.PERSONAL_NUMBER,
    PersonalDataKind.COORDINATION_NUMBER,
    PersonalDataKind.PHONE,
    PersonalDataKind.ACCOUNT,
)


@pytest.mark.parametrize(
    ("text", "kind", "matched"),
    [
        ("född 19121212-1212.", PERSON, "19121212-1212"),
        ("121212-1212", PERSON, "121212-1212"),
        ("121212+1212", PERSON, "121212+1212"),
        ("(191212121212)", PERSON, "191212121212"),
        ("1212121212", PERSON, "1212121212"),
        ("121212–1212", PERSON, "121212–1212"),
        ("811228 9874", PERSON, "811228 9874"),
        ("701063-2391", COORDINATION, "701063-2391"),
        ("tel. 070-123 45 67", PHONE, "070-123 45 67"),
        ("0701234567", PHONE, "0701234567"),
        ("0660-123 45,", PHONE, "0660-123 45"),
        ("08-123 456 78", PHONE, "08-123 456 78"),
        ("08/123 456 78", PHONE, "08/123 456 78"),
        ("+46 70 123 45 67", PHONE, "+46 70 123 45 67"),
        ("+46 (0)70-123 45 67", PHONE, "+46 (0)70-123 45 67"),
        ("0046701234567", PHONE, "0046701234567"),
        ("070.123.45.67", PHONE, "070.123.45.67"),
        ("+47 22 12 34 56", PHONE, "+47 22 12 34 56"),
        ("bankgiro 123-4567", ACCOUNT, "123-4567"),
        ("Bg: 5050-1055", ACCOUNT, "5050-1055"),
        ("plusgirot 12 34 56-7", ACCOUNT, "12 34 56-7"),
        ("kontonummer 8327-9, 123 456 789-0", ACCOUNT, "8327-9, 123 456 789-0"),
        ("clearingnr 6000 konto nr 123 456 789", ACCOUNT, "123 456 789"),
        ("SE45 5000 0000 0583 9825 7466 eller kontant", ACCOUNT, "SE45 5000 0000 0583 9825 7466"),
    ],
)
def test_personal_data_is_found(text, kind, matched):
    findings = find_personal_data(text)
    assert [(finding.kind, finding.matched) for finding in findings] == [(kind, matched)]
    assert text[findings[0].start : findings[0].end] == matched


@pytest.mark.parametrize(
    "text",
    [
        "",
        "org.nr 222000-0000",
        "org.nr 232100-0131",
        "121212-1213",  # wrong check digit
        "121312-1212",  # no such month
        "19230229-1216",  # no such day in that year
        "50 000 kronor, 1 250 000 kronor och 155 000,50 kr",
        "2 401 051 234 kronor",
        "den 30 maj 2024, 2024-05-30 och 2024-05-30 08:30",
        "kl. 8.30–11.00, kl. 08.30-11.00, 0830-1100",
        "071-123 45 67",  # no such area code
        "SE46 5000 0000 0583 9825 7466",  # wrong check digits
        "§§ 37–45, § 6.3, §43",
        "dnr 2024/0012-3, dnr 0002/15, Dnr 2012/01",
        "verksamhetsplan 2024-2028, 2024–2028",
        "lag (2003:1210), SFS 2017:725",
        "konto 4010, konto 4010 med 9 000",
        "7850D48A86EC644EC503C9EF11913DE377ED968D5543A37FE309511486ACBF26",
        "Projekt 1212121212a, x1212121212",
    ],
)
def test_sums_dates_and_register_numbers_are_left_alone(text):
    assert find_personal_data(text) == []


def test_several_are_found_in_order_without_overlap():
    findings = find_personal_data("Ring 070-123 45 67 om 121212-1212, konto 1212121212.")
    assert [finding.kind for finding in findings] == [PHONE, PERSON, PERSON]


def test_time_grows_no_faster_than_the_text():
    def time_of(length: int) -> float:
        began = process_time()
        assert len(find_personal_data("121212-1212 " * length)) == length
        return process_time() - began

    time_of(100)  # loads what the library reads first
    assert time_of(8_000) < 18 * time_of(800)
