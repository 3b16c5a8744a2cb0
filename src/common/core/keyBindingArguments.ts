// Which sub-account a command is to act on, where its key binding says so in its arguments.

/** What the arguments of a key binding name. */
export interface NamedSubAccount {
  /** The name of its account; undefined where it may be any's. */
  readonly account: string | undefined;
  /** Its e-mail or its id; that may stand as it is shown, behind a "#". */
  readonly subAccount: string;
}

/** Longer than any name, in characters. */
const longest = 320;

/**
 * What the first argument of a command names; undefined where it names nothing. A command is called with anything, by any extension: what does
 * as it likes when it is read is read once.
 */
export function namedBy(argument: unknown): NamedSubAccount | undefined {
  try {
    if (typeof argument !== 'object' || argument === null || !('subAccount' in argument)) {
      return undefined;
    }
    const { subAccount, account = undefined }: { subAccount: unknown; account?: unknown } = argument;
    const named = typeof subAccount === 'number' ? String(subAccount) : subAccount;
    const isText = (value: unknown): value is string =>
      typeof value === 'string' && value.trim() !== '' && value.length <= longest;
    return isText(named) && (account === undefined || isText(account))
      ? { account: account?.trim(), subAccount: named.trim().replace(/^#(?=\d+$)/, '') }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the first argument of a command was written to name something, understood or not: an object as JSON has them, with something in it. A
 * row is none, nor is what VS Code gives of its own.
 */
export function isWritten(argument: unknown): boolean {
  try {
    if (typeof argument !== 'object' || argument === null) {
      return false;
    }
    const made: unknown = Object.getPrototypeOf(argument);
    return (made === Object.prototype || made === null) && Object.keys(argument).length > 0;
  } catch {
    return false;
  }
}
