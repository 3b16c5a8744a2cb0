// A tree view in the sidebar: its rows, their actions and menus, its title, its welcome text.
import type { Locator, Page } from 'playwright-core';
import { clickArrives } from './click';
import { chooseInMenu, namesInMenu } from './menu';
import { came, startsWith, textOf } from './texts';

export interface Row {
  /** What a screen reader says: the label and description, or the extension's own words. */
  readonly name: string;
  /** What is written in the row. */
  readonly label: string;
  readonly description: string;
  /** From 1. */
  readonly level: number;
  /** Absent where there is nothing to expand. */
  readonly expanded?: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
}

/** A row, by the whole of its name or by a pattern in it. */
export type RowName = string | RegExp;

export class View {
  readonly name: string;
  readonly #page: Page;
  readonly #sidebar: Locator;
  readonly tree: Locator;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.name = name;
    this.#sidebar = page.locator('.part.sidebar');
    // The title says more after its name: an order, an account.
    this.tree = this.#sidebar.getByRole('tree', { name: startsWith(name) });
  }

  get #pane(): Locator {
    // The header is there for every view, though not to be seen where a view is alone.
    const header = this.#page.locator('.pane-header .title').filter({ hasText: startsWith(this.name) });
    return this.#sidebar.locator('.pane').filter({ has: header });
  }

  async waitUntilShown(timeout = 30_000): Promise<void> {
    await this.#pane.locator('.pane-body').waitFor({ timeout });
  }

  /** The rows there are, in order. Those scrolled out of view do not exist: open the window taller to see more. */
  async rows(): Promise<Row[]> {
    const found = await this.#rows.evaluateAll((rows) =>
      rows.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        name: row.getAttribute('aria-label') ?? '',
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.getAttribute('aria-expanded'),
        selected: row.getAttribute('aria-selected') === 'true',
        focused: row.classList.contains('focused'),
      })),
    );
    return found
      .sort((a, b) => a.index - b.index)
      .map(({ index: _, name, expanded, ...row }) => ({
        ...row,
        name: withoutHint(name),
        ...(expanded === null ? {} : { expanded: expanded === 'true' }),
      }));
  }

  get #rows(): Locator {
    return this.tree.locator('[role=treeitem]');
  }

  /** The first row whose label, or whose name for a screen reader, is `name` or matches it. */
  row(name: RowName): Locator {
    const label = this.#page.locator('.label-name').getByText(name, { exact: true });
    const spoken = this.tree.getByRole('treeitem', {
      name: typeof name === 'string' ? wholeName(name) : name,
    });
    return this.#rows.filter({ has: label }).or(spoken).first();
  }

  async waitForRow(name: RowName): Promise<Locator> {
    const row = this.row(name);
    await row.waitFor();
    return row;
  }

  /** Waits until the keyboard is in the list, on a row or on none yet. */
  async waitForKeyboard(): Promise<void> {
    await this.tree.and(this.#page.locator(':focus, :has(:focus)')).waitFor();
  }

  /** Waits until the keyboard is on a row of this account's list, which has come. `isOnly`: accounts have no rows of their own. */
  async waitForKeyboardIn(account: string, { isOnly }: { readonly isOnly: boolean }): Promise<void> {
    await this.#page.waitForFunction(`(() => {
      const rows = [...document.querySelectorAll('.part.sidebar [role=treeitem]')];
      rows.sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')));
      const labelOf = (row) => row?.querySelector('.label-name')?.textContent ?? '';
      const at = rows.findIndex((row) => row.classList.contains('focused'));
      if (at < 0 || rows[at].hasAttribute('aria-expanded') || /^(Loading|Chargement)/.test(labelOf(rows[at]))) return false;
      const owner = rows.slice(0, at).findLast((row) => row.hasAttribute('aria-expanded'));
      return ${isOnly} ? !owner : labelOf(owner) === ${JSON.stringify(account)};
    })()`);
  }

  /** Waits until the keyboard is on this row. */
  async waitForFocus(name: RowName): Promise<void> {
    await this.row(name).and(this.tree.locator('.focused')).waitFor();
  }

  /** Waits until this label is on the first row. */
  async waitForFirstRow(label: string): Promise<void> {
    await this.tree
      .locator('[role=treeitem][data-index="0"] .label-name')
      .getByText(label, { exact: true })
      .waitFor();
  }

  /** Waits until the keyboard is on no row. */
  async waitForNoFocus(): Promise<void> {
    await this.tree.locator('[role=treeitem].focused').waitFor({ state: 'detached' });
  }

  /** Waits until no row has that name. */
  async waitForNoRow(name: RowName): Promise<void> {
    await this.row(name).waitFor({ state: 'detached' });
  }

  /** Waits until there are exactly `count` rows to be seen. */
  async waitForRowCount(count: number): Promise<void> {
    if (count > 0) await this.#rows.nth(count - 1).waitFor();
    await this.#rows.nth(count).waitFor({ state: 'detached' });
  }

  /** Clicks a row; with `Control` or `Shift` it joins the selection. */
  async click(name: RowName, ...modifiers: ('Control' | 'Shift')[]): Promise<void> {
    await this.row(name).click({ modifiers });
  }

  async doubleClick(name: RowName): Promise<void> {
    await this.row(name).dblclick();
  }

  /** Presses the button `action` inside a row. */
  async rowAction(name: RowName, action: string): Promise<void> {
    const button = this.row(name).getByRole('button', { name: startsWith(action) });
    for (let attempt = 0; attempt < 5; attempt++) {
      // The buttons are there only under the mouse, and a row that is drawn anew may have moved away from it.
      await this.row(name).hover();
      if (await clickArrives(button, 3000)) return;
    }
    throw new Error(`The row has no button "${action}" that can be clicked.`);
  }

  /** Where the button `action` of a row is, in the middle of it, once the mouse is on the row. */
  async buttonPlace(name: RowName, action: string): Promise<{ x: number; y: number }> {
    await this.row(name).hover();
    const box = await this.row(name)
      .getByRole('button', { name: startsWith(action) })
      .boundingBox();
    if (!box) throw new Error(`The row has no button "${action}".`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Watches the place of the row with this label, each time that the page is drawn; `end` answers with all that it had, in pixels from above. */
  async watchPlace(label: string): Promise<{ end(): Promise<number[]> }> {
    await this.waitForRow(label);
    await this.#page.evaluate(`(() => {
      const places = (globalThis.__places = new Set());
      const look = () => {
        if (globalThis.__places !== places) return;
        const rows = [...document.querySelectorAll('.part.sidebar [role=treeitem]')];
        const row = rows.find((each) => each.querySelector('.label-name')?.textContent === ${JSON.stringify(label)});
        if (row) places.add(Math.round(row.getBoundingClientRect().top));
        requestAnimationFrame(look);
      };
      look();
    })()`);
    return {
      end: async () =>
        this.#page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => {
          const places = globalThis.__places;
          globalThis.__places = undefined;
          resolve([...places]);
        }))`),
    };
  }

  /** The names of the buttons inside a row. */
  async rowActions(name: RowName): Promise<string[]> {
    const row = this.row(name);
    await row.hover();
    return labels(row.locator('.actions .action-label'));
  }

  /** Chooses `item` in a row's context menu. */
  async contextMenu(name: RowName, item: string): Promise<void> {
    await chooseInMenu(this.#page, () => this.#openRowMenu(name), item);
  }

  /** The names in a row's context menu, which is closed again. */
  async contextMenuItems(name: RowName): Promise<string[]> {
    return namesInMenu(this.#page, () => this.#openRowMenu(name));
  }

  /** A list that is drawn anew gives a row's place to another just before the click: then the focus is not on this row. */
  async #openRowMenu(name: RowName): Promise<boolean> {
    await this.row(name).click({ button: 'right' });
    return came(this.row(name).and(this.tree.locator('.focused')).waitFor({ timeout: 2000 }));
  }

  /** Presses the button `action` in the view's title. */
  async action(action: string): Promise<void> {
    await this.#pane.hover();
    await this.#titleButton(startsWith(action)).click();
  }

  /** The names of the buttons in the view's title. */
  async actions(): Promise<string[]> {
    await this.#pane.hover();
    return labels(this.#titles.locator('.action-label'));
  }

  /** Chooses `item` in the menu behind the … of the view's title. */
  async menu(item: string): Promise<void> {
    await chooseInMenu(this.#page, () => this.#openMenu(), item);
  }

  async menuItems(): Promise<string[]> {
    return namesInMenu(this.#page, () => this.#openMenu());
  }

  async #openMenu(): Promise<boolean> {
    await this.#pane.hover();
    await this.#titleButton(/More Actions/).click();
    return true;
  }

  /** The title is the sidebar's where the view is alone in it, otherwise the view's own. */
  get #titles(): Locator {
    return this.#sidebar.locator('.composite.title').or(this.#pane.locator('.pane-header'));
  }

  #titleButton(name: RegExp): Locator {
    // By label, not by role: the … of VS Code 1.100 has none.
    return this.#titles.getByLabel(name).locator('visible=true').first();
  }

  /** Waits for the welcome text that stands in for rows, and answers with it and its buttons. */
  async welcome(): Promise<{ text: string; buttons: string[] }> {
    const content = this.#pane.locator('.welcome-view-content');
    await content.waitFor();
    const buttons = await content.locator('.monaco-button').allInnerTexts();
    return { text: await textOf(content), buttons: buttons.map((text) => text.trim()) };
  }

  async clickWelcomeButton(name: string): Promise<void> {
    await this.#pane.locator('.welcome-view-content').getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the text above the rows is this, or with undefined until there is none. */
  async waitForMessage(text: string | undefined): Promise<void> {
    const message = this.#pane.locator('.tree-explorer-viewlet-tree-view .message');
    if (text === undefined) await message.waitFor({ state: 'hidden' });
    else await message.getByText(text, { exact: true }).waitFor();
  }

  /** The line under the view's title that says "working". */
  get progress(): Locator {
    return this.#sidebar.locator('.monaco-progress-container.active');
  }

  /**
   * Rests the mouse on a row until the tooltip that comes has `text` in it, and answers with all of it. VS Code forgets a tooltip
   * that is due when it draws the row anew, so the mouse goes away and comes back.
   */
  async tooltip(name: RowName, text: string): Promise<string> {
    const hover = this.#page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
    for (let attempt = 0; attempt < 6; attempt++) {
      await this.#page.locator('.part.editor').hover();
      await this.row(name).locator('.label-name').hover();
      if (await came(hover.waitFor({ timeout: 2500 }))) return textOf(hover);
    }
    throw new Error(`No tooltip of the row says “${text}”.`);
  }
}

/** VS Code appends to a row's name that it has actions. */
function withoutHint(name: string): string {
  return name.replace(/, has actions$/, '').trim();
}

function wholeName(name: string): RegExp {
  return new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*(, has actions)?$`);
}

async function labels(buttons: Locator): Promise<string[]> {
  const names: string[] = [];
  for (const button of await buttons.all()) {
    if (await button.isVisible())
      names.push((await button.getAttribute('aria-label')) ?? (await textOf(button)));
  }
  return names;
}
