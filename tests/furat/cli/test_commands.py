import csv
import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import builders
import pytest
from click.testing import CliRunner

from extraction.record import INCIDENT_KEYS
from extraction.types import Candidate, PlaceMention, Span
from furat.cli.app import command
from furat.cli.main import main
from furat.store.frame import incident_frame
from furat.store.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def run():
    def invoke(*arguments):
        return CliRunner().invoke(main, [str(item) for item in arguments])

    return invoke


@pytest.fixture
def inputs(tmp_path, reads):
    """Two good reports with three incidents, the second invented text of ours with a fault between them."""
    reads(
        a=[builders.incident("a", 0), builders.incident("a", 1, "SY09", perpetrators=("isis",))],
        b=[builders.incident("b", 0, None, date=None)],
    )
    path = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"id": "a", "text": builders.TEXT, "published": "2021-02-17", "source": "مثال"}, ensure_ascii=False),
        "not json",
        json.dumps({"id": "b", "text": builders.TEXT + "b"}, ensure_ascii=False),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _ids(text):
    return [json.loads(line)["incident_id"] for line in text.splitlines()]


class TestExtract:
    def test_records_to_standard_output_faults_to_standard_error(self, run, inputs):
        result = run("extract", inputs)
        assert _ids(result.stdout) == ["a-i0", "a-i1", "b-i0"]
        assert all(tuple(json.loads(line)) == INCIDENT_KEYS for line in result.stdout.splitlines())
        assert result.stderr.startswith(f"{inputs}:2: the line is not JSON")
        assert len(result.stderr.splitlines()) == 1
        assert result.exit_code == 1

    def test_without_faults_zero(self, run, tmp_path, reads):
        (tmp_path / "a.txt").write_text(builders.TEXT, encoding="utf-8")
        result = run("extract", tmp_path / "a.txt")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")

    @pytest.mark.parametrize("format", ["jsonl", "geojson", "csv"])
    def test_a_file_equals_standard_output(self, run, inputs, tmp_path, format):
        shown = run("extract", inputs, "--format", format).stdout_bytes
        run("extract", inputs, "--format", format, "-o", tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == shown
        assert shown

    def test_geojson_draws_areas_as_asked(self, run, inputs):
        kinds = {
            areas: [
                feature["geometry"] and feature["geometry"]["type"]
                for feature in json.loads(run("extract", inputs, "--format", "geojson", "--areas", areas).stdout)[
                    "features"
                ]
            ]
            for areas in ("polygon", "point", "none")
        }
        assert kinds["polygon"][0] == "Point"
        assert kinds["polygon"][1] in ("Polygon", "MultiPolygon")
        assert kinds["point"] == ["Point", "Point", None]
        assert kinds["none"] == ["Point", None, None]

    def test_invented_reports_are_flagged(self, run, tmp_path, reads):
        reads(a=[builders.incident("a", 0)])
        record = {"id": "a", "text": builders.TEXT, "fictional": True}
        (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
        (line,) = run("extract", tmp_path / "a.jsonl").stdout.splitlines()
        assert json.loads(line)["flags"] == ["no_perpetrator", "fictional"]
        data = json.loads(run("extract", tmp_path / "a.jsonl", "--format", "geojson").stdout)
        assert data["fictional"] is True

    def test_published(self, run, inputs):
        result = run("extract", inputs, "--published", "2022-03-01")
        assert [json.loads(line)["published"] for line in result.stdout.splitlines()] == [
            "2021-02-17", "2021-02-17", "2022-03-01",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("value", "what"),
        [("2022-02-30", "is no date"), (str(date.today() + timedelta(days=2)), "in the future"), ("x", "is no date")],
    )
    def test_published_that_cannot_be(self, run, inputs, value, what):
        result = run("extract", inputs, "--published", value)
        assert result.exit_code == 2
        assert what in " ".join(result.stderr.split())

    def test_a_place_to_write_that_is_not_there(self, run, inputs, tmp_path):
        result = run("extract", inputs, "-o", tmp_path / "none" / "x.jsonl")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr
        assert "Traceback" not in result.output


class TestPlaces:
    @pytest.fixture
    def named(self, reads, inputs):
        mention = PlaceMention(
            Span(32, 38),
            "الشحيل",
            "place.exact",
            "C5119",
            0.98765,
            (Candidate("C5119", "الشحيل", 0.98765, ("exact",)),),
        )
        unknown = PlaceMention(Span(0, 6), "انفجرت", "place.cue", None, 0.4, cue="بلدة")
        reads({"a": [mention, unknown]})
        return inputs

    def test_records(self, run, named, gazetteer):
        result = run("places", named)
        first, second = (json.loads(line) for line in result.stdout.splitlines())
        place = gazetteer["C5119"]
        assert first == {
            "report_id": "a", "start": 32, "end": 38, "surface": "الشحيل", "place_id": "C5119",
            "name_ar": place.name_ar, "name_en": place.name_en, "kind": place.kind, "lat": place.lat, "lon": place.lon,
            "score": 0.988, "fictional": False,
            "candidates": [{"place_id": "C5119", "name": "الشحيل", "score": 0.988, "reasons": ["exact"]}],
        }  # fmt: skip
        assert (second["place_id"], second["name_ar"], second["lat"]) == (None, "انفجرت", None)
        assert result.exit_code == 1

    def test_csv(self, run, named):
        rows = list(csv.DictReader(io.StringIO(run("places", named, "--format", "csv").stdout, newline="")))
        assert [row["surface"] for row in rows] == ["الشحيل", "انفجرت"]
        assert rows[0]["candidates"] == "C5119:0.988"


class TestIngestAndExport:
    @pytest.fixture
    def kept(self, run, inputs, tmp_path):
        result = run("ingest", inputs, "--workspace", tmp_path / "w")
        assert result.exit_code == 1
        assert result.stdout == "2 new reports with 3 incidents, 0 known already, 1 faults\n"
        return tmp_path / "w"

    def test_again_changes_nothing(self, run, inputs, kept):
        result = run("ingest", inputs, "--workspace", kept)
        assert result.stdout == "0 new reports with 0 incidents, 2 known already, 1 faults\n"

    def test_a_strangers_title_does_not_steer_the_terminal(self, run, kept, tmp_path, reads):
        texts = (("c", "one", "\x1b[2J\u202eevil"), ("c", "two", ""))
        for (key, text, title), name in zip(texts, ("first.jsonl", "second.jsonl"), strict=True):
            path = tmp_path / name
            path.write_text(json.dumps({"id": key, "text": text, "title": title}), encoding="utf-8")
            result = run("ingest", path, "--workspace", kept)
        assert result.exit_code == 1
        assert "[U+001B][2J[U+202E]evil" in result.stderr

    def test_by_url(self, run, inputs, tmp_path):
        url = f"sqlite:///{tmp_path / 'x.sqlite'}"
        assert run("ingest", inputs, "--db", url).stdout.startswith("2 new reports")
        assert _ids(run("export", "--db", url, "--format", "jsonl").stdout) == ["a-i0", "a-i1", "b-i0"]

    def test_by_environment(self, run, inputs, tmp_path, monkeypatch):
        monkeypatch.setenv("FURAT_WORKSPACE", str(tmp_path / "env"))
        run("ingest", inputs)
        assert len(_ids(run("export", "--format", "jsonl").stdout)) == 3

    def test_invented_reports_are_refused(self, run, kept, tmp_path):
        path = tmp_path / "f.jsonl"
        path.write_text(json.dumps({"id": "f", "text": "نص مختلق", "fictional": True}), encoding="utf-8")
        result = run("ingest", path, "--workspace", kept)
        assert result.exit_code == 1
        assert "marked fictional" in result.stderr

    @pytest.mark.parametrize(
        ("options", "ids"),
        [
            ([], ["a-i0", "a-i1", "b-i0"]),
            (["--place", "C5119"], ["a-i0"]),
            (["--place", "الشحيل"], ["a-i0"]),
            (["--place", "SY09"], ["a-i0", "a-i1"]),
            (["--place", "C5119", "--place", "C5110"], ["a-i0"]),
            (["--actor", "isis"], ["a-i1"]),
            (["--actor", "isis", "--actor-role", "target"], []),
            (["--actor", "sdf", "--actor-role", "target"], ["a-i0", "a-i1", "b-i0"]),
            (["--from", "2021-02-16", "--to", "2021-02-16"], ["a-i0", "a-i1"]),
            (["--from", "2021-02-17"], []),
            (["--event-type", "Battles"], []),
            (["--event-type", "Battles", "--event-type", "Explosions/Remote violence"], ["a-i0", "a-i1", "b-i0"]),
            (["--sub-event-type", "Remote explosive/landmine/IED"], ["a-i0", "a-i1", "b-i0"]),
            (["--source", "مثال"], ["a-i0", "a-i1"]),
            (["--text", "عبوة"], ["a-i0", "a-i1", "b-i0"]),
            (["--text", "محافظة"], ["a-i1"]),
            (["--report", "b"], ["b-i0"]),
            (["--incident", "a-i1", "--incident", "b-i0"], ["a-i1", "b-i0"]),
            (["--level", "reported"], ["a-i0", "a-i1", "b-i0"]),
        ],
    )
    def test_filters(self, run, kept, options, ids):
        result = run("export", "--workspace", kept, "--format", "jsonl", *options)
        assert result.exit_code == 0, result.output
        assert _ids(result.stdout) == ids

    def test_geojson_equals_the_workspace(self, run, kept, tmp_path):
        result = run("export", "--workspace", kept, "--format", "geojson", "-o", tmp_path / "x.geojson")
        assert (result.exit_code, result.stdout) == (0, "")
        data = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
        workspace = open_workspace(kept)
        wanted = incident_frame(workspace)["incident_id"].tolist()
        workspace.close()
        assert [feature["id"] for feature in data["features"]] == wanted

    def test_excel(self, run, kept):
        result = run("export", "--workspace", kept, "--format", "csv", "--excel")
        assert result.stdout_bytes.startswith(b"\xef\xbb\xbfincident_id,")

    def test_undated_that_drop_out_are_told(self, run, kept):
        result = run("export", "--workspace", kept, "--format", "jsonl", "--from", "2021-01-01")
        assert result.stderr.startswith("1 more incidents match but carry no date")

    @pytest.mark.parametrize(
        ("options", "what"),
        [
            (["--place", "C0000"], "No place is called 'C0000'"),
            (["--place", "الصالحية"], "Several places"),
            (["--from", "16/2/2021"], "is no date"),
            (["--from", "2021-03-01", "--to", "2021-02-01"], "before they begin"),
            (["--workspace", "nowhere"], "there is no workspace"),
            (["--db", "sqlite://"], "both given"),
        ],
    )
    def test_errors_are_one_line(self, run, kept, options, what):
        result = run("export", "--workspace", kept, "--format", "jsonl", *options)
        assert result.exit_code == 1
        assert what in result.stderr
        assert result.stderr.startswith("Error: ")
        assert len(result.stderr.splitlines()) == 1

    def test_asking_makes_no_workspace(self, run, tmp_path):
        assert run("export", "--workspace", tmp_path / "none", "--format", "csv").exit_code == 1
        assert not (tmp_path / "none").exists()


class TestApp:
    def test_it_listens_on_this_machine_only_and_sends_nothing(self):
        words = command(8600, headless=True)
        assert words[1:4] == ["-m", "furat.serve", "run"]
        assert Path(words[4]).name == "app.py"
        for word in ("--server.address=127.0.0.1", "--server.port=8600", "--browser.gatherUsageStats=false"):
            assert word in words

    @pytest.fixture
    def started(self, run, monkeypatch):
        """Start the dashboard with arguments; give the result and what would have been run."""

        def start(*arguments):
            seen = {}

            def instead(words, **options):
                seen.update(options, words=words)
                return subprocess.CompletedProcess(words, 0)

            monkeypatch.setattr("furat.cli.app.subprocess.run", instead)
            return run("app", *arguments), seen

        return start

    def test_workspace_and_command_are_passed_on(self, started, workspace):
        result, seen = started("--port", "8601", "--no-browser", "--workspace", workspace.folder)
        assert result.exit_code == 0, result.output
        assert "http://127.0.0.1:8601" in result.stderr
        assert seen["words"] == command(8601, headless=True)
        assert seen["env"]["FURAT_WORKSPACE"] == str(workspace.folder)

    def test_which_workspace_is_shown(self, started, workspace, monkeypatch, tmp_path):
        monkeypatch.delenv("FURAT_WORKSPACE", raising=False)
        monkeypatch.setattr("furat.store.workspace.PROJECT_ROOT", tmp_path)
        assert "FURAT_WORKSPACE" not in started()[1]["env"]
        own = open_workspace()
        own.close()
        assert started()[1]["env"]["FURAT_WORKSPACE"] == str(tmp_path / "workspaces" / "default")
        monkeypatch.setenv("FURAT_WORKSPACE", str(workspace.folder))
        assert started()[1]["env"]["FURAT_WORKSPACE"] == str(workspace.folder)
        assert "FURAT_WORKSPACE" not in started("--samples")[1]["env"]

    def test_a_workspace_that_is_not_there(self, run, tmp_path):
        result = run("app", "--workspace", tmp_path / "none")
        assert (result.exit_code, "there is no workspace" in result.stderr) == (1, True)

    def test_a_server_that_stops(self, run, monkeypatch):
        monkeypatch.setattr("furat.cli.app.subprocess.run", lambda words, **_: subprocess.CompletedProcess(words, 1))
        result = run("app")
        assert (result.exit_code, "Is port 8501 taken" in result.stderr) == (1, True)


def test_the_whole_way_in_a_process_of_its_own(tmp_path):
    """Nothing patched: standard output holds records only, in UTF-8 whatever the console, and no bar is drawn."""
    (tmp_path / "a.txt").write_bytes(builders.TEXT.encode("utf-16"))
    code = "from furat.cli.main import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "extract", str(tmp_path), str(tmp_path / "none.txt"), "--format", "csv"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stdout.decode("utf-8").split("\r\n")[0] == ",".join(INCIDENT_KEYS)
    assert b"none.txt: there is no such file" in result.stderr
    assert b"report" not in result.stderr


class TestLink:
    def test_reports_of_one_event(self, run, tmp_path, reads):
        lines = [{"id": key, "text": f"نص {key}", "published": "2021-02-17"} for key in ("r1", "r2", "r3")]
        (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        short = {"evidence_span": Span(0, 2), "evidence": ()}
        reads(
            r1=[builders.incident("r1", **short)],
            r2=[builders.incident("r2", **short)],
            r3=[builders.incident("r3", date=builders.days("2020-01-01"), **short)],
        )
        result = run("ingest", tmp_path / "in.jsonl", "--workspace", tmp_path / "w")
        assert "1 incidents joined" in result.stdout
        exported = run("export", "--workspace", tmp_path / "w", "--format", "jsonl")
        records = [json.loads(line) for line in exported.stdout.splitlines()]
        assert sorted(record["report_ids"] for record in records) == [["r1", "r2"], ["r3"]]
        assert "0 incidents compared" in run("link", "--workspace", tmp_path / "w").stdout

    def test_a_workspace_that_is_not_there(self, run, tmp_path):
        result = run("link", "--workspace", tmp_path / "none")
        assert (result.exit_code, "there is no workspace" in result.stderr) == (1, True)
