// Copy as .env Lines: the tokens and API keys of sub-accounts as lines of a .env file, on the clipboard.
import { l10n } from 'vscode';
import type { Clipboard } from '../../common/clipboard';
import { copyAndSay } from '../../common/copy';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import { type EnvVariables, envVariables } from './core/envVariables';
import { copiedLines, sayLeftOut } from './envWords';

export interface CopyEnvParts extends TargetParts {
  readonly clipboard: Clipboard;
}

/** Copies of the row, of the selected rows, or of the sub-account that the person picks. */
export async function copyEnv(args: readonly unknown[], parts: CopyEnvParts): Promise<void> {
  const chosen = await chooseSubAccounts(args, l10n.t('Copy as .env Lines'), parts);
  const made = envVariables(chosen.map(({ subAccount }) => subAccount));
  sayLeftOut(made);
  if (await copyLines(made, parts.clipboard)) {
    parts.onUsed?.(chosen);
  }
}

/** Copies the lines, where there are any; whether it did. */
export async function copyLines(made: EnvVariables, clipboard: Clipboard): Promise<boolean> {
  if (made.variables.length === 0) {
    return false;
  }
  const text = made.variables.map(({ name, text }) => `${name}=${text}`).join('\n');
  return copyAndSay(text, copiedLines(made.having), { clipboard, secret: true });
}
