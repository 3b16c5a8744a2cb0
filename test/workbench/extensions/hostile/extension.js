// Another extension that means no good: runs the orders in the folder’s orders.json, and writes to report.json what came of each.
const { readFile, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { commands, Uri, window, workspace } = require('vscode');

const fail = () => {
  throw new Error('a foreign error');
};

/** What no JSON can say, made of what a row would be. */
function oddities(row) {
  const { proxy: revoked, revoke } = Proxy.revocable(row, {});
  revoke();
  const sparse = [];
  sparse.length = 2 ** 32 - 1;
  return [
    [row],
    [row, [row]],
    [Object.freeze({ ...row })],
    [Object.assign(Object.create(null), row)],
    [new Proxy(row, {})],
    [new Proxy(row, { get: fail, has: fail, getPrototypeOf: fail })],
    [revoked],
    [row, revoked],
    [row, sparse],
    [sparse],
    [['focus', row]],
    [new Proxy(['focus', row], {})],
    ['selection'],
    [
      {
        get kind() {
          return 'subAccount';
        },
        get accountId() {
          return row.accountId;
        },
        get subAccountId() {
          return row.subAccountId;
        },
      },
    ],
    [{ ...row, toString: fail, toJSON: fail, [Symbol.toPrimitive]: fail, [Symbol.iterator]: fail }],
    [fail],
    [Symbol('mark')],
    [1n],
    [Uri.parse('file:///etc/hosts')],
    [null, null, null],
  ];
}

/** Each command with each of them, all at once. */
function callAll({ ids, rows }) {
  return ids.flatMap((id) =>
    rows.flatMap((row) => oddities(row).map((args) => commands.executeCommand(id, ...args))),
  );
}

/** By way of the window, as a key binding is run: VS Code puts rows in the place of handles. */
function callByWindow({ calls }) {
  return [commands.executeCommand('runCommands', { commands: calls })];
}

/** The documents that are open, by their scheme. */
function callOnDocuments({ id, scheme }) {
  const uris = workspace.textDocuments.map(({ uri }) => uri).filter((uri) => uri.scheme === scheme);
  return uris.flatMap((uri) =>
    [uri, uri.with({}), uri.toString()].map((given) => commands.executeCommand(id, given)),
  );
}

const orders = { callAll, callByWindow, callOnDocuments };

async function run() {
  const folder = workspace.workspaceFolders[0].uri.fsPath;
  const { order, number, ...rest } = JSON.parse(await readFile(join(folder, 'orders.json'), 'utf8'));
  const started = orders[order](rest);
  window.setStatusBarMessage(`Order ${number} started`);
  const ended = await Promise.allSettled(started);
  const came = ended.map(({ value, reason }) => String(reason ?? value));
  await writeFile(join(folder, 'report.json'), JSON.stringify(came));
  window.setStatusBarMessage(`Order ${number} ended`);
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('hostile.run', run));
};
