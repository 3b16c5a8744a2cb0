// Adding, replacing and removing: which key is kept of what is pasted, and what a person reads when the keychain or VS Code fails.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  commands,
  EventEmitter,
  type InputBox,
  type QuickInputButton,
  QuickInputButtons,
  window,
} from 'vscode';
import { AccountNames } from '../../src/accounts/account';
import { type AccountChange, AccountStore } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { StoredState } from '../../src/accounts/storedState';
import { focusViewId } from '../../src/common/ids';
import { accountRow, type Row, subAccountRow } from '../../src/common/rows';
import { addAccount } from '../../src/features/accounts/addAccount';
import { type AccountsParts, chooseAccounts } from '../../src/features/accounts/chooseAccounts';
import { removeAccount } from '../../src/features/accounts/removeAccount';
import { renameFocused } from '../../src/features/accounts/renameAccount';
import { replaceApiKey } from '../../src/features/accounts/replaceApiKey';
import { FakeMemento, FakeSecrets } from '../unit/support/vscodeParts';
import { FakeWindow } from './support/fakeWindow';
import { turn } from './support/openTree';

describe('removing accounts', () => {
  let said: FakeWindow;
  let secrets: FakeSecrets;
  let state: FakeMemento;
  let accounts: AccountStore;
  let rows: Row[];
  /** The places that accounts left, beside which the keyboard was put. */
  let besides: number[];
  const changes = new EventEmitter<AccountChange>();
  after(() => changes.dispose());

  beforeEach(async () => {
    said = new FakeWindow();
    said.press = ({ buttons }) => buttons[0];
    [secrets, state] = [new FakeSecrets(), new FakeMemento()];
    accounts = new AccountStore({
      keychain: new Keychain(secrets),
      names: new AccountNames(new StoredState(state)),
      changes,
      lookAgainAfter: [],
    });
    await accounts.add({ name: 'Agence' }, 'canary-key-1');
    await accounts.add({ name: 'Studio' }, 'canary-key-2');
    rows = accounts.accounts.map(({ id }) => accountRow(id));
    besides = [];
  });
  afterEach(() => {
    accounts.dispose();
    said.restore();
  });

  const details = () => said.questions.map(({ detail }) => detail);
  const run = (...args: unknown[]) => {
    const parts = {
      accounts,
      canAsk: () => assert.fail('no key is asked for'),
      focusBeside: async (place: number) => void besides.push(place),
    };
    return removeAccount(args, parts as unknown as AccountsParts);
  };

  it('is asked once at a time, however often the command is called, and again after that', async () => {
    let asked = 0;
    let answer: (button: string | undefined) => void = () => undefined;
    said.replace(window, 'showWarningMessage', () => {
      asked++;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const [first, ...rest] = Array.from({ length: 100 }, () => run(rows[0]));
    await Promise.all(rest);
    assert.equal(asked, 1, 'all others gave up at once');
    answer(undefined);
    await first;
    const again = run(rows[0]);
    await turn();
    assert.equal(asked, 2);
    answer(undefined);
    await again;
    assert.equal(accounts.accounts.length, 2);
  });

  it('puts the keyboard beside the account that went, and leaves it where none did', async () => {
    said.press = () => undefined;
    await run(rows[1]);
    assert.deepEqual(besides, []);
    said.press = ({ buttons }) => buttons[0];
    await run(rows[1]);
    assert.deepEqual(besides, [1]);
  });

  it('leaves the keyboard where it is when called from the palette: also in a terminal, a notebook or a webview', async () => {
    await accounts.remove(accounts.accounts[1]?.id ?? '');
    assert.equal(window.activeTextEditor, undefined);
    await run();
    assert.deepEqual([accounts.accounts, besides], [[], []]);
  });

  it('puts the keyboard in the view when called from its own menu, where no row is under the keyboard', async () => {
    await accounts.remove(accounts.accounts[1]?.id ?? '');
    await run(undefined);
    assert.deepEqual(besides, [0]);
  });

  it('is asked of one account in the singular, and of several in the plural; all that went are named', async () => {
    await run(rows[0], rows);
    assert.deepEqual(said.status, ['$(check) Removed “Agence”, “Studio”']);
    assert.deepEqual(details(), [
      'Their API keys are deleted from this computer. Nothing changes at Mail Partner.',
    ]);
    assert.equal(accounts.accounts.length, 0);
    await accounts.add({ name: 'Agence' }, 'canary-key-1');
    await run(accountRow(accounts.accounts[0]?.id ?? ''));
    assert.equal(details()[1], 'Its API key is deleted from this computer. Nothing changes at Mail Partner.');
  });

  it('that fails says why and what helps, and not that a key could be used, which makes no sense here', async () => {
    secrets.trouble.delete = 'rejects';
    await run(rows[0]);
    assert.equal(said.errors.length, 1);
    assert.match(
      said.errors[0] ?? '',
      /^The account “Agence” was not removed\. The keychain of this computer could not be used\. .*try again\.$/,
    );
    assert.deepEqual(said.status, []);
    assert.equal(accounts.accounts.length, 2);
  });

  it('that fails half-way and can’t be undone says what is left: the account without its key', async () => {
    state.rejects = true;
    secrets.trouble.store = 'rejects';
    await run(rows[0]);
    assert.deepEqual(said.errors, [
      'The account “Agence” was not removed: VS Code could not save that. But its API key is deleted already. Remove the account again, or replace its API key.',
    ]);
    assert.deepEqual(said.status, []);
    assert.equal(accounts.accounts.length, 2);
    assert.equal(secrets.values.size, 1);
  });

  it('that fails half-way and can’t be undone says what is left: the key without its account', async () => {
    secrets.trouble = { get: 'rejects', delete: 'rejects' };
    state.rejectUpdates(2);
    await run(rows[0]);
    assert.deepEqual(said.errors, [
      'The account “Agence” was removed, but the keychain did not delete its API key. It is deleted when VS Code is used on a later day.',
    ]);
    assert.deepEqual(
      accounts.accounts.map(({ name }) => name),
      ['Studio'],
    );
    assert.equal(secrets.values.size, 2);
  });
});

describe('an API key that is pasted', () => {
  const changes = new EventEmitter<AccountChange>();
  after(() => changes.dispose());
  let said: FakeWindow;
  let secrets: FakeSecrets;
  let memento: FakeMemento;
  let accounts: AccountStore;
  let tried: string[];
  /** Where each was sent. */
  let at: string[];
  /** Called while one is tried. */
  let onTry: () => void;
  /** Of the address as it is set. */
  let origin: string | undefined;
  let boxes: InputBox[];
  /** The account whose row is under the keyboard. */
  let inMind: string | undefined;
  /** Called when a box is made. */
  let onBox: () => void = () => undefined;

  beforeEach(() => {
    said = new FakeWindow();
    const { createInputBox } = window;
    const { executeCommand } = commands;
    [tried, at, boxes, secrets] = [[], [], [], new FakeSecrets()];
    memento = new FakeMemento();
    onTry = () => undefined;
    origin = 'https://api.mailpartner.fr';
    inMind = undefined;
    // VS Code's own box.
    said.replace(window, 'createInputBox', () => {
      const box = createInputBox();
      boxes.push(box);
      onBox();
      return box;
    });
    // The view would start the extension.
    said.replace(commands, 'executeCommand', async (command: string, ...args: unknown[]) =>
      command === focusViewId ? undefined : executeCommand(command, ...args),
    );
    accounts = new AccountStore({
      keychain: new Keychain(secrets),
      names: new AccountNames(new StoredState(memento)),
      changes,
      lookAgainAfter: [],
    });
  });
  afterEach(() => {
    for (const box of boxes) box.dispose();
    accounts.dispose();
    said.restore();
  });

  const parts = (): AccountsParts => ({
    accounts,
    api: {
      tryApiKey: async (_, apiKey, to) => {
        tried.push(apiKey);
        at.push(to);
        onTry();
        return origin === undefined || origin === to
          ? { ok: true, value: { username: 'compte@example.fr', total: 3, balance: undefined, origin: to } }
          : { ok: false, why: { kind: 'origin', origin, boundTo: to } };
      },
    },
    canAsk: () => true,
    origin: () => origin,
    reveal: async () => undefined,
    accountInMind: async () => inMind,
    focusBeside: async () => undefined,
  });

  /** The next box, with this in it if given, and Enter. */
  async function enter(box: InputBox | undefined, text?: string): Promise<void> {
    assert.ok(box);
    if (text !== undefined) box.value = text;
    // VS Code's window hears of the value after this turn.
    await turn();
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  for (const [what, pasted] of [
    ['with a blank inside and a line end', ' canary-key 1\r\n'],
    ['with what does not show', '\ufeffcan\u200bary\u00ad-key\u20601\u200d'],
    ['with its name and quotes', 'MAILPARTNER_API_KEY="canary-key1"'],
  ] as const) {
    it(`${what} is tried and kept without`, async () => {
      const named = new Promise<void>((resolve) => {
        onBox = () => boxes.length === 2 && resolve();
      });
      const adding = addAccount(parts());
      await enter(boxes[0], pasted);
      await named;
      await enter(boxes[1]);
      await adding;
      assert.deepEqual(tried, ['canary-key1']);
      assert.deepEqual([...secrets.values.values()], ['canary-key1']);
      assert.deepEqual(said.status, ['$(check) Added account “compte@example.fr”']);
    });
  }

  it('of which nothing shows is no key: the box says so, and tries nothing', async () => {
    const adding = addAccount(parts());
    const [box] = boxes;
    await enter(box, ' \u200b\u2060');
    assert.equal(box?.validationMessage, 'Paste the API key first.');
    box?.hide();
    await adding;
    assert.deepEqual([tried, accounts.accounts], [[], []]);
  });

  describe('can be shown in its box', () => {
    type Shown = QuickInputButton & { readonly toggle?: { checked: boolean } };
    let pressed: EventEmitter<QuickInputButton>;
    afterEach(() => pressed.dispose());

    /** Opens the box, whose buttons the test presses; `refuses`: it takes no toggles. */
    const open = (refuses: boolean) => {
      pressed = new EventEmitter();
      onBox = () => {
        const box = boxes.at(-1);
        assert.ok(box);
        Object.defineProperty(box, 'onDidTriggerButton', { value: pressed.event });
        let buttons: readonly Shown[] = [];
        if (refuses) {
          Object.defineProperty(box, 'buttons', {
            get: () => buttons,
            set: (now: readonly Shown[]) => {
              if (now.some(({ toggle }) => toggle)) throw new Error('This API is proposed.');
              buttons = now;
            },
          });
        }
      };
      return { adding: addAccount(parts()), box: boxes[0] as InputBox };
    };
    /** As VS Code does: a toggle has changed by the time that it is told of. */
    const press = (box: InputBox) => {
      const button = box.buttons[0] as Shown;
      if (button.toggle) button.toggle.checked = !button.toggle.checked;
      pressed.fire(button);
    };
    const seen = ({ buttons, password }: InputBox) => {
      const { toggle, tooltip } = buttons[0] as Shown;
      return [tooltip, toggle?.checked, password];
    };
    const hasToggles = 'QuickInputButtonLocation' in vscode;

    it('by a toggle where VS Code has them, and else by a button that turns into the other', async () => {
      const { adding, box } = open(false);
      const hidden = ['Show the API key', hasToggles ? false : undefined, true];
      assert.deepEqual(seen(box), hidden);
      press(box);
      assert.deepEqual(
        seen(box),
        hasToggles ? ['Show the API key', true, false] : ['Hide the API key', undefined, false],
      );
      press(box);
      assert.deepEqual(seen(box), hidden);
      box.hide();
      await adding;
    });

    it('by the two buttons where VS Code refuses the toggle', async () => {
      const { adding, box } = open(true);
      assert.deepEqual(seen(box), ['Show the API key', undefined, true]);
      press(box);
      assert.deepEqual(seen(box), ['Hide the API key', undefined, false]);
      press(box);
      assert.deepEqual(seen(box), ['Show the API key', undefined, true]);
      box.hide();
      await adding;
    });
  });

  describe('says where it goes', () => {
    const prompts = () => boxes.map((box) => box.prompt ?? '');

    it('before it does, where that is not the documented service, and is kept for there', async () => {
      origin = 'https://proxy.example.org:8443';
      const named = new Promise<void>((resolve) => {
        onBox = () => boxes.length === 2 && resolve();
      });
      const adding = addAccount(parts());
      assert.match(prompts()[0] ?? '', /It is sent to https:\/\/proxy\.example\.org:8443, which the setting/);
      await enter(boxes[0], 'canary-key1');
      await named;
      // The address changes back before it is kept.
      origin = 'https://api.mailpartner.fr';
      await enter(boxes[1]);
      await adding;
      assert.deepEqual(at, ['https://proxy.example.org:8443']);
      assert.equal(accounts.accounts[0]?.origins?.[0], 'https://proxy.example.org:8443');
    });

    it('not where it is the documented service', async () => {
      const adding = addAccount(parts());
      assert.doesNotMatch(prompts()[0] ?? '', /sent/);
      boxes[0]?.hide();
      await adding;
    });

    it('anew where the address changed while the box was open, and sends nothing before another Enter', async () => {
      await accounts.add({ name: 'Agence', origin }, 'canary-key1');
      const opened = new Promise<void>((resolve) => {
        onBox = resolve;
      });
      const replacing = replaceApiKey([], parts());
      await opened;
      const [box] = boxes;
      origin = 'https://proxy.example.org';
      await enter(box, 'canary-key2');
      assert.deepEqual(at, []);
      assert.equal(
        box?.validationMessage,
        'The setting “mailPartner.apiBaseUrl” has changed. Nothing was sent there. Press Enter to send the API key to https://proxy.example.org.',
      );
      assert.match(box?.prompt ?? '', /It is sent to https:\/\/proxy\.example\.org,/);
      // And once more while it is tried.
      onTry = () => {
        origin = 'https://other.example.org';
        onTry = () => undefined;
      };
      await enter(box);
      await turn();
      assert.match(String(box?.validationMessage), /send the API key to https:\/\/other\.example\.org\.$/);
      await enter(box);
      await replacing;
      assert.deepEqual(at, ['https://proxy.example.org', 'https://other.example.org']);
      assert.equal(accounts.accounts[0]?.origins?.[0], 'https://other.example.org');
    });
  });

  describe('and works', () => {
    const proposed = 'compte@example.fr';
    const kept = () => accounts.accounts.map(({ name }) => name);
    /** The box of this number, once it is made. */
    const boxMade = (count: number) =>
      new Promise<void>((resolve) => {
        onBox = () => boxes.length === count && resolve();
      });

    it('is not thrown away by Escape in the second step: it is kept under the proposed name, and that is said', async () => {
      const named = boxMade(2);
      const adding = addAccount(parts());
      await enter(boxes[0], 'canary-key1');
      await named;
      const [, name] = boxes;
      assert.ok(name);
      assert.deepEqual([name.step, name.totalSteps, name.ignoreFocusOut], [2, 2, true]);
      name.value = 'half a na';
      await turn();
      await commands.executeCommand('workbench.action.closeQuickOpen');
      await adding;
      assert.deepEqual(kept(), [proposed]);
      assert.deepEqual([...secrets.values.values()], ['canary-key1']);
      assert.deepEqual(
        said.questions.map(({ text, buttons }) => [text, ...buttons]),
        [
          [
            `Added account “${proposed}”, under the name that was proposed.`,
            'Rename Account…',
            'Remove Account…',
          ],
        ],
      );
    });

    it('is in its box again when the person goes back, hidden, and what they had written is not lost', async () => {
      const named = boxMade(2);
      const adding = addAccount(parts());
      await enter(boxes[0], 'canary-key1');
      await named;
      const [, name] = boxes;
      assert.ok(name);
      assert.deepEqual(name.buttons, [QuickInputButtons.Back]);
      name.value = 'Nord';
      await turn();
      const again = boxMade(3);
      await commands.executeCommand('workbench.action.quickInputBack');
      await again;
      const [, , key] = boxes;
      assert.deepEqual([key?.value, key?.password, key?.step], ['canary-key1', true, 1]);
      const namedAgain = boxMade(4);
      await turn();
      await enter(key);
      await namedAgain;
      assert.equal(boxes[3]?.value, 'Nord');
      await turn();
      await enter(boxes[3]);
      await adding;
      assert.deepEqual(kept(), ['Nord']);
      assert.deepEqual(tried, ['canary-key1', 'canary-key1']);
    });

    it('is given up by Escape in the first step, also after going back', async () => {
      const named = boxMade(2);
      const adding = addAccount(parts());
      await enter(boxes[0], 'canary-key1');
      await named;
      const again = boxMade(3);
      await turn();
      await commands.executeCommand('workbench.action.quickInputBack');
      await again;
      await turn();
      await commands.executeCommand('workbench.action.closeQuickOpen');
      await adding;
      assert.deepEqual([kept(), said.informed, [...secrets.values]], [[], [], []]);
    });
  });

  it('asks which account with the one on top whose row is under the keyboard', async () => {
    await accounts.add({ name: 'Agence' }, 'canary-key1');
    await accounts.add({ name: 'Studio' }, 'canary-key2');
    const ask = () => chooseAccounts([], parts(), { title: 'Rename', question: 'Which?' });
    await ask();
    inMind = accounts.accounts[1]?.id;
    await ask();
    assert.deepEqual(
      said.choices.map(({ offered }) => offered),
      [
        ['Agence', 'Studio'],
        ['Studio', 'Agence'],
      ],
    );
  });

  describe('whose account is renamed', () => {
    let rows: Row[];
    beforeEach(async () => {
      await accounts.add({ name: 'Agence' }, 'canary-key1');
      await accounts.add({ name: 'Studio' }, 'canary-key2');
      rows = accounts.accounts.map(({ id }) => accountRow(id));
    });
    const names = () => accounts.accounts.map(({ name }) => name);
    const opened = () =>
      new Promise<void>((resolve) => {
        onBox = resolve;
      });
    const rename = (...args: unknown[]) => renameFocused(args, () => [], parts());

    for (const [how, args] of [
      ['by its row’s menu', () => [rows[1]]],
      ['by F2 on its row', () => [['focus', rows[1]]]],
    ] as const) {
      it(`is asked for its name, ${how}: it is in the box, and Enter calls it so`, async () => {
        const open = opened();
        const renaming = rename(...args());
        await open;
        const [box] = boxes;
        assert.deepEqual([box?.value, box?.title], ['Studio', 'Rename Account: Studio']);
        assert.deepEqual(box?.buttons, []);
        await turn();
        await enter(box, ' Maison\u200b ');
        await renaming;
        assert.deepEqual(names(), ['Agence', 'Maison']);
        assert.deepEqual(said.status, ['$(check) Renamed account to “Maison”']);
      });
    }

    it('keeps its name at Escape, and at Enter where nothing changed: nothing is said', async () => {
      const open = opened();
      const renaming = rename(rows[0]);
      await open;
      await turn();
      await commands.executeCommand('workbench.action.closeQuickOpen');
      await renaming;
      const again = opened();
      const same = rename(rows[0]);
      await again;
      await turn();
      await enter(boxes[1]);
      await same;
      assert.deepEqual([names(), said.told()], [['Agence', 'Studio'], '']);
    });

    it('may not have the name of another, also one that came while the box was open', async () => {
      const open = opened();
      const renaming = rename(rows[0]);
      await open;
      await accounts.add({ name: 'Nouveau' }, 'canary-key3');
      for (const taken of ['Studio', 'Nouveau']) {
        await enter(boxes[0], taken);
        assert.equal(boxes[0]?.validationMessage, 'Another account has this name.');
      }
      await enter(boxes[0], '');
      assert.equal(boxes[0]?.validationMessage, 'Give the account a name.');
      boxes[0]?.hide();
      await renaming;
      assert.deepEqual(names(), ['Agence', 'Studio', 'Nouveau']);
    });

    it('that was removed meanwhile is not called back: it is said', async () => {
      const open = opened();
      const renaming = rename(rows[0]);
      await open;
      await accounts.remove(rows[0]?.accountId ?? '');
      await enter(boxes[0], 'Nord');
      await renaming;
      assert.deepEqual(names(), ['Studio']);
      assert.match(
        said.errors[0] ?? '',
        /^The account “Agence” was not renamed\. The account was removed meanwhile/,
      );
    });

    it('keeps the old name where VS Code can’t store the new one: it says so', async () => {
      const open = opened();
      const renaming = rename(rows[0]);
      await open;
      memento.rejects = true;
      await enter(boxes[0], 'Nord');
      await renaming;
      assert.deepEqual(names(), ['Agence', 'Studio']);
      assert.deepEqual(said.errors, [
        'The account “Agence” was not renamed. VS Code could not save it. Try again, or restart VS Code.',
      ]);
      assert.deepEqual(said.status, []);
    });

    it('is not asked for by F2 on a sub-account: a word says why', async () => {
      await rename(['focus', subAccountRow(rows[0]?.accountId ?? '', 7)]);
      assert.deepEqual(boxes, []);
      assert.deepEqual(said.status, ['Only accounts can be renamed.']);
    });

    it('is picked where the command is called without a row, or on another’s', async () => {
      said.choose = ({ offered }) => offered[1];
      const open = opened();
      const renaming = rename(subAccountRow(rows[0]?.accountId ?? '', 7));
      await open;
      assert.equal(boxes[0]?.value, 'Studio');
      boxes[0]?.hide();
      await renaming;
    });
  });

  it('replaces a key in the same way', async () => {
    await accounts.add({ name: 'Agence' }, 'canary-key1');
    const replacing = replaceApiKey([], parts());
    const opened = new Promise<void>((resolve) => {
      onBox = resolve;
    });
    await opened;
    await enter(boxes[0], 'canary\u200b-key 2');
    await replacing;
    assert.deepEqual([...secrets.values.values()], ['canary-key2']);
  });
});
