// Settings as VS Code gives them: bounds are kept, and a workspace can't send keys elsewhere.
import * as assert from 'node:assert/strict';
import { ConfigurationTarget, extensions, Uri, type WorkspaceConfiguration, workspace } from 'vscode';
import { AddressSetting } from '../../src/common/addressSetting';
import { settingNames } from '../../src/common/settingNames';
import {
  apiBaseUrl,
  clearAfter,
  lowBalance,
  ownValue,
  rememberSubAccounts,
  requestTimeout,
} from '../../src/common/settings';

const documented = { ok: true, value: 'https://api.mailpartner.fr/v1' };
const elsewhere = 'https://elsewhere.example.org/v1';

const set = (name: string, value: unknown, target = ConfigurationTarget.Global) =>
  workspace.getConfiguration().update(name, value, target);

/** Resolves when VS Code has taken over a change of this setting. */
const changeOf = (name: string) =>
  new Promise<void>((resolve) => {
    const subscription = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(name)) {
        subscription.dispose();
        resolve();
      }
    });
  });

describe('settings', () => {
  afterEach(async () => {
    await set(settingNames.requestTimeout, undefined);
    await set(settingNames.apiBaseUrl, undefined);
    await set(settingNames.lowBalance, undefined);
    await set(settingNames.rememberSubAccounts, undefined);
  });

  it('have the documented defaults, which stand in our code and in package.json alike', () => {
    assert.deepEqual(apiBaseUrl(), documented);
    assert.equal(requestTimeout(), 15);
    assert.equal(clearAfter(), 0);
    assert.equal(lowBalance(), undefined);
    assert.equal(rememberSubAccounts(), true);
    const ours = extensions.getExtension('mailpartner-subaccounts.mailpartner-subaccounts')?.packageJSON;
    const { properties } = ours.contributes.configuration;
    assert.deepEqual(
      Object.values(settingNames).map((name) => properties[name].default),
      [documented.value, 15, 0, '', true],
    );
  });

  it('are the person’s own values: what other extensions can set, and what a workspace or a language says, counts for nothing', () => {
    const { getConfiguration } = workspace;
    const theirs = {
      [settingNames.apiBaseUrl]: elsewhere,
      [settingNames.requestTimeout]: 299,
      [settingNames.clearAfter]: 3599,
      [settingNames.lowBalance]: '999',
      [settingNames.rememberSubAccounts]: false,
    };
    const others = (name: string) => {
      const value = theirs[name as keyof typeof theirs];
      return {
        key: name,
        defaultValue: value,
        defaultLanguageValue: value,
        globalLanguageValue: value,
        workspaceValue: value,
        workspaceLanguageValue: value,
        workspaceFolderValue: value,
        workspaceFolderLanguageValue: value,
      };
    };
    const configuration = { get: (name: string) => others(name).defaultValue, inspect: others };
    Object.assign(workspace, { getConfiguration: () => configuration as unknown as WorkspaceConfiguration });
    try {
      assert.deepEqual(apiBaseUrl(), documented);
      assert.deepEqual([requestTimeout(), clearAfter(), lowBalance()], [15, 0, undefined]);
      assert.equal(rememberSubAccounts(), true);
      for (const name of Object.values(settingNames)) assert.equal(ownValue(name), undefined);
    } finally {
      Object.assign(workspace, { getConfiguration });
    }
  });

  it('tell of a new address once it is the person’s own, of the same one not again', async () => {
    const address = new AddressSetting(false, 0);
    const told: (string | undefined)[] = [];
    address.onDidChange(() => told.push(address.origin()));
    const change = () => new Promise((resolve) => address.onDidChange(resolve));
    try {
      await Promise.all([change(), set(settingNames.apiBaseUrl, 'https://api.example.org:8443/v1')]);
      await set(settingNames.requestTimeout, 20);
      assert.deepEqual(told, ['https://api.example.org:8443']);
      await Promise.all([change(), set(settingNames.apiBaseUrl, undefined)]);
      assert.deepEqual(told, ['https://api.example.org:8443', 'https://api.mailpartner.fr']);
    } finally {
      address.dispose();
    }
  });

  for (const [value, seconds] of [
    [30, 30],
    [2.5, 2.5],
    [0, 1],
    [-5, 1],
    [301, 300],
    [1e9, 300],
    ['20', 15],
    [null, 15],
  ] as const) {
    it(`requestTimeout ${JSON.stringify(value)} makes ${seconds} seconds`, async () => {
      await set(settingNames.requestTimeout, value);
      assert.equal(requestTimeout(), seconds);
    });
  }

  for (const [value, amount] of [
    ['', undefined],
    ['5', '5'],
    ['0,50', '0.50'],
    [' 12.345 ', '12.345'],
    ['five', undefined],
    [5, undefined],
    [null, undefined],
  ] as const) {
    it(`lowBalance ${JSON.stringify(value)} marks ${amount === undefined ? 'none' : `what is below ${amount}`}`, async () => {
      await set(settingNames.lowBalance, value);
      assert.equal(lowBalance(), amount);
    });
  }

  for (const [value, isOn] of [
    [true, true],
    [false, false],
    ['false', true],
    [null, true],
  ] as const) {
    it(`rememberSubAccounts ${JSON.stringify(value)} remembers ${isOn ? 'what is no secret' : 'nothing'}`, async () => {
      await set(settingNames.rememberSubAccounts, value);
      assert.equal(rememberSubAccounts(), isOn);
    });
  }

  it('apiBaseUrl of the user is used', async () => {
    await set(settingNames.apiBaseUrl, 'https://api.example.org/v1/');
    assert.deepEqual(apiBaseUrl(), { ok: true, value: 'https://api.example.org/v1' });
  });

  for (const [value, reason] of [
    ['http://api.example.org/v1', 'insecure'],
    ['https://me:secret@api.example.org', 'credentials'],
    ['https://api.example.org/?x', 'query'],
    ['', 'invalid'],
    [7, 'invalid'],
  ] as const) {
    it(`apiBaseUrl ${JSON.stringify(value)} is not used: ${reason}`, async () => {
      await set(settingNames.apiBaseUrl, value);
      assert.deepEqual(apiBaseUrl(), { ok: false, why: reason });
    });
  }

  for (const name of Object.values(settingNames)) {
    it(`${name} can’t be written into a workspace`, async () => {
      await assert.rejects(async () => set(name, elsewhere, ConfigurationTarget.Workspace));
    });
  }

  it('a workspace’s own settings file can’t change them', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    // A setting that a workspace may change shows that the file was read.
    const witness = 'editor.rulers';
    const settings = {
      [witness]: [61],
      [settingNames.apiBaseUrl]: elsewhere,
      [settingNames.requestTimeout]: 299,
    };
    const read = changeOf(witness);
    await workspace.fs.writeFile(file, Buffer.from(JSON.stringify(settings)));
    try {
      await read;
      const configuration = workspace.getConfiguration(undefined, folder.uri);
      assert.deepEqual(configuration.get(witness), [61]);
      assert.deepEqual(apiBaseUrl(), documented);
      assert.equal(requestTimeout(), 15);
      for (const name of Object.values(settingNames)) {
        const seen = configuration.inspect(name);
        assert.deepEqual([seen?.workspaceValue, seen?.workspaceFolderValue], [undefined, undefined]);
      }
    } finally {
      const gone = changeOf(witness);
      await workspace.fs.delete(Uri.joinPath(folder.uri, '.vscode'), { recursive: true });
      await gone;
    }
  });
});
