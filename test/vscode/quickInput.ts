// The box at the top of the window: the palette, pick lists and input boxes.
import type { Locator, Page } from 'playwright-core';
import { came, startsWith, textOf } from './texts';

export interface QuickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly focused: boolean;
}

let enters = 0;

export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  /** The text field. Its `type` says if what is typed can be read. */
  readonly field: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.field = this.#widget.locator('.quick-input-box input');
  }

  async waitUntilShown(): Promise<void> {
    await this.field.waitFor();
  }

  async waitUntilHidden(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden' });
  }

  isShown(): Promise<boolean> {
    return this.#widget.isVisible();
  }

  async title(): Promise<string> {
    return textOf(this.#widget.locator('.quick-input-title'));
  }

  /** Waits until the title has this text in it, or matches. */
  async waitForTitle(text: string | RegExp): Promise<void> {
    await this.#widget.locator('.quick-input-title').filter({ hasText: text }).waitFor();
  }

  placeholder(): Promise<string | null> {
    return this.field.getAttribute('placeholder');
  }

  /** Waits until the field asks for exactly this. */
  async waitForPlaceholder(text: string | RegExp): Promise<void> {
    await this.#widget.getByPlaceholder(text, { exact: true }).waitFor();
  }

  /** Waits until what is typed shows, or not. */
  async waitUntilPassword(isPassword: boolean): Promise<void> {
    await this.#widget.locator(`.quick-input-box input[type=${isPassword ? 'password' : 'text'}]`).waitFor();
  }

  /** Whether what is typed shows as dots. */
  async isPassword(): Promise<boolean> {
    return (await this.field.getAttribute('type')) === 'password';
  }

  /** The text below the field: the prompt, or why the value is not accepted. */
  async message(): Promise<string> {
    return textOf(this.#widget.locator('.quick-input-message'));
  }

  /** Waits until the text below the field matches. */
  async waitForMessage(text: string | RegExp): Promise<string> {
    await this.#widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
    return this.message();
  }

  /** Whether the field is marked as wrong. */
  async isInvalid(): Promise<boolean> {
    return (await this.#widget.locator('.quick-input-box .monaco-inputbox.error').count()) > 0;
  }

  async waitUntilInvalid(): Promise<void> {
    await this.#widget.locator('.quick-input-box .monaco-inputbox.error').waitFor();
  }

  value(): Promise<string> {
    return this.field.inputValue();
  }

  /** Replaces what is in the field. */
  async fill(text: string): Promise<void> {
    await this.field.fill(text);
  }

  /** Types after what is in the field, key by key. */
  async type(text: string): Promise<void> {
    await this.field.pressSequentially(text);
  }

  async enter(): Promise<void> {
    await this.field.press('Enter');
  }

  /**
   * Chooses the item with exactly this label, by the keyboard, as long as it is there: what is clicked while the list is still filtered may
   * be another by then. Answers with false where it does not come within some seconds, or goes.
   */
  async chosen(label: string): Promise<boolean> {
    const item = this.item(label);
    const focused = item.and(this.#widget.locator('.focused'));
    if (!(await came(item.waitFor({ timeout: 5000 })))) return false;
    // What matches as well, and was used lately, stands before it.
    for (let below = 0; below < 10; below++) {
      if (await came(focused.waitFor({ timeout: 500 }))) return this.#enteredOn(label);
      if (!(await came(this.field.press('ArrowDown', { timeout: 3000 })))) return false;
    }
    return false;
  }

  /** Presses Enter, and answers whether the field felt it while the keyboard was on this item: it may lose the focus just then. */
  async #enteredOn(label: string): Promise<boolean> {
    const felt = `__enteredOn${++enters}`;
    const listening = this.field.evaluate(
      (field, key) => {
        const feel = (event: Event) => {
          const row = field.ownerDocument?.querySelector(
            '.quick-input-list .monaco-list-row.focused .label-name',
          );
          if (Reflect.get(event, 'key') === 'Enter') Reflect.set(globalThis, key, row?.textContent);
        };
        field.addEventListener('keydown', feel, { capture: true, once: true });
      },
      felt,
      { timeout: 3000 },
    );
    if (!(await came(listening)) || !(await came(this.field.press('Enter', { timeout: 3000 })))) return false;
    if ((await this.#page.evaluate(`globalThis.${felt}`)) !== label) return false;
    // What the command shows then may be in the same box: nothing is to be typed into this one any more.
    await this.#page.waitForFunction(`(() => {
      const field = document.querySelector('.quick-input-widget .quick-input-box input');
      return !field?.checkVisibility() || !field.value.startsWith('>');
    })()`);
    return true;
  }

  async escape(): Promise<void> {
    // Not through the field: it is disabled while busy.
    await this.#page.keyboard.press('Escape');
  }

  /** Whether something can be typed: not while a value is being tried. */
  isEditable(): Promise<boolean> {
    return this.field.isEditable();
  }

  async waitUntilEditable(editable = true): Promise<void> {
    const readonly = this.#widget.locator(
      '.quick-input-box input[readonly], .quick-input-box input[disabled]',
    );
    await readonly.waitFor({ state: editable ? 'detached' : 'attached' });
  }

  /** Waits until the line that says "working" moves, 800 ms after the box got busy, or with false until it is gone. */
  async waitUntilBusy(busy = true): Promise<void> {
    await this.#widget
      .locator('.quick-input-progress.active')
      .waitFor({ state: busy ? 'attached' : 'detached' });
  }

  /** The items that show, in order. */
  async items(): Promise<QuickItem[]> {
    const found = await this.#rows.evaluateAll((rows) =>
      rows.map((row) => {
        // VS Code hides the parts that an item lacks, with another item's text still in them.
        const text = (selector: string) => {
          const part = row.querySelector(selector);
          return part?.checkVisibility() ? (part.textContent ?? '').trim() : '';
        };
        return {
          index: Number(row.getAttribute('data-index')),
          label: text('.quick-input-list-row:first-child .label-name'),
          description: text('.quick-input-list-row:first-child .label-description'),
          detail: text('.quick-input-list-label-meta'),
          focused: row.classList.contains('focused'),
        };
      }),
    );
    return found.sort((a, b) => a.index - b.index).map(({ index: _, ...item }) => item);
  }

  /** Waits for the item with exactly this label, and clicks it. */
  async pick(label: string): Promise<void> {
    await this.item(label).click();
  }

  item(label: string): Locator {
    const name = this.#page
      .locator('.quick-input-list-row:first-child .label-name')
      .getByText(label, { exact: true });
    return this.#rows.filter({ has: name }).first();
  }

  /** Waits until an item's label has this text marked as matching what is typed. */
  async waitForHighlight(text: string): Promise<void> {
    await this.#rows.locator('.label-name .highlight').getByText(text, { exact: true }).first().waitFor();
  }

  /** Presses the button `action` of an item. */
  async itemButton(label: string, action: string): Promise<void> {
    const item = this.item(label);
    await item.hover();
    await item.getByRole('button', { name: startsWith(action) }).click();
  }

  get #rows(): Locator {
    return this.#widget.locator('.quick-input-list .monaco-list-row');
  }

  /** The names of the buttons beside the title and in the field. */
  async buttons(): Promise<string[]> {
    const names: string[] = [];
    for (const button of await this.#buttons.all()) {
      if (await button.isVisible()) names.push((await button.getAttribute('aria-label')) ?? '');
    }
    return names;
  }

  /** A button in the field that can be on or off, which VS Code has since 1.109. */
  toggle(name: string, checked?: boolean): Locator {
    return this.#widget.getByRole('checkbox', {
      name,
      exact: true,
      ...(checked === undefined ? {} : { checked }),
    });
  }

  async clickButton(name: string): Promise<void> {
    await this.#widget.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until a button of this name shows. */
  async waitForButton(name: string): Promise<void> {
    await this.#widget.getByRole('button', { name, exact: true }).waitFor();
  }

  get #buttons(): Locator {
    return this.#widget
      .locator('.quick-input-titlebar, .quick-input-header')
      .locator('.action-label[aria-label]');
  }
}
