// A user with an account, as everybody is: added once as a person does, and then there in as many new windows as wanted.
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import { takeUserState, type UserState } from '../vscode/userState';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { benchAccount, type Size } from './accounts';
import type { BenchService } from './startService';

/** Shows our view, adds the account under the name that is proposed, and waits for its first rows. */
export async function addAccount(workbench: Workbench, apiKey: string): Promise<View> {
  const view = await showView(workbench);
  const { quickInput } = workbench;
  await workbench.palette('Mail Partner: Add Account…');
  await quickInput.waitUntilShown();
  await quickInput.fill(apiKey);
  await quickInput.enter();
  await quickInput.waitForMessage(/The API key works/);
  await quickInput.enter();
  await quickInput.waitUntilHidden();
  await view.waitForRow(/@/);
  return view;
}

/** Shows our view. */
export function showView(workbench: Workbench): Promise<View> {
  return workbench.openView('Mail Partner', 'Sub-accounts');
}

/**
 * A user who has the account of so many rows, and has seen its first ones. The view is open in no new window of theirs: which view is
 * shown belongs to the window, not to the user.
 */
export async function userWithAccount(
  vscode: RunningVSCode,
  service: BenchService,
  size: Size,
): Promise<UserState> {
  const workbench = await openWorkbench(vscode);
  try {
    await addAccount(workbench, service.apiKey(size));
    await workbench.waitUntilStored(benchAccount(size).name);
    return await settledState(workbench);
  } finally {
    await workbench.leave();
  }
}

/** Milliseconds in which what is stored stays as it is: VS Code writes after a tenth of a second what an extension gives it. */
const calm = 1000;

/** What is stored once nothing more comes: an extension may keep more of an account than its name, and may take its time. */
export async function settledState(workbench: Workbench): Promise<UserState> {
  let before = await takeUserState(workbench);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, calm));
    const now = await takeUserState(workbench);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}
