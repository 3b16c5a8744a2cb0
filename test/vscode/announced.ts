// What a screen reader has been given to say: whatever came into a live region of the page, VS Code's own and those of others.

/** For the page, before anything loads: keeps each text that comes into a live region, as a screen reader names it. */
export const recordAnnounced = `(() => {
  const announced = (globalThis.__announced = []);
  const last = new Map();
  // VS Code’s status bar as a whole has the role of a status, and is turned off.
  const regions = ':is([role=alert], [role=status], [aria-live]):not([aria-live=off])';
  new MutationObserver(() => {
    for (const region of document.querySelectorAll(regions)) {
      const text = region.getAttribute('aria-label') ?? region.textContent ?? '';
      if (text && last.get(region) !== text) announced.push(text);
      last.set(region, text);
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['aria-label', 'role', 'aria-live'],
  });
})()`;

/** An expression for the page: resolves with all that was announced, once it has `count` texts that match. */
export function waitForAnnounced(text: RegExp, count: number, timeout: number): string {
  return `(async () => {
    const pattern = new RegExp(${JSON.stringify(text.source)});
    const matching = () => globalThis.__announced.filter((text) => pattern.test(text));
    for (const end = Date.now() + ${timeout}; matching().length < ${count} && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return matching();
  })()`;
}
