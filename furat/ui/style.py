"""The page's own style: density, cards and marks, and the direction of writing."""

_FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', sans-serif"

_COMMON = """
.stMainBlockContainer { padding: 1.4rem 2rem 2rem; max-width: 1800px; }
.st-key-watch { position: absolute; }
[data-testid="stSidebarHeader"] { height: 2rem; margin-bottom: 0; }
.st-key-incidents > div, .st-key-incidents { gap: .15rem; }
[class*="st-key-open-"] { margin-bottom: .5rem; padding-inline-start: .8rem; }
[class*="st-key-open-"] button { min-height: 1.6rem; padding: 0; color: #1f5f7a; text-decoration: underline;
  text-underline-offset: 3px; }
[class*="st-key-chip-"] button { min-height: 1.8rem; padding: .1rem .6rem; background: #e7eff2; border-color: #b9cdd6; }
[data-testid="stHeader"] { height: 2.2rem; background: transparent; }
.f-title { display: flex; gap: .7rem; align-items: baseline; flex-wrap: wrap; }
.f-title b { font-size: 1.5rem; color: #1f5f7a; }
.f-title span { color: #566065; }
.f-banner { background: #fdf3d8; border: 1px solid #e6cf8f; color: #5c4708; padding: .4rem .8rem; border-radius: 4px; }
.f-figures { display: flex; flex-wrap: wrap; gap: .3rem 2rem; }
.f-figures div { display: flex; flex-direction: column; line-height: 1.25; }
.f-figures b { font-size: 1.3rem; font-variant-numeric: tabular-nums; font-weight: 600; }
.f-figures span, .f-small { color: #5a6469; font-size: .82rem; }
.f-legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; font-size: .82rem; color: #3c4448; }
.f-size { display: inline-flex; align-items: center; gap: .35rem; }
.f-ring, .f-box { display: inline-block; box-sizing: border-box; flex: none; }
.f-ring { border-radius: 50%; border: 1.5px solid #b3402e; }
.f-sign { width: 14px; height: 14px; }
.f-card { border-inline-start: 3px solid #d9dcd6; padding: .1rem .7rem; font-size: .9rem; line-height: 1.45; }
.f-head { display: flex; gap: .45rem; align-items: center; flex-wrap: wrap; }
.f-head time { margin-inline-start: auto; color: #5a6469; font-size: .82rem; white-space: nowrap; }
.f-dot { width: .65rem; height: .65rem; border-radius: 50%; flex: none; }
.f-who, .f-harm { color: #3c4448; font-size: .85rem; }
.f-words { color: #5a6469; font-size: .85rem; text-align: right; margin-top: .15rem; unicode-bidi: isolate; }
.f-badge { border: 1px dashed #b3402e; color: #8e3023; border-radius: 3px; padding: 0 .3rem; font-size: .75rem; }
.f-none { color: #6c7478; font-style: italic; font-size: .85rem; }
.f-headline { margin: 0; padding: 0; text-align: right; font-size: 1.05rem; }
.f-facts { border-collapse: collapse; width: 100%; font-size: .9rem; }
.f-facts th { text-align: start; font-weight: 500; color: #5a6469; padding: .15rem 0; width: 8.5rem;
  vertical-align: top; }
.f-facts td { text-align: start; padding: .15rem 0; }
.f-facts th, .f-facts td { border: 0; border-bottom: 1px solid #eceee9; }
.f-report { text-align: right; line-height: 1.95; font-size: 1rem; background: #fafaf7; border: 1px solid #e3e5df;
  border-radius: 4px; padding: .8rem 1rem; unicode-bidi: isolate; overflow-wrap: anywhere; }
.f-passage { background: #f3f0df; border-radius: 2px; }
.f-mark { border-radius: 2px; padding: 0 .1rem; color: inherit; }
.f-place.f-mark { background: #cfe6c4; } .f-date.f-mark { background: #cfe0f5; }
.f-actor.f-mark { background: #ecd3ee; } .f-casualties.f-mark { background: #f8cfc7; }
.f-type.f-mark { background: #fbe0a9; } .f-other.f-mark { background: #dfe2e4; }
.f-key { display: flex; flex-wrap: wrap; gap: .5rem; font-size: .82rem; }
.f-control { color: #a12; font-family: monospace; font-size: .7em; direction: ltr; unicode-bidi: isolate; }
.f-footer { color: #5a6469; font-size: .78rem; border-top: 1px solid #e3e5df; padding-top: .5rem; margin-top: .5rem; }
.f-here { color: #1f5f7a; font-size: .93rem; padding: .25rem .3rem; border-bottom: 2px solid #1f5f7a; }
.st-key-pages { align-items: center; flex-wrap: nowrap; }
[class*="st-key-under-"] { margin-bottom: .5rem; padding-inline-start: .8rem; }
[class*="st-key-under-"] [class*="st-key-open-"] { margin: 0; padding: 0; }
[class*="st-key-under-"] [data-testid="stPageLink"] a { padding: 0; min-height: 1.6rem; }
[class*="st-key-under-"] [data-testid="stPageLink"] p { color: #1f5f7a; text-decoration: underline;
  text-underline-offset: 3px; }
.f-marks, .f-reasons { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .15rem; }
.f-many, .f-reason, .f-state { border-radius: 3px; padding: 0 .35rem; font-size: .75rem; border: 1px solid #c9ced0; }
.f-reason { background: #fdf3d8; border-color: #e6cf8f; color: #5c4708; }
.f-state-accepted { background: #dcefdf; border-color: #9fc7a6; color: #1e5a2b; }
.f-state-corrected { background: #dbe8f3; border-color: #9dbbd6; color: #1f466b; }
.f-state-rejected { background: #f6dcd8; border-color: #d9a198; color: #80291b; }
.f-wait { font-size: .85rem; line-height: 1.4; }
[class*="st-key-waits-"], [class*="st-key-chosen-"] { padding: .2rem .5rem .4rem;
  border-inline-start: 3px solid #d9dcd6; }
[class*="st-key-chosen-"] { background: #e7eff2; border-inline-start-color: #1f5f7a; }
[class*="st-key-wait-"] button { padding: 0; min-height: 1.5rem; text-align: start; }
[class*="st-key-wait-"] button p { font-weight: 600; color: #1f5f7a; }
.f-incident { border-inline-start: 3px solid #1f5f7a; padding-inline-start: .7rem; }
.f-incident b { font-size: 1.1rem; }
.f-part { font-size: 1rem; font-weight: 600; margin: .4rem 0 0; padding: 0; }
.f-claims { border-collapse: collapse; width: 100%; font-size: .88rem; }
.f-claims th, .f-claims td { text-align: start; border: 0; border-bottom: 1px solid #eceee9; padding: .15rem .3rem; }
.f-claims th { font-weight: 500; color: #5a6469; } .f-total th { color: inherit; font-weight: 600; }
.f-telling { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; font-size: .88rem; }
.f-number { background: #1f5f7a; color: #fff; border-radius: 3px; padding: 0 .4rem; }
.f-links { font-size: .85rem; padding-inline-start: 1.1rem; margin: 0; }
.f-change { font-size: .85rem; border-inline-start: 3px solid #d9dcd6; padding-inline-start: .6rem; }
.f-why { color: #3c4448; overflow-wrap: anywhere; }
.f-read { color: #1f466b; font-size: .78rem; background: #eef4f9; border-radius: 3px; padding: 0 .35rem; }
.f-label { font-size: .9rem; font-weight: 600; }
.f-unwritten { border: 1px solid #d9a198; background: #fcf1ef; border-radius: 4px; padding: .3rem .8rem;
  font-size: .88rem; }
.f-unwritten ul { margin: 0; padding-inline-start: 1.1rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-outcome) { position: sticky; top: 0; z-index: 99; background: #fff; }
[class*="st-key-takeback-"] button { padding: 0; min-height: 1.3rem; }
[class*="st-key-takeback-"] button p { color: #1f5f7a; text-decoration: underline; text-underline-offset: 3px; }
[data-testid="stMain"]::before { box-shadow: none !important; }
[role="dialog"] [data-testid="stPageLink"] a, .st-key-dossier [data-testid="stPageLink"] a {
  padding: 0; min-height: 1.4rem; }
[role="dialog"] [data-testid="stPageLink"] p, .st-key-dossier [data-testid="stPageLink"] p {
  color: #1f5f7a; text-decoration: underline; text-underline-offset: 3px; }
.f-quote { border-style: dashed; margin: .3rem 0; }
.st-key-dossier .f-report { max-height: 26rem; overflow-y: auto; }
.st-key-decide [data-testid="stVerticalBlock"], .st-key-decide { gap: .6rem; }
.st-key-decide [data-testid="stNumberInputStepDown"], .st-key-decide [data-testid="stNumberInputStepUp"] {
  display: none; }
[data-testid="stDateInputField"] { direction: ltr; }
iframe { direction: ltr; }
[data-testid="stDialog"] > div { overflow: clip; }
.f-told { margin: .2rem 0 0; font-size: 1rem; }
.f-values th { width: 6.5rem; padding-top: .3rem; }
.f-values td { padding: .2rem 0; }
.f-value { display: inline-block; padding: .1rem .35rem; border-radius: 4px; overflow-wrap: anywhere; }
.f-value[tabindex] { cursor: pointer; }
.f-value[tabindex]:is(:hover, :focus) { background: #e7eff2; outline: 2px solid #1f5f7a; }
.f-values .f-small, .f-aside { padding-inline-start: .35rem; font-size: .82rem; }
.f-value .f-small { padding: 0; }
.f-chip { quotes: "«" "»"; font-size: .88rem; line-height: 1.7; unicode-bidi: isolate; padding: .05rem .3rem;
  margin-inline-start: .2rem; }
.f-help { display: inline-block; vertical-align: middle; margin-inline-start: .3rem; }
.f-help[open] { display: block; }
.f-help summary { list-style: none; display: inline-flex; align-items: center; justify-content: center;
  width: 1.35rem; height: 1.35rem; border-radius: 50%; border: 1px solid #6d8a97; color: #1f5f7a; font-size: .78rem;
  cursor: pointer; }
.f-help summary::-webkit-details-marker { display: none; }
.f-help summary:focus-visible { outline: 2px solid #1f5f7a; outline-offset: 1px; }
.f-helped { background: #eef4f9; border-radius: 4px; padding: .3rem .6rem; margin-top: .2rem; font-size: .85rem;
  color: #24323a; }
.f-helped p { margin: 0 0 .25rem; font-size: inherit; }
.f-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.f-at { display: inline-block; width: 0; height: 1em; }
.f-scroll { position: relative; max-height: 62vh; overflow-y: auto; }
.f-scroll:focus-visible { outline: 2px solid #1f5f7a; }
.f-address { overflow-wrap: anywhere; } .f-address a { color: #1f5f7a; }
.f-accounts { margin-top: .3rem; }
.f-accounts td, .f-accounts th { vertical-align: top; }
.f-candidates ul { margin: 0; padding-inline-start: 1.1rem; }
.f-candidates li { margin: .25rem 0; font-size: .88rem; }
.f-candidates p { margin: 0; }
.st-key-card-only button { min-height: 1.8rem; padding: .1rem .6rem; }
.st-key-incident-card [data-testid="stColumn"]:has(.st-key-card-report) { position: sticky; top: .5rem;
  align-self: flex-start; }
@media (max-width: 900px) {
  .st-key-incident-card > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"] {
    flex-direction: column; }
  .st-key-incident-card [data-testid="stColumn"] { width: 100%; }
  .st-key-incident-card [data-testid="stColumn"]:has(.st-key-card-report), .st-key-card-report,
  [data-testid="stColumn"] [data-testid="stVerticalBlock"]:has(.st-key-card-report),
  [data-testid="stColumn"] [data-testid="stLayoutWrapper"]:has(.st-key-card-report) { display: contents; }
  .st-key-card-report [data-testid="stElementContainer"]:has(.f-scroll) { position: sticky; bottom: 0; z-index: 5;
    background: #fff; border-top: 2px solid #1f5f7a; padding: .4rem 0; width: 100%; }
  [data-testid="stDialog"] { padding-block: 0; scroll-padding-bottom: 38vh; }
  .f-scroll { max-height: 30vh; }
  .f-values th { width: 5rem; }
}
.st-key-side-a, .st-key-side-b { border-inline-start: 4px solid #1b4f72; padding-inline-start: .8rem; }
.st-key-side-b { border-inline-start-color: #d07c1c; }
.f-side { display: inline-block; width: .8rem; height: .8rem; flex: none; margin-inline-end: .35rem;
  vertical-align: -.05rem; }
.f-side-a { background: #1b4f72; } .f-side-b { background: #d07c1c; }
.f-table { overflow: auto; max-height: 34rem; border: 1px solid #e3e5df; border-radius: 4px; }
.f-compare { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .86rem;
  font-variant-numeric: tabular-nums; }
.f-compare th, .f-compare td { border: 0; border-bottom: 1px solid #eceee9; padding: .25rem .5rem; text-align: start;
  vertical-align: top; font-weight: 400; }
.f-compare thead th { background: #f4f5f2; font-weight: 600; vertical-align: bottom; }
.f-compare td > span, .f-compare th small { white-space: nowrap; }
.f-compare th[scope="row"] { min-width: 6.5rem; }
.f-compare thead { position: sticky; top: 0; } .f-compare tfoot { position: sticky; bottom: 0; background: #fff; }
 .f-compare small { display: block; color: #5a6469; font-size: .76rem; }
.f-compare tfoot th, .f-compare tfoot td { font-weight: 600; border-top: 2px solid #c9ced0; }
[class*="st-key-side-"] [data-testid="stPageLink"] a { padding: 0; }
[class*="st-key-side-"] [data-testid="stPageLink"] p { color: #1f5f7a; text-decoration: underline;
  text-underline-offset: 3px; }
.st-key-chart .stVegaLiteChart { direction: ltr; }
.st-key-chart [data-testid="stElementToolbar"] { display: none; }
.st-key-list-head h3 { font-size: 1.2rem; padding: 0; white-space: nowrap; }
.f-play b { font-size: 1.1rem; }
.f-play { line-height: 1.5; font-variant-numeric: tabular-nums; }
.st-key-map-controls button, .st-key-play-controls button { min-height: 2rem; padding: .1rem .7rem; }
.st-key-legend-choices { gap: .1rem .9rem; }
.st-key-legend-choices button { min-height: 1.5rem; padding: 0; display: inline-flex; gap: .35rem; }
.st-key-legend-choices button::before { content: ""; width: 13px; height: 13px; border-radius: 50%; flex: none;
  box-sizing: border-box; }
.st-key-legend-choices button p { font-size: .82rem; color: #3c4448; }
.f-list { border-collapse: collapse; width: 100%; font-size: .88rem; table-layout: fixed; }
.f-list th, .f-list td { text-align: start; vertical-align: top; border: 0; border-bottom: 1px solid #eceee9;
  padding: .25rem .6rem .25rem 0; overflow-wrap: anywhere; }
.f-list[dir="rtl"] th, .f-list[dir="rtl"] td { padding: .25rem 0 .25rem .6rem; }
.f-list th { font-weight: 500; color: #5a6469; }
.f-preview { max-height: 30rem; overflow-y: auto; }
.f-kept { overflow-wrap: anywhere; line-height: 1.45; }
.f-kept-title { font-size: .93rem; }
[class*="st-key-kept-"] { border-inline-start: 3px solid #d9dcd6; padding: .1rem .7rem; }
.st-key-kept [data-testid="stPageLink"] a, .st-key-outcome [data-testid="stPageLink"] a {
  padding: 0; min-height: 1.5rem; }
.st-key-kept [data-testid="stPageLink"] p, .st-key-outcome [data-testid="stPageLink"] p {
  color: #1f5f7a; text-decoration: underline; text-underline-offset: 3px; }
.st-key-reading textarea:not(:placeholder-shown) { direction: rtl; text-align: right; }
.st-key-came [data-testid="stExpander"] summary p { overflow-wrap: anywhere; }
"""

_RTL = """
[data-testid="stMain"], [data-testid="stSidebar"], [data-testid="stDialog"], [role="dialog"] { direction: rtl; }
[data-testid="stMain"] p, [data-testid="stSidebar"] p, [role="dialog"] p { text-align: right; }
[role="listbox"] { direction: rtl; text-align: right; }
[data-testid="stAppViewContainer"] { flex-direction: row-reverse; }
[data-testid="stButtonGroup"] button { border-radius: 4px; border: 1px solid #d9dcd6; }
[data-testid="stButtonGroup"] button[data-selected] { border-color: #1f5f7a; }
[data-testid="stMultiSelectTagsContainer"] { padding-inline: .5rem; }
[data-testid="stMultiSelectTagsContainer"] button { margin-inline-start: .35rem; }
[data-testid="stCheckbox"] [data-testid="stTooltipIcon"] { margin-inline-start: .4rem; }
[data-testid="stSidebar"][data-collapsed="true"] { transform: none !important; }
[data-testid="stSidebar"][data-collapsed="true"] > * { display: none; } /* hidden ones show labels */
"""

_FILTERS = """
.f-group { font-size: .82rem; font-weight: 600; color: #1f5f7a; margin: .5rem 0 0; padding: .35rem 0 0;
  border-top: 1px solid #d9dcd6; }
.st-key-filters h3 { text-align: start !important; }
.st-key-filters [data-testid="stButtonGroup"] > div { gap: .3rem; }
.st-key-filters [data-testid="stPills"] button, .st-key-filters [data-testid="stButtonGroup"] button {
  min-height: 1.75rem; padding: .1rem .5rem; font-size: .85rem; }
.st-key-filters [data-testid="stButtonGroup"] button::after { color: #566065; font-variant-numeric: tabular-nums; }
.st-key-filters [data-testid="stButtonGroup"] p { font-size: .85rem; }
.st-key-filters [data-testid="stTooltipIcon"] button, .st-key-filters [data-testid="stTooltipHoverTarget"] button {
  border: 0 !important; }
.st-key-tree-way { gap: 0 .6rem; }
.st-key-tree-way button { padding: 0; min-height: 1.6rem; }
.st-key-tree-way button p { color: #1f5f7a; text-decoration: underline; text-underline-offset: 3px; font-size: .85rem; }
.st-key-tree-way b { font-size: .85rem; line-height: 1.6rem; }
.st-key-tree-rows { max-height: 20rem; overflow-y: auto; }
.st-key-tree-rows button, [class*="st-key-lead-"] button { min-height: 1.75rem; padding: .1rem .3rem;
  justify-content: flex-start; text-align: start; }
.st-key-tree-rows button > *, [class*="st-key-lead-"] button > *, .st-key-tree-rows button p,
  [class*="st-key-lead-"] button p { width: 100%; text-align: start !important; justify-content: flex-start; }
[class*="st-key-lead-"] button { background-repeat: no-repeat; border-radius: 2px; margin-block: 1px; }
.st-key-tree-rows button:hover, [class*="st-key-lead-"] button:hover { background: #e7eff2; }
.st-key-timeline-head { min-height: 2.2rem; }
.st-key-timeline-head [data-testid="stButtonGroup"] button { min-height: 1.7rem; padding: .05rem .5rem; }
[data-testid="stButtonGroup"] button { margin-right: 0 !important; }
[data-testid="stButtonGroup"] button:not([data-selected]) { border-color: #d9dcd6 !important; }
@media (max-width: 767px) {
  [data-testid="stAppViewContainer"] { flex-direction: row; }
  .stMainBlockContainer { padding-top: 2.6rem; }
}
"""


def style(*, right_to_left: bool) -> str:
    """Return the style sheet of the page for the direction of its language, as an HTML element."""
    fonts = f".stApp, .stApp button, .stApp input {{ font-family: {_FONT}; }}"
    return f"<style>{fonts}{_COMMON}{_FILTERS}{_RTL if right_to_left else ''}</style>"
