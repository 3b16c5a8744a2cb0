// What the arguments of a key binding name: anybody may call a command, with anything.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWritten, namedBy } from '../../src/common/core/keyBindingArguments';
import { subAccountRow } from '../../src/common/rows';

describe('the arguments of a key binding', () => {
  it('name an account and a sub-account, by its e-mail or its id', () => {
    assert.deepEqual(namedBy({ account: 'Agence', subAccount: 'sales@example.fr' }), {
      account: 'Agence',
      subAccount: 'sales@example.fr',
    });
    assert.deepEqual(namedBy({ subAccount: '105' }), { account: undefined, subAccount: '105' });
    assert.deepEqual(namedBy({ subAccount: 105 }), { account: undefined, subAccount: '105' });
    assert.deepEqual(
      namedBy({ subAccount: '#105' }),
      { account: undefined, subAccount: '105' },
      'as it is shown',
    );
    assert.deepEqual(namedBy({ subAccount: ' 105\n', account: ' Agence ', more: 1 }), {
      account: 'Agence',
      subAccount: '105',
    });
  });

  it('that are anything else name nothing', () => {
    const text = 'a'.repeat(321);
    for (const argument of [
      undefined,
      null,
      'sales@example.fr',
      105,
      [],
      ['sales@example.fr'],
      {},
      { account: 'Agence' },
      { subAccount: '' },
      { subAccount: ' ' },
      { subAccount: null },
      { subAccount: undefined },
      { subAccount: ['105'] },
      { subAccount: { id: 105 } },
      { subAccount: true },
      { subAccount: 105n },
      { subAccount: text },
      { subAccount: '105', account: '' },
      { subAccount: '105', account: 7 },
      { subAccount: '105', account: null },
      { subAccount: '105', account: text },
    ]) {
      assert.equal(
        namedBy(argument),
        undefined,
        String(JSON.stringify(argument, (_, value) => String(value))),
      );
    }
  });

  it('that do as they like when they are read name nothing, and are read once', () => {
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
        has: () => true,
      },
    );
    assert.equal(namedBy(throwing), undefined);
    assert.equal(
      namedBy(
        new Proxy(
          {},
          {
            has: () => {
              throw new Error('no');
            },
          },
        ),
      ),
      undefined,
    );
    let reads = 0;
    const changing = {
      get subAccount() {
        reads++;
        return reads === 1 ? '105' : { toString: () => 'another' };
      },
    };
    assert.deepEqual(namedBy(changing), { account: undefined, subAccount: '105' });
    assert.equal(reads, 1);
    assert.equal(namedBy({ subAccount: new String('105') }), undefined, 'no object that looks like text');
  });

  it('whatever they are, name short text or nothing, and never throw', () => {
    const value = fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 400 }), fc.double());
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ subAccount: value, account: value }, { requiredKeys: [] })),
        (argument) => {
          const named = namedBy(argument);
          for (const text of named
            ? [named.subAccount, ...(named.account === undefined ? [] : [named.account])]
            : []) {
            assert.equal(typeof text, 'string');
            assert.ok(text.length > 0 && text.length <= 320 && text.trim() === text);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('were written as such where they are an object with something in it, understood or not', () => {
    for (const written of [{ subAccount: '105' }, { subaccount: '105' }, { account: null }, { x: 1 }])
      assert.equal(isWritten(written), true);
    const throwing = new Proxy({ a: 1 }, { ownKeys: () => assert.fail('no') });
    for (const other of [
      undefined,
      null,
      {},
      [],
      ['105'],
      '105',
      105,
      new Map(),
      new (class {
        subAccount = '105';
      })(),
      throwing,
      subAccountRow('a', 1),
    ])
      assert.equal(isWritten(other), false);
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (argument) => {
        if (namedBy(argument)) assert.ok(isWritten(argument));
        else isWritten(argument);
      }),
    );
  });
});
