// Key bindings that name a sub-account: the one that is copied names the row it was copied of, and what does not fit is said in clear words.
import * as assert from 'node:assert/strict';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import { type NamedSubAccount, namedBy } from '../../src/common/core/keyBindingArguments';
import { commandIds } from '../../src/common/ids';
import { namedFinder } from '../../src/common/namedSubAccount';
import { subAccountRow } from '../../src/common/rows';
import type { OwnedSubAccount } from '../../src/common/targets';
import { copyChosen } from '../../src/features/copy/copyChosen';
import { copyKeyBinding } from '../../src/features/copy/copyKeyBinding';
import { type FetchSubAccounts, type ListFailure, SubAccountLists } from '../../src/subAccounts/lists';
import { type RememberedList, remembered } from '../../src/subAccounts/rememberedList';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';

const agence: Account = { id: 'a', name: 'Agence "du Nord" \\' };
const studio: Account = { id: 'b', name: 'Studio' };

describe('key bindings that name a sub-account', () => {
  let said: FakeWindow;
  let copied: string[];
  let rows: Record<string, SubAccount[]>;
  let known: RememberedList | undefined;
  let why: ListFailure | undefined;
  let lists: SubAccountLists;
  let used: number[];
  let asked: number;

  beforeEach(() => {
    [said, copied, used, asked, why, known] = [new FakeWindow(), [], [], 0, undefined, undefined];
    rows = { a: subAccounts(1, 60), b: subAccounts(60, 80) };
    lists = new SubAccountLists(
      fetch,
      () => undefined,
      (error) => {
        throw error;
      },
    );
  });
  afterEach(() => {
    lists.dispose();
    said.restore();
  });

  const fetch: FetchSubAccounts = async (account, page) =>
    why
      ? failed(why)
      : ok({
          rows: rows[account]?.slice((page - 1) * 20, page * 20) ?? [],
          total: rows[account]?.length,
          pageSize: 20,
        });
  const find = (named: NamedSubAccount, accounts = [agence, studio]) =>
    namedFinder({
      accounts: () => accounts,
      lists,
      fetchPage: fetch,
      memory: {
        of: async ({ id }) => (id === 'a' ? known : undefined),
        isGone: () => undefined,
        isNow: () => undefined,
      },
    })(named, 'Copy Token');
  const copyParts = (owned: readonly OwnedSubAccount[] = []) => ({
    clipboard: new Clipboard({
      clipboard: { readText: async () => '', writeText: async (text) => void copied.push(text) },
      clearAfter: () => 0,
    }),
    tree: {
      selection: [],
      inTreeOrder: <T>(all: readonly T[]) => all,
      hasJustMoved: () => false,
      isFirstNew: () => false,
      subAccountOf: (row: { subAccountId: number }) =>
        owned.find(({ subAccount: { id } }) => id === row.subAccountId),
    },
    askSubAccount: async () => {
      asked++;
      return undefined;
    },
    findNamed: (named: NamedSubAccount) => find(named),
    onUsed: (all: readonly OwnedSubAccount[]) => void used.push(...all.map((each) => each.subAccount.id)),
  });

  it('are copied of rows as JSON for keybindings.json, which names these rows and holds no secret', async () => {
    const owned = [
      subAccount(7),
      subAccount(8, { email: undefined }),
      subAccount(9, { email: ' spaced"quoted\\@example.org ' }),
      subAccount(10, { email: `${'long'.repeat(90)}@example.org` }),
    ].map((each): OwnedSubAccount => ({ account: agence, subAccount: each }));
    rows.a = owned.map((each) => each.subAccount);
    const calledOn = owned.map((each) => subAccountRow('a', each.subAccount.id));
    await copyKeyBinding([calledOn[0], calledOn], copyParts(owned));
    assert.equal(copied.length, 1);
    assert.doesNotMatch(copied.join(), new RegExp(canary));
    const bindings = JSON.parse(`[${copied[0]}]`);
    assert.deepEqual(bindings[0], {
      key: '',
      command: commandIds.copyToken,
      args: { account: agence.name, subAccount: 'user7@example.org' },
    });
    for (const [at, { command, args }] of bindings.entries()) {
      assert.equal(command, commandIds.copyToken);
      const named = namedBy(args);
      assert.ok(named);
      assert.deepEqual((await find(named))?.subAccount, owned[at]?.subAccount);
    }
    assert.match(said.all(), /Copied 4 key bindings/);
  });

  it('copy the token without a question, which then counts as used', async () => {
    await copyChosen('token', [{ account: 'STUDIO', subAccount: 61 }], copyParts());
    assert.deepEqual([copied, used, asked], [[`${canary}-token-61`], [61], 0]);
  });

  it('never copy an API key: whoever calls is asked which', async () => {
    await copyChosen('apiKey', [{ account: 'Studio', subAccount: 61 }], copyParts());
    await copyChosen('email', [{ account: 'Studio', subAccount: 61 }], copyParts());
    assert.deepEqual([copied, asked], [[], 2]);
  });

  for (const [what, words, named, before] of [
    [
      'no account of that name',
      'No account is called “Nobody”: change the key binding.',
      { account: 'Nobody', subAccount: '7' },
    ],
    ['none that fits', 'No sub-account fits “nobody”. Nothing was done.', { subAccount: 'nobody' }],
    [
      'more than one that fits',
      'Several sub-accounts fit “60”: name the account and the ID in the key binding.',
      { subAccount: '60' },
    ],
    [
      'one that is no longer there',
      'user30@example.org is no longer there. Nothing was done.',
      { subAccount: 'user30@example.org' },
      () => {
        known = {
          rows: (rows.a ?? []).map((each, at) => remembered(each, Math.floor(at / 20) + 1)),
          total: 60,
          isWhole: true,
          seenAt: 0,
          used: [],
        };
        rows.a?.splice(29, 1);
      },
    ],
  ] as readonly [string, string, { account?: string; subAccount: string }, (() => void)?][]) {
    it(`say so where there is ${what}, and copy nothing`, async () => {
      before?.();
      await copyChosen('token', [named], copyParts());
      assert.deepEqual([said.warnings, copied, used, asked], [[words], [], [], 0]);
    });
  }

  it('say why an account could not be asked', async () => {
    why = { kind: 'server', status: 503 };
    await copyChosen('token', [{ account: 'Studio', subAccount: '61' }], copyParts());
    assert.match(said.warnings.join(), /HTTP 503/);
    assert.deepEqual([said.warnings.length, copied], [1, []]);
  });

  it('say that there is no account yet', async () => {
    assert.equal(await find({ account: 'Studio', subAccount: '61' }, []), undefined);
    assert.deepEqual(said.warnings, ['No account yet. Add one first.']);
  });

  it('show what they name as text', async () => {
    await find({ account: undefined, subAccount: '$(trash) [x](command:y)' });
    assert.doesNotMatch(said.all(), /\$\(trash\)/);
  });
});
