// Watches the event loop of the extension host, what ours is asked in it, and answers the bench over HTTP.
const { createServer, request } = require('node:http');
const Module = require('node:module');
const { performance } = require('node:perf_hooks');
const vscode = require('vscode');

const ours = 'mailpartner-subaccounts.mailpartner-subaccounts';
/** Milliseconds between two looks at the clock. */
const beat = 5;

/** Milliseconds in our code since the start of the host, by what it was asked. */
const spent = { children: 0, items: 0, find: 0 };
/** Since `start`: each read of the keychain, each keystroke in Find, and how often VS Code was told that our rows changed. */
const seen = { secrets: [], finds: [], told: 0, toldOfAll: 0 };
/** What the tree was last told, and whom to tell when VS Code has asked for all of it. */
let tree;

/** Measures how long the loop stands still between `start` and `stop`: the worst moments of more than `least` ms, and what ran in them. */
function watchLoop(least = 10) {
  const blocks = [];
  let [last, cpu, before] = [performance.now(), process.cpuUsage(), { ...spent }];
  const timer = setInterval(() => {
    const now = performance.now();
    const late = now - last - beat;
    if (late > least) {
      const used = process.cpuUsage(cpu);
      const own = spent.children + spent.items + spent.find - before.children - before.items - before.find;
      blocks.push({ late, onCpu: (used.user + used.system) / 1000, own });
    }
    [last, cpu, before] = [now, process.cpuUsage(), { ...spent }];
  }, beat);
  return () => {
    clearInterval(timer);
    return blocks.sort((a, b) => b.late - a.late).slice(0, 20);
  };
}

function timed(what, run) {
  const start = performance.now();
  try {
    return run();
  } finally {
    spent[what] += performance.now() - start;
  }
}

/** Our provider, with a clock around each question. */
function watchProvider(provider) {
  const changed = new vscode.EventEmitter();
  provider.onDidChangeTreeData((row) => {
    seen.told++;
    if (row === undefined) seen.toldOfAll++;
    changed.fire(row);
  });
  tree = { provider, changed, rows: 0, asked: () => undefined };
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => {
      const rows = timed('children', () => provider.getChildren(row));
      tree.rows = rows.length;
      tree.left = rows.length;
      return rows;
    },
    getTreeItem: (row) => {
      const item = timed('items', () => provider.getTreeItem(row));
      if (--tree.left === 0) tree.asked();
      return item;
    },
    getParent: (row) => provider.getParent(row),
    ...(provider.resolveTreeItem ? { resolveTreeItem: (...args) => provider.resolveTreeItem(...args) } : {}),
  };
}

function watchPick(pick) {
  const { onDidChangeValue } = pick;
  Object.defineProperty(pick, 'onDidChangeValue', {
    value: (listener) =>
      onDidChangeValue((value) => {
        const start = performance.now();
        timed('find', () => listener(value));
        seen.finds.push(performance.now() - start);
      }),
  });
  return pick;
}

/** The API that ours is given: the same, but for what is watched. */
function watchedApi(api) {
  const { window } = api;
  const watched = Object.create(window, {
    createTreeView: {
      value: (id, options) =>
        window.createTreeView(id, { ...options, treeDataProvider: watchProvider(options.treeDataProvider) }),
    },
    createQuickPick: { value: () => watchPick(window.createQuickPick()) },
  });
  return Object.create(api, { window: { value: watched } });
}

function watchedContext(context) {
  const { secrets } = context;
  const get = async (key) => {
    const start = performance.now();
    try {
      return await secrets.get(key);
    } finally {
      seen.secrets.push(performance.now() - start);
    }
  };
  const watched = Object.create(secrets, {
    get: { value: get },
    store: { value: (...args) => secrets.store(...args) },
    delete: { value: (...args) => secrets.delete(...args) },
    onDidChange: { value: (...args) => secrets.onDidChange(...args) },
    keys: { value: secrets.keys ? () => secrets.keys() : undefined },
  });
  return Object.create(context, { secrets: { value: watched } });
}

function watchLoading() {
  const { extensionPath } = vscode.extensions.getExtension(ours);
  const load = Module._load;
  let api;
  Module._load = function (request, parent, ...rest) {
    const loaded = load.call(this, request, parent, ...rest);
    if (request === 'vscode' && parent?.filename?.startsWith(extensionPath)) {
      api ??= watchedApi(loaded);
      return api;
    }
    if (typeof request === 'string' && request.startsWith(extensionPath) && loaded?.activate) {
      return { ...loaded, activate: (context) => loaded.activate(watchedContext(context)) };
    }
    return loaded;
  };
}

/** Rows that cost nothing to make: what a refresh of as many costs VS Code itself. */
const plain = { changed: new vscode.EventEmitter(), items: [], left: 0, asked: () => undefined };
const plainProvider = {
  onDidChangeTreeData: plain.changed.event,
  getChildren: () => {
    plain.left = plain.items.length;
    return plain.items;
  },
  getTreeItem: (item) => {
    if (--plain.left === 0) plain.asked();
    return item;
  },
};

/** From telling VS Code that all changed until it has asked for every row, and the loop goes on. */
async function refreshOnce(of) {
  const stop = watchLoop(0);
  const before = spent.children + spent.items;
  const asked = new Promise((resolve) => {
    of.asked = resolve;
  });
  of.changed.fire(undefined);
  await asked;
  // Twice around the loop, with what VS Code sends meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const [worst] = stop();
  const own = spent.children + spent.items - before;
  return { block: worst?.late ?? 0, onCpu: worst?.onCpu ?? 0, own };
}

/** All rows and all items, as VS Code asks for them. */
function askAll() {
  const start = performance.now();
  const rows = tree.provider.getChildren();
  for (const row of rows) tree.provider.getTreeItem(row);
  return { rows: rows.length, milliseconds: performance.now() - start };
}

let stopWatch;
const orders = {
  start: () => {
    Object.assign(seen, { secrets: [], finds: [], told: 0, toldOfAll: 0 });
    stopWatch = watchLoop();
  },
  stop: () => ({ blocks: stopWatch(), ...seen }),
  askAll,
  refresh: () => refreshOnce(tree),
  plain: ({ rows }) => {
    plain.items = Array.from({ length: rows }, (_, at) => ({
      id: `row ${at}`,
      label: `user${at}@example.fr`,
    }));
    return refreshOnce(plain);
  },
  sizes: () => {
    const items = tree.provider.getChildren().map((row) => tree.provider.getTreeItem(row));
    const kept = ({ id, label, description, tooltip, iconPath, contextValue, accessibilityInformation }) => ({
      id,
      label,
      description,
      tooltip,
      iconPath,
      contextValue,
      accessibilityInformation,
    });
    return { ours: JSON.stringify(items.map(kept)).length, plain: JSON.stringify(plain.items).length };
  },
};

exports.activate = ({ subscriptions }) => {
  watchLoading();
  subscriptions.push(
    vscode.window.createTreeView('mailpartner-bench.plain', { treeDataProvider: plainProvider }),
  );
  const server = createServer(async (asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url, 'http://watch');
    try {
      const result = await orders[pathname.slice(1)]({ rows: Number(searchParams.get('rows')) });
      answer.end(JSON.stringify(result ?? {}));
    } catch (error) {
      answer.end(JSON.stringify({ error: String(error?.stack) }));
    }
  });
  subscriptions.push({ dispose: () => server.close() });
  server.listen(0, '127.0.0.1', () => {
    request(`${process.env.MAILPARTNER_BENCH_HUB}?port=${server.address().port}`).end();
  });
};
