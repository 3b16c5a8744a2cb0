// The clipboard of VS Code, where the host has one: a headless one may not.
import type { Context } from 'mocha';
import { env } from 'vscode';
import { skipWithout } from '../../support/lacking';

/** What tests put there first, to see later that nothing else was. */
export const untouched = 'what was there before';

/** Puts `untouched` there; false where the host keeps nothing. */
export async function canCopy(): Promise<boolean> {
  return env.clipboard.writeText(untouched).then(
    async () => (await env.clipboard.readText()) === untouched,
    () => false,
  );
}

/** Leaves out the suite where there is no clipboard. */
export async function needClipboard(context: Context): Promise<void> {
  if (!(await canCopy())) skipWithout('a clipboard', context);
}
