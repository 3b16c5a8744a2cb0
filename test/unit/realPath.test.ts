// Where a path really leads, held against where the disk puts what is written there.
import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { array, asyncProperty, constantFrom, assert as hold, tuple } from 'fast-check';
import { partsBelow, realPath, samePath } from '../../src/common/core/realPath';

describe('the real path', () => {
  let root: string;
  const at = (...path: string[]) => join(root, ...path);
  const make = () => realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-path-')));
  beforeEach(() => {
    root = make();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  const leads = async (...path: string[]) => {
    const found = await realPath(at(...path));
    return found.ok ? found.value.slice(root.length + 1).replaceAll(sep, '/') : found.why;
  };

  it('of what has no link on the way is the path, there or not', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', '.env'), '');
    assert.equal(await leads('a', '.env'), 'a/.env');
    assert.equal(await leads('a', 'b', 'c', '.env'), 'a/b/c/.env');
    assert.equal(await leads('a', '..', 'a', 'x'), 'a/x');
  });

  it('follows links to files and folders, chains of them, and folders above what is not there', async () => {
    mkdirSync(at('a', 'b'), { recursive: true });
    writeFileSync(at('a', 'file'), '');
    symlinkSync('a/b', at('folder'));
    symlinkSync(at('folder'), at('again'));
    symlinkSync('../file', at('a', 'b', '.env'));
    assert.equal(await leads('again', '.env'), 'a/file');
    assert.equal(await leads('again', 'not', 'there'), 'a/b/not/there');
    // As VS Code reads it: not the folder above where the link leads.
    assert.equal(await leads('again', '..', 'x'), 'x');
  });

  it('leads nowhere through a link to nothing or to itself, also above the file', async () => {
    symlinkSync('nothing', at('gone'));
    symlinkSync('two', at('one'));
    symlinkSync('one', at('two'));
    for (const name of ['gone', 'one', 'two']) {
      assert.equal(await leads(name), 'nowhere');
      assert.equal(await leads(name, 'deeper', '.env'), 'nowhere');
    }
  });

  it('is unknown below what is no folder', async () => {
    writeFileSync(at('file'), '');
    assert.equal(await leads('file', '.env'), 'unknown');
  });

  it('is where the disk puts what is written, whatever links there are', async () => {
    const name = constantFrom('a', 'b', 'c');
    const path = array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const made = tuple(constantFrom('folder', 'link'), path, path);
    await hold(
      asyncProperty(array(made, { maxLength: 8 }), path, async (steps, asked) => {
        root = make();
        try {
          for (const [kind, where, to] of steps) {
            try {
              if (kind === 'folder') mkdirSync(at(where), { recursive: true });
              else symlinkSync(at(to), at(where));
            } catch {
              // There is something else already, or no folder to make it in.
            }
          }
          const real = await realPath(at(asked, '.env'));
          if (!real.ok) return;
          try {
            mkdirSync(at(asked), { recursive: true });
            writeFileSync(at(asked, '.env'), asked);
          } catch {
            // A file, or a folder that is no file, is in the way.
            return;
          }
          assert.equal(readFileSync(real.value, 'utf8'), asked);
          assert.equal(realpathSync(at(asked, '.env')), real.value);
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('knows what stands below a folder', () => {
    const [ws, other] = [join(sep, 'ws'), join(sep, 'ws-other')];
    assert.deepEqual(partsBelow(ws, ws), []);
    assert.deepEqual(partsBelow(ws, join(ws, 'a', '.env')), ['a', '.env']);
    assert.deepEqual(partsBelow(ws, join(ws, '..env')), ['..env']);
    assert.equal(partsBelow(ws, join(other, '.env')), undefined);
    assert.equal(partsBelow(ws, sep), undefined);
    assert.deepEqual(partsBelow(sep, join(ws, '.env')), ['ws', '.env']);
  });

  it('takes case and accents for the same where disks do', () => {
    assert.ok(samePath('/A/é', '/a/e\u0301', 'darwin'));
    assert.ok(samePath('/A/x', '/a/x', 'win32'));
    assert.equal(samePath('/A/x', '/a/x', 'linux'), false);
    assert.ok(samePath('/a/b/../x', '/a/x', 'linux'));
  });
});
