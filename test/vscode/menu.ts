// Menus, as a hand and an eye have them.
import type { Locator, Page } from 'playwright-core';
import { clickArrives } from './click';
import { came, startsWith } from './texts';

/** Opens a menu; false where another one may have opened than was meant. */
export type OpenMenu = () => Promise<boolean>;

/**
 * Opens a menu and clicks an item of it. A menu that goes away by itself, as VS Code's do when the window's parts move or its rows are
 * drawn anew, or that was drawn before all that belongs in it was known, is opened again.
 */
export async function chooseInMenu(page: Page, open: OpenMenu, name: string): Promise<void> {
  let seen: string[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const isMeant = await open();
    if (
      isMeant &&
      (await came(menuItem(page, name).waitFor({ timeout: 3000 }))) &&
      (await clickOpenItem(page, name))
    ) {
      return;
    }
    seen = await menuItems(page).allInnerTexts();
    await closeMenu(page);
  }
  throw new Error(`The menu has no "${name}" that can be clicked, only: ${seen.join(', ')}.`);
}

/** Clicks an item of the open menu. */
export async function clickMenuItem(page: Page, name: string): Promise<void> {
  await menuItem(page, name).waitFor();
  if (!(await clickOpenItem(page, name))) {
    throw new Error(`The menu went away, or stayed open after clicks on "${name}".`);
  }
}

/** Opens a menu and answers with the names in it, in order; closes it again. */
export async function namesInMenu(page: Page, open: OpenMenu): Promise<string[]> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const isMeant = await open();
    if (isMeant && (await came(menuItems(page).first().waitFor({ timeout: 3000 })))) {
      const names = (await menuItems(page).allInnerTexts()).map((text) => text.trim().split('\n')[0] ?? '');
      await closeMenu(page);
      if (names.length > 0) return names;
    }
    await closeMenu(page);
  }
  throw new Error('No menu opened.');
}

/** Clicks until the menu has closed, as it ignores the mouse for an instant after it opens. False if it closed without a click. */
async function clickOpenItem(page: Page, name: string): Promise<boolean> {
  const item = menuItem(page, name);
  let clicked = false;
  for (let attempt = 0; attempt < 15; attempt++) {
    // A busy window closes its menu later than one would wait for: the click before may be the one that did.
    clicked = (await clickArrives(item, 1000)) || clicked;
    if (await came(item.waitFor({ state: 'detached', timeout: 200 }))) return clicked;
  }
  return false;
}

async function closeMenu(page: Page): Promise<void> {
  const menu = page.locator('.monaco-menu').first();
  // Where there is no menu, Escape would undo the selection.
  if ((await menu.count()) > 0) {
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
  }
}

function menuItem(page: Page, name: string): Locator {
  return menuItems(page)
    .and(page.getByRole('menuitem', { name: startsWith(name) }))
    .first();
}

function menuItems(page: Page): Locator {
  return page.locator('.monaco-menu [role=menuitem]');
}
