"""The page's own style: density, cards and marks, and the direction of writing."""

_FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', sans-serif"

_COMMON = """
.stMainBlockContainer { padding: 1.4rem 2rem 2rem; max-width: 1800px; }
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
"""


def style(*, right_to_left: bool) -> str:
    """Return the style sheet of the page for the direction of its language, as an HTML element."""
    fonts = f".stApp, .stApp button, .stApp input {{ font-family: {_FONT}; }}"
    return f"<style>{fonts}{_COMMON}{_RTL if right_to_left else ''}</style>"
