"""Distances on the WGS 84 ellipsoid, in kilometres, between ``(lat, lon)`` pairs in decimal degrees."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Geod

LatLon = tuple[float, float]

_GEOD = Geod(ellps="WGS84")


@lru_cache(maxsize=1 << 16)
def km(a: LatLon, b: LatLon) -> float:
    """Return the geodesic distance of two points; cached, since the places of one report are compared again and again.

    Raises ``ValueError`` for a latitude beyond 90 degrees or a value that is no number.
    """
    _require_degrees(a)
    _require_degrees(b)
    return float(_GEOD.inv(a[1], a[0], b[1], b[0])[2]) / 1000


def km_many(a: LatLon, lats: Sequence[float], lons: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return the distances from one point to many, shape ``(len(lats),)``, in one call of the library."""
    _require_degrees(a)
    count = len(lats)
    metres = _GEOD.inv(np.full(count, a[1]), np.full(count, a[0]), np.asarray(lons, float), np.asarray(lats, float))[2]
    return np.asarray(metres, dtype=np.float64) / 1000


def midpoint(a: LatLon, b: LatLon) -> LatLon:
    """Return the point half way on the geodesic: where "بين X و Y" is put."""
    _require_degrees(a)
    _require_degrees(b)
    azimuth, _, metres = _GEOD.inv(a[1], a[0], b[1], b[0])
    lon, lat, _ = _GEOD.fwd(a[1], a[0], azimuth, metres / 2)
    return float(lat), float(lon)


def _require_degrees(point: LatLon) -> None:
    lat, lon = point
    if not (-90 <= lat <= 90 and -360 <= lon <= 360):
        raise ValueError(f"{point} is no (lat, lon) pair in decimal degrees")
