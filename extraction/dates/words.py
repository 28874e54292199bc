"""The words that dates are made of, folded once: reports are matched in folded text (الفائت is read as الفايت)."""

from functools import lru_cache

from babel import Locale

from arabic.folding import fold_text
from arabic.numerals import ORDINALS, TENS
from arabic.vocabulary import Table

CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")
"""Proclitics that may stand before the first word of a date, none included."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold_text(word) for word in listed.split())


def _numbered(listed: dict[int, str]) -> dict[str, int]:
    """Turn ``{number: "one, other"}`` into the number of each folded name."""
    return {fold_text(name): number for number, names in listed.items() for name in names.split("،")}


WEEKDAYS = _numbered(
    {0: "الاثنين", 1: "الثلاثاء،الثلاثا", 2: "الأربعاء،الأربعا", 3: "الخميس", 4: "الجمعة", 5: "السبت", 6: "الأحد"}
)
_HIJRI = _numbered(
    {
        1: "محرم", 2: "صفر", 3: "ربيع الأول", 4: "ربيع الآخر،ربيع الثاني", 5: "جمادى الأولى",
        6: "جمادى الآخرة،جمادى الثانية", 7: "رجب", 8: "شعبان", 9: "رمضان", 10: "شوال",
        11: "ذو القعدة،ذي القعدة", 12: "ذو الحجة،ذي الحجة",
    }
)  # fmt: skip
_MONTH_OTHER = _numbered(
    {1: "كانون ثاني", 4: "ابريل", 6: "يونيه", 7: "يوليه", 10: "تشرين أول", 11: "تشرين ثاني", 12: "كانون أول"}
)
PARTS = _numbered({0: "مطلع،بداية،أوائل،مستهل،بدايات", 1: "منتصف،أواسط", 2: "أواخر،نهاية،نهايات،آخر"})
SEASONS = _numbered({3: "ربيع", 6: "صيف", 9: "خريف"})
"""The month in which a season begins. Which year's winter "شتاء 2014" means is not clear, and it is left unread."""
PAST = _words(
    """الماضي الماضية الماضيين الماضيتين الفائت الفائتة الفائتين المنصرم المنصرمة المنصرمين الأخير الأخيرة السابق
    السابقة السابقين المنقضي المنقضية"""
)
CURRENT = _words("الجاري الحالي الجارية الحالية هذا")
FUTURE = _words("المقبل القادم المقبلة القادمة التالي")
SAME = _words("ذاته ذاتها نفسه نفسها عينه عينها المذكور")
NIGHT = _words("ليل ليلة بليل")
YESTERDAY = _words("أمس البارحة امبارح مبارح الأمس")
PERIODS = _words("الساعات اليومين الأيام الأسبوع الأسبوعين الشهر العام الليلة ساعات التاريخ")
HOURS = _words("ساعة")
TIMES = _words("فجراً صباحاً ظهراً عصراً ليلاً")
UNITS = {
    fold_text(unit): days
    for unit, days in {
        "يوم": 1, "يومين": 2, "أيام": 1, "أسبوع": 7, "أسبوعين": 14, "أسابيع": 7, "يوماً": 1, "بيوم": 1, "بيومين": 2,
        "بأيام": 1, "بأسبوع": 7, "بأسبوعين": 14, "بأسابيع": 7,
    }.items()
}  # fmt: skip
MONTH_UNITS = {
    fold_text(unit): months
    for unit, months in {
        "شهر": 1, "شهرين": 2, "أشهر": 1, "عام": 12, "عامين": 24, "سنة": 12, "سنتين": 24, "سنوات": 12, "بشهر": 1,
    }.items()
}  # fmt: skip
ON = _words("في وفي ففي ليلة وليلة ليل فجر صباح مساء يوم")
"""Words before a bare day of the month spoken of last (وفي الثامن)."""

FEW = _words("عدة بضعة بضع")
"""Words that make a number of days vague."""

JUST_NOW = _words("قليل ساعات دقائق ساعة ساعتين لحظات")
BETWEEN = _words("و يوم مساء صباح ظهر فجر عصر ليل ليلة الموافق من في بتاريخ ل")
"""Words that may stand between two expressions that say one date."""


@lru_cache(maxsize=1)
def month_names() -> dict[tuple[str, ...], tuple[int, bool]]:
    """Return the folded words of each month name with its number and whether it is Hijri."""
    names: dict[tuple[str, ...], tuple[int, bool]] = {}
    for territory in ("ar_SY", "ar_EG", "ar_DZ"):
        for number, name in Locale.parse(territory).months["format"]["wide"].items():
            names[tuple(fold_text(name).split())] = (number, False)
    names.update({tuple(name.split()): (number, False) for name, number in _MONTH_OTHER.items()})
    names.update({tuple(name.split()): (number, True) for name, number in _HIJRI.items()})
    return names


class DateWords(Table[str]):
    """The class of each word that can begin or anchor a date expression, proclitics included; else nothing."""

    def __init__(self, listed: dict[str, str]) -> None:
        super().__init__()
        self.listed = listed

    def answer(self, word: str) -> str:
        """Return the class of a word."""
        return self.listed.get(word) or ("numeric" if word[:1].isdigit() else "")


@lru_cache(maxsize=1)
def vocabulary() -> DateWords:
    """Return the classes of words in dates."""
    words = {name[0]: "month" for name in month_names()}
    words.update(dict.fromkeys(WEEKDAYS, "weekday"))
    words.update(dict.fromkeys(PARTS, "part"))
    for season in SEASONS:
        words.setdefault(season, "season")
        words["ال" + season] = "season"
    words.update(dict.fromkeys(_words("اليوم أول الآن") | YESTERDAY, "relative"))
    words.update(dict.fromkeys(_words("قبل قبلها قبله بعد بعدها بعده منذ سبق سبقها سبقه سبقتها سبقته"), "offset"))
    words.update(dict.fromkeys(_words("الجاري الحالي"), "this_month"))
    words.update(dict.fromkeys(PERIODS, "period"))
    words.update(dict.fromkeys(HOURS, "hours"))
    words.update(dict.fromkeys(_words("عام سنة"), "year"))
    words.update(dict.fromkeys(TIMES, "time"))
    words["عاجل"] = "breaking"
    for word, kind in list(words.items()):
        for prefix in CLITICS:
            words.setdefault(prefix + word, kind)
    words.update(dict.fromkeys(_words("الصبح الصباح المساء الليل"), "time"))
    words["منه"] = "same_month"
    for ordinal in (*ORDINALS, *TENS):
        words.setdefault("ال" + ordinal, "ordinal")
    return DateWords(words)
