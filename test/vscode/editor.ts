// The editors: their tabs, the text that is seen, the buttons in their titles and the code lenses.
import type { Locator, Page } from 'playwright-core';
import { startsWith } from './texts';

export class Editor {
  readonly #part: Locator;

  constructor(page: Page) {
    this.#part = page.locator('.part.editor');
  }

  /** The tab of this name, whatever VS Code says after it. */
  tab(name: string): Locator {
    return this.#part.getByRole('tab', { name: startsWith(name) });
  }

  /** The titles of the open tabs. */
  async titles(): Promise<string[]> {
    return this.#part
      .locator('.tab')
      .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  }

  /** A line that is seen, with this text in it. VS Code shows blanks as no-break ones: in a pattern, write `\s`. */
  line(text: string | RegExp): Locator {
    return this.#part.locator('.view-line').filter({ hasText: text }).first();
  }

  async waitForLine(text: string | RegExp): Promise<void> {
    await this.line(text).waitFor();
  }

  async waitForNoLine(text: string): Promise<void> {
    await this.line(text).waitFor({ state: 'detached' });
  }

  /** The code lens with this text. */
  lens(text: string): Locator {
    return this.#part.locator('.codelens-decoration a').filter({ hasText: text }).first();
  }

  /** The button in the title. */
  button(name: string): Locator {
    return this.#part.locator('.editor-actions').getByLabel(startsWith(name)).locator('visible=true').first();
  }

  /** Closes the tab of this name, and waits until it is gone. */
  async close(name: string): Promise<void> {
    const tab = this.tab(name);
    await tab.click();
    await tab.locator('.tab-actions .action-label').click();
    await tab.waitFor({ state: 'detached' });
  }

  /** Waits until a line is highlighted: its words are apart then, in colours of their own. */
  async waitForColours(text: string): Promise<void> {
    await this.line(text).locator('span[class^=mtk]').nth(1).waitFor();
  }
}
