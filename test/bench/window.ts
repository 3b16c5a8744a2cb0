// One window of the bench: a fresh user with one account, the probe in its extension host, and what a person waits for.
import { setTimeout as pause } from 'node:timers/promises';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import type { Size } from './accounts';
import type { Keystroke } from './keystrokes';
import type { BenchService } from './startService';
import { addAccount } from './storedAccount';
import { timeUntilLabel } from './untilLabel';
import type { Hub, Watch } from './watch';

export interface BenchWindow {
  readonly workbench: Workbench;
  readonly view: View;
  readonly watch: Watch;
}

/** Opens a window with the account of so many rows, of which the first page shows. `beforeUs` runs while ours is not active yet. */
export async function openWindow(
  vscode: RunningVSCode,
  hub: Hub,
  apiKey: string,
  beforeUs: (watch: Watch) => Promise<void> = async () => {},
): Promise<BenchWindow> {
  const probe = hub.next();
  const workbench = await openWorkbench(vscode, { viewport: { width: 1280, height: 900 } });
  const watch = await probe;
  await beforeUs(watch);
  const view = await addAccount(workbench, apiKey);
  return { workbench, view, watch };
}

/**
 * Load All, from the moment it is meant (the button of its question, or the palette's item where there is no question), until the
 * last row is in the tree and can be seen at its end. In milliseconds.
 */
export async function loadAll(
  { workbench, view }: Pick<BenchWindow, 'workbench' | 'view'>,
  service: BenchService,
  size: Size,
): Promise<number> {
  await workbench.openPalette('Mail Partner: Load All');
  await workbench.quickInput.item('Mail Partner: Load All').waitFor();
  let start = performance.now();
  await workbench.quickInput.enter();
  if (size > 2000) {
    const dialog = await workbench.dialog();
    start = performance.now();
    await dialog.press('Load All');
  }
  await waitForHeight(view, size);
  await view.tree.press('End');
  await view.waitForRow(service.lastEmail(size));
  return performance.now() - start;
}

/** Milliseconds after which nothing is told any more of what was answered, and after which a refresh is not waited for. */
const lastWords = 2000;
const patience = 120_000;

/** Refresh of a list that is loaded, until each of its pages was asked for again and what is to be told of them was told. */
export async function refreshAll({ workbench }: BenchWindow, service: BenchService): Promise<void> {
  const pages = await service.pages();
  await workbench.palette('Mail Partner: Refresh');
  const deadline = performance.now() + patience;
  while ((await service.pages()) < 2 * pages) {
    if (performance.now() > deadline) throw new Error('Refresh did not ask for every page again.');
    await pause(100);
  }
  await pause(lastWords);
}

/** VS Code makes the tree as high as all of its rows, those that are not drawn included. Chromium writes "1.1e+06px" for the largest. */
async function waitForHeight(view: View, rows: number): Promise<void> {
  const list = await view.tree.locator('.monaco-list-rows').elementHandle();
  await view.tree
    .page()
    .waitForFunction(
      ([element, height]) =>
        Number.parseFloat((element as { style: { height: string } }).style.height) === height,
      [list, rows * 22] as const,
      { polling: 'raf', timeout: 300_000 },
    );
}

/** Where the label of the best match stands. */
export const firstItem =
  '.quick-input-list .monaco-list-row[data-index="0"] .quick-input-list-row:first-child .label-name';

/**
 * Types into Find, letter by letter, and waits for each letter until its best match stands first. In milliseconds, from the key's event
 * in the browser to the item in its page.
 */
export async function typeInFind(
  { workbench }: BenchWindow,
  keystrokes: readonly Keystroke[],
): Promise<number[]> {
  const { quickInput, page } = workbench;
  await workbench.palette('Mail Partner: Find Sub-account…');
  await quickInput.waitForTitle(/all .* searched/);
  const times: number[] = [];
  for (const { letter, startsOver, first } of keystrokes) {
    if (startsOver) await quickInput.field.selectText();
    const type = () => page.keyboard.type(letter);
    if (first === undefined) await type();
    else times.push(await timeUntilLabel(page, { event: 'input', selector: firstItem, label: first }, type));
  }
  await quickInput.escape();
  await quickInput.waitUntilHidden();
  return times;
}
