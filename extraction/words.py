"""Closed classes of Arabic words that more than one step of the reading asks for."""

from arabic.vocabulary import Beginnings, WordClass

NAMED_AFTER = frozenset("جمعه مدرسه شارع دوار ساحه جامع مقبره حديقه مسجد ثانويه".split())
"""What is named after the dead: behind these words they are part of a name (جمعة شهداء الفرات, مدرسة الشهداء)."""

SOUGHT = frozenset("عن محاسبه ملاحقه تسليم معاقبه القصاص من بين".split())
"""Behind these قتلته are those who killed him (بحثاً عن قتلته), not what killed him."""

HAD_FALLEN = frozenset("قد التي الذي".split())
"""Words before سقط where what fell was named before it (صواريخ أطلقوها قد سقطت, القذائف التي سقطت)."""

HARDLY = WordClass("يكد تكد يكادوا نكد كاد كادت يلبث تلبث يلبثوا لبث لبثت يمض تمض يمر تمر".split())
"""Verbs that say with a negation that something had only just happened (لم تكد ... حتى, لم تمضِ ساعات على ... حتى)."""

DROVE_OUT = Beginnings("طرد تطرد يطرد دحر تدحر يدحر اخرج تخرج يخرج".split(), before="وفب")
OUT_OF_IT = frozenset("منها منه منهما منهم".split())
"""Verbs that drive somebody out, and the words for out of where (دحروا منها مسلحي التنظيم)."""
