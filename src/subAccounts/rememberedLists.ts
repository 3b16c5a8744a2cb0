// What is remembered of every account: read at first need, sealed when it is kept, and forgotten when it must be.
import PQueue from 'p-queue';
import type { RememberedFiles } from './rememberedFiles';
import { formatVersion, fromBytes, toBytes } from './rememberedFormat';
import type { RememberedList } from './rememberedList';
import { opened, seal } from './sealed';

/** An account, as far as what is remembered of it is concerned. */
export interface RememberedAccount {
  readonly id: string;
  /** Whose list it is. What is remembered of another's can't be opened. */
  readonly owner: string;
}

/** What did not work. What it cost is no more than some requests. */
export type RememberingTrouble = 'unreadable' | 'notKept' | 'notDeleted';

export interface RememberedListsParts {
  readonly files: Pick<RememberedFiles, 'read' | 'write' | 'delete' | 'sweep' | 'deleteAll'>;
  /** The key that files are sealed with, made where there is none; undefined where none can be had. Neither rejects. */
  readonly key: { get(): Promise<Uint8Array | undefined>; forget(): Promise<boolean> };
  /** Whether anything is remembered of this account: it is there, its owner is the same, and the person has not switched it off. */
  readonly isMeant: (account: RememberedAccount) => boolean;
  /** Told of what did not work; nothing of what is remembered is in it. */
  readonly onTrouble: (trouble: RememberingTrouble, accountId: string | undefined) => void;
}

interface Known {
  readonly owner: string;
  readonly list: RememberedList | undefined;
}

export class RememberedLists {
  readonly #parts: RememberedListsParts;
  /** What was read or is to be kept, by the accounts' ids. */
  readonly #known = new Map<string, Known>();
  /** What is about to be deleted, by the accounts' ids: what is being read of it is nothing any more. */
  readonly #forgetting = new Set<(accountId: string) => boolean>();
  /** One thing after another: what is deleted stays so. */
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(parts: RememberedListsParts) {
    this.#parts = parts;
  }

  /** What is remembered of an account; undefined for nothing. Reads its file the first time. Never rejects. */
  async of(account: RememberedAccount): Promise<RememberedList | undefined> {
    if (!this.#parts.isMeant(account)) {
      return undefined;
    }
    if (!this.#isKnown(account)) {
      await this.#queue.add(() => this.#read(account));
    }
    return this.now(account);
  }

  /** The same, as far as it has been read. */
  now(account: RememberedAccount): RememberedList | undefined {
    return this.#parts.isMeant(account) && this.#isKnown(account)
      ? this.#known.get(account.id)?.list
      : undefined;
  }

  /**
   * Keeps what `edit` makes of what there is, which another window may have kept since it was read here; the same is not written again. False where
   * it could not be kept. Never rejects.
   */
  async change(
    account: RememberedAccount,
    edit: (before: RememberedList | undefined) => RememberedList | undefined,
  ): Promise<boolean> {
    return (await this.#queue.add(() => this.#change(account, edit))) === true;
  }

  /** Deletes what was left of accounts that are not among these. Never rejects. */
  async sweep(accountIds: readonly string[]): Promise<void> {
    await this.#queue.add(() => this.#tryToDelete((files) => files.sweep(accountIds)));
  }

  /** Forgets all, of every VS Code profile, and the key that it was sealed with. Settles when it is gone. Never rejects. */
  async forgetAll(): Promise<void> {
    this.#known.clear();
    // At once: what is done already may wait for the keychain. And once more after it: it may have written.
    const deleting = this.#tryToDelete((files) => files.deleteAll());
    await this.#forget(
      () => true,
      async () => {
        await deleting;
        await this.#tryToDelete((files) => files.deleteAll());
        if (!(await this.#parts.key.forget())) {
          this.#parts.onTrouble('notDeleted', undefined);
        }
      },
    );
  }

  /**
   * Forgets what is remembered of an account, but for what another window has kept of `now`, its owner since. Settles when it is gone. Never
   * rejects.
   */
  async forget(accountId: string, now?: RememberedAccount): Promise<void> {
    this.#known.delete(accountId);
    await this.#forget(
      (id) => id === accountId,
      async () => {
        if (!now || !(await this.#isKept(now))) {
          await this.#tryToDelete((files) => files.delete(accountId), accountId);
        }
      },
    );
  }

  /** From now on this is remembered in this window alone. */
  know(account: RememberedAccount, list: RememberedList | undefined): void {
    this.#known.set(account.id, { owner: account.owner, list });
  }

  /** Settles once nothing is being read, kept or forgotten. */
  idle(): Promise<void> {
    return this.#queue.onIdle();
  }

  #isKnown({ id, owner }: RememberedAccount): boolean {
    return this.#known.get(id)?.owner === owner;
  }

  async #forget(isMeant: (accountId: string) => boolean, run: () => Promise<void>): Promise<void> {
    this.#forgetting.add(isMeant);
    await this.#queue.add(() => {
      this.#forgetting.delete(isMeant);
      return run();
    });
  }

  /** Whether anything is remembered of it, and is not about to be deleted. */
  #isMeant(account: RememberedAccount): boolean {
    return this.#parts.isMeant(account) && ![...this.#forgetting].some((isMeant) => isMeant(account.id));
  }

  async #read(account: RememberedAccount): Promise<void> {
    if (this.#isKnown(account)) {
      return;
    }
    const list = await this.#opened(account);
    if (!this.#isKnown(account) && this.#isMeant(account)) {
      this.know(account, list);
    }
  }

  async #change(
    account: RememberedAccount,
    edit: (before: RememberedList | undefined) => RememberedList | undefined,
  ): Promise<boolean> {
    try {
      if (!this.#isMeant(account)) {
        return false;
      }
      const key = await this.#parts.key.get();
      if (!key) {
        this.#parts.onTrouble('notKept', account.id);
        return false;
      }
      const before = await this.#opened(account);
      const after = edit(before);
      if (after && after !== before) {
        const sealed = seal(await toBytes(after), key, about(account));
        // What was forgotten meanwhile is not kept.
        if (!this.#isMeant(account)) {
          return false;
        }
        await this.#parts.files.write(account.id, sealed);
      }
      if (this.#isMeant(account)) {
        this.know(account, after);
      }
      return true;
    } catch {
      this.#parts.onTrouble('notKept', account.id);
      return false;
    }
  }

  async #opened(account: RememberedAccount): Promise<RememberedList | undefined> {
    try {
      const sealed = await this.#parts.files.read(account.id);
      if (!sealed) {
        return undefined;
      }
      const bytes = await this.#unsealed(sealed, account);
      if (bytes) {
        return await fromBytes(bytes);
      }
    } catch {
      // As what can't be opened.
    }
    this.#parts.onTrouble('unreadable', account.id);
    await this.#tryToDelete((files) => files.delete(account.id), account.id);
    return undefined;
  }

  /** Whether there is a file of this account, with this owner. */
  async #isKept(account: RememberedAccount): Promise<boolean> {
    try {
      const sealed = await this.#parts.files.read(account.id);
      return sealed !== undefined && (await this.#unsealed(sealed, account)) !== undefined;
    } catch {
      return false;
    }
  }

  async #unsealed(sealed: Uint8Array, account: RememberedAccount): Promise<Buffer | undefined> {
    const key = await this.#parts.key.get();
    return key && opened(sealed, key, about(account));
  }

  async #tryToDelete(
    run: (files: RememberedListsParts['files']) => Promise<void>,
    accountId?: string,
  ): Promise<void> {
    try {
      await run(this.#parts.files);
    } catch {
      this.#parts.onTrouble('notDeleted', accountId);
    }
  }
}

/** What a file is about: it can be opened for nothing else. */
function about({ id, owner }: RememberedAccount): string {
  return JSON.stringify(['mailPartner.subAccounts', formatVersion, id, owner]);
}
