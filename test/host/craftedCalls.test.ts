// Other extensions may call every command of ours, with anything: nothing is copied, asked of the service or rejected by that.
import * as assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import { commands, env, Uri, window } from 'vscode';
import { commandIds } from '../../src/common/ids';
import { canCopy, untouched } from './support/clipboard';
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

describe('calls of others', () => {
  const requestStarts = 'http.client.request.start';
  let requests = 0;
  const count = () => {
    requests++;
  };
  let said: FakeWindow;

  before(() => subscribe(requestStarts, count));
  after(() => unsubscribe(requestStarts, count));
  beforeEach(() => {
    requests = 0;
    said = new FakeWindow();
    // Given up at once, as far as it asks.
    const box = () => {
      const listeners: (() => void)[] = [];
      const hide = () => {
        for (const listener of listeners.splice(0)) listener();
      };
      const none = () => ({ dispose: () => undefined });
      return {
        onDidAccept: none,
        onDidChangeValue: none,
        onDidTriggerButton: none,
        onDidHide: (listener: () => void) => {
          listeners.push(listener);
          return { dispose: () => undefined };
        },
        show: () => setImmediate(hide),
        hide,
        dispose: () => undefined,
      };
    };
    said.replace(window, 'createInputBox', box);
    said.replace(window, 'createQuickPick', box);
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
      if (offered) assert.equal(await env.clipboard.readText(), untouched);
      assert.equal(requests, 0);
      assert.doesNotMatch(said.told(), new RegExp(foreign));
      assert.deepEqual(said.errors, [], 'no fault of our own');
    });
  }
});
