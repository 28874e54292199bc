"""Lines of a page that are no part of the report: share buttons, menus, rights.

They are copied along with real reports, and a lead is a lead only where nothing stands before it.
"""

import re

from arabic.folding import LETTER

_LONGEST = 60  # characters of a line that can be furniture
_MOST = 5  # words of a line without an Arabic letter
_ARABIC = re.compile(f"[{LETTER}]")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(f"[{LETTER}]+")

_LINES = frozenset(
    (
        "شارك|شاركها|شارك المقال|شارك الخبر|شارك هذا المقال|شارك هذا الموضوع|مشاركه|مشاركه الخبر|"
        "مشاركه عبر|انشر|نسخ الرابط|تم نسخ الرابط|طباعه|ارسال|ارسل الي صديق|قد يعجبك|قد يعجبك ايضا|"
        "قد يهمك|قد يهمك ايضا|اقرا ايضا|اقرا المزيد|المزيد|قراءه المزيد|اخبار ذات صله|مواضيع ذات صله|"
        "مقالات ذات صله|اخبار متعلقه|الاكثر قراءه|الاكثر مشاهده|اخر الاخبار|الرييسيه|التعليقات|تعليقات|"
        "اضف تعليقا|اترك تعليقا|لا يوجد تعليقات|كلمات مفتاحيه|الكلمات المفتاحيه|الكلمات الدلاليه|وسوم|"
        "الوسوم|تابعنا|تابعونا|تابعنا علي|تابعونا علي|اشترك|اشترك الان|استمع|استمع للمقال|حجم الخط|"
        "فيسبوك|تويتر|واتساب|واتس اب|تلغرام|تليغرام|انستغرام|يوتيوب|التالي|السابق|بحث|القايمه|"
        "تسجيل الدخول|من نحن|اتصل بنا|سياسه الخصوصيه"
    ).split("|")
)
"""Whole lines, folded."""
_OPENINGS = ("جميع الحقوق محفوظه", "كل الحقوق محفوظه", "تابعوا اخر اخبار", "تابع اخر اخبار", "اشترك في نشرت")


def without_furniture(text: str) -> str:
    """Return a folded text of the same length in which the lines of a page's furniture are blank."""
    lines = text.split("\n")
    blank = [line and len(line) <= _LONGEST and _is_furniture(line) for line in lines]
    if not any(blank):
        return text
    return "\n".join(" " * len(line) if out else line for line, out in zip(lines, blank, strict=True))


def _is_furniture(line: str) -> bool:
    if not _ARABIC.search(line):
        return _LATIN.search(line) is not None and len(line.split()) <= _MOST
    words = " ".join(_WORD.findall(line))
    return words in _LINES or words.startswith(_OPENINGS)
