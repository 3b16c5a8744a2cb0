// A modal dialog: what it says, and its buttons.
import type { Locator, Page } from 'playwright-core';
import { textOf } from './texts';

export class Dialog {
  readonly #box: Locator;

  constructor(page: Page) {
    this.#box = page.locator('.monaco-dialog-box');
  }

  async waitUntilShown(): Promise<void> {
    await this.#box.waitFor();
  }

  async message(): Promise<string> {
    return textOf(this.#box.locator('.dialog-message'));
  }

  /** The smaller text below the message, empty if there is none. */
  async detail(): Promise<string> {
    const detail = this.#box.locator('.dialog-message-detail');
    return (await detail.isVisible()) ? await textOf(detail) : '';
  }

  async buttons(): Promise<string[]> {
    const texts = await this.#box.locator('.dialog-buttons .monaco-button').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Presses a button and waits until the dialog is gone: this one, for another may come at once. */
  async press(button: string): Promise<void> {
    const box = await this.#box.elementHandle();
    await this.#box.getByRole('button', { name: button, exact: true }).click();
    await box?.waitForElementState('hidden');
  }
}
