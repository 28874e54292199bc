"""Who stands where in a clause: groups of words for a party (دورية لقسد, عناصر من قوات النظام) and what governs each.

A party is the subject of a verb, its object, behind a preposition, or in the genitive of an event noun. Arabic says so
by order and small words: the verb stands before its subject (هاجم مسلحون حاجزاً), the passive and the verbs of suffering
before their victim (قُتل عنصر), مقتل and استهداف before whom they befall, قصف and هجوم before who does it.
"""

from extraction.parties.finder import find_parties
from extraction.parties.party import Party

__all__ = ["Party", "find_parties"]
