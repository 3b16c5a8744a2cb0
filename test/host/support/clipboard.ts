// The clipboard of VS Code, where the host has one: a headless one may not.
import { env } from 'vscode';

/** What tests put there first, to see later that nothing else was. */
export const untouched = 'what was there before';

/** Puts `untouched` there; false where the host keeps nothing. */
export async function canCopy(): Promise<boolean> {
  return env.clipboard.writeText(untouched).then(
    async () => (await env.clipboard.readText()) === untouched,
    () => false,
  );
}
