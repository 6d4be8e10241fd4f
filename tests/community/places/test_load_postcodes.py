import io
import re
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from community.places.models.postcodes import Postcode
from community.places.queries import Precision, find_location
from tests.factories.shared import shared_file

pytestmark = pytest.mark.django_db

CODE_POINT = (
    '"ZZ1 1AA",10,114000,25000,"E92000001","E19","E18","","E06999999","E05999999"\n'
    '"ZZ101SL",10,114500,25000,"E92000001","E19","E18","","E06999999","E05999999"\n'
    '"ZZ1 1AB",90,0,0,"E92000001","","","","E06999999",""\n'
    '"ZZ1 1AC",ten,here,there\n'
)
ONSPD_OLD = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,usertype,oseast1m,lat,long,lep1\n"
    '"ZZ1 1AA","ZZ1  1AA","ZZ1 1AA","198001","","E10","E06999999","0","114000",50.1,-6.0,""\n'
    '"ZZ1 1AB","ZZ1  1AB","ZZ1 1AB","198001","199606","E10","E06999999","0","",50.2,-6.0,""\n'
    '"ZZ1 1AD","ZZ1  1AD","ZZ1 1AD","198001","","E10","E06999999","0","",99.999999,0.000000,""\n'
    '"","","","","","","","","",,,""\n'
)
ONSPD_NEW = (
    "\ufeffpcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,usrtypind,lat,long,lep21cd1\n"
    '"ZZ1 1AA","ZZ1  1AA","ZZ1 1AA","198001","","E10","E06999999","0",50.1,-6.0,""\n'
)


@pytest.fixture
def file(tmp_path):
    def make(text, name="postcodes.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


def load(*paths) -> str:
    output = io.StringIO()
    call_command("load_postcodes", *map(str, paths), stdout=output)
    return output.getvalue()


def test_code_point_open_is_read_and_every_row_is_accounted_for(file):
    output = load(file(CODE_POINT))

    assert "4 rows: 3 new, 0 changed, 0 unchanged, 1 not understood." in output
    assert "1 have no location; 0 have ended; 2 new outward codes." in output
    assert find_location("zz1 1aa").authority_code == "E06999999"
    assert find_location("ZZ10 1SL").label == "ZZ10 1SL"
    assert find_location("ZZ1 1AB").label == "ZZ1"


@pytest.mark.parametrize("text", [CODE_POINT, ONSPD_OLD, ONSPD_NEW])
def test_a_second_run_changes_nothing(file, text):
    path = file(text)
    load(path)
    before = list(Postcode.objects.order_by("code").values())

    output = load(path)

    assert ": 0 new, 0 changed," in output
    assert list(Postcode.objects.order_by("code").values()) == before


def test_onspd_of_the_older_layout_marks_what_has_ended(file):
    output = load(file(ONSPD_OLD))

    assert "4 rows: 3 new, 0 changed, 0 unchanged, 1 not understood." in output
    ended = Postcode.objects.get(code="ZZ1 1AB")
    assert (ended.ended_on, ended.authority_code) == (date(1996, 6, 1), "E06999999")
    assert find_location("ZZ1 1AD").note.startswith("Nobody has said where ZZ1 1AD is.")


def test_onspd_of_the_newer_layout_is_read_by_its_header(file):
    load(file(ONSPD_NEW))

    assert Postcode.objects.values_list("latitude", "longitude", "authority_code").get(
        code="ZZ1 1AA"
    ) == (50.1, -6.0, "E06999999")


def test_a_changed_postcode_is_corrected(file):
    load(file(ONSPD_NEW))

    output = load(file(ONSPD_NEW.replace("50.1,", "50.3,")))

    assert "1 rows: 0 new, 1 changed, 0 unchanged" in output
    assert find_location("ZZ1 1AA").latitude == 50.3


def test_a_postcode_written_twice_in_a_file_is_kept_once(file):
    assert "8 rows: 3 new, 0 changed, 3 unchanged" in load(file(CODE_POINT * 2))


def test_a_zip_is_read_without_its_other_tables_and_pieces(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/zz.csv", CODE_POINT)
        archive.writestr("Data/multi_csv/zz.csv", CODE_POINT)
        archive.writestr("Documents/names.csv", "code,name\nE06999999,Westsea\n")
        archive.writestr("Doc/licence.txt", "open")

    output = load(path)

    assert "4 rows: 3 new" in output
    assert "Documents/names.csv: left out, it begins with “code,name”." in output


OLD_NAMES = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,oseast1m,lat,long"
NEW_NAMES = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,east1m,lat,long"


@pytest.mark.parametrize("names", [OLD_NAMES, NEW_NAMES])
def test_either_layout_of_onspd_is_found_however_it_is_typed(file, names):
    rows = [
        ("ZZ1 1AA", "", "50.1", "-6.0"),
        ("zz101sl", "", "50.2", "-6.0"),
        ("ZZ1  1AB", "199606", "50.3", "-6.0"),
        ("ZZ1 1AD", "", "99.999999", "0.000000"),
        ("ZZ1 1AE", "", "", ""),
        ("ZZ1 1AF", "", "nan", "-6.0"),
        ("ZZ1 1AG", "", "50.1", "999"),
    ]
    lines = [
        f'"","","{code}","198001","{end}","","E06999999","",{n},{e}' for code, end, n, e in rows
    ]

    output = load(file("\n".join([names, *lines])))

    assert "7 rows: 7 new, 0 changed, 0 unchanged, 0 not understood." in output
    assert "4 have no location; 1 have ended; 2 new outward codes." in output
    for typed in ("zz1 1aa", "ZZ11AA", " zz1  1AA "):
        assert (find_location(typed).label, find_location(typed).latitude) == ("ZZ1 1AA", 50.1)
    assert find_location("Zz10 1sL").label == "ZZ10 1SL"
    assert (find_location("zz11ab").ended, find_location("zz11ab").latitude) == (True, 50.3)
    for nowhere in ("zz11ad", "zz1 1ae", "ZZ1 1AF", "ZZ1 1AG"):
        assert find_location(nowhere).note.startswith("Nobody has said where")
    assert find_location("zz10").precision == Precision.OUTWARD
    assert find_location("ZZ1").authority_code == "E06999999"


def onspd(*rows: tuple[str, str, str, str]) -> str:
    """Of (code, end, latitude, longitude)."""
    lines = [
        f'"","","{code}","198001","{end}","","E06999999","",{n},{e}' for code, end, n, e in rows
    ]
    return "\n".join([OLD_NAMES, *lines])


@pytest.mark.holds("fault:I10")
def test_a_place_outside_the_country_is_not_taken_and_the_row_is(file):
    swapped = ("ZZ1 1AB", "", "-6.0", "50.1")

    output = load(file(onspd(("ZZ1 1AA", "", "0", "0"), swapped, ("ZZ1 1AD", "", "60.8", "-0.9"))))

    assert "3 rows: 3 new" in output and "2 have no location" in output
    for nowhere in ("ZZ1 1AA", "ZZ1 1AB"):
        assert find_location(nowhere).note.startswith("Nobody has said where")
    assert find_location("ZZ1 1AD").latitude == 60.8


@pytest.mark.holds("fault:I10")
@pytest.mark.parametrize("end", ["2023", "202313", "once"])
def test_a_bad_end_date_loses_the_date_and_not_the_row(file, end):
    load(file(onspd(("ZZ1 1AA", end, "50.1", "-6.0"))))

    location = find_location("ZZ1 1AA")
    assert (location.latitude, location.ended) == (50.1, False)


@pytest.mark.holds("fault:I10")
def test_a_first_half_is_put_in_its_place_once_a_unit_of_it_has_one(file):
    load(file(onspd(("ZZ1 1AA", "", "99.999999", "0.0"))))
    load(file(onspd(("ZZ1 1AA", "", "50.1", "-6.0"), ("ZZ1 1AB", "", "50.3", "-6.0"))))

    assert find_location("ZZ1").latitude == 50.2


@pytest.mark.holds("fault:I10")
def test_the_first_twenty_lines_that_are_not_understood_are_shown(file):
    bad = [(f"what {number}", "", "50.1", "-6.0") for number in range(25)]

    output = load(file(onspd(("ZZ1 1AA", "", "50.1", "-6.0"), *bad)))

    shown = [line for line in output.splitlines() if line.startswith("Not understood: ")]
    assert len(shown) == 20
    assert "line 3: ,,what 0,198001" in shown[0] and "line 22: " in shown[-1]
    assert "25 not understood" in output


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "<html>"])
def test_a_file_of_something_else_is_refused_plainly(file, text):
    with pytest.raises(CommandError, match="no postcodes in this"):
        load(file(text))


def test_a_file_that_is_not_there_is_refused_plainly(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "nothing.zip")


WRONG = {
    "a page of a book": b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n",
    "another alphabet": "pcds,lat".encode("utf-16"),
    "one endless line": b'{"content": "' + b"x" * 200_000 + b'"}',
    "half a zip": b"PK\x03\x04 and no end",
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_in_one_plain_sentence(tmp_path, what):
    path = tmp_path / "wrong.csv"
    path.write_bytes(WRONG[what])

    with pytest.raises(CommandError) as no:
        load(path)

    assert re.search("no file of postcodes|There were no postcodes in this", str(no.value))
    assert "codec" not in str(no.value)
    assert not Postcode.objects.exists()


def test_a_damaged_zip_is_refused_and_what_was_kept_stays(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data/zz.csv", CODE_POINT)
        archive.writestr("Data/zy.csv", CODE_POINT.replace("ZZ", "ZY") * 50)
    whole = bytearray(path.read_bytes())
    at = whole.index(b"zy.csv") + 20
    whole[at : at + 30] = b"\xff" * 30
    path.write_bytes(whole)

    with pytest.raises(CommandError, match="It is damaged"):
        load(path)

    assert Postcode.objects.filter(code="ZZ1 1AA").exists()


def test_a_folder_is_refused_plainly(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be read \(Is a directory\)"):
        load(tmp_path)


def test_the_embedded_places_are_put_in_once_and_never_overwrite(file):
    load(file('"BS1 1AD",10,1,1,"","","","","E06000023",""\n'))
    latitude = Postcode.objects.get(code="BS1 1AD").latitude
    outputs = [io.StringIO(), io.StringIO()]

    for out in outputs:
        call_command("load_places", stdout=out)

    assert outputs[1].getvalue().startswith("Places: 0 new, ")
    assert Postcode.objects.exclude(code__contains=" ").count() > 2_800
    assert find_location("bs3 1ab").authority_code == "E06000023"
    assert Postcode.objects.get(code="BS1 1AD").latitude == latitude


@pytest.mark.parametrize("name", ["aug2024", "nov2025"])
def test_real_onspd_samples_of_both_layouts_are_read(name):
    output = load(shared_file(f"postcodes/onspd_layout_{name}.csv"))

    assert "4 rows: 4 new, 0 changed, 0 unchanged, 0 not understood." in output


def test_a_real_code_point_file_is_read_and_read_again():
    path = shared_file("postcodes/codepoint_open_bristol_raw.csv")

    assert "5,313 rows: 5,313 new, 0 changed, 0 unchanged, 0 not understood." in load(path)
    assert "5,313 rows: 0 new, 0 changed, 5,313 unchanged" in load(path)
