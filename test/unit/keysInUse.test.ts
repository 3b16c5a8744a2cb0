// Keys of requests under way: read once for all that run together, anew when none runs, and never an old one after a change.
import assert from 'node:assert/strict';
import type { KeyRead } from '../../src/accounts/keychain';
import { KeysInUse } from '../../src/accounts/keysInUse';

describe('keys in use', () => {
  let reads: string[];
  let current: KeyRead;
  let keys: KeysInUse;
  beforeEach(() => {
    reads = [];
    current = { ok: true, value: 'one' };
    keys = new KeysInUse(async (id) => {
      reads.push(id);
      return current;
    });
  });

  /** A request that runs until it is ended, and tells which key it had. */
  function request(id = 'a', mark = 'mark one') {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const key = keys.use(id, mark, async (read) => {
      await ended;
      return read.ok ? read.value : read.why;
    });
    return { end, key };
  }

  it('are read once for all that run together', async () => {
    const [one, other] = [request(), request()];
    one.end();
    assert.equal(await one.key, 'one');
    const third = request();
    other.end();
    third.end();
    assert.deepEqual(await Promise.all([other.key, third.key]), ['one', 'one']);
    assert.deepEqual(reads, ['a']);
  });

  it('are read anew when nothing runs: they are not held meanwhile', async () => {
    const one = request();
    one.end();
    await one.key;
    current = { ok: true, value: 'two' };
    const next = request();
    next.end();
    assert.equal(await next.key, 'two');
  });

  it('each account has its own', async () => {
    const [one, other] = [request('a'), request('b')];
    one.end();
    other.end();
    await Promise.all([one.key, other.key]);
    assert.deepEqual(reads, ['a', 'b']);
  });

  it('a change counts for whoever comes after it, while the old one is still in use', async () => {
    const old = request();
    current = { ok: true, value: 'two' };
    keys.forget('a');
    const next = request();
    old.end();
    assert.equal(await old.key, 'one');
    const last = request();
    next.end();
    last.end();
    assert.deepEqual(await Promise.all([next.key, last.key]), ['two', 'two']);
    assert.deepEqual(reads, ['a', 'a']);
  });

  it('a read that failed is not kept', async () => {
    current = { ok: false, why: 'noAnswer' };
    const one = request();
    one.end();
    assert.equal(await one.key, 'noAnswer');
    current = { ok: true, value: 'one' };
    const next = request();
    next.end();
    assert.equal(await next.key, 'one');
  });

  it('are not shared with what began to read while another was known', async () => {
    const one = request('a', 'mark one');
    current = { ok: true, value: 'two' };
    const others = [request('a', 'mark two'), request('a', 'mark two')];
    one.end();
    assert.equal(await one.key, 'one');
    for (const other of others) other.end();
    assert.deepEqual(await Promise.all(others.map(({ key }) => key)), ['two', 'two']);
    assert.deepEqual(reads, ['a', 'a']);
  });

  it('a request that throws lets go of its key', async () => {
    await assert.rejects(keys.use('a', 'mark one', () => Promise.reject(new Error('boom'))));
    current = { ok: true, value: 'two' };
    const next = request();
    next.end();
    assert.equal(await next.key, 'two');
  });
});
