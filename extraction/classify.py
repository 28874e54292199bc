"""From the event words of a scene to an ACLED sub-event type."""

from collections import Counter
from collections.abc import Iterable

from extraction.values import dataclass

EVENT_TYPES = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Air/drone strike",
        "Grenade",
        "Chemical weapon",
    ),
    "Violence against civilians": ("Attack", "Abduction/forced disappearance", "Sexual violence"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Arrests",
        "Disrupted weapons use",
        "Looting/property destruction",
        "Agreement",
        "Change to group/activity",
        "Headquarters or base established",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""ACLED's event types and their sub-event types."""

EVENT_TYPE_OF = {sub: event for event, subs in EVENT_TYPES.items() for sub in subs}
"""The event type of each sub-event type."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What decides the type of an event: the kinds of its event words, what was hit, who was hurt and who acts."""

    kinds: Counter[str]
    objects: frozenset[str]  # military, official, civil
    victims: frozenset[str]  # civilian, armed, any: sides of the killed and wounded
    weapons: frozenset[str]
    hurt: bool
    armed_target: bool
    state_taker: bool
    crowd: bool  # people without arms act
    by_force: bool  # a force that arrests acts or is named
    by_gunmen: bool  # gunmen of nobody named act
    killing: bool  # a word of killing is told of somebody whom no figure counts (قتل مجهولون رئيس المفرزة)
    left: bool  # a force left the place, and nothing else is told of it
    onto: bool  # the fire fell onto a place (على حي القصور)
    flown: bool  # those who bombard are a power that does it from the air
    peaceful: bool  # the text says that no shot was fired (دون قتال), or a side withdrew

    def has(self, *kinds: str) -> bool:
        """Whether any of these kinds of event word is there."""
        return not self.kinds.keys().isdisjoint(kinds)


def classify(scene: Scene) -> str | None:
    """Return the sub-event type, or None where the words tell no event. The first rule that fits decides: rare means
    (gas, a bomber) lead, what an event led to (deaths) comes last."""
    for rule in (_rare, _protest, _remote, _control, _detention, _ground, _property, _other, _outcome):
        found = rule(scene)
        if found:
            return found
    return None


def _rare(scene: Scene) -> str | None:
    if scene.has("chemical"):
        return "Chemical weapon"
    if scene.has("sexual"):
        return "Sexual violence"
    caught = scene.has("arrest") and not scene.has("ied", "explosion")  # فككت خلية وألقت القبض على عناصرها
    if (
        scene.has("disrupt")
        and not caught
        and not scene.hurt
        and not scene.has("death", "clash", "strike", "bombard", "loot")
    ):
        return "Disrupted weapons use"
    drone = scene.has("air") and not scene.weapons & {"suicide_vest", "car_bomb"}  # مسيّرة انتحارية is a drone
    seized = scene.has("disrupt", "arrest") and not scene.hurt and not scene.has("explosion", "clash", "death")
    if scene.has("suicide") and not drone and not seized:
        return "Suicide bomb"
    return None


def _protest(scene: Scene) -> str | None:
    if not scene.has("protest"):
        return None
    if scene.has("assassination", "abduction", "air", "ied", "grenade") and not scene.has("disperse"):
        return None
    if scene.has("assault", "capture", "clash") and not scene.has("disperse", "riot") and not scene.crowd:
        return None  # fighters who cut a road
    if scene.has("shooting", "disperse", "death", "wound") and scene.hurt:
        return "Excessive force against protesters"
    if scene.has("disperse", "shooting", "arrest"):
        return "Protest with intervention"
    if scene.has("burn", "storm", "loot", "riot"):
        return "Violent demonstration"
    return "Peaceful protest"


def _remote(scene: Scene) -> str | None:
    if scene.has("grenade") and scene.has("air"):
        return "Air/drone strike"  # مسيّرة ألقت قنبلة
    if scene.has("grenade") and not scene.has("clash"):
        return "Grenade"
    landed = scene.has("arrest", "led") and not scene.has("bombard") and not scene.hurt  # غارة بالمروحيات واعتقلت
    taken = next(iter(scene.kinds), "") in ("take", "enter")  # دخلت البلدة بإسناد من غارات
    if scene.has("strike") and not scene.has("clash") and not landed and not taken:
        return "Air/drone strike"
    hit = scene.has("assault", "bombard", "explosion", "death", "wound", "shelling", "assassination", "burn", "loot")
    on_the_ground = scene.has("raid", "arrest", "take", "enter", "clash") and not scene.has("bombard")
    on_the_ground = on_the_ground and set(list(scene.kinds)[:2]) != {"air", "assault"}  # طائرات هاجمت قافلة دخلت
    if scene.has("air") and hit and not on_the_ground:
        return "Air/drone strike"
    if scene.has("ied") and (scene.has("explosion", "assault", "death", "wound", "assassination") or scene.hurt):
        return "Remote explosive/landmine/IED"
    if scene.has("rpg") and scene.has("shooting", "explosion") and not scene.has("assault", "clash", "storm", "raid"):
        return "Shelling/artillery/missile attack"  # أطلقت قذائف صاروخية باتجاه القاعدة
    if scene.has("rpg") and scene.onto and not scene.has("clash", "storm", "raid") and "military" not in scene.objects:
        return "Shelling/artillery/missile attack"  # هجوم بالقذائف الصاروخية على حي العمال
    searched = scene.has("raid", "arrest") and next(iter(scene.kinds)) != "explosion"  # انفجرت دراجة، وفتشوا المارة
    if scene.has("explosion") and not searched and not scene.has("clash", "storm", "shelling", "bombard", "brawl"):
        return "Remote explosive/landmine/IED"
    if scene.flown and scene.has("bombard") and not scene.has("shelling", "clash", "storm", "take", "raid"):
        return "Air/drone strike"  # قصف للتحالف الدولي
    if scene.has("shelling", "bombard") and not scene.has("clash", "storm", "take", "raid"):
        return "Shelling/artillery/missile attack"
    return None


def _control(scene: Scene) -> str | None:
    if scene.has("withdraw") and scene.left:
        return "Non-violent transfer of territory"  # انسحبت قوات النظام من العشارة
    if not scene.has("take", "enter"):
        return None
    if scene.has("enter") and scene.has("led", "arrest", "hold", "raid") and not scene.has("take"):
        return None  # دخلت دورية بيتاً واقتادت صاحبه
    if scene.has("enter") and not scene.has("take", "clash") and not scene.peaceful and not scene.has("withdraw"):
        return "Non-violent transfer of territory" if scene.armed_target and not scene.hurt else None
    if scene.peaceful and not scene.hurt and not scene.has("clash", "assault", "storm"):
        return "Non-violent transfer of territory"
    return "Government regains territory" if scene.state_taker else "Non-state actor overtakes territory"


def _detention(scene: Scene) -> str | None:
    if scene.has("abduction") and (scene.has("find") or (scene.has("assassination") and scene.hurt)):
        return "Attack"  # بعد أسبوع من خطفه عُثر على جثته, أعدموا ثلاثة بعد خطفهم
    if scene.has("hold") and not scene.by_force and scene.by_gunmen and not scene.has("arrest", "raid"):
        return "Abduction/forced disappearance"
    if (
        scene.has("led")
        and scene.has("death", "assassination")
        and (scene.hurt or scene.killing)
        and not scene.by_force
    ):
        return "Attack"  # اقتادوه إلى الشارع وقتلوه
    stopped = scene.has("arrest") and scene.has("assassination") and scene.hurt
    if stopped and scene.by_gunmen and not scene.by_force:
        return "Attack"  # أوقف ملثمون سيارته وأردوه
    if scene.has("abduction", "led") and not (scene.has("led") and scene.by_force):
        return "Abduction/forced disappearance"
    if scene.has("raid") and not scene.has("arrest", "led", "clash") and scene.hurt and scene.has("death"):
        return "Armed clash" if "armed" in scene.victims else "Attack"
    if scene.has("raid") and scene.has("loot") and not scene.has("arrest", "led", "clash") and not scene.by_force:
        return "Looting/property destruction"  # داهم مسلحون محلاً وأتلفوا البضاعة
    if scene.has("arrest") and scene.has("burn", "loot") and scene.by_gunmen and not scene.by_force:
        return "Looting/property destruction"  # أوقفه مسلحون وأضرموا النار في الصهريج
    if scene.has("arrest", "hold", "raid", "led"):
        fought = scene.has("clash") or (scene.has("storm") and scene.hurt)
        return "Armed clash" if fought else "Arrests"
    return None


def _ground(scene: Scene) -> str | None:
    if scene.has("clash", "capture"):
        return "Armed clash"
    if scene.has("brawl") and scene.has("riot", "beat") and not scene.weapons and not scene.has("shooting"):
        return "Mob violence"  # مشاجرة بالعصي والحجارة
    if scene.has("riot"):
        return "Violent demonstration"
    if scene.has("brawl"):
        return "Armed clash" if scene.weapons or scene.hurt else "Mob violence"
    if scene.has("beat") and scene.crowd:
        return "Mob violence"
    if scene.has("assassination", "find") or (scene.has("beat") and not scene.has("shooting", "storm")):
        return "Attack"
    if scene.has("assault", "shooting", "storm"):
        if scene.has("loot", "burn") and not scene.hurt and "military" not in scene.objects:
            return "Looting/property destruction"
        if scene.crowd and not scene.hurt:
            return "Violent demonstration"
        if "military" in scene.objects:
            return "Armed clash"
        if "civil" in scene.objects:  # also a fighter hit at home or on the road
            return "Attack"
        if "armed" in scene.victims:
            return "Armed clash"
        if "civilian" in scene.victims:
            return "Attack"
        return "Armed clash" if scene.armed_target else "Attack"
    return None


def _property(scene: Scene) -> str | None:
    if scene.has("death") and scene.hurt:
        return None  # مقتل شرعي وحرق سيارته
    return "Looting/property destruction" if scene.has("loot", "burn") else None


def _other(scene: Scene) -> str | None:
    if scene.has("base"):
        return "Headquarters or base established"
    if scene.has("change"):
        return "Change to group/activity"
    if scene.has("agreement") and not scene.hurt:
        return "Agreement"
    return None


def _outcome(scene: Scene) -> str | None:
    if scene.has("ied"):
        return "Remote explosive/landmine/IED"
    if scene.has("air") and scene.hurt:
        return "Air/drone strike"
    if scene.killing and not scene.hurt:
        return "Attack"
    if scene.has("death") and scene.hurt and "civil" in scene.objects and "military" not in scene.objects:
        return "Attack"  # قتل عنصر داخل محله
    if scene.has("death", "wound") and scene.hurt:
        return "Armed clash" if "armed" in scene.victims and "civilian" not in scene.victims else "Attack"
    return None


FAMILIES: dict[str, str] = {
    "Armed clash": "fight",
    "Attack": "fight",
    "Shelling/artillery/missile attack": "fire",
    "Suicide bomb": "bomb",
    "Remote explosive/landmine/IED": "bomb",
    "Grenade": "bomb",
    "Air/drone strike": "air",
    "Government regains territory": "control",
    "Non-state actor overtakes territory": "control",
    "Non-violent transfer of territory": "control",
    "Peaceful protest": "protest",
    "Protest with intervention": "protest",
    "Excessive force against protesters": "protest",
    "Violent demonstration": "protest",
    "Mob violence": "protest",
    "Arrests": "detention",
    "Disrupted weapons use": "detention",
    "Abduction/forced disappearance": "abduction",
}
"""Families of types that two tellings of one event may differ within."""

_MIXED = {
    frozenset(("fight", "fire")),
    frozenset(("fight", "bomb")),
    frozenset(("fire", "air")),
    frozenset(("fight", "control")),
    frozenset(("detention", "abduction")),
}


def same_event_possible(first: str, second: str) -> bool:
    """Whether two sub-event types can be two tellings of one event."""
    a, b = FAMILIES.get(first, first), FAMILIES.get(second, second)
    return a == b or frozenset((a, b)) in _MIXED


def lead(types: Iterable[str]) -> str:
    """Return the most telling of the types that several tellings of one event gave."""
    order = [
        "Chemical weapon", "Sexual violence", "Suicide bomb", "Excessive force against protesters",
        "Protest with intervention",
        "Air/drone strike", "Grenade", "Remote explosive/landmine/IED", "Government regains territory",
        "Non-state actor overtakes territory", "Shelling/artillery/missile attack", "Armed clash",
        "Non-violent transfer of territory",
    ]  # fmt: skip
    listed = list(types)
    return min(listed, key=lambda t: order.index(t) if t in order else len(order))
