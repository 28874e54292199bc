"""The shape of a spot on the map: what an incident known only to an area covers."""

from shapely.geometry.base import BaseGeometry

from furat.analysis.places import Spot
from geo.areas import Areas, circle
from geo.gazetteer import Gazetteer


def spot_shape(spot: Spot, areas: Areas, gazetteer: Gazetteer) -> tuple[BaseGeometry, bool] | None:
    """Return the shape of an area, and whether its limits are official rather than a union or a radius."""
    place = gazetteer.get(spot.place_id)
    area = areas.area(place, gazetteer) if place and place.is_area else None
    if area is not None and area.basis != "line":
        return area.geometry, area.basis == "polygon"
    if (place is None or not place.is_area) and spot.radius_km > 0:
        return circle(spot.lat, spot.lon, spot.radius_km), False
    return None
