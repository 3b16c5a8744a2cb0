// The key that what is remembered is sealed with: whatever the keychain does, there is one for all windows, or none.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { SecretStorage } from 'vscode';
import { Keychain } from '../../src/accounts/keychain';
import { SealingKey, sealingKeyPrefix } from '../../src/accounts/sealingKey';
import { isKey, newKey } from '../../src/subAccounts/sealed';
import { settled } from '../support/settled';

const place = `${sealingKeyPrefix}key`;

/** The secrets of all windows, as VS Code keeps them: every window hears of a change after it was made. */
class Secrets {
  readonly stored = new Map<string, string>();
  readonly calls: string[] = [];
  readonly #events = new EventEmitter();
  /** Called before each read, store and delete is answered; what it throws, that answers. */
  before: (call: string) => unknown = () => undefined;

  /** As one window has them. */
  get window(): SecretStorage {
    const call = async <T>(name: string, run: () => T): Promise<T> => {
      this.calls.push(name);
      const came = run();
      await this.before(name);
      return came;
    };
    const changed = (key: string) => queueMicrotask(() => this.#events.emit('change', { key }));
    return {
      get: (key) => call('get', () => this.stored.get(key)),
      store: (key, value) =>
        call('store', () => {
          this.stored.set(key, value);
          changed(key);
        }),
      delete: (key) =>
        call('delete', () => {
          this.stored.delete(key);
          changed(key);
        }),
      onDidChange: (listener) => {
        this.#events.on('change', listener);
        return { dispose: () => this.#events.off('change', listener) };
      },
    };
  }

  get listeners(): number {
    return this.#events.listenerCount('change');
  }
}

describe('the key that what is remembered is sealed with', () => {
  let secrets: Secrets;
  let keys: SealingKey[];
  beforeEach(() => {
    secrets = new Secrets();
    keys = [];
  });
  afterEach(() => {
    for (const key of keys) key.dispose();
    assert.equal(secrets.listeners, 0);
  });

  /** The key as a window has it; `limit`: how long its keychain may take, in milliseconds. */
  function inWindow(limit = 10_000): SealingKey {
    const key = new SealingKey(new Keychain(secrets.window, limit, sealingKeyPrefix));
    keys.push(key);
    return key;
  }
  const stored = () => Buffer.from(secrets.stored.get(place) ?? '', 'base64');

  it('is not asked for before it is needed, is made once, and is in the keychain alone', async () => {
    const key = inWindow();
    assert.deepEqual(secrets.calls, []);
    const made = await key.get();
    assert.ok(made && isKey(made));
    assert.deepEqual([...secrets.stored.keys()], [place]);
    assert.deepEqual(stored(), Buffer.from(made));
    await settled();
    assert.deepEqual(await key.get(), made);
    secrets.calls.length = 0;
    assert.deepEqual(await key.get(), made);
    assert.deepEqual(secrets.calls, [], 'known from then on');
    assert.deepEqual(await inWindow().get(), made, 'the next window’s too');
  });

  it('is another each time it is made', async () => {
    const first = await inWindow().get();
    secrets.stored.clear();
    assert.notDeepEqual(await inWindow().get(), first);
  });

  for (const [what, rubbish] of [
    ['nothing', ''],
    ['words', 'not a key at all'],
    ['half a key', newKey().subarray(0, 16).toString('base64')],
    ['two keys', Buffer.concat([newKey(), newKey()]).toString('base64')],
  ] as const) {
    it(`is made anew where the keychain has ${what}`, async () => {
      secrets.stored.set(place, rubbish);
      const made = await inWindow().get();
      assert.ok(made && isKey(made));
      assert.deepEqual(stored(), Buffer.from(made));
    });
  }

  it('is none where the keychain fails, and nothing is stored in the place of what could not be read', async () => {
    const before = newKey().toString('base64');
    secrets.stored.set(place, before);
    const key = inWindow();
    secrets.before = () => {
      throw new Error('locked');
    };
    assert.equal(await key.get(), undefined);
    assert.deepEqual([secrets.stored.get(place), secrets.calls], [before, ['get']]);
    await key.forget();
    secrets.before = () => undefined;
    secrets.stored.set(place, before);
    assert.deepEqual(await key.get(), Buffer.from(before, 'base64'), 'once it can be read');
  });

  it('is none where it can’t be stored: what is sealed with it could never be opened', async () => {
    const key = inWindow();
    secrets.before = (call) => {
      if (call === 'store') throw new Error('read-only');
    };
    assert.equal(await key.get(), undefined);
  });

  it('is none where the keychain hangs, and there when it answers again', async () => {
    const made = newKey().toString('base64');
    secrets.stored.set(place, made);
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    secrets.before = () => held;
    const key = inWindow(1);
    assert.equal(await key.get(), undefined);
    answer();
    secrets.before = () => undefined;
    assert.deepEqual(await key.get(), Buffer.from(made, 'base64'));
  });

  it('is the same for windows that make it at the same time', async () => {
    const windows = [inWindow(), inWindow(), inWindow()];
    const made = await Promise.all(windows.map((key) => key.get()));
    for (const each of made) assert.deepEqual(each && Buffer.from(each), stored());
    await settled();
    for (const key of windows) assert.deepEqual(await key.get(), stored());
  });

  it('is the one that another window stored meanwhile, once that was heard, however late the answer of before comes', async () => {
    const [old, now] = [newKey().toString('base64'), newKey().toString('base64')];
    secrets.stored.set(place, old);
    const key = inWindow();
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    secrets.before = () => held;
    const late = key.get();
    secrets.before = () => undefined;
    await secrets.window.store(place, now);
    await settled();
    answer();
    await late;
    assert.deepEqual(await key.get(), Buffer.from(now, 'base64'));
  });

  it('is deleted, and then another', async () => {
    const key = inWindow();
    const other = inWindow();
    const made = await key.get();
    assert.deepEqual(await other.get(), made);
    await key.forget();
    assert.equal(secrets.stored.size, 0);
    await settled();
    const next = await other.get();
    assert.ok(next && isKey(next));
    assert.notDeepEqual(next, made);
  });

  it('hears nothing of other secrets', async () => {
    const key = inWindow();
    await key.get();
    await settled();
    await key.get();
    await secrets.window.store('mailPartner.apiKey.a', 'other');
    await settled();
    secrets.calls.length = 0;
    await key.get();
    assert.deepEqual(secrets.calls, []);
  });
});
