// How long it takes from a person's first letter until something is on the clipboard.
import type { Page } from 'playwright-core';

/** Milliseconds after which nobody waits any more. */
const patience = 60_000;

/** Does `act`, which types a letter, and answers in milliseconds of the page. What is waited for is not said: it may be a secret. */
export async function timeUntilCopied(page: Page, text: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(listen, { text, patience });
  await act();
  const time: unknown = await page.evaluate('globalThis.benchCopied');
  if (typeof time !== 'number') throw new Error(`It was not on the clipboard within ${patience} ms.`);
  return time;
}

/** Runs in the page, and reads the clipboard before each frame is drawn. */
function listen({ text, patience }: { readonly text: string; readonly patience: number }): void {
  const page = globalThis as unknown as {
    benchCopied: Promise<number | undefined>;
    document: { addEventListener: (...args: unknown[]) => void };
    navigator: { clipboard: { readText: () => Promise<string> } };
    requestAnimationFrame: (run: () => void) => void;
  };
  page.benchCopied = new Promise((resolve) => {
    const begin = () => {
      const start = performance.now();
      const look = async () => {
        const found = await page.navigator.clipboard.readText().catch(() => '');
        const waited = performance.now() - start;
        if (found === text) resolve(waited);
        else if (waited > patience) resolve(undefined);
        else page.requestAnimationFrame(look);
      };
      void look();
    };
    page.document.addEventListener('input', begin, { once: true, capture: true });
  });
}
