// How long a person waits in a window: from what they do next until a label stands where they look for it.
import type { Page } from 'playwright-core';

export interface Awaited {
  /** The event in the page that a person's click or letter is. */
  readonly event: 'click' | 'input';
  /** Where the label is to stand, and what it is to be, to the letter. */
  readonly selector: string;
  readonly label: string;
}

/** Milliseconds after which nobody waits any more. */
const patience = 60_000;

/** Does `act`, and answers in milliseconds of the page: what the process that drives it takes is not in it. */
export async function timeUntilLabel(
  page: Page,
  awaited: Awaited,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(listen, { ...awaited, patience });
  await act();
  const time: unknown = await page.evaluate('globalThis.benchTime');
  if (typeof time !== 'number') throw new Error(`“${awaited.label}” did not come within ${patience} ms.`);
  return time;
}

/** Runs in the page. Looks before each frame is drawn, so that what it finds is on the screen with the next one. */
function listen({ event, selector, label, patience }: Awaited & { readonly patience: number }): void {
  const page = globalThis as unknown as {
    benchTime: Promise<number | undefined>;
    document: {
      addEventListener: (...args: unknown[]) => void;
      querySelector: (selector: string) => { textContent: string } | null;
    };
    requestAnimationFrame: (run: () => void) => void;
  };
  page.benchTime = new Promise((resolve) => {
    const begin = () => {
      const start = performance.now();
      const look = () => {
        const waited = performance.now() - start;
        if (page.document.querySelector(selector)?.textContent === label) resolve(waited);
        else if (waited > patience) resolve(undefined);
        else page.requestAnimationFrame(look);
      };
      look();
    };
    page.document.addEventListener(event, begin, { once: true, capture: true });
  });
}
