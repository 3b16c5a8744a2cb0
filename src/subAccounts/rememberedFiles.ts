// The folder in which what is remembered is kept, one file an account: whole or not at all, and its owner's alone to read.
import { createHash, randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';

/** What of Node's `fs/promises` is used, or what stands in for it in a test. */
export type Disk = Pick<typeof disk, 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'stat'>;

/**
 * What another window has just written stays, in milliseconds: it may be being written, or be of an account of which this one hears later, as VS
 * Code in a browser passes a name on when it has time to.
 */
const young = 24 * 60 * 60 * 1000;

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
    const beside = `${path}.${randomUUID()}`;
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
    await this.#delete((each) => each.startsWith(name));
  }

  /**
   * Deletes what was left, a day ago or longer, of other accounts of the VS Code profile that these are of, and beside the files of these: other
   * profiles keep theirs in the same folder. Rejects where it can't.
   */
  async sweep(accountIds: readonly string[]): Promise<void> {
    const kept = accountIds.map(nameOf);
    const profiles = accountIds.map(profileOf);
    await this.#delete(
      async (name) =>
        !kept.includes(name) &&
        profiles.some((profile) => name.startsWith(profile)) &&
        (await this.#age(name)) > young,
    );
  }

  /** Deletes all of it, of every VS Code profile. Rejects where it can't. */
  async deleteAll(): Promise<void> {
    await this.#delete(() => true);
  }

  async #delete(isMeant: (name: string) => boolean | Promise<boolean>): Promise<void> {
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
      names.map(async (name) => {
        if (await isMeant(name)) {
          await this.#disk.rm(join(this.#folder, name), { force: true });
        }
      }),
    );
  }

  /** Milliseconds since it was written; none where it has just gone. */
  async #age(name: string): Promise<number> {
    try {
      return Date.now() - (await this.#disk.stat(join(this.#folder, name))).mtimeMs;
    } catch (error) {
      if (isMissing(error)) {
        return 0;
      }
      throw error;
    }
  }

  #path(accountId: string): string {
    return join(this.#folder, nameOf(accountId));
  }
}

/** An id is whatever stands in the state: a name of a file is made of it. */
function nameOf(accountId: string): string {
  return `${profileOf(accountId)}${hashOf(accountId)}`;
}

/** What the names of a profile's files begin with: up to its point, an id is the mark of the profile. */
function profileOf(accountId: string): string {
  return `${hashOf(accountId.replace(/\..*/s, ''))}-`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
