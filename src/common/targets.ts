// Which sub-accounts or accounts a command is about: its row, the selected rows, or what the person picks.
import { l10n, window } from 'vscode';
import type { Account } from '../accounts/account';
import type { SubAccount } from '../api/subAccount';
import { isWritten, type NamedSubAccount, namedBy } from './core/keyBindingArguments';
import { isRow, isSameRow, type Row, type SubAccountRow } from './rows';
import { sayFailure, sayInStatusBar } from './statusBar';
import { lackingWords, type ValueName } from './words/subAccountWords';

/** A sub-account, and the account whose it is. */
export interface OwnedSubAccount {
  readonly account: Account;
  readonly subAccount: SubAccount;
  /** The page of the list, from 1, on which it was asked for by itself; undefined for one that is in the list. */
  readonly page?: number | undefined;
}

/** What commands ask of the tree. */
export interface TreeRows {
  /** The selected rows, in tree order. */
  readonly selection: readonly Row[];
  /** The same rows as they stand in the tree, each once. */
  inTreeOrder(rows: readonly Row[]): readonly Row[];
  /** Whether the row came to where it is a moment ago: a click on it may have been meant for another. */
  hasJustMoved(row: Row): boolean;
  /** Whether a load brought the keyboard to this row after a click: who uses the mouse has not looked where it is. */
  isFirstNew(row: Row): boolean;
  /** The sub-account behind a row, while it is loaded. */
  subAccountOf(row: SubAccountRow): OwnedSubAccount | undefined;
}

/** Where a command finds the sub-accounts that it is about. */
export interface TargetParts {
  readonly tree: TreeRows;
  /** Asks which sub-account; the title says what for. Undefined when the person gives up. */
  readonly askSubAccount: (title: string) => Promise<OwnedSubAccount | undefined>;
  /** Finds the one that a key binding names. */
  readonly findNamed?: FindNamed;
  /** Told of the sub-accounts with which something was done, to offer them first the next time. */
  readonly onUsed?: (used: readonly OwnedSubAccount[]) => void;
}

/** Finds the sub-account that a key binding names; undefined, after a word, for none. `title` says what for. */
export type FindNamed = (named: NamedSubAccount, title: string) => Promise<OwnedSubAccount | undefined>;

/** Given by the key binding in the view instead of a row: the command is about what is selected there. */
export const fromSelection = 'selection';

/**
 * Given by the key binding in the view, in a list with the row under the keyboard: the command is about that, with what is selected where it
 * is one of it. VS Code has no command that selects that row without opening it; but it puts the row where `package.json` has
 * `$focusedTreeItem`, as it does for the buttons in a view's title.
 */
export const fromFocus = 'focus';

/**
 * The rows a command was called on, or undefined when it was called without any: from the palette, or with anything else by whoever calls.
 *
 * VS Code gives the row that was clicked and all selected rows; a row clicked outside the selection stands alone. Nothing else is looked at
 * unless the first is a row of ours: only VS Code can give one, and then the second is its own list.
 */
export function rowsCalledOn([first, second]: readonly unknown[]): readonly Row[] | undefined {
  if (!isRow(first)) {
    return undefined;
  }
  const selected = Array.isArray(second) ? second.filter(isRow) : [];
  return selected.includes(first) ? selected : [first];
}

/**
 * The same for the command that has key bindings in the view, which give no row. For no other: whoever calls it chooses nothing by that,
 * and what is selected would be taken without the person. `isPutThere`: whether the keyboard came to a row by a load, and not by the person:
 * then what they selected counts.
 */
export function rowsOfKeyBinding(
  args: readonly unknown[],
  selection: () => readonly Row[],
  isPutThere: (row: Row) => boolean = () => false,
): readonly Row[] | undefined {
  const [first] = args;
  if (first === fromSelection) {
    return selection();
  }
  const focused = givenFromFocus(first);
  if (focused) {
    const [row] = focused;
    const selected = selection();
    if (!isRow(row)) {
      return selected;
    }
    // As in VS Code's own lists: what is selected counts where the keyboard is on a row of it, and may be far out of sight where it is not.
    const others = selected.filter((each) => !isSameRow(each, row));
    if (others.length < selected.length) {
      return [row, ...others];
    }
    return selected.length > 0 && isPutThere(row) ? selected : [row];
  }
  return rowsCalledOn(args);
}

function givenFromFocus(given: unknown): [row: unknown] | undefined {
  try {
    return Array.isArray(given) && given[0] === fromFocus ? [given[1]] : undefined;
  } catch {
    // Another extension's object, which does as it likes when it is read.
    return undefined;
  }
}

/**
 * Given after the rows where the person chose them with the keyboard, or in a list that names them: no mouse was over them. Whoever else gives it
 * gains nothing: rows come from VS Code alone.
 */
export const notByMouse = 'notByMouse';

/**
 * Whether a command was called on the row that the person saw, or on none. Where rows moved under the mouse just before the click, it may be
 * another's; and while VS Code reads rows anew, it gives nothing in a row's place. Then nothing must be done, and the person is told so.
 */
function isRowMeant(args: readonly unknown[], tree: Pick<TreeRows, 'hasJustMoved'>): boolean {
  const [first, , how] = args;
  const isMeant = isRow(first)
    ? how === notByMouse || !tree.hasJustMoved(first)
    : first !== undefined || args.length === 0;
  if (!isMeant) {
    sayInStatusBar(l10n.t('The rows have just moved: nothing was done. Click again.'));
  }
  return isMeant;
}

export interface ChooseOptions {
  /** Those that the command was called on, unless given. */
  readonly rows?: readonly Row[] | undefined;
  /** Whether a key binding may name the sub-account: not where a secret comes of it by itself, for any extension can call a command. */
  readonly canBeNamed?: boolean;
}

/**
 * The sub-accounts a command is about, in tree order: of its row, of the selected rows, or the one that the person picks (`title` says
 * what for). None when the person gives up, or, after a word in the status bar, when the rows hold none.
 */
export async function chooseSubAccounts(
  args: readonly unknown[],
  title: string,
  { tree, askSubAccount, findNamed }: TargetParts,
  { rows = rowsCalledOn(args), canBeNamed = false }: ChooseOptions = {},
): Promise<readonly OwnedSubAccount[]> {
  if (!isRowMeant(args, tree)) {
    return [];
  }
  if (!canBeNamed && isWritten(args[0])) {
    // Asked, the person would take the one that stands first for the one that was named.
    sayFailure(
      l10n.t('A key binding can name a sub-account for Copy Token and Insert Token alone. Nothing was done.'),
    );
    return [];
  }
  if (findNamed && isWritten(args[0])) {
    const one = await findWritten(args[0], title, findNamed);
    return one ? [one] : [];
  }
  const found = rows
    ? tree.inTreeOrder(rows).map((row) => (row.kind === 'subAccount' ? tree.subAccountOf(row) : undefined))
    : [await askSubAccount(title)];
  const chosen = found.filter((one) => one !== undefined);
  if (rows && chosen.length === 0) {
    sayInStatusBar(l10n.t('Select a sub-account first.'));
  }
  return chosen;
}

/** The one that the arguments of a key binding name; undefined, after a word, for none. */
async function findWritten(
  argument: unknown,
  title: string,
  findNamed: FindNamed,
): Promise<OwnedSubAccount | undefined> {
  const named = namedBy(argument);
  if (named) {
    return findNamed(named, title);
  }
  sayFailure(
    l10n.t(
      'The key binding names no sub-account. In its arguments, "subAccount" is an e-mail or an ID, and "account" the name of an account.',
    ),
  );
  return undefined;
}

/** Drops those that lack what is asked of them, and tells the person of these. */
export function dropLacking(
  value: ValueName,
  chosen: readonly OwnedSubAccount[],
): readonly OwnedSubAccount[] {
  const lacking = chosen.filter(({ subAccount }) => !subAccount[value]);
  if (lacking.length > 0) {
    void window.showWarningMessage(
      lackingWords(
        value,
        lacking.map(({ subAccount }) => subAccount),
      ),
    );
  }
  return chosen.filter(({ subAccount }) => subAccount[value]);
}
