// Key bindings that name a sub-account: the one that is copied names the row it was copied of, and what does not fit is said in clear words.
import * as assert from 'node:assert/strict';
import { CancellationTokenSource, type ProgressOptions, window } from 'vscode';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import { type NamedSubAccount, namedBy } from '../../src/common/core/keyBindingArguments';
import { commandIds } from '../../src/common/ids';
import { namedFinder } from '../../src/common/namedSubAccount';
import { accountRow, subAccountRow } from '../../src/common/rows';
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
  /** What an answer waits for. */
  let before: () => Promise<void>;

  beforeEach(() => {
    [said, copied, used, asked, why, known] = [new FakeWindow(), [], [], 0, undefined, undefined];
    rows = { a: subAccounts(1, 60), b: subAccounts(60, 80) };
    before = async () => undefined;
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

  const fetch: FetchSubAccounts = async (account, page) => {
    await before();
    return why
      ? failed(why)
      : ok({
          rows: rows[account]?.slice((page - 1) * 20, page * 20) ?? [],
          total: rows[account]?.length,
          pageSize: 20,
        });
  };
  const memory = {
    of: async ({ id }: Account) => (id === 'a' ? known : undefined),
    isGone: () => undefined,
    isNow: () => undefined,
  };
  const finder = (accounts = [agence, studio], patience = 60_000) =>
    namedFinder({ accounts: () => accounts, lists, fetchPage: fetch, memory, patience });
  const find = (named: NamedSubAccount, accounts?: Account[]) => finder(accounts)(named, 'Copy Token');
  /** All of an account, as it was seen before. */
  const whole = (all: readonly SubAccount[] = []): RememberedList => ({
    rows: all.map((each, at) => remembered(each, Math.floor(at / 20) + 1)),
    total: all.length,
    isWhole: true,
    seenAt: 0,
    used: [],
  });
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
    lists,
    memory,
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

  it('name the id where another of the account has the same e-mail, loaded or remembered', async () => {
    const email = 'contact@example.org';
    const owned = [subAccount(7, { email }), subAccount(8)].map(
      (each): OwnedSubAccount => ({ account: agence, subAccount: each }),
    );
    const namedIn = async (id: number) => {
      await copyKeyBinding([subAccountRow('a', id)], copyParts(owned));
      return JSON.parse(copied.at(-1) ?? '').args.subAccount;
    };
    assert.equal(await namedIn(7), email);
    known = whole([subAccount(7, { email }), subAccount(50, { email: 'Contact@Example.org' })]);
    assert.equal(await namedIn(7), '7');
    assert.equal(await namedIn(8), 'user8@example.org');
    known = undefined;
    rows.a = [subAccount(7, { email }), subAccount(50, { email }), ...subAccounts(8, 30)];
    await lists.ofAccount('a').loadMore();
    assert.equal(await namedIn(7), '7');
    assert.deepEqual(used, [], 'to copy one is not to use it');
  });

  it('mean the account that is called so exactly, where there is one', async () => {
    const other: Account = { id: 'b', name: agence.name.toUpperCase() };
    rows.b = [subAccount(7, { token: 'another' })];
    for (const [name, id] of [
      [agence.name, 'a'],
      [other.name, 'b'],
    ] as const) {
      const one = await find({ account: name, subAccount: '7' }, [agence, other]);
      assert.equal(one?.account.id, id);
    }
    assert.equal(
      (await find({ account: agence.name.toLowerCase(), subAccount: '7' }, [agence, other]))?.account.id,
      undefined,
    );
    assert.match(said.warnings.join(), /Several sub-accounts fit/);
  });

  for (const written of [
    { subaccount: '7' },
    { account: 'Studio' },
    { subAccount: '7', account: null },
    { account: null },
    { subAccount: ['7'] },
  ]) {
    it(`that are not understood, ${JSON.stringify(written)}, are said to be so, and ask nothing`, async () => {
      await copyChosen('token', [written], copyParts());
      assert.deepEqual(
        [said.warnings, copied, asked],
        [
          [
            'The key binding names no sub-account. In its arguments, "subAccount" is an e-mail or an ID, and "account" the name of an account.',
          ],
          [],
          0,
        ],
      );
    });
  }

  describe('where it takes long', () => {
    let titles: (string | undefined)[];
    let shown: Promise<void>;
    let cancel: () => void;

    beforeEach(() => {
      titles = [];
      const cancelling = new CancellationTokenSource();
      cancel = () => cancelling.cancel();
      shown = new Promise((resolve) => {
        said.replace(
          window,
          'withProgress',
          async ({ title }: ProgressOptions, task: (...given: unknown[]) => Promise<void>) => {
            titles.push(title);
            resolve();
            await task({ report: () => undefined }, cancelling.token);
          },
        );
      });
      before = () => new Promise(() => undefined);
    });

    it('say what is looked for, and let the person stop it: then nothing is copied, and nothing said', async () => {
      const copying = copyChosen('token', [{ subAccount: '61' }], {
        ...copyParts(),
        findNamed: finder(undefined, 0),
      });
      await shown;
      assert.deepEqual(titles, ['Copy Token: looking for 61…']);
      cancel();
      await copying;
      assert.deepEqual([copied, used, said.all()], [[], [], '']);
    });

    it('are looked for once, however often the key is pressed', async () => {
      const pressed: (() => void)[] = [];
      before = () => new Promise((resolve) => pressed.push(resolve));
      const parts = { ...copyParts(), findNamed: finder() };
      const press = (subAccount: string) => copyChosen('token', [{ account: 'Studio', subAccount }], parts);
      const first = press('61');
      await Promise.all([press('61'), press('61')]);
      before = async () => undefined;
      for (const go of pressed) go();
      await first;
      assert.deepEqual(copied, [`${canary}-token-61`]);
      await press('61');
      assert.equal(copied.length, 2, 'and again once it is done');
    });
  });

  it('copy the token without a question, which then counts as used', async () => {
    await copyChosen('token', [{ account: 'STUDIO', subAccount: 61 }], copyParts());
    assert.deepEqual([copied, used, asked], [[`${canary}-token-61`], [61], 0]);
  });

  it('count nothing as used where nothing was copied', async () => {
    const parts = copyParts();
    const broken = new Clipboard({
      clipboard: { readText: async () => '', writeText: () => Promise.reject(new Error('no')) },
      clearAfter: () => 0,
    });
    await copyChosen('token', [{ account: 'STUDIO', subAccount: 61 }], { ...parts, clipboard: broken });
    assert.deepEqual([used, said.errors.length], [[], 1]);
  });

  it('never copy an API key, and ask for none either: what stands first is another’s', async () => {
    await copyChosen('apiKey', [{ account: 'Studio', subAccount: 61 }], copyParts());
    await copyChosen('email', [{ account: 'Studio', subAccount: 61 }], copyParts());
    const words =
      'A key binding can name a sub-account for Copy Token and Insert Token alone. Nothing was done.';
    assert.deepEqual([copied, asked, said.warnings], [[], 0, [words, words]]);
  });

  for (const [what, words, named, arrange] of [
    [
      'no account of that name',
      'No account is called “Nobody”: change the key binding.',
      { account: 'Nobody', subAccount: '7' },
    ],
    [
      'none that fits',
      'No sub-account fits “nobody”. Nothing was done: change the key binding.',
      { subAccount: 'nobody' },
    ],
    [
      'more than one that fits',
      'Several sub-accounts fit “60”. Nothing was done: name the account or the ID in the key binding.',
      { subAccount: '60' },
    ],
    [
      'one that is no longer there',
      'user30@example.org is no longer there. Nothing was done.',
      { subAccount: 'user30@example.org' },
      () => {
        known = whole(rows.a);
        rows.a?.splice(29, 1);
      },
    ],
    [
      'one that has another e-mail now',
      'user30@example.org has another e-mail now: other@example.org. Nothing was done: change the key binding.',
      { subAccount: 'user30@example.org' },
      () => {
        known = whole(rows.a);
        rows.a?.splice(29, 1, subAccount(30, { email: 'other@example.org' }));
      },
    ],
  ] as readonly [string, string, { account?: string; subAccount: string }, (() => void)?][]) {
    it(`say so where there is ${what}, and copy nothing`, async () => {
      arrange?.();
      await copyChosen('token', [named], copyParts());
      assert.deepEqual([said.warnings, copied, used, asked], [[words], [], [], 0]);
    });
  }

  it('say why an account could not be asked', async () => {
    why = { kind: 'server', status: 503 };
    await copyChosen('token', [{ account: 'Studio', subAccount: '61' }], copyParts());
    assert.match(said.warnings.join(), /HTTP 503.* Nothing was done\.$/);
    assert.deepEqual([said.warnings.length, copied], [1, []]);
  });

  it('offer what helps where the key is refused', async () => {
    why = { kind: 'refusedKey', code: 1 };
    said.press = ({ buttons }) => buttons[0];
    await copyChosen('token', [{ account: 'Studio', subAccount: '61' }], copyParts());
    const [question] = said.questions;
    assert.match(question?.text ?? '', /Studio.* Nothing was done\.$/);
    assert.deepEqual(question?.buttons, ['Replace API Key…']);
    assert.deepEqual(said.executed, [[commandIds.replaceApiKey, accountRow('b')]]);
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
