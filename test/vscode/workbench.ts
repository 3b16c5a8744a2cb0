// A VS Code window, as a person's eyes and hands have it. Nothing here sleeps: every wait is for something to be seen.
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { waitForAnnounced } from './announced';
import { Dialog } from './dialog';
import { clickMenuItem } from './menu';
import { QuickInput } from './quickInput';
import { waitForStatus } from './statusBar';
import { readStorage } from './storage';
import { came, startsWith, textOf } from './texts';
import { View } from './view';

export class Workbench {
  readonly page: Page;
  /** Everything the page said on its console, the extension host's console included, and the page's errors. */
  readonly console: string[] = [];
  readonly quickInput: QuickInput;
  readonly #close: () => Promise<void>;

  constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
    this.quickInput = new QuickInput(page);
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`page error: ${error.message}`));
  }

  /** For a second window of the same user: `openWorkbench(vscode, { context })`. */
  get context(): BrowserContext {
    return this.page.context();
  }

  async waitUntilShown(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.part.activitybar').getByRole('tab').first().waitFor({ timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Closes it as a person does, who leaves the page: VS Code then ends its extension host. After `close` alone it waits for the window. */
  async leave(): Promise<void> {
    try {
      await this.page.goto('about:blank');
    } finally {
      await this.close();
    }
  }

  /** Loads the window anew, as the command Reload Window does. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'commit' });
    await this.waitUntilShown();
  }

  /** Shows a view: `container` is its icon's name in the activity bar, `name` the view's own where it differs. */
  async openView(container: string, name = container): Promise<View> {
    const tab = this.tab(container);
    await tab.waitFor({ timeout: 60_000 });
    const view = new View(this.page, name);
    for (let attempt = 0; attempt < 5; attempt++) {
      // A click on the tab of what is shown already hides it, and a window that opens may show it just then.
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      if (await came(view.waitUntilShown(1500))) return view;
    }
    throw new Error(`The view "${name}" did not show in "${container}".`);
  }

  /** The icon in the activity bar; its badge changes the end of its name. */
  tab(container: string): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: startsWith(container) });
  }

  /** Runs a command by its full title in the palette, such as "Mail Partner: Refresh". */
  async palette(title: string): Promise<void> {
    // The palette does not learn of extensions that are read after it opened, and closes when a window that opens moves the focus.
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.openPalette(title);
      if (await this.quickInput.chosen(title)) return;
      await this.quickInput.escape();
      await this.quickInput.waitUntilHidden();
    }
    throw new Error(`The palette has no command "${title}".`);
  }

  /** Opens the palette with something typed; `quickInput.items()` then says what it finds. */
  async openPalette(query: string): Promise<QuickInput> {
    const { field } = this.quickInput;
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press('F1');
      // A window that is still opening gives the focus to its parts, and the palette closes when it loses it.
      if (await came(field.fill(`>${query}`, { timeout: 3000 }))) return this.quickInput;
    }
    throw new Error('The palette did not stay open.');
  }

  /** Waits for a status bar text that matches and is shown now or comes, and answers with all of it. */
  async statusMessage(text: string | RegExp): Promise<string> {
    const said = await this.page.evaluate(waitForStatus(text, Date.now(), 30_000));
    if (typeof said !== 'string') throw new Error(`The status bar did not say ${text} within 30 s.`);
    return said.replace(/\s+/g, ' ').trim();
  }

  /** Waits until a screen reader has been given so many texts that match, and answers with them. */
  async announced(text: RegExp, count = 1): Promise<string[]> {
    const announced: string[] = await this.page.evaluate(waitForAnnounced(text, count, 30_000));
    if (announced.length < count) throw new Error(`A screen reader was not given ${text} within 30 s.`);
    return announced;
  }

  /** The texts of the notifications shown now. */
  async notifications(): Promise<string[]> {
    return this.#toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification that matches, and answers with its element: its buttons have the role `button`. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.#toasts.filter({ hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  get #toasts(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** Waits for a modal dialog. */
  async dialog(): Promise<Dialog> {
    const dialog = new Dialog(this.page);
    await dialog.waitUntilShown();
    return dialog;
  }

  /** Presses keys one after the other, such as `'ArrowDown', 'Control+C'`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Closes what newer VS Codes open above everything else, such as the settings. */
  async leaveModalEditor(): Promise<void> {
    const above = this.page.locator('.monaco-modal-editor-block');
    for (let attempt = 0; attempt < 5 && (await above.isVisible()); attempt++) await this.press('Escape');
    await above.waitFor({ state: 'hidden' });
  }

  /** Clicks an item of the menu that is open. */
  async menuItem(name: string): Promise<void> {
    await clickMenuItem(this.page, name);
  }

  async clipboard(): Promise<string> {
    return String(await this.page.evaluate('navigator.clipboard.readText()'));
  }

  /** Waits until the clipboard holds exactly this. What it holds instead is not printed: it may be a secret. */
  async waitForClipboard(text: string): Promise<void> {
    if (!(await this.#holdsSoon(text, 10_000))) {
      throw new Error('The clipboard does not hold what was expected within 10 s.');
    }
  }

  /**
   * Clicks there until the clipboard holds exactly this: while rows have just moved, a click does nothing, and the person is told to click
   * again. Whatever else is copied is an error.
   */
  async clickUntilCopied({ x, y }: { x: number; y: number }, text: string): Promise<void> {
    const nothing = 'nothing';
    await this.setClipboard(nothing);
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.mouse.click(x, y);
      if (await this.#holdsSoon(text, 2000)) return;
      if ((await this.clipboard()) !== nothing) throw new Error('A click copied something else.');
    }
    throw new Error('Five clicks copied nothing.');
  }

  /** Whether the clipboard holds exactly this within so many milliseconds. */
  async #holdsSoon(text: string, milliseconds: number): Promise<boolean> {
    const found = await this.page.evaluate(`(async () => {
      for (let attempt = 0; attempt < ${milliseconds / 50}; attempt++) {
        if ((await navigator.clipboard.readText()) === ${JSON.stringify(text)}) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return false;
    })()`);
    return found === true;
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** All that VS Code keeps in this browser, as text: extensions' state is there, secrets are there encrypted. */
  async storage(): Promise<string> {
    return String(await this.page.evaluate(readStorage));
  }

  /**
   * Waits until `text` is in `storage()`: VS Code writes what extensions keep a little later, and a reload loses the rest.
   * An extension's state is there as `publisher.name {"key":value}`.
   */
  async waitUntilStored(text: string): Promise<void> {
    const found = await this.page.evaluate(`(async () => {
      for (let attempt = 0; attempt < 200; attempt++) {
        if ((await ${readStorage}).includes(${JSON.stringify(text)})) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return false;
    })()`);
    if (!found) throw new Error('VS Code did not store it within 10 s.');
  }

  /** Everything a person could read in the window now. */
  async text(): Promise<string> {
    return textOf(this.page.locator('body'));
  }

  /** The whole page as it is, attributes and hidden parts included. */
  async html(): Promise<string> {
    return this.page.content();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
}
