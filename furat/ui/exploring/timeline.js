// The bars of the timeline: brushed, clicked, or set by the two handles at their ends. Texts come with the data.

const STEP = 10; // bars that Page Up and Page Down go
const SLOP = 4; // pixels that a hand may tremble in a click
const WAIT = 450; // milliseconds after the last key before the page is asked
const PATIENCE = 3000; // milliseconds that an answer may take
const drawn = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  let line = drawn.get(root);
  if (!line) {
    line = build(root.querySelector(".line"));
    drawn.set(root, line);
  }
  line.send = (from, to) => {
    line.sent = { from, to, at: Date.now() }; // what comes meanwhile is of an earlier answer
    component.setTriggerValue("brush", { from, to });
  };
  show(line, component.data);
}

function build(box) {
  const line = { box, data: null, lo: 0, hi: 0, drag: null, late: null, sent: null, bars: [], ticks: [] };
  for (const name of ["words", "plot", "most", "bars", "band", "axis"]) line[name] = box.querySelector(`.${name}`);
  line.thumbs = [...box.querySelectorAll(".thumb")];
  line.plot.addEventListener("pointerdown", (event) => press(line, event));
  line.plot.addEventListener("pointermove", (event) => move(line, event));
  line.plot.addEventListener("pointerup", (event) => release(line, event));
  line.plot.addEventListener("pointercancel", () => forget(line));
  line.plot.addEventListener("pointerleave", () => line.drag || say(line));
  line.thumbs.forEach((thumb, side) => {
    thumb.addEventListener("keydown", (event) => key(line, side, event));
    thumb.addEventListener("blur", () => line.late && settle(line));
  });
  new ResizeObserver(() => thin(line)).observe(line.axis);
  return line;
}

function show(line, data) {
  const old = line.data;
  line.data = data;
  line.box.style.setProperty("--bar", data.color);
  line.words.dir = data.dir;
  line.most.textContent = data.most;
  line.bars.setAttribute("aria-label", data.title);
  line.thumbs.forEach((thumb, side) => {
    thumb.setAttribute("aria-label", side ? data.words.last : data.words.first);
    thumb.setAttribute("aria-valuemin", "0");
    thumb.setAttribute("aria-valuemax", String(data.bars.length - 1));
  });
  if (!old || old.bars.length !== data.bars.length) line.bars.replaceChildren(...data.bars.map(() => make("i")));
  if (!old || JSON.stringify(old.ticks) !== JSON.stringify(data.ticks)) ticks(line);
  const largest = Math.max(1, ...data.bars.map((bar) => bar[0]));
  data.bars.forEach((bar, at) => {
    line.bars.children[at].style.height = bar[0] ? `max(2px, ${(100 * bar[0]) / largest}%)` : "0";
  });
  const { sent } = line;
  if (sent && (sent.from !== data.from || sent.to !== data.to) && Date.now() - sent.at < PATIENCE) return mark(line);
  line.sent = null;
  if (line.drag || line.late) return mark(line); // the hand is still at work: its span stays
  [line.lo, line.hi] = [data.lo, data.hi];
  mark(line);
}

function make(name, words = "") {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

function ticks(line) {
  const { ticks, bars } = line.data;
  line.axis.replaceChildren(
    ...ticks.map(([at, words]) => {
      const made = make("span", words);
      made.dir = line.data.dir;
      made.style.left = `${(100 * at) / bars.length}%`;
      return made;
    }),
  );
  thin(line);
}

// A label that would run into the one before it, or over the end, is left out.
function thin(line) {
  const end = line.axis.getBoundingClientRect().right + 2;
  let free = -Infinity;
  for (const label of line.axis.children) {
    const { left, right } = label.getBoundingClientRect();
    const fits = left >= free && right <= end;
    label.style.visibility = fits ? "" : "hidden";
    if (fits) free = right + 10;
  }
}

// Draw the span, and say it: bars within coloured, a band behind them, a handle at each end.
function mark(line) {
  const { lo, hi, data } = line;
  const count = data.bars.length;
  const [first, last] = [clamp(lo, count), clamp(hi, count)];
  [...line.bars.children].forEach((bar, at) => bar.classList.toggle("out", at < lo || at > hi));
  const whole = !line.drag && !line.late && !line.sent && !data.set;
  line.box.classList.toggle("whole", whole);
  line.band.style.left = `${(100 * first) / count}%`;
  line.band.style.width = `${hi < lo ? 0 : (100 * (last - first + 1)) / count}%`;
  line.thumbs.forEach((thumb, side) => {
    const at = side ? last : first;
    thumb.style.left = `${(100 * (at + side)) / count}%`;
    thumb.setAttribute("aria-valuenow", String(at));
    thumb.setAttribute("aria-valuetext", data.bars[at][1]);
  });
  say(line);
}

// With a bar under the hand say that bar, while brushing the span under the hand, else what is chosen.
function say(line, at = null) {
  const { lo, hi, data } = line;
  if (at !== null) line.words.textContent = line.data.bars[at][4];
  else if (line.drag?.moved || line.late || line.sent) {
    const number = data.bars.slice(lo, hi + 1).reduce((sum, bar) => sum + bar[0], 0);
    line.words.textContent = `${span(line)} · ${counted(data, number)}`;
  } else line.words.textContent = data.set || data.words.hint;
}

function span({ lo, hi, data }) {
  return lo === hi ? data.bars[lo][1] : `${data.bars[lo][1]} – ${data.bars[hi][1]}`;
}

function counted(data, number) {
  const form = new Intl.PluralRules(data.language).select(number);
  const written = new Intl.NumberFormat("en").format(number);
  return (data.forms[form] ?? data.forms.other).replace("{n}", written);
}

function clamp(at, count) {
  return Math.max(0, Math.min(count - 1, at));
}

function under(line, event) {
  const { left, width } = line.bars.getBoundingClientRect();
  const count = line.data.bars.length;
  return clamp(Math.floor(((event.clientX - left) / width) * count), count);
}

function press(line, event) {
  if (event.button !== 0) return;
  const thumb = line.thumbs.indexOf(event.target);
  const at = under(line, event);
  line.plot.setPointerCapture(event.pointerId);
  const { left, right } = line.bars.getBoundingClientRect();
  const inside = event.clientX >= left && event.clientX < right;
  line.drag = { thumb, at, inside, x: event.clientX, moved: false };
  if (thumb < 0) event.preventDefault(); // no text is marked by brushing over it
}

function move(line, event) {
  const { drag } = line;
  const at = under(line, event);
  if (!drag) return say(line, event.pointerType === "touch" ? null : at);
  drag.moved ||= Math.abs(event.clientX - drag.x) > SLOP;
  if (!drag.moved) return;
  if (drag.thumb < 0) [line.lo, line.hi] = [Math.min(drag.at, at), Math.max(drag.at, at)];
  else shift(line, drag.thumb, at);
  mark(line);
}

function shift(line, side, at) {
  const count = line.data.bars.length;
  if (side) line.hi = Math.max(at, clamp(line.lo, count));
  else line.lo = Math.min(at, clamp(line.hi, count));
}

function release(line) {
  const { drag, data } = line;
  if (!drag) return;
  line.drag = null;
  if (drag.thumb >= 0 && drag.moved) return ends(line, drag.thumb);
  if (!drag.moved) {
    if (!drag.inside) return mark(line); // on a handle beside the bars
    const again = data.set && data.lo === drag.at && data.hi === drag.at;
    if (again) {
      [line.lo, line.hi] = [0, data.bars.length - 1];
      line.send(null, null);
      return mark(line);
    }
    [line.lo, line.hi] = [drag.at, drag.at];
    mark(line);
  }
  line.send(data.bars[line.lo][2], data.bars[line.hi][3]);
}

function forget(line) {
  line.drag = null;
  [line.lo, line.hi] = [line.data.lo, line.data.hi];
  mark(line);
}

// Only the end that was moved is set; at the edge it is free, so that nothing is asked of that side.
function ends(line, side) {
  const { data, lo, hi } = line;
  const { from: before, to: after } = line.sent ?? data;
  const from = side ? before : lo <= 0 ? null : data.bars[lo][2];
  const to = side ? (hi >= data.bars.length - 1 ? null : data.bars[hi][3]) : after;
  line.send(from, to);
}

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -STEP, PageUp: STEP };

function key(line, side, event) {
  const count = line.data.bars.length;
  const at = clamp(side ? line.hi : line.lo, count);
  const aim = event.key === "Home" ? 0 : event.key === "End" ? count - 1 : at + (KEYS[event.key] ?? NaN);
  if (Number.isNaN(aim)) return;
  event.preventDefault();
  event.stopPropagation();
  shift(line, side, clamp(aim, count));
  clearTimeout(line.late?.timer);
  line.late = { side, timer: setTimeout(() => settle(line), WAIT) };
  mark(line);
}

function settle(line) {
  const { side, timer } = line.late;
  clearTimeout(timer);
  line.late = null;
  ends(line, side);
}
