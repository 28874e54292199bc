"""Which place a name stands for, in the light of the report, and where an incident there lies."""

import pytest


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        # الصالحية: a village at the northern gate of the city, and a town near البوكمال
        ("انفجار في الصالحية قرب البوكمال", "الصالحية", "C5181"),
        ("قصف على الجلاء والصالحية والعباس بريف البوكمال", "الصالحية", "C5181"),
        ("اشتباك في الحسينية والصالحية شمال مدينة دير الزور", "الصالحية", "dz-as-salihiyah"),
        ("اشتباك في قرية الصالحية قرب حطلة", "الصالحية", "dz-as-salihiyah"),
        ("ازدحام عند معبر الصالحية", "معبر الصالحية", "dz-mabar-as-salihiyah"),
        ("انفجار في بلدة الصالحية بريف البوكمال", "الصالحية", "C5181"),
        ("انفجار في بلدة الصالحية بريف دير الزور الشمالي قرب حطلة", "الصالحية", "dz-as-salihiyah"),
        # السويدان: one on each bank
        ("انفجار في السويدان جزيرة", "السويدان جزيرة", "C5196"),
        ("انفجار في سويدان شامية قرب العشارة", "سويدان شامية", "C6808"),
        # الطابية: one on each bank
        ("قصف على المريعية والطابية والبوليل", "الطابية", "C5125"),
        ("قصف على الطابية شامية", "الطابية شامية", "C5125"),
        ("قصف على طابية جزيرة", "طابية جزيرة", "C5144"),
        ("قصف على خشام والطابية", "الطابية", "C5144"),
        ("قصف على قرية الطابية في ناحية خشام", "الطابية", "C5144"),
        # الكشمة: one on each bank
        ("مداهمة في الكشمة قرب غرانيج", "الكشمة", "C5172"),
        # the town and what bears its name
        ("مداهمة في ناحية هجين", "ناحية هجين", "SY090201"),
        ("مداهمة في مدينة هجين", "مدينة هجين", "C5175"),
        ("مداهمة في هجين", "هجين", "C5175"),
        ("مداهمة في مدينة الميادين", "مدينة الميادين", "C5192"),
        ("مداهمة في بلدة الصور", "بلدة الصور", "C5157"),
        ("سقط صاروخ قرب حقل الطابية للغاز", "حقل الطابية", "dz-haql-kuniku"),
        ("هدوء في قرية كونيكو", "كونيكو", "C6814"),
        ("مداهمة في بلدة الباغوز", "الباغوز", "C6795"),
        ("مداهمة في قرية الكشمة قرب صبيخان والدوير", "الكشمة", "C5206"),
        ("ضربة على سيارة في قرية الكشمة جنوب شرقي دير الزور", "الكشمة", "C5172"),
        ("هجوم على حقل العزبة", "حقل العزبة", "dz-haql-al-izbah"),
        ("هجوم في بلدة العزبة", "بلدة العزبة", "dz-al-izbah"),
        ("هجوم في حي الجبيلة بمدينة دير الزور", "الجبيلة", "dz-hay-al-jubaylah"),
        ("هجوم في حي القصور بمدينة دير الزور", "القصور", "dz-hay-al-qusur"),
        ("هجوم في بادية البوكمال", "بادية البوكمال", "dz-badiyat-al-bukamal"),
        ("هجوم في بادية الشولا", "بادية الشولا", "dz-badiyat-ash-shula"),
        ("هجوم على مطار دير الزور العسكري", "مطار دير الزور العسكري", "dz-matar-dayr-az-zawr"),
        ("هجوم في مدينة دير الزور", "مدينة دير الزور", "C5086"),
        ("هجوم في محافظة دير الزور", "محافظة دير الزور", "SY09"),
        ("هجوم في ريف دير الزور", "دير الزور", "SY09"),
        ("هجوم في ريف دير الزور الشرقي", "دير الزور", "SY09"),
        ("انفجار في الشحيل بريف ديرالزور", "ديرالزور", "SY09"),
        ("هجوم في ريف ديرالزور الشرقي", "ديرالزور", "SY09"),
        ("مداهمات في ناحيتي هجين والسوسة", "هجين", "SY090201"),
        ("مداهمات في ناحيتي هجين والسوسة", "السوسة", "SY090203"),
        ("مداهمات في محافظتي دير الزور والرقة", "الرقة", "SY11"),
        ("مداهمات في ريفي دير الزور والحسكة", "دير الزور", "SY09"),
        ("مداهمات في ريفي دير الزور والحسكة", "الحسكة", "SY08"),
        ("مداهمات في ريف مدينة دير الزور", "دير الزور", "C5086"),
        ("هجوم في جزرة البوحميد بريف دير الزور الغربي", "جزرة البوحميد", "C5100"),
        ("هجوم في المحطة الثانية T2", "المحطة الثانية", "dz-at-2"),
        ("هجوم في بلدة معدان بريف الرقة", "معدان", "C5787"),
        ("هجوم في معدان عتيق", "معدان عتيق", "C5138"),
        ("هجوم في السخنة بريف حمص الشرقي", "السخنة", None),
    ],
)
def test_a_name_is_resolved_by_its_context(read, text, surface, place_id):
    found = {m.surface.removeprefix("مدينة ").removeprefix("بلدة "): m for m in read(text).places}
    mention = found[surface.removeprefix("مدينة ").removeprefix("بلدة ")]
    if place_id is None:
        assert mention.place_id is not None
    else:
        assert mention.place_id == place_id
    assert mention.candidates[0].place_id == mention.place_id
    assert 0 < mention.score <= 1


@pytest.mark.parametrize("text", ["الصالحية قرب البوكمال", "الطابية قرب خشام"])
def test_the_other_candidates_stay_visible_with_reasons(read, text):
    mention = read(f"وقع انفجار في {text}").places[0]
    assert len(mention.candidates) > 1
    scores = [candidate.score for candidate in mention.candidates]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1]
    assert all(candidate.reasons for candidate in mention.candidates)


@pytest.fixture
def located(read):
    """The location of the one incident of "a bomb killed a civilian" with these words of place."""

    def locate(where):
        (incident,) = read(f"قُتل مدني أمس بانفجار عبوة ناسفة {where}.").incidents
        return incident.location, incident.flags

    return locate


@pytest.mark.parametrize(
    ("where", "place_id", "acled", "ucdp"),
    [
        ("في بلدة الشحيل", "C5119", 1, 1),
        ("في بلدة الشحيل بريف دير الزور الشرقي", "C5119", 1, 1),
        ("قرب بلدة الشحيل", "C5119", 2, 2),
        ("في محيط بلدة الشحيل", "C5119", 2, 2),
        ("على أطراف بلدة الشحيل", "C5119", 2, 2),
        ("شرق بلدة الشحيل", "C5119", 2, 2),
        ("شمالي الشحيل", "C5119", 2, 2),
        ("على بعد عشرة كيلومترات شرق الشحيل", "C5119", 2, 2),
        ("على طريق الشحيل", "C5119", 2, 2),
        ("في بادية الشحيل", "C5119", 3, 3),
        ("في بادية البوكمال", "dz-badiyat-al-bukamal", 3, 3),
        ("في ناحية البصيرة", "SY090102", 3, 3),
        ("في ريف دير الزور الشرقي", "dz-rif-sharqi", 3, 5),
        ("شرقي دير الزور", "dz-rif-sharqi", 3, 5),
        ("في محافظة دير الزور", "SY09", 3, 4),
        ("في ريف دير الزور", "SY09", 3, 4),
        ("في أرياف دير الزور", "SY09", 3, 4),
        ("بريف ديرالزور", "SY09", 3, 4),
    ],
)
def test_precision_is_honest(located, where, place_id, acled, ucdp):
    location, _ = located(where)
    assert (location.place_id, location.geo_precision, location.where_prec_ucdp) == (place_id, acled, ucdp)
    assert location.uncertainty_km > 0
    assert location.admin1 is not None


def test_a_desert_at_a_town_is_an_area_around_it(located):
    desert, town = located("في بادية الشحيل")[0], located("في الشحيل")[0]
    assert desert.kind == "desert"
    assert desert.uncertainty_km > 5 * town.uncertainty_km
    assert (desert.lat, desert.lon) == (town.lat, town.lon)


@pytest.mark.parametrize("words", ["قرب", "في محيط", "على أطراف", "شرق", "على طريق"])
def test_words_of_nearness_widen_the_uncertainty(located, words):
    assert located(f"{words} الشحيل")[0].uncertainty_km > located("في الشحيل")[0].uncertainty_km


@pytest.mark.parametrize(
    "where", ["بين الشحيل والحوايج", "على الطريق بين الشحيل والحوايج", "بين بلدتي الشحيل والحوايج"]
)
def test_between_two_places_is_half_way(located, where):
    location, flags = located(where)
    ends = [located(f"في {name}")[0] for name in ("الشحيل", "الحوايج")]
    assert location.lat == pytest.approx(sum(end.lat for end in ends) / 2, abs=0.001)
    assert location.lon == pytest.approx(sum(end.lon for end in ends) / 2, abs=0.001)
    assert "between_places" in flags
    assert location.geo_precision == 2


@pytest.mark.parametrize(
    "where", ["على طريق دير الزور - الميادين", "على طريق دير الزور – تدمر", "بين مدينتي دير الزور والميادين"]
)
def test_between_places_far_apart_is_an_area(located, where):
    location, flags = located(where)
    assert "between_places" in flags
    assert location.geo_precision == 3
    assert location.uncertainty_km > 10


@pytest.mark.parametrize(
    ("where", "region"),
    [("بين الشحيل والبوكمال", "dz-rif-sharqi"), ("على طريق الصور - الشدادي", "dz-rif-shamali")],
)
def test_between_places_far_apart_is_the_region_that_holds_them(located, where, region):
    location, flags = located(where)
    assert (location.place_id, location.kind, location.geo_precision) == (region, "region", 3)
    assert "region_between_places" in flags


@pytest.mark.parametrize("name", ["قحطونة", "الزعفورة", "مرزوقان"])
def test_a_place_that_the_gazetteer_lacks_takes_the_next_larger_one(located, name):
    location, flags = located(f"في قرية {name} في ناحية ذيبان")
    parent = located("في ناحية ذيبان")[0]
    assert (location.place_id, location.name_ar) == (None, name)
    assert (location.lat, location.lon) == (parent.lat, parent.lon)
    assert location.geo_precision == 3
    assert "place_not_in_gazetteer" in flags


def test_an_unknown_place_without_a_larger_one_has_no_coordinates(located):
    location, flags = located("في قرية قحطونة")
    assert (location.name_ar, location.lat, location.lon, location.geo_precision) == ("قحطونة", None, None, None)
    assert "place_not_in_gazetteer" in flags
