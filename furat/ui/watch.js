// Loads the page again when Streamlit has emptied it: every page draws its head at once, so one that is at rest and
// holds nothing lost what it showed (furat/ui/watch.py). Installed once; it outlives what the pages draw.

const OFTEN = 400; // milliseconds between two looks
const LOOKS = 3; // so many empty ones in a row are no moment between two pages
const REST = 10_000; // milliseconds before it loads again what came empty once more
const LAST = "furat-emptied";

export default function () {
  if (window.furatWatch) return;
  let empty = 0;
  window.furatWatch = setInterval(() => {
    empty = lost() ? empty + 1 : 0;
    if (empty < LOOKS || Date.now() - Number(sessionStorage.getItem(LAST)) < REST) return;
    sessionStorage.setItem(LAST, String(Date.now()));
    location.reload();
  }, OFTEN);
}

function lost() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.getAttribute("data-test-connection-state") !== "CONNECTED") return false;
  if (app.getAttribute("data-test-script-state") !== "notRunning") return false;
  return !app.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]');
}
