// What the status bar said: messages stay for three seconds only, which a busy machine can sleep through.

/** How long VS Code shows what the extension says there, in milliseconds. */
const shownFor = 3000;

/** For the page, before anything loads: keeps each text that comes up in the status bar, with its time. */
export const recordStatusBar = `(() => {
  const said = (globalThis.__statusBarSaid = []);
  const last = new Map();
  new MutationObserver(() => {
    for (const item of document.querySelectorAll('.part.statusbar .statusbar-item')) {
      const text = item.textContent ?? '';
      if (text && last.get(item) !== text) said.push({ text, at: Date.now() });
      last.set(item, text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;

/** An expression for the page: resolves with the first text that matches and was shown at \x, in milliseconds. */
export function waitForStatus(text: string | RegExp, from: number, timeout: number): string {
  const [source, flags] =
    typeof text === 'string' ? [text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), ''] : [text.source, text.flags];
  return `(async () => {
    const pattern = new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags.replace('g', ''))});
    for (const end = Date.now() + ${timeout}; Date.now() < end; ) {
      const found = (globalThis.__statusBarSaid ?? []).find(({ text, at }) => at >= ${from - shownFor} && pattern.test(text));
      if (found) return found.text;
      const shown = [...document.querySelectorAll('.part.statusbar .statusbar-item')].map((item) => item.textContent ?? '');
      const now = shown.find((text) => pattern.test(text));
      if (now) return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return undefined;
  })()`;
}
