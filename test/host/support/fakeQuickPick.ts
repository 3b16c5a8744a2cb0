// A quick pick as VS Code's, its extension's side and its window's, and a person who uses it. A test holds it against the real one.
import * as assert from 'node:assert/strict';
import {
  EventEmitter,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  type QuickPickItemButtonEvent,
  QuickPickItemKind,
} from 'vscode';

export class FakeQuickPick<T extends QuickPickItem> implements QuickPick<T> {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  enabled = true;
  busy = false;
  ignoreFocusOut = true;
  value = '';
  placeholder: string | undefined;
  buttons: readonly QuickInputButton[] = [];
  canSelectMany = false;
  matchOnDescription = true;
  matchOnDetail = true;
  keepScrollPosition = false;
  /** Proposed API, which VS Code has all the same. */
  sortByLabel = true;

  readonly #changedValue = new EventEmitter<string>();
  readonly #accepted = new EventEmitter<void>();
  readonly #triggered = new EventEmitter<QuickInputButton>();
  readonly #triggeredItem = new EventEmitter<QuickPickItemButtonEvent<T>>();
  readonly #changedActive = new EventEmitter<readonly T[]>();
  readonly #changedSelection = new EventEmitter<readonly T[]>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.#changedValue.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidTriggerButton = this.#triggered.event;
  readonly onDidTriggerItemButton = this.#triggeredItem.event;
  readonly onDidChangeActive = this.#changedActive.event;
  readonly onDidChangeSelection = this.#changedSelection.event;
  readonly onDidHide = this.#hidden.event;

  #items: readonly T[] = [];
  #active: readonly T[] = [];
  #selected: readonly T[] = [];
  /** The items that the keyboard is to be on in the window, from its next turn on; undefined where nothing changed. */
  #toActivate: readonly T[] | undefined;
  /** As VS Code has it: asked to be shown, and whether a hiding is still to be told. */
  #visible = false;
  #expectsHide = false;
  /** Whether the window shows it. */
  #open = false;
  #disposed = false;
  #given: () => void = () => undefined;

  get items(): readonly T[] {
    return this.#items;
  }
  /** In the window the keyboard is then on the first, unless others are made active at once. */
  set items(items: readonly T[]) {
    this.#items = [...items];
    this.#activate(this.#items.filter(({ kind }) => kind !== QuickPickItemKind.Separator).slice(0, 1));
    this.#given();
  }
  get activeItems(): readonly T[] {
    return this.#active;
  }
  set activeItems(items: readonly T[]) {
    this.#active = items.filter((item) => this.#items.includes(item));
    this.#activate(this.#active);
  }
  get selectedItems(): readonly T[] {
    return this.#selected;
  }
  set selectedItems(items: readonly T[]) {
    this.#selected = items.filter((item) => this.#items.includes(item));
  }

  show(): void {
    [this.#visible, this.#expectsHide, this.#open] = [true, true, true];
  }
  hide(): void {
    this.#visible = false;
    // The window is asked, and tells it later.
    queueMicrotask(() => this.#close());
  }
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#tellHidden();
    this.#open = false;
    for (const emitter of [
      this.#changedValue,
      this.#accepted,
      this.#triggered,
      this.#triggeredItem,
      this.#changedActive,
      this.#changedSelection,
      this.#hidden,
    ]) {
      emitter.dispose();
    }
  }

  /** The person types: this is all that stands in the box from now on. */
  type(text: string): void {
    this.#assertOpen();
    this.value = text;
    this.#changedValue.fire(text);
  }
  /** The person presses Enter: chosen is what the keyboard is on. Where that is nothing, what was chosen before stays so. */
  enter(): void {
    this.pressEnter()();
  }
  /**
   * The person presses Enter, and the extension learns of it when what this answers is called. The window tells which item by its place:
   * where others have been given meanwhile, it is what stands at that place by then.
   */
  pressEnter(): () => void {
    this.#assertOpen();
    const [active] = this.#active;
    const place = active && this.#items.indexOf(active);
    return () => {
      if (place !== undefined) {
        this.#selected = this.#items.slice(place, place + 1);
        this.#changedSelection.fire(this.#selected);
      }
      this.#accepted.fire();
    };
  }
  /** The person moves the keyboard to an item. */
  move(item: T): void {
    this.#assertOpen();
    this.#active = [item];
    this.#changedActive.fire(this.#active);
  }
  /** The person clicks an item. */
  click(item: T | undefined): void {
    assert.ok(item && this.#items.includes(item), 'the item is not shown');
    this.#active = [item];
    this.enter();
  }
  /** The person clicks the button of an item that has this tooltip. */
  clickButton(item: T | undefined, tooltip: string): void {
    this.#assertOpen();
    assert.ok(item && this.#items.includes(item), 'the item is not shown');
    const button = item.buttons?.find((each) => each.tooltip === tooltip);
    assert.ok(button, `no button “${tooltip}”`);
    this.#triggeredItem.fire({ item, button });
  }
  /** The person presses Escape. */
  escape(): void {
    this.#assertOpen();
    this.#close();
  }
  /** Whether the person sees it. */
  get open(): boolean {
    return this.#open;
  }
  /** Resolves when items are given that are so. */
  async until(areSo: (items: readonly T[]) => boolean): Promise<void> {
    while (!areSo(this.#items)) {
      await new Promise<void>((resolve) => {
        this.#given = resolve;
      });
    }
  }

  #activate(items: readonly T[]): void {
    const isAsked = this.#toActivate !== undefined;
    this.#toActivate = items;
    if (isAsked) return;
    queueMicrotask(() => {
      const active = this.#toActivate ?? [];
      this.#toActivate = undefined;
      if (this.#disposed) return;
      this.#active = active;
      this.#changedActive.fire(active);
    });
  }
  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#tellHidden();
  }
  /** VS Code's `_fireDidHide`, word for word: where the person closed it, disposing it tells it again. */
  #tellHidden(): void {
    if (!this.#expectsHide) return;
    this.#expectsHide = this.#visible;
    this.#hidden.fire();
  }
  #assertOpen(): void {
    assert.ok(this.#open, 'the quick pick is not shown');
  }
}
