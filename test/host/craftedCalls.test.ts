// Other extensions may call every command of ours, with anything, while an account is there: nothing is copied, removed or rejected by that.
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { commands, env, Uri, window, workspace } from 'vscode';
import { commandIds, focusViewId } from '../../src/common/ids';
import { makeAccount, type Sandbox, startSandbox } from '../sandbox/sandbox';
import { canCopy, untouched } from './support/clipboard';
import { FakeQuickPick } from './support/fakeQuickPick';
import { FakeWindow } from './support/fakeWindow';

/** VS Code’s own: the stand-in runs no command of ours. */
const { executeCommand } = commands;

const foreign = 'a foreign error';
const fail = (): never => {
  throw new Error(foreign);
};

/** What JSON can't say. A function, as some of it is used up by being looked at. */
function oddities(): unknown[] {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  const { proxy: revokedArray, revoke: revokeArray } = Proxy.revocable([], {});
  revoke();
  revokeArray();
  const row = { kind: 'subAccount', accountId: 'a', subAccountId: 1 };
  const sparse: unknown[] = [];
  sparse.length = 2 ** 32 - 1;
  return [
    revoked,
    revokedArray,
    sparse,
    new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail }),
    new Proxy(['focus', row], { get: fail, has: fail }),
    new Proxy(row, { has: () => true }),
    {
      get kind() {
        return fail();
      },
      get accountId() {
        return fail();
      },
    },
    Object.create(Uri.prototype, { toString: { value: fail } }),
    Object.freeze(row),
    Object.assign(Object.create(null), row),
    { ...row, toString: fail, toJSON: fail, [Symbol.toPrimitive]: fail, [Symbol.iterator]: fail },
    ['focus', row],
    ['focus', { $treeViewId: 'mailPartner.subAccounts', $focusedTreeItem: true }],
    { $treeViewId: 'mailPartner.subAccounts', $treeItemHandle: '1/0/1' },
    { $treeViewId: 'mailPartner.subAccounts', $focusedTreeItem: true },
    'selection',
    fail,
    class {},
    Symbol('mark'),
    1n,
    Uri.parse('mailpartner-response:/Sub-accounts, page 1.json'),
    Uri.parse('file:///etc/hosts'),
  ];
}

/** The oddities as functions: fast-check, too, would read them. */
const argument = () =>
  fc.oneof(
    fc.nat(oddities().length - 1).map((which) => () => oddities()[which]),
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true }),
    fc.jsonValue(),
  );

/** A box that answers what is typed into it, once for each of these, and is given up after. */
function boxes(typed: string[]) {
  return () => {
    const accepted: (() => void)[] = [];
    const hidden: (() => void)[] = [];
    const none = () => ({ dispose: () => undefined });
    const hide = () => {
      for (const listener of hidden.splice(0)) listener();
    };
    const box = {
      value: '',
      onDidAccept: (listener: () => void) => {
        accepted.push(listener);
        return none();
      },
      onDidChangeValue: none,
      onDidTriggerButton: none,
      onDidHide: (listener: () => void) => {
        hidden.push(listener);
        return none();
      },
      show: () =>
        void setImmediate(() => {
          const text = typed.shift();
          if (text === undefined) hide();
          box.value = text ?? '';
          for (const listener of text === undefined ? [] : accepted) listener();
        }),
      hide,
      dispose: () => undefined,
    };
    return box;
  };
}

describe('calls of others', () => {
  const address = 'mailPartner.apiBaseUrl';
  const settings = () => workspace.getConfiguration();
  let sandbox: Sandbox;
  let said: FakeWindow;
  let tokens: string[];
  let secrets: string[];

  before(async () => {
    const account = makeAccount('crafted', 45, 1);
    tokens = account.subAccounts.map(({ token }) => token);
    secrets = account.subAccounts.flatMap(({ token, apiKey }) => [token, apiKey]);
    sandbox = await startSandbox({ accounts: [account] });
    await settings().update(address, sandbox.url, true);
    said = new FakeWindow();
    said.replace(window, 'createInputBox', boxes([account.apiKey, 'Crafted']));
    await executeCommand(commandIds.addAccount);
    await executeCommand(focusViewId);
    said.restore();
    // Page 1, asked for by the trial and by the view.
    while (sandbox.requests.filter(({ call }) => call === 'list').length < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  after(async () => {
    said = new FakeWindow();
    said.press = ({ buttons }) => buttons[0];
    await executeCommand(commandIds.removeAccount);
    said.restore();
    await settings().update(address, undefined, true);
    await sandbox.close();
  });
  beforeEach(() => {
    said = new FakeWindow();
    // Given up at once, as far as it asks.
    said.replace(window, 'createInputBox', boxes([]));
    said.replace(window, 'createQuickPick', () => {
      const pick = new FakeQuickPick();
      const { show } = pick;
      pick.show = () => {
        show.call(pick);
        setImmediate(() => pick.hide());
      };
      return pick;
    });
    said.replace(env, 'openExternal', async () => true);
  });
  afterEach(() => said.restore());

  for (const id of Object.values(commandIds)) {
    it(`${id} takes nothing from what it is called with`, async () => {
      const offered = await canCopy();
      await fc.assert(
        fc.asyncProperty(fc.array(argument(), { maxLength: 3 }), async (args) => {
          const given = args.map((each) => (typeof each === 'function' ? each() : each));
          assert.equal(await executeCommand(id, ...given), undefined);
        }),
        { numRuns: 40 },
      );
      // Copy Token takes the selection, as its key binding says it; but for a token it takes nothing.
      const mayCopy = id === commandIds.copyToken ? tokens : [];
      if (offered) assert.ok([untouched, ...mayCopy].includes(await env.clipboard.readText()));
      assert.ok(sandbox.requests.every(({ call }) => call === 'list' || call === 'me'));
      const shown = [
        said.all(),
        ...window.visibleTextEditors.map(({ document }) => document.getText()),
      ].join();
      assert.ok(!secrets.some((secret) => shown.includes(secret)), 'a secret shows');
      assert.doesNotMatch(shown, new RegExp(foreign));
      assert.deepEqual(said.errors, [], 'no fault of our own');
      const asked = sandbox.requests.length;
      await executeCommand(commandIds.refreshAll);
      assert.ok(sandbox.requests.length > asked, 'the account is still there');
    });
  }
});
