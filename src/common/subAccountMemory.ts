// What is remembered between windows, brought up to date with what is loaded and used, and forgotten with the account, its owner or the setting.
import type { Account } from '../accounts/account';
import type { SealingKey } from '../accounts/sealingKey';
import type { SubAccountLists } from '../subAccounts/lists';
import {
  mostUsed,
  type RememberedList,
  type RememberedSubAccount,
  type Use,
} from '../subAccounts/rememberedList';
import {
  type RememberedAccount,
  RememberedLists,
  type RememberedListsParts,
  type RememberingTrouble,
} from '../subAccounts/rememberedLists';
import { nothingRemembered, toRemember, withoutRow, withRow, withUses } from '../subAccounts/remembering';
import { WhenQuiet } from './core/whenQuiet';

export interface SubAccountMemoryParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Where it is kept; undefined where there is no place for it. */
  readonly files: RememberedListsParts['files'] | undefined;
  /** What it is sealed with. */
  readonly key: Pick<SealingKey, 'get' | 'forget'>;
  /** Whether the person lets us remember anything. */
  readonly isOn: () => boolean;
  /** Told of what did not work, and of which account. */
  readonly onTrouble: (trouble: RememberingTrouble, account: string | undefined) => void;
  /** The time in milliseconds of the epoch; the computer's unless given. */
  readonly now?: () => number;
  /** Milliseconds without a change before what changed is kept. */
  readonly quiet?: number;
}

/** A sub-account that was used, by its ids. */
export interface UsedSubAccount extends Use {
  readonly accountId: string;
}

const usualQuiet = 2000;

export class SubAccountMemory {
  readonly #parts: SubAccountMemoryParts;
  readonly #remembered: RememberedLists;
  readonly #quiet: WhenQuiet;
  /** Whose list each account's was when the accounts were last looked at. */
  #owners: ReadonlyMap<string, string>;
  /** Accounts of which something changed that is not kept yet. */
  readonly #changed = new Set<string>();
  /** What was used in this window. */
  readonly #used = new Map<string, readonly Use[]>();
  /** What is being kept. */
  #keeping: Promise<unknown> = Promise.resolve();
  /** Accounts of which this window knows what is not kept yet, beside what is in their lists. */
  readonly #unkept = new Set<string>();
  /** How many pick lists are open: nothing is kept while somebody types. */
  #open = 0;
  #isSwept = false;

  constructor(parts: SubAccountMemoryParts) {
    this.#parts = parts;
    this.#remembered = new RememberedLists({
      files: parts.files ?? nowhere,
      key: () => parts.key.get(),
      isMeant: (account) => this.#meant.some(({ id, owner }) => id === account.id && owner === account.owner),
      onTrouble: (trouble, accountId) =>
        parts.onTrouble(trouble, parts.accounts().find(({ id }) => id === accountId)?.name),
    });
    this.#quiet = new WhenQuiet(() => this.#open === 0 && this.#keep(), parts.quiet ?? usualQuiet);
    this.#owners = this.#ownersNow;
  }

  /** What is remembered of an account; undefined for nothing, and at once where nothing ever is. Reads it the first time. Never rejects. */
  of(account: Account): Promise<RememberedList | undefined> | undefined {
    return this.#meant.some(({ id }) => id === account.id)
      ? this.#remembered.of(memoryOf(account))
      : undefined;
  }

  /** The same, as far as it has been read. */
  now(account: Account): RememberedList | undefined {
    return this.#remembered.now(memoryOf(account));
  }

  /** The sub-accounts that were used last, the latest first, as far as what is remembered has been read. */
  get used(): readonly UsedSubAccount[] {
    return this.#parts
      .accounts()
      .flatMap((account) =>
        this.#usesOf(account, this.now(account)).map((use) => ({ ...use, accountId: account.id })),
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, mostUsed);
  }

  /** A list has changed. */
  listChanged(accountId: string): void {
    this.#happened(accountId);
  }

  /** A person has used a sub-account. */
  wasUsed(accountId: string, id: number): void {
    const use = { id, at: this.#now };
    this.#used.set(accountId, withUses(this.#used.get(accountId) ?? [], [use]));
    this.#happened(accountId);
  }

  /** The service has it no longer. */
  isGone(account: Account, id: number): void {
    this.#used.set(account.id, this.#used.get(account.id)?.filter((use) => use.id !== id) ?? []);
    const known = this.now(account);
    if (known) {
      this.#remembered.know(memoryOf(account), withoutRow(known, id));
      this.#unkept.add(account.id);
      this.#happened(account.id);
    }
  }

  /** The service has it otherwise: what is remembered of it is this. */
  isNow(account: Account, row: RememberedSubAccount): void {
    const known = this.now(account);
    if (known) {
      this.#remembered.know(memoryOf(account), withRow(known, row));
      this.#unkept.add(account.id);
      this.#happened(account.id);
    }
  }

  /** Nothing is kept until this is disposed: somebody types. */
  whileOpen(): { dispose(): void } {
    this.#open++;
    let isOpen = true;
    return {
      dispose: () => {
        this.#open -= isOpen ? 1 : 0;
        isOpen = false;
        this.#quiet.happened();
      },
    };
  }

  /** The accounts have changed: what is not theirs is forgotten. Settles when it is gone. Never rejects. */
  async accountsChanged(): Promise<void> {
    const before = this.#owners;
    this.#owners = this.#ownersNow;
    const another = [...before].filter(([id, owner]) => this.#owners.get(id) !== owner);
    for (const [id] of another) {
      // What this window has of it is still the other owner's.
      for (const each of [this.#used, this.#changed, this.#unkept]) {
        each.delete(id);
      }
    }
    await Promise.all(
      another.map(([id]) => {
        const owner = this.#owners.get(id);
        return this.#remembered.forget(id, owner === undefined ? undefined : { id, owner });
      }),
    );
  }

  /** The window begins: where nothing is to be remembered, what there is of it is forgotten. Settles when it is gone. Never rejects. */
  async begin(): Promise<void> {
    if (!this.#parts.isOn()) {
      await this.#remembered.keepOnly([]);
    }
  }

  /** The setting has changed: where nothing is to be remembered, all is forgotten, the key too. Settles when it is gone. Never rejects. */
  async settingChanged(): Promise<void> {
    await this.begin();
    if (!this.#parts.isOn()) {
      await this.#parts.key.forget();
      return;
    }
    for (const { id } of this.#parts.accounts()) {
      this.#happened(id);
    }
  }

  /** Settles once what is being kept is, and what is being forgotten is gone. Never rejects. */
  async kept(): Promise<void> {
    await this.#keeping;
    await this.#remembered.idle();
  }

  /** Keeps at once what changed, as nobody would later: for the end of the window. Settles when it is. Never rejects. */
  keepNow(): Promise<void> {
    this.#quiet.dispose();
    this.#keep();
    return this.kept();
  }

  dispose(): void {
    this.#quiet.dispose();
  }

  get #ownersNow(): ReadonlyMap<string, string> {
    return new Map(this.#parts.accounts().map((account) => [account.id, memoryOf(account).owner]));
  }

  /** The accounts of which something is remembered: not those of this session alone. */
  get #meant(): readonly RememberedAccount[] {
    const { files, accounts, isOn } = this.#parts;
    return files && isOn()
      ? accounts()
          .filter(({ sessionOnly }) => !sessionOnly)
          .map(memoryOf)
      : [];
  }

  get #now(): number {
    return (this.#parts.now ?? Date.now)();
  }

  #happened(accountId: string): void {
    this.#changed.add(accountId);
    this.#quiet.happened();
  }

  #keep(): void {
    const changed = this.#parts.accounts().filter(({ id }) => this.#changed.delete(id));
    this.#keeping = Promise.all([this.#keeping, ...changed.map((account) => this.#keepAccount(account))]);
  }

  async #keepAccount(account: Account): Promise<void> {
    const { lists } = this.#parts;
    const list = lists.ofAccount(account.id);
    const hasUses = this.#used.has(account.id);
    // A part of a list alone is no reason to read what is remembered.
    const isReason = hasUses || list.state.kind === 'complete' || this.now(account) !== undefined;
    if (!isReason || list.state.kind === 'loading') {
      return;
    }
    const before = await this.of(account);
    const known = before ?? nothingRemembered(this.#now);
    const seen = toRemember(list, known, this.#now);
    const used = hasUses ? this.#usesOf(account, seen) : seen.used;
    const isNew = seen !== known || JSON.stringify(used) !== JSON.stringify(known.used);
    if (this.#unkept.delete(account.id) || isNew) {
      await this.#remembered.remember(memoryOf(account), { ...seen, used });
      await this.#sweep();
    }
  }

  /** Once a window: an account that was removed while another window kept something of it has left that. */
  async #sweep(): Promise<void> {
    if (!this.#isSwept) {
      this.#isSwept = true;
      await this.#remembered.keepOnly(this.#parts.accounts().map(memoryOf));
    }
  }

  #usesOf({ id }: Account, known: RememberedList | undefined): readonly Use[] {
    return withUses(known?.used ?? [], this.#used.get(id) ?? []);
  }
}

/** Where there is no place on a disk. */
const nowhere: RememberedListsParts['files'] = {
  read: async () => undefined,
  write: async () => undefined,
  delete: async () => undefined,
  keepOnly: async () => undefined,
};

/** Whose list it is: a key of another owner opens nothing. Where nobody told whose the key is, by the key's mark. */
export function memoryOf({ id, login, keyMark }: Account): RememberedAccount {
  return { id, owner: login ?? keyMark ?? '' };
}
