"""Each format read back by another program than the one that wrote it."""

import csv
import dataclasses
import io
import json

import builders
import geopandas
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box, shape

from extraction.pipeline import load_extractor, read_report
from extraction.record import INCIDENT_KEYS, LIST_KEYS, incident_record
from furat.errors import ExportError
from furat.exchange.csv import write_csv
from furat.exchange.export import FORMATS, export_text, open_output, write_incidents
from furat.exchange.flat import flatten
from furat.exchange.geojson import area_lookup, geometry_json
from furat.exchange.jsonl import write_jsonl
from furat.store.filters import Filter
from furat.store.frame import incident_frame, records
from furat.store.ingest import ingest
from furat.store.passing import apply_filter
from furat.store.search import word_search
from furat.store.workspace import open_workspace
from geo.areas import circle, load_areas
from geo.attribution import attribution


@pytest.fixture(scope="module")
def lookup():
    return area_lookup(load_areas(), builders.gazetteer())


def _records(*places, **changes):
    report = builders.report("r1", source="=مثال", url="https://example.org")
    return [
        incident_record(builders.incident("r1", number, place, **changes), report)
        for number, place in enumerate(places)
    ]


def _written(rows, **options):
    out = io.StringIO(newline="")
    count = write_incidents(rows, out, **options)
    return count, out.getvalue()


def _geojson(rows, **options):
    count, text = _written(rows, format="geojson", **options)
    data = json.loads(text)
    assert len(data["features"]) == count == len(rows)
    return data


class TestFlat:
    def test_lists_are_joined_and_nothing_is_lost(self):
        (record,) = _records("C5119", perpetrators=("isis", "unidentified_gunmen"), weapons=())
        flat = flatten(record)
        assert list(flat) == list(record)
        assert flat["perpetrators"] == "isis;unidentified_gunmen"
        assert flat["weapons"] == ""
        assert flat["injured_low"] is None
        assert flat["spans"] == "place:32:38:place.exact;killed:45:51:count.dual"

    def test_candidates(self):
        flat = flatten({"candidates": [{"place_id": "C5119", "name": "x", "score": 0.9, "reasons": ["a"]}]})
        assert flat == {"candidates": "C5119:0.9"}

    def test_what_no_format_can_write(self):
        with pytest.raises(TypeError, match="date"):
            flatten({"a": builders.days("2021-01-01").start})


class TestJsonl:
    def test_lines_are_the_records(self):
        rows = _records("C5119", "SY09", None)
        _, text = _written(rows, format="jsonl")
        assert [json.loads(line) for line in text.split("\n")[:-1]] == rows
        assert "الشحيل" in text

    @given(st.lists(st.text()))
    def test_one_line_a_record_whatever_the_text(self, texts):
        out = io.StringIO()
        assert write_jsonl([{"a": text} for text in texts], out) == len(texts)
        lines = out.getvalue().splitlines()  # parts at every line end that Unicode knows
        assert [json.loads(line)["a"] for line in lines] == texts

    def test_no_number_that_json_lacks(self):
        with pytest.raises(ValueError, match="JSON compliant"):
            write_jsonl([{"a": float("nan")}], io.StringIO())


class TestCsv:
    def test_rows_are_the_records(self):
        rows = _records("C5119", "SY09", None)
        _, text = _written(rows, format="csv")
        table = list(csv.DictReader(io.StringIO(text, newline="")))
        assert tuple(table[0]) == INCIDENT_KEYS
        assert [row["incident_id"] for row in table] == [row["incident_id"] for row in rows]
        assert (table[0]["killed_low"], table[0]["injured_low"], table[0]["casualties_shared"]) == ("2", "", "false")
        assert (table[2]["place_id"], table[2]["lat"]) == ("", "")
        assert table[0]["evidence"] == rows[0]["evidence"]
        assert text.endswith("\r\n")

    def test_byte_order_mark_on_demand(self):
        rows = _records("C5119")
        plain, marked = _written(rows, format="csv")[1], _written(rows, format="csv", excel=True)[1]
        assert marked == "\ufeff" + plain

    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("+963", "'+963"),
            ("-نص", "'-نص"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("'", "'"),
            (-33.5, "-33.5"),
            (-1, "-1"),
            (None, ""),
            (True, "true"),
            (["=a", "b"], "'=a;b"),
        ],
    )
    def test_no_text_is_run_as_a_formula_and_numbers_stay_numbers(self, value, cell):
        out = io.StringIO(newline="")
        write_csv([{"a": value, "b": "x"}], out, columns=("a", "b"))
        (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
        assert row == {"a": cell, "b": "x"}

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))))
    def test_every_text_comes_back_but_for_the_apostrophe(self, texts):
        out = io.StringIO(newline="")
        write_csv([{"a": text, "b": "x"} for text in texts], out, columns=("a", "b"))
        got = [row["a"] for row in csv.DictReader(io.StringIO(out.getvalue(), newline=""))]
        assert [
            cell if cell == text else cell.removeprefix("'") for cell, text in zip(got, texts, strict=True)
        ] == texts
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in got)


class TestGeojson:
    def test_points_have_the_coordinates_of_the_record(self, lookup, gazetteer):
        data = _geojson(_records("C5119"), shape=lookup)
        place = gazetteer["C5119"]
        assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}
        assert data["features"][0]["properties"]["area_basis"] is None

    def test_properties_are_the_contract_flat(self, lookup):
        rows = _records("C5119", "SY09", None)
        for feature, row in zip(_geojson(rows, shape=lookup)["features"], rows, strict=True):
            properties = dict(feature["properties"])
            properties.pop("area_basis")
            assert properties == flatten(row)
            assert tuple(properties) == INCIDENT_KEYS
            assert not any(isinstance(properties[key], list) for key in LIST_KEYS)
            assert feature["id"] == row["incident_id"]

    @pytest.mark.parametrize(
        ("areas", "kinds", "basis"),
        [("polygon", ("Polygon", "MultiPolygon"), "polygon"), ("point", ("Point",), None), ("none", (None,), None)],
    )
    def test_an_area_as_asked(self, lookup, areas, kinds, basis):
        (feature,) = _geojson(_records("SY09"), shape=lookup, areas=areas)["features"]
        assert (feature["geometry"] or {"type": None})["type"] in kinds
        assert feature["properties"]["area_basis"] == basis

    def test_an_area_holds_its_label_point(self, lookup, gazetteer):
        places = ["SY09", "SY090202", "C5119"]
        for feature, place_id in zip(_geojson(_records(*places), shape=lookup)["features"], places, strict=True):
            place = gazetteer[place_id]
            assert shape(feature["geometry"]).intersects(Point(place.lon, place.lat))

    def test_every_area_of_the_gazetteer_is_valid(self, lookup, gazetteer):
        areas = [place.place_id for place in gazetteer if place.is_area]
        bases = set()
        for feature in _geojson(_records(*areas), shape=lookup)["features"]:
            geometry = shape(feature["geometry"])
            assert geometry.is_valid, feature["properties"]["place_id"]
            assert not geometry.is_empty
            west, south, east, north = geometry.bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90
            bases.add(feature["properties"]["area_basis"])
        assert {"polygon", "radius"} <= bases

    def test_without_shapes_the_label_point(self, gazetteer):
        (feature,) = _geojson(_records("SY09"))["features"]
        assert feature["geometry"]["type"] == "Point"

    def test_no_coordinates_no_geometry_and_counted(self, lookup):
        data = _geojson(_records("C5119", None, None), shape=lookup)
        assert [feature["geometry"] is None for feature in data["features"]] == [False, True, True]
        assert data["unmapped"] == 2

    @pytest.mark.parametrize(
        ("changes", "basis"),
        [
            ({"kind": "desert", "geo_precision": 3, "uncertainty_km": 15.0}, "radius"),
            ({"place_id": None, "geo_precision": 3, "uncertainty_km": 10.0}, "radius"),
            ({"place_id": None, "kind": "desert", "geo_precision": 3, "uncertainty_km": 10.0}, "radius"),
            ({"place_id": None, "geo_precision": 3, "uncertainty_km": None}, None),
            ({"place_id": None, "geo_precision": 3, "uncertainty_km": 0.0}, None),
            ({"place_id": None, "geo_precision": 2, "uncertainty_km": 10.0}, None),
            ({"geo_precision": 2, "uncertainty_km": 5.0}, None),
        ],
    )
    def test_the_surroundings_of_a_point_are_a_labelled_radius(self, lookup, changes, basis):
        where = dataclasses.replace(builders.location("C5153"), **changes)
        (feature,) = _geojson(_records("C5153", location=where), shape=lookup)["features"]
        drawn = shape(feature["geometry"])
        assert feature["properties"]["area_basis"] == basis
        if basis is None:
            assert (drawn.x, drawn.y) == (where.lon, where.lat)
        else:
            expected = circle(where.lat, where.lon, where.uncertainty_km)
            assert drawn.symmetric_difference(expected).area < 1e-3 * expected.area

    @pytest.mark.parametrize("kind", ["town", "subdistrict"])
    def test_far_between_two_places_is_a_circle_half_way_not_the_area_of_the_first(self, lookup, kind):
        where = dataclasses.replace(
            builders.location("SY090102"), kind=kind, lat=35.2, lon=40.3, geo_precision=3, uncertainty_km=9.0
        )
        rows = _records("SY090102", location=where, flags=("between_places",))
        (feature,) = _geojson(rows, shape=lookup)["features"]
        assert feature["properties"]["area_basis"] == "radius"
        assert shape(feature["geometry"]).centroid.distance(Point(40.3, 35.2)) < 1e-3

    def test_a_foreign_country_stays_a_point(self, lookup):
        (feature,) = _geojson(_records("IQ"), shape=lookup)["features"]
        assert (feature["geometry"]["type"], feature["properties"]["area_basis"]) == ("Point", None)

    @pytest.mark.parametrize(("areas", "kind"), [("point", "Point"), ("none", None)])
    def test_the_surroundings_of_a_point_as_asked(self, lookup, areas, kind):
        where = dataclasses.replace(builders.location("C5153"), kind="desert", geo_precision=3, uncertainty_km=15.0)
        (feature,) = _geojson(_records("C5153", location=where), shape=lookup, areas=areas)["features"]
        assert (feature["geometry"] or {"type": None})["type"] == kind

    def test_the_desert_around_a_village_all_the_way(self, lookup, gazetteer):
        """From the words to the feature: بادية الحصين is a circle about الحصين, in which the village lies."""
        report = builders.report("r9", "قتل عنصران من قسد بانفجار لغم في بادية الحصين.")
        (incident,) = read_report(report, load_extractor(gazetteer)).incidents
        (feature,) = _geojson([incident_record(incident, report)], shape=lookup)["features"]
        place = gazetteer["C5153"]
        assert (incident.location.place_id, feature["properties"]["area_basis"]) == ("C5153", "radius")
        assert shape(feature["geometry"]).centroid.distance(Point(place.lon, place.lat)) < 1e-3

    def test_what_stands_beside_the_features(self, lookup):
        data = _geojson(_records("C5119"), shape=lookup, about={"places": ["C5119"]})
        assert data["type"] == "FeatureCollection"
        assert data["generator"].startswith("Furat ")
        assert data["filter"] == {"places": ["C5119"]}
        assert data["attribution"] == attribution()
        assert "crs" not in data
        assert "fictional" not in data

    def test_invented_reports_say_so(self):
        data = _geojson(_records("C5119", flags=("fictional",)))
        assert data["fictional"] is True
        assert "invented" in data["notice"]

    def test_nothing_is_valid_too(self):
        data = _geojson([])
        assert (data["features"], data["unmapped"]) == ([], 0)

    def test_gdal_reads_it(self, lookup, tmp_path, gazetteer):
        rows = _records("C5119", "SY09", "C5110", None)
        path = tmp_path / "a.geojson"
        path.write_text(_written(rows, format="geojson", shape=lookup)[1], encoding="utf-8")
        frame = geopandas.read_file(path)
        assert frame["incident_id"].tolist() == [row["incident_id"] for row in rows]
        assert frame["place_name_ar"].tolist()[:3] == [gazetteer[row["place_id"]].name_ar for row in rows[:3]]
        assert frame.geometry.isna().tolist() == [False, False, False, True]
        assert frame["killed_low"].tolist() == [2, 2, 2, 2]

    @pytest.mark.parametrize(
        "geometry",
        [box(40, 35, 41, 36).reverse(), shapely.MultiPolygon([box(40, 35, 41, 36).reverse(), box(42, 35, 43, 36)])],
    )
    def test_outer_rings_run_counter_clockwise_and_close(self, geometry):
        made = json.loads(geometry_json(geometry))
        polygons = made["coordinates"] if made["type"] == "MultiPolygon" else [made["coordinates"]]
        for outer, *_ in polygons:
            assert shapely.LinearRing(outer).is_ccw
            assert outer[0] == outer[-1]

    def test_holes_run_clockwise(self):
        made = json.loads(geometry_json(box(40, 35, 41, 36).difference(box(40.4, 35.4, 40.6, 35.6))))
        outer, hole = made["coordinates"]
        assert shapely.LinearRing(outer).is_ccw
        assert not shapely.LinearRing(hole).is_ccw

    def test_five_decimals(self):
        made = json.loads(geometry_json(box(40.123456789, 35.1, 41, 36)))
        assert all(round(value, 5) == value for point in made["coordinates"][0] for value in point)

    def test_a_geometry_too_small_to_draw(self):
        assert geometry_json(box(40, 35, 40 + 1e-9, 35 + 1e-9)) is None


class TestExport:
    FILTERS = (Filter(), Filter(places=("C5119",)), Filter(places=("SY0902",), actors=("isis",)), Filter(text="لا أحد"))

    @pytest.fixture
    def frame(self, workspace, keep):
        for number, place in enumerate(["C5119", "C5110", "SY0902", "C5086", None]):
            name = f"r{number}"
            who = ("isis",) if number % 2 else ()
            keep(builders.report(name), builders.incident(name, 0, place, perpetrators=who))
        return incident_frame(workspace)

    @pytest.mark.parametrize("f", FILTERS)
    @pytest.mark.parametrize("format", FORMATS)
    def test_exactly_what_is_filtered(self, frame, workspace, f, format, gazetteer, lookup):
        kept = apply_filter(frame, f, gazetteer, word_search(workspace))
        text = export_text(kept, f, workspace, format=format, shape=lookup)
        if format == "geojson":
            got = [feature["properties"]["incident_id"] for feature in json.loads(text)["features"]]
        elif format == "csv":
            got = [row["incident_id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
        else:
            got = [json.loads(line)["incident_id"] for line in text.splitlines()]
        assert got == kept["incident_id"].tolist()

    def test_the_filter_is_named(self, frame, workspace):
        f = Filter(places=("C5119",), date_from=builders.days("2021-01-01").start)
        data = json.loads(export_text(frame, f, workspace, format="geojson"))
        assert data["filter"] == {"places": ["C5119"], "date_from": "2021-01-01"}

    @pytest.mark.parametrize("format", FORMATS)
    def test_samples_say_so_in_every_format(self, tmp_path, reads, format):
        reads(r1=[builders.incident("r1", 0)])
        target = open_workspace(tmp_path / "w", fictional=True)
        ingest(target, [builders.report("r1", fictional=True)], builders.extractor())
        text = export_text(incident_frame(target), Filter(), target, format=format)
        target.close()
        assert "no_perpetrator;fictional" in text or '"no_perpetrator", "fictional"' in text

    def test_another_format(self, frame, workspace):
        with pytest.raises(ExportError, match=r"'kml'.*jsonl, geojson, csv"):
            export_text(frame, Filter(), workspace, format="kml")

    def test_a_million_rows_would_be_written_one_at_a_time(self, workspace, keep):
        keep(builders.report("r1"), builders.incident("r1", 0))
        (row,) = records(incident_frame(workspace), workspace)
        drawn = 0

        class Out(io.StringIO):
            def write(self, text):
                if '"Feature",' in text:
                    assert text.count('"Feature",') == 1
                    assert drawn == self.features + 1
                    self.features += 1
                return len(text)

            features = 0

        def rows():
            nonlocal drawn
            for _ in range(50):
                drawn += 1
                yield row

        out = Out()
        assert write_incidents(rows(), out, format="geojson") == out.features == 50


class TestOutput:
    def test_whole_or_not_at_all(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("before", encoding="utf-8")
        with pytest.raises(ZeroDivisionError), open_output(path) as out:
            out.write("half")
            raise ZeroDivisionError
        assert path.read_text(encoding="utf-8") == "before"
        assert [item.name for item in tmp_path.iterdir()] == ["a.csv"]

    def test_line_ends_and_arabic_as_written(self, tmp_path):
        with open_output(tmp_path / "a.csv") as out:
            out.write("نص\r\nنص\n")
        assert (tmp_path / "a.csv").read_bytes() == "نص\r\nنص\n".encode()

    def test_an_existing_file_keeps_its_mode_and_a_link_stays_one(self, tmp_path):
        real, link = tmp_path / "real.csv", tmp_path / "link.csv"
        real.write_text("", encoding="utf-8")
        real.chmod(0o640)
        link.symlink_to(real)
        with open_output(link) as out:
            out.write("new")
        assert link.is_symlink()
        assert (real.read_text(encoding="utf-8"), real.stat().st_mode & 0o777) == ("new", 0o640)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(ExportError, match="cannot be written"), open_output(tmp_path / "none" / "a.csv"):
            pytest.fail("the file was opened")
