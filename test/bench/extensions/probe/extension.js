// Activates the empty extension and ours, and shows in the status bar how many milliseconds each took; or waits until the window is quiet.
const Module = require('node:module');
const { join } = require('node:path');
const { performance } = require('node:perf_hooks');
const vscode = require('vscode');

const ids = {
  empty: 'mailpartner-bench.empty',
  ours: 'mailpartner-subaccounts.mailpartner-subaccounts',
};

/** Answers of the window that are awaited before each activation. */
const roundTrips = 20;

/**
 * `total` is what a user waits: from the call until the extension is active. `own` is the part in which the extension's
 * own code runs, loading it and calling its `activate`: VS Code's "Running Extensions" shows this one, in whole ms.
 */
async function time(id) {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed.`);
  if (extension.isActive) throw new Error(`${id} was active before it was asked.`);
  await settle();
  const clock = watchLoading(require.resolve(join(extension.extensionPath, extension.packageJSON.main)));
  try {
    const start = performance.now();
    await extension.activate();
    const total = performance.now() - start;
    if (clock.calls !== 1) throw new Error(`${id} was not loaded as expected.`);
    return { total, own: clock.own };
  } finally {
    clock.stop();
  }
}

/** An activation waits for an answer of the window, and a window that still has work answers late. */
async function settle() {
  for (let i = 0; i < roundTrips; i++) await vscode.commands.executeCommand('setContext', 'bench.settle', i);
}

/** Times the loading of one file and the call of the `activate` that it exports. */
function watchLoading(file) {
  const load = Module._load;
  const clock = {
    own: 0,
    calls: 0,
    stop: () => {
      Module._load = load;
    },
  };
  const timed = (run) => {
    const start = performance.now();
    try {
      return run();
    } finally {
      clock.own += performance.now() - start;
    }
  };
  Module._load = function (request, ...rest) {
    if (request !== file) return load.call(this, request, ...rest);
    const loaded = timed(() => load.call(this, request, ...rest));
    const activate = (context) => {
      clock.calls++;
      return timed(() => loaded.activate(context));
    };
    return { ...loaded, activate };
  };
  return clock;
}

/** The first activation pays for what all share. */
async function warmUp() {
  await time('mailpartner-bench.warm-up');
}

/** A person who clicks on an icon has a window that is done with opening, and in which others are active already. */
async function becomeQuiet() {
  await warmUp();
  await settle();
  return {};
}

async function measure(order) {
  await warmUp();
  const times = {};
  for (const which of order) times[which] = await time(ids[which]);
  return times;
}

exports.activate = ({ subscriptions }) => {
  const command = (name, run) =>
    vscode.commands.registerCommand(`bench.${name}`, async () => {
      const result = await run().catch((error) => ({ error: error.message }));
      subscriptions.push(vscode.window.setStatusBarMessage(`Measured: ${JSON.stringify(result)}`));
    });
  subscriptions.push(
    command('emptyFirst', () => measure(['empty', 'ours'])),
    command('oursFirst', () => measure(['ours', 'empty'])),
    command('quiet', becomeQuiet),
  );
};
