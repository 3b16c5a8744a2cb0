// As much of the `vscode` API as Find and the tree's items need, for plain Node: it does nothing, and costs next to nothing.

export const l10n = {
  t: (text: string, ...args: readonly unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(args[at])),
};
export const env = { language: 'en' };
export const commands = { executeCommand: () => Promise.resolve() };

export class ThemeColor {
  constructor(readonly id: string) {}
}
export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const UIKind = { Desktop: 1, Web: 2 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const workspace = { getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }) };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = 0,
  ) {}
}

export class Disposable {
  static from(...parts: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.map((part) => part.dispose()));
  }
  constructor(readonly dispose: () => unknown) {}
}

const ignored = () => new Disposable(() => undefined);

/** The quick pick that was made last. */
export let lastPick: FakePick | undefined;

export class FakePick {
  items: readonly { readonly found?: unknown }[] = [];
  activeItems: readonly unknown[] = [];
  selectedItems: readonly unknown[] = [];
  value = '';
  #typed: (value: string) => unknown = () => undefined;
  #hidden: () => unknown = () => undefined;
  constructor() {
    lastPick = this;
  }
  onDidChangeValue = (listener: (value: string) => unknown) => {
    this.#typed = listener;
    return ignored();
  };
  onDidHide = (listener: () => unknown) => {
    this.#hidden = listener;
    return ignored();
  };
  onDidTriggerItemButton = ignored;
  onDidAccept = ignored;
  show = () => undefined;
  hide = () => this.#hidden();
  dispose = () => undefined;
  /** As if a person typed it. */
  type(value: string): void {
    this.value = value;
    this.#typed(value);
  }
}

export const window = { createQuickPick: () => new FakePick() };
