// The folder in which what is remembered is kept, one file an account: whole or not at all, and its owner's alone to read.
import { createHash, randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';

/** What of Node's `fs/promises` is used, or what stands in for it in a test. */
export type Disk = Pick<typeof disk, 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm'>;

/** How long a file may take to be written, in milliseconds: far longer than any does. */
const longestWrite = 3_600_000;

export class RememberedFiles {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, on: Disk = disk) {
    this.#folder = folder;
    this.#disk = on;
  }

  /** The bytes of an account's file; undefined where there is none. Rejects where it can't be read. */
  async read(accountId: string): Promise<Buffer | undefined> {
    try {
      return await this.#disk.readFile(this.#path(accountId));
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Puts these bytes in the place of an account's file: another window reads the old ones or these. Rejects where it can't. */
  async write(accountId: string, bytes: Uint8Array): Promise<void> {
    await this.#disk.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#path(accountId);
    const beside = `${path}.${Date.now()}.${randomUUID()}`;
    try {
      const file = await this.#disk.open(beside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        // A name without its content is what a computer that goes off would leave otherwise.
        await file.sync();
      } finally {
        await file.close();
      }
      await this.#disk.rename(beside, path);
    } catch (error) {
      await this.#disk.rm(beside, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Deletes an account's file, and what a window that ended too early left beside it. Rejects where it can't. */
  async delete(accountId: string): Promise<void> {
    const name = nameOf(accountId);
    await this.#deleteAll((each) => each.startsWith(name));
  }

  /**
   * Deletes the files of all accounts but these, and what windows that ended too early left beside theirs: not what another may be writing.
   * Rejects where it can't.
   */
  async keepOnly(accountIds: readonly string[]): Promise<void> {
    const kept = accountIds.map(nameOf);
    await this.#deleteAll((each) => {
      const [name = '', begun] = each.split('.');
      return !kept.includes(name) || (begun !== undefined && !(Date.now() - Number(begun) < longestWrite));
    });
  }

  async #deleteAll(isMeant: (name: string) => boolean): Promise<void> {
    let names: string[];
    try {
      names = await this.#disk.readdir(this.#folder);
    } catch (error) {
      if (isMissing(error)) {
        return;
      }
      throw error;
    }
    await Promise.all(
      names.filter(isMeant).map((name) => this.#disk.rm(join(this.#folder, name), { force: true })),
    );
  }

  #path(accountId: string): string {
    return join(this.#folder, nameOf(accountId));
  }
}

/** An id is whatever stands in the state: a name of a file is made of it. */
function nameOf(accountId: string): string {
  return createHash('sha256').update(accountId).digest('hex').slice(0, 32);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
