// The main accounts as VS Code keeps them: a name for people, in globalState. Each API key lives in SecretStorage, under the same id.
import type { Memento } from 'vscode';

export interface Account {
  /** Made here, random, and no secret. */
  readonly id: string;
  /** What the person calls it; unique among the accounts. */
  readonly name: string;
  /** The user name that `/me` gave for its key, where it did: tells another account's key from a new one. */
  readonly login?: string;
  /** Its key is kept by this window alone, until it closes, because the keychain could not be used. */
  readonly sessionOnly?: boolean;
}

/** A new account: what people call it, and whose key it has, where that is known. */
export interface NewAccount {
  readonly name: string;
  readonly login?: string | undefined;
}

/** The name itself, or with a number behind it when another account has it. */
export function unusedName(name: string, taken: readonly string[]): string {
  let candidate = name;
  for (let n = 2; candidate && taken.includes(candidate); n++) {
    candidate = `${name} ${n}`;
  }
  return candidate;
}

/** Where VS Code keeps them. */
export const accountsKey = 'mailPartner.accounts';
const profileKey = 'mailPartner.profile';
const unnamedKey = 'mailPartner.unnamed';

export class AccountNames {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** The accounts as stored, in the order in which they were added. What is no account is passed over. */
  read(): readonly Account[] {
    const stored: unknown = this.#state.get(accountsKey);
    return Array.isArray(stored) ? stored.filter(isAccount).map(toAccount) : [];
  }

  /** Stores the accounts; false when VS Code could not. */
  write(accounts: readonly Account[]): Promise<boolean> {
    return this.#update(accountsKey, accounts);
  }

  /** The ids that were seen with a key and without a name, and since when, in milliseconds of the epoch. */
  readUnnamed(): Readonly<Record<string, number>> {
    const stored: unknown = this.#state.get(unnamedKey);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter(([, since]) => typeof since === 'number'));
  }

  /** Stores what `readUnnamed` answers; false when VS Code could not. */
  writeUnnamed(unnamed: Readonly<Record<string, number>>): Promise<boolean> {
    return this.#update(unnamedKey, unnamed);
  }

  /**
   * A new id for an account; undefined when its profile's mark can't be stored.
   *
   * It begins with the mark of this VS Code profile: profiles share a keychain but not their state, and one profile's key must not
   * look like another's orphan.
   */
  async newId(): Promise<string | undefined> {
    const mark = this.#mark() ?? crypto.randomUUID().slice(0, 8);
    return (await this.#update(profileKey, mark)) ? `${mark}.${crypto.randomUUID()}` : undefined;
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

  /** VS Code keeps a value in memory although storing it failed: then the old one is put back, so that nothing has happened. */
  async #update(key: string, value: unknown): Promise<boolean> {
    const before: unknown = this.#state.get(key);
    try {
      await this.#state.update(key, value);
      return true;
    } catch {
      // Not what another window has stored meanwhile.
      if (JSON.stringify(this.#state.get(key)) === JSON.stringify(value)) {
        // In memory it is back at once; whether that can be stored decides nothing.
        void Promise.resolve(this.#state.update(key, before)).catch(() => undefined);
      }
      return false;
    }
  }
}

function toAccount({ id, name, login }: Account): Account {
  return typeof login === 'string' ? { id, name, login } : { id, name };
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
