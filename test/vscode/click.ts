// A click that knows whether it arrived.
import type { Locator } from 'playwright-core';
import { came } from './texts';

let clicks = 0;

/**
 * Clicks within `timeout` milliseconds, and answers whether the element felt it. A busy machine lets that time run out after the
 * mouse button went up, and whoever then clicked again would meet what the first click had opened.
 */
export async function clickArrives(locator: Locator, timeout: number): Promise<boolean> {
  const name = `__felt${++clicks}`;
  const listening = locator.evaluate(
    (element, key) => {
      element.addEventListener('mouseup', () => Reflect.set(globalThis, key, true), { capture: true });
    },
    name,
    { timeout },
  );
  if (!(await came(listening))) return false;
  if (await came(locator.click({ timeout }))) return true;
  return (await locator.page().evaluate(`globalThis.${name}`)) === true;
}
