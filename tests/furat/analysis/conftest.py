import dataclasses
from types import SimpleNamespace

import builders
import pytest

from extraction.types import Location
from furat.store.frame import incident_frame


@pytest.fixture
def frame_of(keep, workspace):
    """Make an incident frame from hand-made incidents, all of one report: ``frame_of({"place": "C5119"}, ...)``."""

    def make(*changes):
        keep(
            builders.report("r1"), *(builders.incident("r1", number, **change) for number, change in enumerate(changes))
        )
        return incident_frame(workspace)

    return make


LOST_VILLAGE = dataclasses.replace(
    builders.location("C5192"),
    place_id=None,
    name_ar="قرية لا يعرفها أحد",
    name_en=None,
    kind="village",
    geo_precision=2,
)


@pytest.fixture
def locations():
    """Locations beyond the plain place of the gazetteer."""
    return SimpleNamespace(
        town=builders.location("C5119"),
        unit=builders.location("SY090102"),
        region=builders.location("dz-rif-sharqi"),
        lost_village=LOST_VILLAGE,
        lost_around=dataclasses.replace(LOST_VILLAGE, geo_precision=3, uncertainty_km=10.0),
        half_way=dataclasses.replace(builders.location("C5192"), lat=35.3, lon=40.2, geo_precision=2),
        nowhere=Location(None, "مكان ما", None, None, None, None, None, None, None, None, None, None, None),
        surroundings=dataclasses.replace(
            builders.location("C5153"), name_ar="بادية الحصين", kind="desert", geo_precision=3, uncertainty_km=8.0
        ),
        far_off=dataclasses.replace(LOST_VILLAGE, lat=33.0, lon=36.0),
        none=None,
    )
