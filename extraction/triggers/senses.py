"""Words that look like an event word and are none: the dawn, a name, a topic, things handed over."""

from collections.abc import Callable
from itertools import pairwise

from arabic.numerals import parse_number
from arabic.tokens import rests
from arabic.vocabulary import Beginnings, WordClass
from extraction.document import Document
from extraction.terms import Found
from extraction.triggers.ground import DEVICES, hands_over, intervenes, passes, takes_no_ground
from extraction.words import NAMED_AFTER, SOUGHT

RELATIVE = frozenset("التي الذي الذين اللذين اللتين".split())


_DAWN_AFTER = frozenset("عند قبيل قبل بعد منذ مع حتي في ساعات ساعه حلول بزوغ طلوع صلاه".split())
_DAWN_BEFORE = frozenset("امس اليوم يوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد هذا غد ذلك".split())


def is_dawn(document: Document, item: Found) -> bool:
    """Whether فجر is the dawn and not "blew up": before a day, or as an adverb (فجراً)."""
    word = document.text[item.start : item.end]
    if word not in ("فجر", "فجرا", "الفجر"):
        return False
    following = document.words[item.last] if item.last < len(document.words) else ""
    before = document.words[item.first - 1].lstrip("وف") if item.first else ""
    return (
        word != "فجر"
        or item.prefix.endswith(("ال", "لل", "ب"))
        or before in _DAWN_AFTER
        or following in _DAWN_BEFORE
        or following.isdigit()
    )


_LIVES = frozenset("حياته حياتها حياتهم حياتهما حياتهن".split())


def loses_life(document: Document, item: Found) -> bool:
    """Whether فقدوا says no disappearance but a death (فقدوا حياتهم)."""
    return not _LIVES.isdisjoint(document.words[item.last : item.last + 4])


_FLYING = ("للطاير", "لطاير", "للمسير", "لمسير", "للطيران")  # تصدى المقاتلون للطائرة بمضاداتهم
_STORED = frozenset("نقل تخزين ادخال تهريب شحن شحنه شحنات مستودع مخزن صناعه تصنيع".split())
_CONTROLLED = ("المنظم", "مسيطر", "المسيطر", "المضبوط", "المتحكم")
_GANGS = frozenset("خليه خلايا عصابه عصابات شبكه قضايا جرايم عراب زعيم متزعم تاجر تجار تجاره امير".split())
_RIDING = ("سايق", "ركاب", "راكب", "الركاب", "السايق", "مرافق")
_FEARED = frozenset("غياب عوده تحليق رويه".split())
_CLEARED = frozenset(
    "تصنيع صناعه تمشيط وجود تنظيف حقول حقل ازاله بازاله نزع مكافحه تطهير خطر مخاطر ملف زراعه تفكيك لازاله".split()
    + "طهر طهرت طهروا نظف نظفت ازال ازالت".split()
)


_MINEFIELD = frozenset("حقل بحقل لحقل حقول".split())
_SPREAD = Beginnings("تنتشر منتشر المنتشر انتشار".split(), before="وب")
_THREATENS = WordClass("يهدد تهدد يهددون تهديدا خطرا خطر مخاطر هاجسا كابوسا عايقا".split())
_TO_THREAT = 9  # words from the mines to the danger that they are
_TO_SPREAD = 4  # words from the mines to how they lie about
_INTO_FIELD = 9  # words from who walks into a field of mines to the mines
_WALKED = Beginnings("وقع وقوع ووقع علق دخل دخول ودخل سقوط انفجر انفجار".split(), before="فب")


def _behind(document: Document, item: Found) -> frozenset[str]:
    """Return the readings of the word before an event word."""
    return rests(document.word(item.first - 1))


def no_clash(document: Document, item: Found) -> bool:
    """Whether مواجهة or تصدى meets no enemy, or قواعد الاشتباك are only rules."""
    following = document.word(item.last)
    if document.text.startswith("مواجه", item.start):
        # تعزيزات لمواجهة هذا التطور, الأحياء المواجهة لمدينة …
        return item.prefix.endswith("ل") or following.startswith("لمدين")
    if document.word(item.first - 1).startswith(("قواعد", "بقواعد")):
        return True
    met = document.words[item.last : item.last + 5] if document.text.startswith("تصد", item.start) else []
    return any(word.startswith(_FLYING) for word in met)


def controlled(document: Document, item: Found) -> bool:
    """Whether an explosion was made on purpose, to clear (الأصوات ناتجة عن التفجير المنظم, عن تفجير فرق الهندسة لمخلفات
    حربية) or to stop a car bomb (جرى تفجيرها قبل وصولها), or names a page (صفحة "فجر السوسة")."""
    if document.word(item.last) == "قبل" and document.word(item.last + 1).startswith(_REACHING):
        return True
    if document.word(item.last).startswith(_CONTROLLED) or not _behind(document, item).isdisjoint(_OUTLETS):
        return True
    return _clears(document, item.first) or any(
        document.words[at - 1] == "عن" and _clears(document, at)
        for at in range(item.last + 1, document.sentence_of[item.first].last)
    )


def _clears(document: Document, at: int) -> bool:
    """Whether somebody blows up at a token what was left of the war (تفجير فرق الهندسة لمخلفات حربية)."""
    following = document.words[at + 1 : at + 1 + _TO_REMNANTS]
    return document.words[at].lstrip("ال").startswith("تفجير") and not _REMNANTS.isdisjoint(following)


_TO_REMNANTS = 4  # words
_REMNANTS = frozenset("مخلفات لمخلفات المخلفات ذخاير لذخاير الذخاير الهندسه هندسه هندسيه الهندسيه".split())


def of_gang(document: Document, item: Found) -> bool:
    """Whether abduction is only what a gang is known for (خلية خطف)."""
    return not _behind(document, item).isdisjoint(_GANGS)


def stored(document: Document, item: Found) -> bool:
    """Whether shells are moved or stored, not fired (نقل صواريخ من مستودع), or guns are only where they stand (هجوم على
    مرابض مدفعية)."""
    return not _behind(document, item).isdisjoint(_STORED | _EMPLACED)


_EMPLACED = frozenset("مربض مرابض سريه سرايا كتيبه بطاريه بطاريات فوج".split())


def blow_only_to(document: Document, item: Found) -> bool:
    """Whether a "blow" is none from the air but what somebody's standing took (ضربة موجعة), or the sun gave."""
    return document.word(item.last).lstrip("ال") in _PAINFUL


_PAINFUL = frozenset("موجعه موجعا موجعات قاسيه قاصمه معلم قاضيه كبيره جديده موثره شمس حر جزاء".split())


def families(document: Document, item: Found) -> bool:
    """Whether أسر is no capture but families (آلاف الأسر)."""
    return item.form == "verb" and item.prefix.endswith(("ال", "لل"))


def relates(document: Document, item: Found) -> bool:
    """Whether ضرب only describes (التفجيرين اللذين ضربا المدينة)."""
    return not _behind(document, item).isdisjoint(RELATIVE)


def no_raid(document: Document, item: Found) -> bool:
    """Whether إنزال lets somebody off (بعد إنزال سائقه), or a word says what a post is for (نقطة تفتيش)."""
    if document.text.startswith("انزال", item.start) and document.word(item.last).startswith(_RIDING):
        return True
    return item.last == item.first + 1 and not _behind(document, item).isdisjoint(_POSTS)


def only_campaign(document: Document, item: Found) -> bool:
    """Whether a bare "campaign" searches nobody: it does where a force launches it and it hits people (شنت دوريات حملة
    في الحي طالت عشرات الشبان)."""
    if not document.text.startswith("حمله", item.start) or item.last > item.first + 1:
        return False
    launched = _LAUNCHED.among(document.words[max(0, item.first - 8) : item.first])
    return not (launched and _HIT_PEOPLE.among(document.words[item.last : item.last + 14]))


_LAUNCHED = WordClass("شن شنت شنوا نفذ نفذت بدا بدات".split())
_HIT_PEOPLE = WordClass("طالت طاولت".split())


def ticks(document: Document, item: Found) -> bool:
    """Whether a bomb is only a figure of speech (قنبلة موقوتة)."""
    return document.word(item.last).startswith(("موقوت", "الموقوت"))


def no_aircraft_there(document: Document, item: Found) -> bool:
    """Whether aircraft are only feared or hidden from (لحجب الرؤية عن طيران التحالف), or say what a place is for
    (مهبط المروحيات)."""
    before = _behind(document, item)
    return "عن" in before or "مهبط" in before or not before.isdisjoint(_FEARED)


def topic_of_mines(document: Document, item: Found) -> bool:
    """Whether mines are only a topic: their clearance, their danger, their laying (إزالة الألغام), not what somebody
    walked into (بعد وقوعهم بحقل ألغام)."""
    before = document.word(item.first - 1)
    if before in _MINEFIELD:
        return not _WALKED.among(document.words[max(0, item.first - _INTO_FIELD) : item.first])
    if before == "بزرع":
        return True  # هاجمت دورية أشخاصاً كانوا يقومون بزرع عبوات
    in_general = document.words[item.first].endswith(("الغام", "مخلفات"))
    if in_general and _THREATENS.among(document.words[item.last : item.last + _TO_THREAT]):
        return True  # تبقى الألغام أكبر ما يهدد العائدين
    if _SPREAD.among((before, *document.words[item.last : item.last + _TO_SPREAD])):
        return True  # تنتشر الألغام, الألغام التي لا تزال منتشرة في الأراضي
    reach = 9 if before == "من" else 5 if item.prefix == "و" else 1  # تنظيف الأراضي من الألغام
    near = document.words[max(0, item.first - reach) : item.first]
    if _died_clearing(document, item):
        return False
    return any(not rests(word).isdisjoint(_CLEARED) for word in near)


def _died_clearing(document: Document, item: Found) -> bool:
    """Whether somebody is told to have died while mines were cleared (ارتقى ثلاثة خلال إزالة ألغام)."""
    first = document.sentence_of[item.first].first
    before = document.words[max(first, item.first - _TO_WHILE) : item.first]
    died = _DIED.among(document.words[max(first, item.first - _INTO_FIELD - _TO_WHILE) : item.first])
    return died and not _WHILE_CLEARING.isdisjoint(before)


_TO_WHILE = 3  # words
_WHILE_CLEARING = frozenset("خلال اثناء".split())
_DIED = WordClass(
    "قتل قتلت قتلوا مقتل استشهد استشهدوا استشهاد ارتقي ارتقوا ارتقاء اصيب اصيبوا اصابه قضي قضوا جرح".split()
)


def was_destroyed(document: Document, item: Found) -> bool:
    """Whether a car bomb is only what was destroyed (دُمرت ثلاث دبابات وعربة مفخخة, عربة مفخخة جرى تفجيرها قبل
    وصولها): nothing of it went off."""
    if item.key == "ied" and not _CAR_BOMB.among(document.words[item.first : item.last]):
        return False
    after = document.words[item.last : item.last + _TO_ITS_AIM]
    if any(one == "قبل" and two.startswith(_REACHING) for one, two in pairwise(after)):
        return True
    before = document.words[max(0, item.first - _TO_DESTROYED) : item.first]
    return _DESTROYED.among(before) and not any(word.startswith(_BY_BOMB) for word in before)


_CAR_BOMB = Beginnings("مفخخ ملغ".split(), before="والب")
_REACHING = ("وصول", "بلوغ")
_TO_ITS_AIM = 16  # words from a car bomb to the aim that it did not reach
_TO_DESTROYED = 5  # words
_DESTROYED = WordClass("دمر دمرت دمروا تدمير دمرنا اعطب اعطبت اعطاب اعطبوا".split())
_BY_BOMB = ("ب", "انفج", "تفج", "فجر")


def named_after_the_dead(document: Document, item: Found) -> bool:
    """Whether the word is part of a name (مدرسة شهداء غرانيج)."""
    return not _behind(document, item).isdisjoint(NAMED_AFTER)


def issues(document: Document, item: Found) -> bool:
    """Whether صادر is issued, not seized (بيان صادر عن القيادة)."""
    return document.text.startswith("صادر", item.start) and document.word(item.last) == "عن"


_WORK = tuple(
    """عمليات العمليات هجوم الهجوم القصف قصف العمل عمل اطلاق الضخ ضخ الدوام التقدم التوريد توريد الانتاج انتاج البيع بيع
    التعامل الدراسه التدريس الدعم المساعدات الامداد الرواتب صرف التصدير تصدير الاستيراد حركه""".split()
)


def comes_to_a_halt(document: Document, item: Found) -> bool:
    """Whether توقف, يوقف say that something stops: persons in number (وتوقف 17 شخصاً), or أن before it (أن توقف
    شابين), tell an arrest."""
    if document.text[item.start : item.end] not in ("توقف", "يوقف") or document.words[item.first - 1] in ("ان", "بان"):
        return False
    number = parse_number(document.words, item.last)
    return number is None or not _DETAINED.among(document.words[number[1] : number[1] + 1])


_DETAINED = WordClass(
    "شخصا اشخاص شابا شبان شباب رجلا رجال مدنيا مدنيين مطلوبا مطلوبين متهما متهمين عنصرا عناصر".split()
)


def stops_work(document: Document, item: Found) -> bool:
    """Whether أوقف stops an activity and arrests nobody (أوقفت القوات عملياتها, أوقفت الضخ)."""
    if not document.text.startswith(("اوقف", "وقف", "توقف", "يوقف"), item.start):
        return False
    return any(word.startswith(_WORK) for word in document.words[item.last : item.last + 3])


_CELLS = frozenset("خليه خلايا شبكه".split())
_TO_CELL = 11  # who dismantles it, and with whose help, may stand between (فككت قسد بإسناد من التحالف خلية)


def breaks_cell(document: Document, item: Found) -> bool:
    """Whether "dismantled" is said of people: فكك خلية is their arrest."""
    for word in document.words[item.last : item.last + _TO_CELL]:
        if DEVICES[word]:
            return False
        if word in _CELLS:
            return True
    return False


def traps_no_one(document: Document, item: Found) -> bool:
    """Whether الإيقاع ب is said of no cell or wanted man (الإيقاع بعربة مصفحة في كمين)."""
    if document.words[item.last - 1] != "الايقاع":
        return False
    return not any(word.startswith(_TRAPPED) for word in document.words[item.last : item.last + _TO_TRAPPED])


_TRAPPED = tuple("بخل بشبك بعصاب بمجموع بمطلوب بمتزعم بقيادي بعنصر بعناصر بافراد بمهرب بمروج بامير بارهابي".split())
_TO_TRAPPED = 5  # words: where may stand between
_CAMPAIGN = frozenset("حمله الحمله وحمله والحمله".split())


def campaigns(document: Document, item: Found) -> bool:
    """Whether what "targets" a town is a campaign of arrests (استهدفت الحملة مدينة العشارة)."""
    if not document.text.startswith("ستهدف", item.start + 1):
        return False
    around = (*document.words[max(0, item.first - 1) : item.first], *document.words[item.last : item.last + 1])
    return not _CAMPAIGN.isdisjoint(around)


def foils(document: Document, item: Found) -> bool:
    """Whether what was foiled is an infiltration: it was fought off (أحبطت قواته محاولة تسلل)."""
    if any(word.startswith(("تسلل", "التسلل")) for word in document.words[item.last : item.last + 8]):
        return True
    near = document.words[item.last : item.last + _TO_FOILED]
    attack = next((at for at, word in enumerate(near) if word in _FOILED), None)
    return attack is not None and not _PLOT.among(near[:attack]) and not DEVICES.among(near[attack:])


_TO_FOILED = 8  # words from who foils an attack to the attack
_FOILED = frozenset("هجوم هجوما الهجوم اقتحام تقدم".split())
_PLOT = WordClass("مخطط مخططا مخططات خطه خليه خلايا عبوه سياره انتحاري".split())


def pounds(item: Found, before: list[Found], following: list[Found]) -> bool:
    """Whether ضرب is what aircraft do: its subject stands right behind it, or before it (ضربت طائرات التحالف موقعاً,
    طيران التحالف ضرب موقعاً)."""
    behind = bool(following) and following[0].key == "air" and following[0].first - item.last < _NEAR
    return behind or strikes(item, before)


def strikes(item: Found, before: list[Found]) -> bool:
    """Whether ضرب tells a strike: its subject is an aircraft (مسيّرة تضرب سيارة)."""
    return bool(before) and before[-1].key == "air" and item.first - before[-1].last <= _NEAR


_NEAR = 4


_OUTLETS = frozenset("صفحه شبكه موقع وكاله قناه اذاعه عمليه حمله معركه".split())
_POSTS = frozenset("نقطه نقاط حاجز حواجز".split())


def names_shell(item: Found, following: list[Found]) -> bool:
    """Whether a bare "shell" is only the first half of "rocket-propelled grenade" (بقذيفة "آر بي جي")."""
    shell = item.key == "shelling" and bool(following) and following[0].key == "rpg" and following[0].first == item.last
    return shell and bool(item.prefix)  # as a means (بقذيفة); by itself the shell is the event


_FAR = 8  # the positions of who fires may stand between (أطلقت قوات النظام من مواقعها في الميادين قذائف هاون)


def fires_shells(document: Document, item: Found, following: list[Found]) -> bool:
    """Whether أطلق only fires the shells that the next event word names: their fall is the event."""
    return (
        item.key == "shooting"
        and document.text[item.start : item.end] in _LAUNCH
        and bool(following)
        and following[0].key == "shelling"
        and following[0].first - item.last <= _FAR
    )


_LAUNCH = frozenset(
    "اطلق اطلقت اطلقوا فتح فتحت فتحوا فتحا افرغ افرغت افرغوا افرغا انهال انهالت انهالوا".split()
    + "يطلق تطلق يطلقون يطلقان يفتح تفتح يفتحون يفتحان".split()  # of headlines
)
_FIRED = WordClass(
    "نار نيران نيرانه نيرانها نيرانهم رصاص قذيفه قذايف صاروخ صواريخ رصاصه رصاصات رصاصتين رصاصتان "
    "طلقه طلقات عيارات اعيره رشقه رشقات مخزن مخازن".split()
)


def fires_nothing(document: Document, item: Found) -> bool:
    """Whether أطلق is no shot: أطلق سراحه, أطلقت حملة. Fire, bullets or shells must follow within a few words."""
    if document.text[item.start : item.end] not in _LAUNCH or empties(document, item):
        return False
    return not _FIRED.among(document.words[item.last : item.last + _TO_FIRED])


_TO_FIRED = 14  # words from who fires to what he fires


def empties(document: Document, item: Found) -> bool:
    """Whether أفرغ carries things off instead of firing a magazine (أفرغوا محطة الضخ من مولداتها)."""
    if not document.text.startswith("افرغ", item.start):
        return False
    following = document.words[item.last : item.last + _TO_CONTENTS]
    return "من" in following and not _FIRED.among(following)


_TO_CONTENTS = 10  # words from who empties a place to what it is emptied of
_BESIDES = frozenset("بالاضافه اضافه وبالاضافه واضافه".split())


def lists_bases(document: Document, item: Found) -> bool:
    """Whether إلى مقرات only lists bases beside something else (بالإضافة إلى مقرات أخرى): nobody sets them up."""
    return document.word(item.first - 1) in _BESIDES


def takes_no_seat(document: Document, item: Found) -> bool:
    """Whether what somebody made of a building is no seat (اتخذ من المدرسة مقراً له is one)."""
    made = document.text.startswith("تخذ", item.start + 1)
    return made and not _SEATS.among(document.words[item.last : item.last + _TO_SEAT])


_SEATS = WordClass("مقرا مقرات مركزا قاعده نقطه ثكنه معسكرا سجنا".split())
_TO_SEAT = 12  # words: the building, who does it, where and when


def names_office(document: Document, item: Found) -> bool:
    """Whether "reconciliation" is part of the name of an office (لجان المصالحة, مركز المصالحة الروسي)."""
    before = document.words[max(0, item.first - 2) : item.first]
    of_office = item.prefix == "ل" and any(not rests(word).isdisjoint(_OFFICES) for word in before)
    return of_office or not _behind(document, item).isdisjoint(_OFFICES)


_OFFICES = frozenset("لجنه لجان مركز مراكز هييه مكتب وفد وزاره".split())


def attacking(document: Document, item: Found) -> bool:
    """Whether المهاجمة is no attack but says which groups (المجموعات المهاجمة انطلقت من التنف)."""
    return document.text.startswith("المهاجمه", item.start - len(item.prefix)) and document.word(
        item.first - 1
    ).startswith(("ال", "وال", "بال", "لل"))


def burns_waste(document: Document, item: Found) -> bool:
    """Whether what is burnt is waste or straw (حرق نفايات)."""
    return not _WASTE.isdisjoint(document.words[item.last : item.last + 2])


_WASTE = frozenset("نفايات النفايات القمامه قمامه اعشاب الاعشاب القش قش".split())


def is_aim(document: Document, item: Found) -> bool:
    """Whether an end of somebody is only meant (حتى القضاء على آخر خلية)."""
    return document.text.startswith("القضاء", item.start) and not _behind(document, item).isdisjoint(_MEANT)


_MEANT = frozenset("حتي حين بهدف اجل سبيل هدفها هدفه".split())


def of_centre(document: Document, item: Found) -> bool:
    """Whether a word of holding only names a kind of prison (مركز احتجاز)."""
    return not _behind(document, item).isdisjoint(_CENTRES)


_CENTRES = frozenset("مركز مراكز اماكن مكان معسكر معسكرات".split())


def killers(document: Document, item: Found) -> bool:
    """Whether قتلته is no verb but those who killed him (بحثاً عن قتلته, محاسبة قتلتهم)."""
    noun = document.text.startswith("قتلت", item.start) and item.end - item.start > len("قتلت")
    return noun and document.word(item.first - 1) in SOUGHT


def by_hand(document: Document, item: Found) -> bool:
    """Whether a blow is that of a hand or a gun butt (إثر ضربه بأخمص البندقية)."""
    return document.word(item.last).startswith(_BUTTS)


_BUTTS = tuple("باخمص باعقاب بكعب بالعصي بعصا بسكين بحجر بهراو باله بقضيب باليد بالايدي".split())


def plunders(document: Document, item: Found) -> bool:
    """Whether what is looted is a country's wealth: a charge, no event (نهبت خيرات المنطقة)."""
    return _RICHES.among(document.words[item.last : item.last + 3])


_RICHES = Beginnings("خيرات الخيرات ثروات الثروات ثروه مقدرات المقدرات مقدراتها خيراتها ثرواتها".split(), before="بل")


def restrains(document: Document, item: Found) -> bool:
    """Whether ضبط seizes nothing (دعت إلى ضبط النفس, ضبط الأمن في المنطقة)."""
    return document.text.startswith("ضبط", item.start) and document.word(item.last) in _KEPT


_KEPT = frozenset("النفس الامن الوضع الاوضاع الحدود الاسعار السير المرور".split())


def covers(document: Document, item: Found) -> bool:
    """Whether aircraft only cover what others do (اقتحمت البلدة تحت غطاء من مروحيات التحالف): the event is theirs."""
    return not _COVER.isdisjoint(document.words[max(0, item.first - 3) : item.first])


_COVER = frozenset("غطاء بغطاء تغطيه بتغطيه اسناد باسناد مسانده بمسانده".split())


def receives(document: Document, item: Found) -> bool:
    """Whether قبض seizes nobody but is paid (قبض الموظفون رواتبهم): whom it seizes stands behind على."""
    if item.form != "verb" or not document.words[item.first].lstrip("وفسيت").startswith("قبض"):
        return False
    return "علي" not in document.words[item.last : item.last + _TO_ONTO]


_TO_ONTO = 8  # words from the verb to على


OTHER_SENSES: dict[str, tuple[Callable[[Document, Found], bool], ...]] = {
    "abduction": (of_gang, loses_life),
    "agreement": (names_office,),
    "air": (no_aircraft_there, covers),
    "arrest": (stops_work, comes_to_a_halt, traps_no_one, receives),
    "assault": (attacking,),
    "base": (lists_bases, takes_no_seat),
    "beat": (relates,),
    "burn": (burns_waste,),
    "capture": (families,),
    "clash": (no_clash,),
    "death": (named_after_the_dead, is_aim, killers),
    "disrupt": (restrains,),
    "enter": (intervenes, hands_over, passes),
    "explosion": (is_dawn, controlled),
    "ied": (topic_of_mines, was_destroyed),
    "suicide": (was_destroyed,),
    "hold": (of_centre,),
    "loot": (issues, plunders),
    "grenade": (ticks,),
    "raid": (no_raid, only_campaign),
    "shelling": (stored,),
    "shooting": (fires_nothing,),
    "strike": (blow_only_to, by_hand),
    "take": (takes_no_ground,),
    "wound": (named_after_the_dead,),
}
"""What the words of each kind say that tell no event of it."""
