// The main accounts as VS Code keeps them: a name for people, whose key it is and where that may go, in globalState. The API key lives in SecretStorage, under the same id.
import { cut, longest, onOneLine } from '../api/foreignText';
import { accountsKey } from './accountsKey';
import { type KeptOrigins, keyMark, mostOrigins, noMark } from './origins';
import type { StateValues, StoredState } from './storedState';

export interface Account extends KeptOrigins {
  /** Made here, random, and no secret. */
  readonly id: string;
  /** What the person calls it; unique among the accounts. */
  readonly name: string;
  /** The user name that `/me` gave for its key, where it did: tells another account's key from a new one. */
  readonly login?: string;
  /** Its key is kept by this window alone, until it closes, because the keychain could not be used. */
  readonly sessionOnly?: boolean;
  /** What it had when its key was tried in this window: not stored, and not asked again. */
  readonly balance?: KnownBalance;
}

/** What an account had: decimal text and the code of its currency, and when, in milliseconds of the epoch. */
export interface KnownBalance {
  readonly amount: string;
  readonly currency: string | undefined;
  readonly at: number;
}

/** What comes with a key that was tried: whose it is and what that had, where that is known, and the origin at which it was. */
export interface KeyFacts {
  readonly login?: string | undefined;
  readonly origin?: string | undefined;
  readonly balance?: KnownBalance | undefined;
}

/** A new account: what people call it, and what comes with its key. */
export interface NewAccount extends KeyFacts {
  readonly name: string;
}

/** A new account with this key; without an origin, as version 0.1.0 kept it. */
export function accountOf(id: string, { name, login, origin }: NewAccount, apiKey: string): Account {
  return {
    id,
    name,
    ...(login === undefined ? {} : { login }),
    ...(origin === undefined ? {} : { origins: [origin], keyMark: keyMark(id, apiKey) }),
  };
}

/** The longest name of an account, in characters: it stands in rows, titles, messages and each line of the log. */
export const longestName = 100;

/** As it may be called: on one line, and no longer than that. */
export function accountName(written: string): string {
  // What is far longer is looked at no further: 0.1.0 kept whatever `/me` had answered.
  return cut(onOneLine(cut(written, 20 * longestName)), longestName);
}

/** The name itself, or with a number behind it when another account has it. */
export function unusedName(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; candidate && taken.includes(candidate); n++) {
    candidate = `${cut(name, longestName - ` ${n}`.length)} ${n}`;
  }
  return candidate;
}

/** Where VS Code keeps what is beside them. */
const profileKey = 'mailPartner.profile';
const unnamedKey = 'mailPartner.unnamed';

export class AccountNames {
  readonly #state: StoredState;
  /** The mark of a profile that has none stored yet. */
  readonly #newMark = crypto.randomUUID().slice(0, 8);

  constructor(state: StoredState) {
    this.#state = state;
  }

  /** The accounts as stored, in the order in which they were added. What is no account is passed over. */
  read(): readonly Account[] {
    const stored: unknown = this.#state.get(accountsKey);
    const accounts = Array.isArray(stored) ? stored.filter(isAccount) : [];
    // Names that read the same once they are cut are still told apart.
    const taken = accounts.map(({ name }) => name).filter((name) => accountName(name) === name);
    return accounts.map((account) => {
      const isAsWritten = taken.includes(account.name);
      const name = isAsWritten ? account.name : unusedName(accountName(account.name) || '?', taken);
      if (!isAsWritten) {
        taken.push(name);
      }
      return toAccount({ ...account, name });
    });
  }

  /**
   * Stores what `edit` makes of the accounts; false when VS Code could not: then nothing has changed. `edit` is called again where
   * another window was faster.
   *
   * `unnamed`: the id of a key that has no name from now on, or none yet, noted in the same breath. What has a name is noted no longer.
   */
  async change(
    edit: (accounts: readonly Account[]) => readonly Account[],
    unnamed?: string,
  ): Promise<boolean> {
    try {
      await this.#state.change(() => {
        const before = this.read();
        const after = edit(before);
        return {
          ...(JSON.stringify(after) === JSON.stringify(before) ? {} : { [accountsKey]: after }),
          ...this.#noted(after, unnamed),
        };
      });
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Notes the id of a key that is about to be stored and has no name yet: whatever happens then, it is known. False when VS Code could
   * not.
   */
  note(id: string): Promise<boolean> {
    return this.change((accounts) => accounts, id);
  }

  /** The ids that were seen with a key and without a name, and since when, in milliseconds of the epoch. */
  readUnnamed(): Readonly<Record<string, number>> {
    const stored: unknown = this.#state.get(unnamedKey);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter(([, since]) => typeof since === 'number'));
  }

  /** Stores what `edit` makes of what `readUnnamed` answers; false when VS Code could not. */
  async changeUnnamed(
    edit: (unnamed: Readonly<Record<string, number>>) => Readonly<Record<string, number>>,
  ): Promise<boolean> {
    try {
      await this.#state.change(() => ({ [unnamedKey]: edit(this.readUnnamed()) }));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * A new id for an account.
   *
   * It begins with the mark of this VS Code profile: profiles share a keychain but not their state, and one profile's key must not
   * look like another's orphan. Files of what is remembered go by it too (`rememberedFiles.ts`): they share a folder.
   */
  newId(): string {
    return `${this.#mark() ?? this.#newMark}.${crypto.randomUUID()}`;
  }

  /** Whether an id was made in this profile. */
  isOurs(id: string): boolean {
    const mark = this.#mark();
    return mark !== undefined && id.startsWith(`${mark}.`);
  }

  #mark(): string | undefined {
    const mark: unknown = this.#state.get(profileKey);
    return typeof mark === 'string' ? mark : undefined;
  }

  /** What is to be stored beside these accounts: the mark that new ids have, and what is noted. */
  #noted(accounts: readonly Account[], unnamed: string | undefined): StateValues {
    const before = this.readUnnamed();
    const after = Object.fromEntries(
      Object.entries(unnamed === undefined ? before : { ...before, [unnamed]: Date.now() }).filter(
        ([id]) => !accounts.some((account) => account.id === id),
      ),
    );
    return {
      ...(unnamed !== undefined && this.#mark() === undefined ? { [profileKey]: this.#newMark } : {}),
      ...(JSON.stringify(after) === JSON.stringify(before) ? {} : { [unnamedKey]: after }),
    };
  }
}

function toAccount(stored: Account): Account {
  const { id, name, login } = stored;
  return {
    id,
    name,
    // As long as it is read from `/me`: it is compared with that.
    ...(typeof login === 'string' ? { login: cut(onOneLine(login), longest.email) } : {}),
    ...whereItGoes(stored),
  };
}

/** What is no origin or no mark is not none, as beside an account of version 0.1.0: the key may go nowhere before the person has agreed. */
function whereItGoes({
  origins,
  keyMark: mark,
}: {
  readonly origins?: unknown;
  readonly keyMark?: unknown;
}): KeptOrigins {
  if (origins === undefined && mark === undefined) {
    return {};
  }
  return {
    origins: Array.isArray(origins) ? origins.filter(isOrigin).slice(0, mostOrigins) : [],
    keyMark: typeof mark === 'string' && /^[0-9a-f]{8}$/.test(mark) ? mark : noMark,
  };
}

function isOrigin(stored: unknown): stored is string {
  return typeof stored === 'string' && URL.canParse(stored) && new URL(stored).origin === stored;
}

function isAccount(stored: unknown): stored is Account {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'id' in stored &&
    typeof stored.id === 'string' &&
    'name' in stored &&
    typeof stored.name === 'string'
  );
}
