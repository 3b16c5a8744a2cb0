// Finding things by what is written on them.
import type { Locator } from 'playwright-core';

/** A pattern for a name that begins with exactly `text`: VS Code appends shortcuts, badges and hints. */
export function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');
}

/** The text of an element as it is seen, hidden parts left out. Waits for the element to be there. */
export async function textOf(locator: Locator): Promise<string> {
  await locator.waitFor({ state: 'attached' });
  return ((await locator.allInnerTexts())[0] ?? '').trim();
}

/** Whether what is waited for came in time. */
export async function came(wait: Promise<unknown>): Promise<boolean> {
  return wait.then(
    () => true,
    () => false,
  );
}
