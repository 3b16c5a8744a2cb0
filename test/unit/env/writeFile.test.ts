// Writing one file of the disk, and no other that is put in its place between the question and the write.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFile } from '../../../src/features/env/core/writeFile';

const before = 'A=1\n# the rest\n';
const after = 'A=2\n';

describe('writing a file', () => {
  let root: string;
  const at = (...path: string[]) => join(root, ...path);
  const read = (...path: string[]) => readFileSync(at(...path), 'utf8');
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-write-')));
    mkdirSync(at('folder'));
    writeFileSync(at('folder', '.env'), before);
    writeFileSync(at('tracked'), before);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const replace = (opened?: typeof open, names = 1) =>
    writeFile({ path: at('folder', '.env'), before, names, mode: 0o600 }, after, opened);
  const create = (opened?: typeof open) =>
    writeFile({ path: at('folder', 'new'), before: undefined, names: 0, mode: 0o600 }, after, opened);
  /** Does something between what was judged and the opening. */
  const swapping = (swap: () => void) =>
    (async (...args: Parameters<typeof open>) => {
      swap();
      return open(...args);
    }) as typeof open;
  const movedAway = { ok: false, why: 'movedAway' };

  it('replaces all of it, and creates it', async () => {
    assert.ok((await replace()).ok);
    assert.equal(read('folder', '.env'), after);
    assert.ok((await create()).ok);
    assert.equal(read('folder', 'new'), after);
    if (process.platform !== 'win32') assert.equal(statSync(at('folder', 'new')).mode & 0o777, 0o600);
  });

  it('not through a link that came in its place', async () => {
    const swap = swapping(() => {
      renameSync(at('folder', '.env'), at('kept'));
      symlinkSync(at('tracked'), at('folder', '.env'));
    });
    assert.deepEqual(await replace(swap), movedAway);
    assert.deepEqual([read('tracked'), read('kept')], [before, before]);
  });

  it('not in another folder that came in its folder’s place, in which nothing stays', async () => {
    const swap = swapping(() => {
      renameSync(at('folder'), at('kept'));
      mkdirSync(at('other'));
      writeFileSync(at('other', '.env'), before);
      symlinkSync(at('other'), at('folder'));
    });
    assert.deepEqual(await replace(swap), movedAway);
    assert.equal(read('other', '.env'), before);
    assert.deepEqual(await create(), movedAway);
    assert.deepEqual(readdirSync(at('other')), ['.env']);
  });

  it('not where it has another name by now, and where it has lost one', async () => {
    assert.deepEqual(await replace(swapping(() => linkSync(at('folder', '.env'), at('second')))), movedAway);
    assert.equal(read('second'), before);
    assert.ok((await replace(undefined, 2)).ok, 'two were judged');
    rmSync(at('second'));
    assert.deepEqual(await replace(undefined, 2), movedAway);
  });

  it('not where it is gone, or no file any more; and waits for nothing', async () => {
    assert.deepEqual(await replace(swapping(() => rmSync(at('folder', '.env')))), movedAway);
    mkdirSync(at('folder', '.env'));
    assert.equal((await replace()).ok, false);
    if (process.platform === 'win32') return;
    rmSync(at('folder', '.env'), { recursive: true });
    execFileSync('mkfifo', [at('folder', '.env')]);
    assert.deepEqual(await replace(), movedAway);
  });

  it('not in the place of what came meanwhile, be it a link to nothing', async () => {
    writeFileSync(at('folder', 'new'), before);
    assert.deepEqual(await create(), movedAway);
    assert.equal(read('folder', 'new'), before);
    rmSync(at('folder', 'new'));
    symlinkSync(at('nothing'), at('folder', 'new'));
    assert.deepEqual(await create(), movedAway);
    assert.deepEqual(readdirSync(root), ['folder', 'tracked']);
  });

  for (const [name, code, why] of [
    ['a file that may not be written', 'EACCES', 'readOnly'],
    ['a disk that may not be written', 'EROFS', 'readOnly'],
    ['another error', 'EIO', 'unwritable'],
  ] as const) {
    it(`says what kept it from it: ${name}`, async () => {
      const fails = (async () => Promise.reject(Object.assign(new Error(after), { code }))) as typeof open;
      assert.deepEqual(await replace(fails), { ok: false, why });
      assert.equal(read('folder', '.env'), before);
    });
  }

  /** A disk that is full after so many bytes, the first time or always. */
  const full = (times: number) =>
    (async (...args: Parameters<typeof open>) => {
      const file = await open(...args);
      let left = times;
      const write = async (bytes: Uint8Array, from: number, length: number, position: number) => {
        if (left-- <= 0) return file.write(bytes, from, length, position);
        await file.write(bytes, from, 2, position);
        throw new Error(after);
      };
      return new Proxy(file, {
        get: (target, key: keyof FileHandle) => {
          const value = key === 'write' ? write : target[key];
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    }) as typeof open;

  it('a write that breaks off is undone, or said to have damaged the file', async () => {
    assert.deepEqual(await replace(full(1)), { ok: false, why: 'unwritable' });
    assert.equal(read('folder', '.env'), before);
    assert.deepEqual(await replace(full(2)), { ok: false, why: 'damaged' });
    assert.deepEqual(await create(full(1)), { ok: false, why: 'unwritable' });
    assert.deepEqual(readdirSync(at('folder')), ['.env']);
  });
});
