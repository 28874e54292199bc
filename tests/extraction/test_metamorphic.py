"""The same report with another place, date, number, spelling or order of clauses gives the matching answer."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PUBLISHED = date(2023, 3, 15)
PLACES = """الشحيل ذيبان البصيرة هجين غرانيج الكشكية الشعفة السوسة الميادين البوكمال العشارة القورية
الموحسن التبني الكسرة الصور خشام محيميدة الطيانة الحجنة""".split()
NUMBERS = {3: "ثلاثة", 4: "أربعة", 5: "خمسة", 6: "ستة", 7: "سبعة", 8: "ثمانية", 9: "تسعة", 10: "عشرة"}
MONTHS = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
TEMPLATES = {
    "قُتل {n} عناصر من قوات سوريا الديمقراطية بهجوم شنّه مسلحون من تنظيم الدولة على حاجز في بلدة {p} {d}.": "clash k",
    "في بلدة {p}، قُتل {n} عناصر من قسد {d} بهجوم لتنظيم الدولة على حاجز.": "clash k",
    "أصيب {n} مدنيين بانفجار عبوة ناسفة في بلدة {p} {d}.": "ied i",
    "انفجرت عبوة ناسفة في بلدة {p} {d} وأسفرت عن إصابة {n} مدنيين.": "ied i",
    "استشهد {n} مدنيين بغارات لطائرات روسية استهدفت بلدة {p} {d}.": "air k",
    "أعدم تنظيم الدولة {n} شبان في بلدة {p} {d}.": "attack k",
    "اندلعت اشتباكات عشائرية في بلدة {p} {d} أسفرت عن إصابة {n} أشخاص.": "clash i",
}
USED = list(TEMPLATES.items())


def one(read, text, published=PUBLISHED):
    incidents = read(text, published).incidents
    assert len(incidents) == 1, [(i.location and i.location.name_ar, i.sub_event_type) for i in incidents]
    return incidents[0]


@settings(max_examples=150)
@given(
    st.sampled_from(USED), st.sampled_from(PLACES), st.sampled_from(sorted(NUMBERS)), st.booleans(), st.integers(0, 60)
)
def test_place_number_and_date_go_through(told, read, template, place, number, digits, ago):
    text, tail = template
    day = PUBLISHED - timedelta(days=ago)
    said = f"في {day.day} {MONTHS[day.month - 1]}"
    filled = text.format(p=place, n=number if digits else NUMBERS[number], d=said)
    assert told(filled) == [f"{place} {tail}{number}"]
    when = one(read, filled).date
    assert (when.start, when.end) == (day, day)


DAYS = [
    "أمس",
    "يوم أمس",
    "مساء أمس",
    "أمس الثلاثاء",
    "الثلاثاء",
    "يوم الثلاثاء",
    "الثلاثاء الماضي",
    "في 14 آذار",
    "في 14 آذار/مارس",
    "في 14 مارس",
    "في ١٤ آذار",
    "في الرابع عشر من آذار",
    "في 14-3-2023",
    "في 14/03/2023",
    "الثلاثاء 14 آذار",
    "قبل يوم",
]


@pytest.mark.parametrize("said", DAYS)
@pytest.mark.parametrize("template", [text for text, _ in USED])
def test_one_day_said_in_many_ways_is_one_date(read, template, said):
    when = one(read, template.format(p="الشحيل", n="ثلاثة", d=said)).date
    assert (when.start, when.end) == (date(2023, 3, 14), date(2023, 3, 14))


RESPELL = {
    "tatweel": lambda t: t.replace("الش", "الشـــ").replace("قتل", "قتـــل"),
    "no vowel marks": lambda t: "".join(c for c in t if not "\u064b" <= c <= "\u0652"),
    "all vowel marks": lambda t: t.replace("حاجز", "حَاجِز").replace("عبوة", "عُبوة"),
    "hamza left out": lambda t: t.translate(str.maketrans("أإآ", "ااا")),
    "ta marbuta as ha": lambda t: t.replace("ة ", "ه ").replace("ة.", "ه."),
    "alef maqsura": lambda t: t.replace("ى ", "ي "),
    "hashtag": lambda t: t.replace("الشحيل", "#الشحيل"),
    "quotation marks": lambda t: t.replace("الشحيل", "«الشحيل»"),
    "broken words": lambda t: t.replace("قتل", "قتـ ـل").replace("انفجر", "انفـ ـجر"),
    "direction marks": lambda t: "\u200f" + t.replace(" ", " \u200f"),
    "doubled spaces": lambda t: t.replace(" ", "  "),
    "hard spaces": lambda t: t.replace(" ", "\u00a0"),
    "no full stop": lambda t: t.rstrip("."),
    "new line": lambda t: t + "\n",
    "red circle": lambda t: "🔴 " + t,
    "urgent": lambda t: "عاجل | " + t,
    "with its region": lambda t: t.replace("الشحيل", "الشحيل بريف دير الزور الشرقي"),
    "with its governorate": lambda t: t.replace("الشحيل", "الشحيل في محافظة دير الزور"),
    "Persian letters": lambda t: t.replace("ي", "ی").replace("ك", "ک"),
    "a sentence before": lambda t: "ساد الهدوء عموم المنطقة في ساعات النهار. " + t,
    "a sentence behind": lambda t: t + " وانقطعت الكهرباء عن المنازل ساعتين.",
    "a source": lambda t: "أفاد مراسلنا: " + t,
}


@pytest.mark.parametrize("respell", RESPELL)
@pytest.mark.parametrize(("template", "tail"), USED)
def test_another_spelling_tells_the_same(told, read, respell, template, tail):
    plain = template.format(p="الشحيل", n="ثلاثة", d="أمس")
    text = RESPELL[respell](plain)
    assert told(text) == told(plain) == [f"الشحيل {tail}3"]
    first, second = one(read, plain), one(read, text)
    assert (first.date, first.perpetrators, first.targets) == (second.date, second.perpetrators, second.targets)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
@pytest.mark.parametrize(("template", "tail"), USED)
def test_digits_of_every_script(told, template, tail, digits):
    text = template.format(p="هجين", n=digits[1] + digits[2], d="أمس")
    assert told(text) == [f"هجين {tail}12"]


CLAUSES = [
    ["أمس", "في بلدة غرانيج", "برصاص مسلحين مجهولين"],
    ["مساء الثلاثاء", "في بلدة غرانيج", "بانفجار عبوة ناسفة"],
    ["في 14 آذار", "في بلدة غرانيج", "بغارة لطائرة مسيّرة مجهولة"],
    ["يوم أمس", "قرب بلدة غرانيج", "بقصف لقوات النظام"],
]


@pytest.mark.parametrize("clauses", CLAUSES)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_clauses_changes_nothing(read, told, clauses, order):
    text = f"قُتل ثلاثة مدنيين {' '.join(clauses[i] for i in order)}."
    plain = f"قُتل ثلاثة مدنيين {' '.join(clauses)}."
    first, second = one(read, plain), one(read, text)
    assert told(text) == told(plain)
    assert second.location.name_ar == "غرانيج"
    assert second.date.start == second.date.end == date(2023, 3, 14)
    assert (first.perpetrators, first.targets) == (second.perpetrators, second.targets)


UNKNOWN = ["قحطونة", "الزعفورة", "مرزوقان", "الخزنوب", "طرفاوات"]


@given(
    st.sampled_from(USED),
    st.sampled_from(PLACES),
    st.sampled_from(UNKNOWN),
    st.sampled_from(["before", "behind", "list"]),
)
def test_an_unknown_place_never_removes_a_known_one(read, template, place, unknown, where):
    text = template[0].format(p=place, n="ثلاثة", d="أمس")
    more = {
        "before": f"ساد الهدوء قرية {unknown} مساء اليوم. {text}",
        "behind": f"{text} وساد الهدوء قرية {unknown} مساء اليوم.",
        "list": text.replace(f"بلدة {place}", f"بلدة {place} وقرية {unknown}"),
    }[where]
    known = {m.place_id for m in read(text).places if m.place_id}
    assert known <= {m.place_id for m in read(more).places}
    assert place in [incident.location.name_ar for incident in read(more).incidents]


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True), st.sampled_from([" و", "، "]))
def test_a_list_of_places_tells_as_many_incidents(told, places, joiner):
    head = "بلدة" if len(places) == 1 else "بلدات"
    text = f"داهمت قسد منازل في {head} {joiner.join(places)} أمس."
    assert told(text) == [f"{place} arrests" for place in places]


@given(st.lists(st.tuples(st.sampled_from(USED), st.integers(3, 10)), min_size=2, max_size=4), st.data())
def test_reports_of_several_places_tell_each_as_it_is_told_alone(told, parts, data):
    places = data.draw(st.permutations(PLACES))
    texts = [
        template[0].format(p=place, n=NUMBERS[n], d="أمس") for (template, n), place in zip(parts, places, strict=False)
    ]
    assert told("\n".join(texts)) == [line for text in texts for line in told(text)]


@pytest.mark.parametrize("days", [1, 30, 365, 1000])
@pytest.mark.parametrize("said", ["أمس", "قبل يومين", "الجمعة", "الجمعة الماضي", "اليوم", "ليل الخميس - الجمعة"])
def test_relative_dates_move_with_the_publication(read, days, said):
    text = f"أصيب ثلاثة مدنيين بانفجار عبوة ناسفة في بلدة الشحيل {said}."
    weeks = timedelta(days=7 * days)
    first, second = one(read, text).date, one(read, text, PUBLISHED - weeks).date
    assert (first.start - weeks, first.end - weeks) == (second.start, second.end)


@pytest.mark.parametrize(
    "title", ["أخبار اليوم", "تفجير في الشحيل", "إصابة ثلاثة مدنيين بانفجار في الشحيل", "الشحيل تحت النار"]
)
def test_a_title_adds_no_incident(told, title):
    text = "أصيب ثلاثة مدنيين بانفجار عبوة ناسفة في بلدة الشحيل أمس."
    assert told(f"{title}\n{text}") == told(text)


NAMES = {
    "isis": ["تنظيم الدولة", "تنظيم داعش", "داعش", "دا.عش", "تنظيم «الدولة الإسلامية»", "تنظيم الدولة الإسلامية"],
    "sdf": [
        "قسد",
        "«قسد»",
        "قوات سوريا الديمقراطية",
        "قوات سورية الديمقراطية",
        "قوات سوريا الديمقراطية (قسد)",
        "ميليشيا قسد",
    ],
}


@pytest.mark.parametrize("sdf", NAMES["sdf"])
@pytest.mark.parametrize("isis", NAMES["isis"])
def test_an_actor_by_another_name_is_the_same_actor(read, isis, sdf):
    incident = one(read, f"هاجم مسلحون من {isis} حاجزاً تابعاً لـ {sdf} في بلدة الشحيل أمس.")
    assert (incident.perpetrators, incident.targets) == (("isis",), ("sdf",))


def test_told_twenty_times_it_is_told_once(told):
    text = "انفجرت عبوة ناسفة في بلدة الشحيل أمس وأسفرت عن إصابة ثلاثة مدنيين.\n"
    assert told(text * 20) == told(text)
