// Sets variables in a .env file, or says why not: the text may have changed meanwhile, or be one that can't be changed.
import { type FileSystem, l10n, window } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import type { RealFile } from '../../common/realFile';
import { overwritten, setVariables } from './core/envFile';
import type { EnvVariable } from './core/envVariables';
import type { SavingProblem } from './envWords';
import { type Open, readText, type TextFileProblem, unsaved, writeText } from './textFiles';

/** Whether no unsaved changes are in the way; offers to save them. */
export async function mayTouch(real: RealFile): Promise<'yes' | 'no' | 'notSaved'> {
  const document = await unsaved(real);
  if (!document) {
    return 'yes';
  }
  const saveFirst = l10n.t('Save and Continue');
  const answer = await window.showWarningMessage(
    l10n.t(
      '“{0}” is open with unsaved changes. Save them first, so that neither they nor the new lines are lost.',
      real.shown,
    ),
    saveFirst,
  );
  if (answer !== saveFirst) {
    return 'no';
  }
  return (await document.save()) ? 'yes' : 'notSaved';
}

/**
 * Reads once more and writes at once: the file may have changed while the person was asked. `names` may be replaced, in the text `before`
 * that the person was asked about.
 */
export async function save(
  real: RealFile,
  variables: readonly EnvVariable[],
  parts: {
    readonly fs: FileSystem;
    readonly open?: Open;
    readonly before: string;
    readonly names: readonly string[];
  },
): Promise<Result<void, SavingProblem>> {
  if (await unsaved(real)) {
    return failed('notSaved');
  }
  const now = await edited(real, variables, parts.fs);
  if (!now.ok) {
    return now;
  }
  const { text, before } = now.value;
  const replaced = overwritten(before ?? '', variables);
  if (
    replaced.some((name) => !parts.names.includes(name)) ||
    (replaced.length > 0 && before !== parts.before)
  ) {
    return failed('changed');
  }
  return text === before ? done : writeText(real, text, before, { ...parts, isPrivate: true });
}

/** The text with these variables, and as it was; undefined where there is no file yet. */
export async function edited(
  { uri }: RealFile,
  variables: readonly EnvVariable[],
  fs: FileSystem,
): Promise<
  Result<{ readonly text: string; readonly before: string | undefined }, TextFileProblem | 'notSafe'>
> {
  const read = await readText(uri, fs);
  if (!read.ok) {
    return read;
  }
  const text = setVariables(read.value ?? '', variables);
  return text === undefined ? failed('notSafe') : ok({ text, before: read.value });
}
