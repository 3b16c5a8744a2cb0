// What is remembered, and secrets: on the disk no e-mail is readable, and what is sealed there has no token, no key, no balance and no address.
import assert from 'node:assert/strict';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import type { Account } from '../../src/accounts/account';
import { ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { memoryOf } from '../../src/common/core/listOwners';
import { SubAccountMemory } from '../../src/common/subAccountMemory';
import { SubAccountLists } from '../../src/subAccounts/lists';
import { type Disk, RememberedFiles } from '../../src/subAccounts/rememberedFiles';
import { fromBytes } from '../../src/subAccounts/rememberedFormat';
import { newKey, opened } from '../../src/subAccounts/sealed';
import { canary } from '../support/subAccounts';

const agence: Account = {
  id: 'account-marked',
  name: 'Name marked',
  login: 'login-marked@example.fr',
  keyMark: '00000001',
};
const never = new AbortController().signal;

/** In every e-mail, the account's own too, and in no secret. */
const mark = 'marked';
const secret = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}${canary}${text}`);
const said = fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined });
const rows = fc.uniqueArray(
  fc.record({
    id: fc.nat(),
    email: fc.option(
      fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${text}${mark}@example.fr`),
      { nil: undefined },
    ),
    type: said,
    createdAt: said,
    token: fc.option(secret, { nil: undefined }),
    apiKey: fc.option(secret, { nil: undefined }),
    balance: fc.option(secret, { nil: undefined }),
    currency: fc.option(secret, { nil: undefined }),
    // What the service may send one day, and nobody has named.
    url: fc.constant(`https://api.example.org/v1?apiKey=${canary}`),
    password: secret,
    more: fc.record({ token: secret }),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
) as fc.Arbitrary<SubAccount[]>;

/** A text as it may stand in bytes. */
const forms = (text: string) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('hex')),
];

describe('what is remembered on the disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await disk.mkdtemp(join(tmpdir(), 'remembered-'));
  });
  afterEach(() => disk.rm(folder, { recursive: true }));

  /** Keeps these rows as a window does, with uses; gives all bytes and names that went to the disk, and the key. */
  async function kept(given: readonly SubAccount[]) {
    const files = await disk.mkdtemp(join(folder, 'files-'));
    const written: Buffer[] = [];
    const key = newKey();
    const spy: Disk = {
      ...disk,
      open: async (...how) => {
        written.push(Buffer.from(String(how[0]).slice(folder.length)));
        const file = await disk.open(...how);
        const { writeFile } = file;
        file.writeFile = async (data, ...rest) => {
          written.push(Buffer.from(data as Uint8Array));
          return writeFile.call(file, data, ...rest);
        };
        return file;
      },
    };
    const lists = new SubAccountLists(
      async (_id, page) =>
        ok({ rows: given.slice((page - 1) * 20, page * 20), total: given.length, pageSize: 20 }),
      (id) => memory.listChanged(id),
      (error) => {
        throw error;
      },
    );
    const memory: SubAccountMemory = new SubAccountMemory({
      accounts: () => [agence],
      lists,
      files: new RememberedFiles(files, spy),
      key: { get: async () => key, forget: async () => true },
      isOn: () => true,
      onTrouble: (trouble) => assert.fail(trouble),
    });
    await lists.ofAccount(agence.id).loadAll(never);
    for (const { id } of given.slice(0, 3)) memory.wasUsed(agence.id, id);
    await memory.keepNow();
    memory.dispose();
    for (const name of await disk.readdir(files)) {
      written.push(Buffer.from(name), await disk.readFile(join(files, name)));
    }
    return { written, key };
  }

  it('whatever rows there are: has no e-mail in clear, and under its seal only what is remembered', async () => {
    let emails = 0;
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const { written, key } = await kept(given);
        const sealed = written.at(-1);
        assert.ok(sealed);
        for (const bytes of written) {
          for (const text of [mark, canary, 'example.fr', 'Name', '00000001']) {
            for (const form of forms(text)) assert.ok(!bytes.includes(form), `${text} in clear`);
          }
        }
        const { id, owner } = memoryOf(agence);
        const packed = opened(sealed, key, JSON.stringify(['mailPartner.subAccounts', 1, id, owner]));
        assert.ok(packed);
        const text = brotliDecompressSync(packed).toString();
        for (const none of [canary, 'http', 'apiKey', 'token', 'balance', 'password', owner]) {
          assert.ok(!text.includes(none), `${none} under the seal`);
        }
        const list = await fromBytes(packed);
        for (const row of list.rows) {
          assert.deepEqual(Object.keys(row).sort(), ['createdAt', 'email', 'id', 'page', 'type']);
        }
        assert.deepEqual(Object.keys(list).sort(), ['isWhole', 'rows', 'seenAt', 'total', 'used']);
        assert.deepEqual(
          list.rows.map(({ id: of, email }) => [of, email]),
          given.map(({ id: of, email }) => [of, email]),
          'the test reads what was kept',
        );
        emails += text.split(mark).length - 1;
      }),
      { numRuns: 100 },
    );
    assert.ok(emails > 100, 'e-mails were there to be found');
  });
});
