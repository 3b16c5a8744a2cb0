// The packaged extension in the real workbench: Load All, the event loop meanwhile, keystrokes in Find, and what a refresh costs.
import type { RunningVSCode } from '../vscode/server';
import { benchAccount, type Size, sizes } from './accounts';
import type { Bench, BenchOptions, Measured } from './bench';
import { latency } from './ideal';
import { type Keystroke, keystrokesOf } from './keystrokes';
import type { BenchService } from './startService';
import { type Hub, openHub, type Refreshed, type Watched } from './watch';
import { loadAll, openWindow, refreshAll, typeInFind } from './window';
import { withVSCode } from './withVSCode';
import {
  blockMeasures,
  findMeasures,
  type Load,
  loadMeasures,
  notes,
  type Refreshes,
  refreshGrowth,
  refreshMeasures,
  tellingMeasures,
} from './workbenchMeasures';

/** Windows in which 10,000 rows are loaded at 100 ms an answer. */
const loads = 3;
const refreshes = 5;
/** Milliseconds in which nothing is asked of the extension host. */
const idleTime = 5000;

export const inWorkbench: Bench = {
  name: 'workbench',
  run: async (options) => {
    const hub = await openHub();
    try {
      const needs = { extensions: { watch: 'watch' }, env: { MAILPARTNER_BENCH_HUB: hub.url } };
      return await withVSCode(options, needs, (vscode) => measureAll(options, vscode, hub));
    } finally {
      hub.close();
    }
  },
};

async function measureAll(options: BenchOptions, vscode: RunningVSCode, hub: Hub): Promise<Measured> {
  const { service, progress } = options;
  const loaded: Load[] = [];
  const keystrokes: number[] = [];
  const inHost: number[] = [];
  const retold: Watched[] = [];
  for (let round = 0; round < loads; round++) {
    await service.set({ latency });
    let idle: Watched = { blocks: [], secrets: [], finds: [], told: 0, toldOfAll: 0 };
    const window = await openWindow(vscode, hub, service.apiKey(10_000), async (watch) => {
      await watch.start();
      await new Promise((resolve) => setTimeout(resolve, idleTime));
      idle = await watch.stop();
    });
    try {
      await service.set({ latency });
      await window.watch.start();
      const milliseconds = await loadAll(window, service, 10_000);
      const watched = await window.watch.stop();
      loaded.push({ milliseconds, requests: await service.pages(), idle, watched });
      await window.watch.start();
      keystrokes.push(...(await typeInFind(window, typed())));
      inHost.push(...(await window.watch.stop()).finds);
      await window.watch.start();
      await refreshAll(window, service);
      retold.push(await window.watch.stop());
    } finally {
      await window.workbench.leave();
    }
    progress(`10,000 rows in window ${round + 1} of ${loads}`);
  }
  const refreshed: Refreshes[] = [];
  for (const size of sizes) {
    refreshed.push(await refreshesOf(vscode, hub, service, size));
    progress(`refreshes of ${size} rows`);
  }
  return {
    measures: [
      ...loadMeasures(loaded),
      ...findMeasures(keystrokes, inHost),
      ...blockMeasures(loaded),
      ...tellingMeasures(retold),
      ...refreshMeasures(refreshed),
    ],
    growth: refreshGrowth(refreshed),
    notes: notes(loaded, refreshed),
  };
}

/** What is typed into Find over 10,000 rows. */
function typed(): Keystroke[] {
  const { subAccounts } = benchAccount(10_000);
  return keystrokesOf(
    subAccounts.map((each) => ({ ...each, createdAt: undefined })),
    ['martin', 'contact@', 'advanced la', '104', 'zo', subAccounts.at(-1)?.email ?? ''],
  );
}

async function refreshesOf(
  vscode: RunningVSCode,
  hub: Hub,
  service: BenchService,
  size: Size,
): Promise<Refreshes> {
  // Large pages: what is measured is the tree, and 50,000 rows are otherwise more requests than a minute allows.
  await service.set({ rowsPerPage: 500 });
  const window = await openWindow(vscode, hub, service.apiKey(size));
  try {
    const { watch, workbench } = window;
    await loadAll(window, service, size);
    const asked: number[] = [];
    const ours: Refreshed[] = [];
    for (let i = 0; i < refreshes; i++) {
      asked.push((await watch.askAll()).milliseconds);
      ours.push(await watch.refresh());
    }
    await workbench.openView('Plain Rows', 'Plain');
    const plain: Refreshed[] = [];
    for (let i = 0; i < refreshes; i++) plain.push(await watch.plain(size));
    const characters = await watch.sizes();
    return { rows: size, asked, ours, plain, characters };
  } finally {
    await window.workbench.leave();
  }
}
