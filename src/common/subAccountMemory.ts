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
import { nothingRemembered, toRemember, withNews, withUses } from '../subAccounts/remembering';
import { Unkept } from '../subAccounts/unkept';
import { isMemorable, ListOwners, memoryOf } from './core/listOwners';
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
  /** Milliseconds without a change before what changed is kept. */
  readonly quiet?: number;
}

/** A sub-account that was used, by its ids. */
export interface UsedSubAccount extends Use {
  readonly accountId: string;
}

const usualQuiet = 500;

export class SubAccountMemory {
  readonly #parts: SubAccountMemoryParts;
  readonly #remembered: RememberedLists;
  readonly #quiet: WhenQuiet;
  readonly #owners: ListOwners;
  /** Accounts whose lists have changed since they were last kept: what another window has found out since stays. */
  readonly #changed = new Set<string>();
  readonly #unkept = new Unkept();
  /** What is being kept. */
  #keeping: Promise<unknown> = Promise.resolve();
  /** How many pick lists are open: nothing is kept while somebody types. */
  #open = 0;
  #isSwept = false;

  constructor(parts: SubAccountMemoryParts) {
    this.#parts = parts;
    this.#remembered = new RememberedLists({
      files: parts.files ?? nowhere,
      key: parts.key,
      isMeant: (account) => this.#meant.some(({ id, owner }) => id === account.id && owner === account.owner),
      onTrouble: (trouble, accountId) =>
        parts.onTrouble(trouble, parts.accounts().find(({ id }) => id === accountId)?.name),
    });
    this.#quiet = new WhenQuiet(() => this.#open === 0 && this.#keep(), parts.quiet ?? usualQuiet);
    this.#owners = new ListOwners(parts.accounts);
  }

  /** What is remembered of an account; undefined for nothing, and at once where nothing ever is. Reads it the first time. Never rejects. */
  of(account: Account): Promise<RememberedList | undefined> | undefined {
    return this.#isMeant(account) ? this.#remembered.of(memoryOf(account)) : undefined;
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
        withUses(this.now(account)?.used ?? [], this.#unkept.of(account.id)?.used ?? []).map((use) => ({
          ...use,
          accountId: account.id,
        })),
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, mostUsed);
  }

  /** A list has changed. */
  listChanged(accountId: string): void {
    this.#changed.add(accountId);
    this.#quiet.happened();
  }

  /** A person has used a sub-account. */
  wasUsed(accountId: string, id: number): void {
    if (this.#parts.isOn()) {
      this.#unkept.used(accountId, { id, at: Date.now() });
      this.#quiet.happened();
    }
  }

  /** The service has it no longer. */
  isGone(account: Account, id: number): void {
    if (this.#parts.isOn()) {
      this.#unkept.isGone(account.id, { id, at: Date.now() });
      this.#takeNews(account);
      this.#quiet.happened();
    }
  }

  /** The service has it otherwise: what is remembered of it is this. */
  isNow(account: Account, row: RememberedSubAccount): void {
    if (this.#parts.isOn()) {
      this.#unkept.isNow(account.id, { row, at: Date.now() });
      this.#takeNews(account);
      this.#quiet.happened();
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
    const another = this.#owners.lookAgain();
    for (const id of another) {
      // What this window has of it is still the other owner's.
      this.#changed.delete(id);
      this.#unkept.forget(id);
    }
    await Promise.all(
      another.map((id) => {
        const owner = this.#owners.of(id);
        return this.#remembered.forget(id, owner === undefined ? undefined : { id, owner });
      }),
    );
  }

  /** The window begins: where nothing is to be remembered, all that is is forgotten, the key too. Settles when it is gone. Never rejects. */
  async begin(): Promise<void> {
    if (!this.#parts.isOn()) {
      this.#changed.clear();
      this.#unkept.clear();
      await this.#remembered.forgetAll();
    }
  }

  /** The setting has changed: all is forgotten, or what is loaded is remembered. Settles when it is gone. Never rejects. */
  async settingChanged(): Promise<void> {
    await this.begin();
    for (const { id } of this.#parts.isOn() ? this.#parts.accounts() : []) {
      this.listChanged(id);
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

  get #meant(): readonly RememberedAccount[] {
    const { files, accounts, isOn } = this.#parts;
    return files && isOn() ? accounts().filter(isMemorable).map(memoryOf) : [];
  }

  #isMeant(account: Account): boolean {
    return this.#meant.some(({ id }) => id === account.id);
  }

  #keep(): void {
    const keeping = this.#parts.accounts().map((account) => this.#keepAccount(account));
    this.#keeping = Promise.all([this.#keeping, ...keeping]);
  }

  async #keepAccount(account: Account): Promise<void> {
    const news = this.#unkept.of(account.id);
    if (!(news || this.#changed.has(account.id)) || !this.#isMeant(account)) {
      return;
    }
    const list = this.#parts.lists.ofAccount(account.id);
    const hasChanged = this.#changed.delete(account.id);
    if (!news && list.state.kind !== 'complete') {
      const inMind = this.now(account);
      // A part of a list alone is no reason to read what is remembered: it is kept with what is, as with what was used.
      if (!inMind) {
        this.#changed.add(account.id);
        return;
      }
      if (toRemember(list, inMind, Date.now()) === inMind) {
        return;
      }
    }
    const owned = memoryOf(account);
    const isKept = await this.#remembered.change(owned, (before) => {
      const known = before ?? nothingRemembered;
      const seen = hasChanged ? toRemember(list, known, Date.now()) : known;
      const after = news ? withNews(seen, news, Date.now()) : seen;
      return after === known ? before : after;
    });
    if (isKept) {
      this.#unkept.kept(account.id, news);
      this.#takeNews(account);
      await this.#sweep();
    } else if (hasChanged && this.#owners.of(account.id) === owned.owner) {
      this.#changed.add(account.id);
    }
  }

  /** Remembers in this window what is not kept yet. */
  #takeNews(account: Account): void {
    const known = this.now(account);
    const news = this.#unkept.of(account.id);
    if (known && news) {
      this.#remembered.know(memoryOf(account), withNews(known, news, Date.now()));
    }
  }

  /** Once a window: an account that was removed while another window kept something of it has left that. */
  async #sweep(): Promise<void> {
    if (!this.#isSwept) {
      this.#isSwept = true;
      await this.#remembered.sweep(this.#parts.accounts().map(({ id }) => id));
    }
  }
}

/** Where there is no place on a disk. */
const nowhere: RememberedListsParts['files'] = {
  read: async () => undefined,
  write: async () => undefined,
  delete: async () => undefined,
  sweep: async () => undefined,
  deleteAll: async () => undefined,
};
