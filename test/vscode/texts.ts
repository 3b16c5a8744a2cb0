// Finding things by what is written on them.
import type { Locator, Page } from 'playwright-core';

/** A pattern for a name that begins with exactly `text`: VS Code appends shortcuts, badges and hints. */
export function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');
}

/** The text of an element as it is seen, hidden parts left out. Waits for the element to be there. */
export async function textOf(locator: Locator): Promise<string> {
  await locator.waitFor({ state: 'attached' });
  return ((await locator.allInnerTexts())[0] ?? '').trim();
}

/** Clicks an item of the open menu, until the menu has closed: a menu ignores the mouse for an instant after it opens. */
export async function clickMenuItem(page: Page, name: string): Promise<void> {
  const item = menuItems(page)
    .and(page.getByRole('menuitem', { name: startsWith(name) }))
    .first();
  await item.waitFor();
  for (let attempt = 0; attempt < 15; attempt++) {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    const closed = await item.waitFor({ state: 'detached', timeout: 200 }).then(
      () => true,
      () => false,
    );
    if (closed) return;
  }
  throw new Error(`The menu stayed open after clicks on "${name}".`);
}

/** The names in the open menu, in order. */
export async function menuNames(page: Page): Promise<string[]> {
  await menuItems(page).first().waitFor();
  return (await menuItems(page).allInnerTexts()).map((text) => text.trim().split('\n')[0] ?? '');
}

function menuItems(page: Page): Locator {
  return page.locator('.monaco-menu [role=menuitem]');
}
