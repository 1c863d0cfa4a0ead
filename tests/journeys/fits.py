"""Whether what is written fits: no text beyond the window, over the edge of its card or button, cut off, or over other text,
and no word torn in two that had room on a line of its own. Run on any page at any width and size of text."""

from __future__ import annotations

from playwright.sync_api import Page

# A box one sees, or one can tap: what is written in it stays in it. Boxes that scroll hold more than one sees of them.
_FIND = """() => {
    const wide = document.documentElement.clientWidth;
    const top = document.querySelector('dialog:modal') ?? document.body;
    const found = new Set();
    const name = (text) => `"${text.trim().replace(/\\s+/g, ' ').slice(0, 50)}"`;
    const where = (one) => one.tagName.toLowerCase() + (one.classList.length ? '.' + [...one.classList].join('.') : '');
    const paints = (style) => parseFloat(style.borderLeftWidth) > 0 && style.borderLeftStyle !== 'none' && parseFloat(style.borderRightWidth) > 0
        || !/^rgba\\(.*, 0\\)$|^transparent$/.test(style.backgroundColor);
    const holds = (one, style) => style.display !== 'inline' && (paints(style) || one.matches('a, button, summary, label'));
    const hidden = (one) => one.closest('.visually-hidden, svg, script, style, [aria-hidden=true][hidden]')
        || !one.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    const pieces = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, own = node.parentElement;
        if (!node.data.trim() || hidden(own) || own.closest('select, textarea')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()].filter((one) => one.width > 0.5 && one.height > 0.5);
        if (rects.length === 0) continue;
        const box = {
            left: Math.min(...rects.map((one) => one.left)), right: Math.max(...rects.map((one) => one.right)),
            top: Math.min(...rects.map((one) => one.top)), bottom: Math.max(...rects.map((one) => one.bottom)),
        };
        pieces.push({node, own, rects});
        const pushed = [...function* up() { for (let one = own; one && one !== top; one = one.parentElement) yield one; }()]
            .some((one) => /auto|scroll/.test(getComputedStyle(one).overflowX));
        if (!pushed && (box.right > wide + 1 || box.left < -1)) found.add(`${name(node.data)} is outside the window (${where(own)})`);
        let scrolls = false, room = wide;
        for (let one = own; one && one !== top; one = one.parentElement) {
            const style = getComputedStyle(one), at = one.getBoundingClientRect();
            if (/auto|scroll/.test(style.overflowX)) break;  // a wide table one can push aside
            if (style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
                found.add(`${name(node.data)} is cut off by ${where(one)}`);
            scrolls ||= /auto|scroll/.test(style.overflowY);
            if (!holds(one, style)) continue;
            if (paints(style) && at.width > 100) room = Math.min(room, at.width);
            if (box.right > at.right + 1 || box.left < at.left - 1) found.add(`${name(node.data)} is wider than its ${where(one)}`);
            // A line is taller than its letters, by less than a fifth of them.
            const slack = (rects[0].height || 0) / 5;
            if (!scrolls && (box.bottom > at.bottom + slack || box.top < at.top - slack))
                found.add(`${name(node.data)} is taller than its ${where(one)}`);
            if (style.position === 'fixed') break;
        }
        const {fontSize, overflowWrap} = getComputedStyle(own), size = parseFloat(fontSize);
        if (overflowWrap === 'anywhere') continue;  // an address
        for (const {0: word, index} of node.data.matchAll(/[\\p{L}\\p{N}’']{2,}/gu)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].filter((one) => one.width > 0.5).map((one) => Math.round(one.top)));
            if (lines.size < 2) continue;
            const whole = [...range.getClientRects()].reduce((sum, one) => sum + one.width, 0);
            if (whole < room - 2 * size) found.add(`${name(word)} is torn in two (${where(own)}), and needs ${Math.round(whole)} of ${Math.round(room)} px`);
        }
    }
    // Beside each other in one row and over each other: text on text.
    const inFlow = pieces.filter(({own}) => !own.closest('.tabbar, .notices, .log-save'));
    for (let i = 0; i < inFlow.length; i += 1)
        for (let j = i + 1; j < Math.min(inFlow.length, i + 8); j += 1)
            for (const a of inFlow[i].rects)
                for (const b of inFlow[j].rects) {
                    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                    if (x > 2 && y > Math.min(a.height, b.height) / 3) found.add(`${name(inFlow[i].node.data)} lies over ${name(inFlow[j].node.data)}`);
                }
    return [...found];
}"""


def misfits(page: Page, width: int, text: str = "100%") -> list[str]:
    """What does not fit in a window this wide, with letters this large."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
    found: list[str] = page.evaluate(_FIND)
    page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        page.set_viewport_size(before)
    return [f"{width} px, {text} text: {each}" for each in found]
