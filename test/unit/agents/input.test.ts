// What models write for input, and what is made of it.
import assert from 'node:assert/strict';
import { readFindInput, readListInput } from '../../../src/features/agents/core/input';

const none = { account: undefined, filter: undefined };

describe('the input of the tools', () => {
  for (const [input, expected] of [
    [undefined, { ...none, page: 1 }],
    [{}, { ...none, page: 1 }],
    [
      { page: null, account: '', filter: '  ' },
      { ...none, page: 1 },
    ],
    [{ page: 3 }, { ...none, page: 3 }],
    [{ page: ' 3 ' }, { ...none, page: 3 }],
    [
      { page: 3.0, account: 12, filter: 105 },
      { account: '12', filter: '105', page: 3 },
    ],
    [{ page: 'All' }, { ...none, page: 'all' }],
    [{ filter: ' dupont ' }, { ...none, filter: 'dupont', page: 'all' }],
    [
      { filter: 'x', page: 2, account: 'A', more: 1 },
      { account: 'A', filter: 'x', page: 2 },
    ],
  ] as const) {
    it(`list ${JSON.stringify(input)}`, () =>
      assert.deepEqual(readListInput(input), { ok: true, value: expected }));
  }

  for (const page of [0, -1, 1.5, Number.NaN, 1e300, '0', '1.5', 'last', true, {}, [2]]) {
    it(`list, page ${JSON.stringify(page)}: no page`, () =>
      assert.deepEqual(readListInput({ page }), { ok: false, why: { kind: 'notPage' } }));
  }

  it('what must be text and is not', () => {
    const notText = (field: string) => ({ ok: false, why: { kind: 'notText', field } });
    assert.deepEqual(readListInput({ account: {} }), notText('account'));
    for (const read of [readListInput, readFindInput]) {
      for (const field of ['account', 'text', 'filter', 'page']) {
        const input = { text: 'x', [field]: 'é'.repeat(1001) };
        assert.deepEqual(read(input), { ok: false, why: { kind: 'tooLong' } }, field);
      }
    }
    assert.deepEqual(readListInput({ filter: ['x'] }), notText('filter'));
    assert.deepEqual(readFindInput({ text: {} }), notText('text'));
    assert.deepEqual(readFindInput({ text: 'x', account: true }), notText('account'));
  });

  it('find needs something to look for; a number is a number of a sub-account', () => {
    for (const input of [undefined, 'dupont', {}, { text: ' ' }, { text: null }]) {
      assert.deepEqual(readFindInput(input), { ok: false, why: { kind: 'noSearchText' } });
    }
    assert.deepEqual(readFindInput({ text: ' a b ' }), {
      ok: true,
      value: { text: 'a b', account: undefined },
    });
    assert.deepEqual(readFindInput({ text: 57 }), { ok: true, value: { text: '57', account: undefined } });
  });
});
