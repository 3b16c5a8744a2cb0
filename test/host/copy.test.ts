// Copying: the right values on the real clipboard, in tree order, and words that never show them.
import * as assert from 'node:assert/strict';
import { env } from 'vscode';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import type { Row } from '../../src/common/rows';
import { fromSelection } from '../../src/common/targets';
import type { ValueName } from '../../src/common/words/subAccountWords';
import { copyChosen } from '../../src/features/copy/copyChosen';
import { canary, subAccount } from '../support/subAccounts';
import { needClipboard, untouched } from './support/clipboard';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

const without = { token: undefined, apiKey: undefined };
// In the tree in this order: numbers tell nothing about it.
const [three, one, two, hostile, nameless] = [
  subAccount(3),
  subAccount(1),
  subAccount(2, without),
  subAccount(4, { email: '$(alert) [x](command:y)' }),
  subAccount(5, { email: undefined }),
] as const;

describe('copy', () => {
  let opened: OpenTree;
  let said: FakeWindow;
  let asked: string[];
  let seconds = 0;
  // As it is at the time: a test puts another one in its place.
  const clipboard = new Clipboard({
    clipboard: {
      readText: () => env.clipboard.readText(),
      writeText: (text) => env.clipboard.writeText(text),
    },
    clearAfter: () => seconds,
  });
  let picked: SubAccount | undefined;

  before(function () {
    return needClipboard(this);
  });

  beforeEach(async () => {
    await env.clipboard.writeText(untouched);
    said = new FakeWindow();
    asked = [];
    seconds = 0;
    picked = undefined;
    opened = openTree('a');
    await opened.service.load('a', [three, one, two, hostile, nameless], 40);
  });

  afterEach(() => {
    opened.dispose();
    said.restore();
  });

  /** The row at this place of the tree. */
  const at = (i: number): Row => {
    const row = opened.tree.getChildren().at(i);
    assert.ok(row);
    return row;
  };
  const run = async (what: ValueName, ...args: unknown[]): Promise<void> => {
    const askSubAccount = async (title: string) => {
      asked.push(title);
      return opened.owned(picked);
    };
    await copyChosen(what, args, { tree: opened.tree, askSubAccount, clipboard });
    assert.doesNotMatch(said.all(), new RegExp(canary), 'a message shows a secret');
    assert.doesNotMatch(
      said.all(),
      /(?<!^)\$\(|\$\((?!check\) Copied )|\]\(/m,
      'a message has an icon or a link',
    );
  };
  const copied = () => env.clipboard.readText();

  describe('by a click on a row that has just moved, and may be another than was meant', () => {
    const words = 'The rows have just moved: nothing was done. Click again.';

    it('copies nothing and says so; half a second later, and by the keyboard, it copies', async () => {
      opened.now = 1000;
      const before = at(0);
      opened.sortOrder = 'email';
      const row = at(1);
      assert.notEqual(row, before);
      opened.now += 499;
      await run('token', row, [row]);
      assert.equal(await env.clipboard.readText(), untouched);
      assert.deepEqual(said.status, [words]);
      await run('token', ['focus', row]);
      assert.notEqual(await env.clipboard.readText(), untouched);
      await env.clipboard.writeText(untouched);
      for (const value of ['apiKey', 'email'] as const) await run(value, row, [row]);
      assert.deepEqual(said.status.filter((each) => each === words).length, 3);
      assert.equal(await env.clipboard.readText(), untouched);
      opened.now += 1;
      await run('token', row, [row]);
      assert.equal(await env.clipboard.readText(), one.token);
    });

    it('copies nothing, asks nothing and says so where VS Code, reading rows anew, gives none in place of the row', async () => {
      picked = one;
      for (const value of ['token', 'apiKey', 'email'] as const) await run(value, undefined, undefined);
      assert.deepEqual(said.status, [words, words, words]);
      assert.deepEqual(asked, []);
      assert.equal(await env.clipboard.readText(), untouched);
    });

    it('copies of a row that stands where it stood, whatever came below it', async () => {
      opened.now = 1000;
      const row = at(0);
      await opened.service.load('a', [subAccount(9)], 40);
      opened.tree.getChildren();
      await run('token', row, [row]);
      assert.equal(await env.clipboard.readText(), three.token);
    });
  });

  it('says when the clipboard will be cleared, of secrets alone', async () => {
    seconds = 3600;
    await run('token', at(0));
    assert.match(said.all(), /^\$\(check\) Copied token of user3@example\.org, cleared in 3600 s$/m);
    await run('email', at(0));
    assert.match(said.all(), /^\$\(check\) Copied e-mail user3@example\.org$/m);
    clipboard.dispose();
  });

  for (const [what, value, words] of [
    ['token', three.token, '$(check) Copied token of user3@example.org'],
    ['apiKey', three.apiKey, '$(check) Copied API key of user3@example.org'],
    ['email', three.email, '$(check) Copied e-mail user3@example.org'],
  ] as const) {
    it(`${what} of one row, and says whose`, async () => {
      await run(what, at(0));
      assert.equal(await copied(), value);
      assert.deepEqual(said.status, [words]);
    });
  }

  it('several rows, in tree order, one value a line', async () => {
    await run('token', at(1), [at(3), at(1), at(0)]);
    assert.equal(await copied(), [three.token, one.token, hostile.token].join('\n'));
    assert.deepEqual(said.status, ['$(check) Copied 3 tokens']);
  });

  it('each row once, however often it is given', async () => {
    await run('email', at(0), [at(0), at(1), at(0)]);
    assert.equal(await copied(), `${three.email}\n${one.email}`);
  });

  it('a row outside the selection, alone', async () => {
    await run('token', at(0), [at(1), at(3)]);
    assert.equal(await copied(), three.token);
  });

  it('of the selection only what is a sub-account', async () => {
    assert.equal(at(-1).kind, 'pager');
    await run('apiKey', at(1), [at(-1), at(1), at(0)]);
    assert.equal(await copied(), `${three.apiKey}\n${one.apiKey}`);
  });

  for (const what of ['token', 'apiKey', 'email'] as const) {
    it(`nothing from the pager row (${what}), and says what to do`, async () => {
      await run(what, at(-1));
      assert.equal(await copied(), untouched);
      assert.deepEqual(said.status, ['Select a sub-account first.']);
      assert.deepEqual(asked, []);
    });
  }

  it('nothing by the key binding while nothing is selected, and says what to do', async () => {
    await run('token', fromSelection);
    assert.equal(await copied(), untouched);
    assert.deepEqual(said.status, ['Select a sub-account first.']);
  });

  for (const [what, expected] of [
    ['token', 'Mail Partner gave no token for user2@example.org. Refresh, or ask Mail Partner.'],
    ['apiKey', 'Mail Partner gave no API key for user2@example.org. Refresh, or ask Mail Partner.'],
  ] as const) {
    it(`without ${what}: names whose is lacking, and copies the others`, async () => {
      await run(what, at(2), [at(2), at(1), at(0)]);
      assert.equal(await copied(), `${three[what]}\n${one[what]}`);
      assert.deepEqual(said.warnings, [expected]);
      assert.equal(said.status.length, 1);
    });

    it(`without ${what} at all: leaves the clipboard alone`, async () => {
      await run(what, at(2));
      assert.equal(await copied(), untouched);
      assert.deepEqual(said.warnings, [expected]);
      assert.deepEqual(said.status, []);
    });
  }

  it('without e-mail: calls the sub-account by its number', async () => {
    await run('email', at(4));
    assert.equal(await copied(), untouched);
    assert.deepEqual(said.warnings, ['Mail Partner gave no e-mail for Sub-account 5.']);
    await run('token', at(4));
    assert.deepEqual(said.status, ['$(check) Copied token of Sub-account 5']);
  });

  it('an e-mail as the service gave it, though messages show it as text', async () => {
    await run('email', at(3));
    assert.equal(await copied(), hostile.email);
    assert.match(
      said.status[0] ?? '',
      /^\$\(check\) Copied e-mail \$\u200b\(alert\) \[x\]\u200b\(command:y\)$/,
    );
  });

  it('from the palette what the person picks, and nothing when they give up', async () => {
    await run('token');
    assert.deepEqual(asked, ['Copy Token']);
    assert.equal(await copied(), untouched);
    assert.equal(said.all(), '');
    picked = one;
    await run('apiKey');
    assert.deepEqual(asked, ['Copy Token', 'Copy API Key']);
    assert.equal(await copied(), one.apiKey);
  });

  it('says so when the clipboard can’t be written, without the value', async () => {
    const writeText = async (text: string) => {
      throw new Error(`can't write ${text}`);
    };
    said.replace(env, 'clipboard', { writeText });
    await run('token', at(0));
    assert.deepEqual(said.status, []);
    assert.deepEqual(said.errors, [
      'The clipboard could not be written. Click into the window, then copy again.',
    ]);
  });
});
