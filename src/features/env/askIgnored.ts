// Asks before secrets go into a file that git would commit, and tells git to ignore it where the person wants that.
import { type FileSystem, l10n, Uri, window } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import type { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { withIgnoreLine } from './core/gitIgnore';
import { readText, replaceText, type TextFileProblem, unsaved } from './textFiles';

/** What came of it: git ignores the file, or the person doesn't mind; it was added to `.gitignore`; or no. */
export type Ignored = 'goOn' | 'added' | 'giveUp';

/** Asks where git would commit the file; `file` is how it is shown to people. A problem is one of `.gitignore`. */
export async function askIgnored(
  uri: Uri,
  file: string,
  { fs, committed }: { readonly fs: FileSystem; readonly committed: typeof wouldBeCommitted },
): Promise<Result<Ignored, TextFileProblem>> {
  const would = await committed(uri);
  if (would === 'no') {
    return ok('goOn');
  }
  const gitIgnore = gitIgnoreOf(uri);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const read = await readText(gitIgnore, fs);
  const isListed = read.ok && withIgnoreLine(read.value ?? '', name) === undefined;
  if (isListed && would === 'maybe') {
    // Git could not be asked, and what it would go by says so.
    return ok('goOn');
  }
  const add = l10n.t('Add to .gitignore and Save');
  const anyway = l10n.t('Save Anyway');
  const answer = await window.showWarningMessage(
    isListed
      ? l10n.t('“{0}” is in .gitignore, but git may commit it all the same.', file)
      : would === 'yes'
        ? l10n.t('Git does not ignore “{0}”.', file)
        : l10n.t('Git could not be asked whether it ignores “{0}”.', file),
    {
      modal: true,
      detail: isListed
        ? l10n.t(
            'Git goes on tracking what it has tracked before; “git rm --cached” followed by the file ends that. Whoever gets the repository gets the tokens and API keys that are in it.',
          )
        : l10n.t(
            'As far as VS Code can tell, the next commit could take it along, and whoever gets the repository gets the tokens and API keys that are in it.',
          ),
    },
    ...(isListed ? [anyway] : [add, anyway]),
  );
  if (answer !== add) {
    return ok(answer === anyway ? 'goOn' : 'giveUp');
  }
  if (unsaved(gitIgnore)) {
    return failed('notSaved');
  }
  // As it is now: the person may have been long in answering.
  const now = await readText(gitIgnore, fs);
  if (!now.ok) {
    return now;
  }
  const text = withIgnoreLine(now.value ?? '', name);
  const added = text === undefined ? done : await replaceText(gitIgnore, text, now.value, fs);
  return added.ok ? ok('added') : added;
}

/** The `.gitignore` beside a file. */
export function gitIgnoreOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..', '.gitignore');
}
