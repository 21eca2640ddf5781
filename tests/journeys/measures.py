"""Measurements that run inside a page, each giving a list of what is wrong."""

# Everything that a finger may press. A link inside a sentence is as high as its line.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.disabled)
  .filter((one) => !one.closest(".govuk-skip-link, .leaflet-container"))
  .filter((one) => !one.matches("p a") || getComputedStyle(one).display !== "inline")
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.height < 44 || box.width < (one.matches("a") ? 24 : 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)}: ${Math.round(box.width)} x ${Math.round(box.height)}`)
"""

# The page itself never scrolls sideways; a wide table does so within its own box.
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .filter((one) => !one.closest(".kh-table-scroll, .kh-map"))
    .map((one) => one.outerHTML.slice(0, 90))
"""

# WCAG 1.4.12: the reader's own spacing must not cut anything off.
SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important; }
    * { line-height: 2 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }`);
  document.adoptedStyleSheets = [sheet];
}
"""

CUT_OFF = """
() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".govuk-visually-hidden, .govuk-skip-link"))
  .filter((one) => !one.closest(".kh-map, svg, select"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowY))
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 90))
"""

# Text of 19 px at the least (17 px in the bar below and beside the account), in lines of 1.5 or more.
SMALL_TEXT = """
() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && !one.closest("svg, .kh-map"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => !one.closest(".govuk-visually-hidden"))
  .map((one) => [one, getComputedStyle(one)])
  .filter(([, style]) => parseFloat(style.fontSize) < 19)
  .map(([one, style]) => `${one.outerHTML.slice(0, 90)}: ${style.fontSize}`)
"""
