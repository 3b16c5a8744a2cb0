// A fresh window that remembers 10,000 sub-accounts: from the first letter to the match on the screen, and from five letters to the clipboard.
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { UserState } from '../vscode/userState';
import { benchAccount, type Size } from './accounts';
import { askProbe } from './askProbe';
import type { Bench, BenchOptions } from './bench';
import { latency } from './ideal';
import { keystrokesOf } from './keystrokes';
import type { BenchService } from './startService';
import { addAccount, settledState } from './storedAccount';
import { timeUntilCopied } from './untilCopied';
import { timeUntilLabel } from './untilLabel';
import { firstItem, loadAll } from './window';
import { withVSCode } from './withVSCode';

const size: Size = 10_000;
/** Milliseconds after which what was loaded must have been kept. */
const patience = 60_000;

interface Round {
  /** Milliseconds. */
  readonly untilMatch: number;
  readonly untilCopied: number;
  readonly requests: number;
}

export const freshWindow: Bench = {
  name: 'fresh',
  run: async (options) => {
    const rounds = await withVSCode(
      options,
      { extensions: { probe: 'probe', 'warm-up': 'empty' } },
      (vscode) => runRounds(options, vscode),
    );
    const note = `in new windows, 10,000 remembered, ${latency} ms an answer`;
    return {
      measures: [
        {
          what: 'from the first letter to its best match on the screen',
          unit: 'ms',
          ours: rounds.map(({ untilMatch }) => untilMatch),
          compared: 'median',
          goal: 150,
          note,
        },
        {
          what: 'from the first of five letters to the token on the clipboard',
          unit: 'ms',
          ours: rounds.map(({ untilCopied }) => untilCopied),
          compared: 'maximum',
          goal: 1000,
          note,
        },
        {
          what: 'requests for it, page 1 included',
          unit: 'count',
          ours: rounds.map(({ requests }) => requests),
          compared: 'maximum',
          goal: 3,
        },
      ],
    };
  },
};

async function runRounds(
  { service, rounds, progress }: BenchOptions,
  vscode: RunningVSCode,
): Promise<Round[]> {
  const user = await userWhoRemembers(vscode, service);
  const measured: Round[] = [];
  for (const wanted of rowsFarDown(rounds)) {
    measured.push(await runRound(vscode, user, service, wanted));
    progress(`window ${measured.length} of ${rounds}`);
  }
  return measured;
}

/** What is typed for a row: the end of its number. */
function lettersFor({ id }: { readonly id: number }): string {
  return String(id).slice(-5);
}

/** Each another row, of the last pages, that its letters alone find: what was used before stands on top until something is typed. */
function rowsFarDown(count: number) {
  const rows = benchAccount(size).subAccounts;
  const texts = rows.map(({ id, email }) => `${id} ${email}`);
  return rows
    .toReversed()
    .filter((row) => texts.filter((text) => text.includes(lettersFor(row))).length === 1)
    .slice(0, count);
}

/** As far as Find knows them before they are loaded. */
function rowsWithoutDate() {
  return benchAccount(size).subAccounts.map((each) => ({ ...each, createdAt: undefined }));
}

async function runRound(
  vscode: RunningVSCode,
  user: UserState,
  service: BenchService,
  wanted: ReturnType<typeof rowsFarDown>[number],
): Promise<Round> {
  const [first, ...others] = keystrokesOf(rowsWithoutDate(), [lettersFor(wanted)]);
  if (!first?.first || others.length !== 4) throw new Error('The first letter changes nothing.');
  const best = first.first;
  const workbench = await openWorkbench(vscode, { user });
  try {
    await askProbe(workbench, 'Wait Until the Window Is Quiet');
    await service.set({ latency });
    await workbench.setClipboard('');
    const { page, quickInput } = workbench;
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.waitForTitle(/^Copy Token/);
    const item = quickInput.item(wanted.email);
    let untilMatch = 0;
    const untilCopied = await timeUntilCopied(page, wanted.token, async () => {
      untilMatch = await timeUntilLabel(page, { event: 'input', selector: firstItem, label: best }, () =>
        page.keyboard.type(first.letter),
      );
      for (const { letter } of others) await page.keyboard.type(letter);
      await item.waitFor();
      await quickInput.enter();
    });
    return { untilMatch, untilCopied, requests: await service.pages() };
  } finally {
    await workbench.leave();
  }
}

/** A user who has loaded the account once, in a window that is closed by now. */
async function userWhoRemembers(vscode: RunningVSCode, service: BenchService): Promise<UserState> {
  await service.set({});
  const workbench = await openWorkbench(vscode, { viewport: { width: 1280, height: 900 } });
  try {
    const view = await addAccount(workbench, service.apiKey(size));
    await loadAll({ workbench, view }, service, size);
    await untilKept(vscode.dataDir);
    return await settledState(workbench);
  } finally {
    await workbench.leave();
  }
}

async function untilKept(dataDir: string): Promise<void> {
  const deadline = performance.now() + patience;
  for (;;) {
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    if (entries.some((each) => each.isFile() && /globalStorage.*remembered$/.test(each.parentPath))) return;
    if (performance.now() > deadline) throw new Error('What was loaded was not kept.');
    await pause(100);
  }
}
