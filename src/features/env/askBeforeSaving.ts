// Asks, at once, all that is to be known before secrets go into a file: that git would commit it, and that it is another than its name shows.
import { type FileSystem, l10n } from 'vscode';
import { ok, type Result } from '../../api/result';
import { askInModal } from '../../common/askInModal';
import type { WouldCommit } from '../../common/git/judgeCommit';
import type { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import type { RealFile } from '../../common/realFile';
import { realFileWords, realPathWords } from '../../common/words/realFileWords';
import { copyInstead } from './envWords';
import { addToGitIgnore, type Listing, listingOf } from './gitIgnoreFile';
import type { Open, TextFileProblem } from './textFiles';

/** What came of it: nothing was in the way, or the person doesn't mind; git was told to ignore the file; rather copied; or no. */
export type Answer = 'goOn' | 'added' | 'copyInstead' | 'giveUp';

export interface SavingParts {
  readonly fs: FileSystem;
  readonly open?: Open;
  readonly committed: typeof wouldBeCommitted;
  /** Real files that `.gitignore` lists, of which git could not say whether it tracks them, and the person said to save. Kept by whoever asks. */
  readonly saidOf: Set<string>;
}

/** Asks where there is something to ask; `asked` is the name that the person chose, as it is shown. A problem is one of `.gitignore`. */
export async function askBeforeSaving(
  real: RealFile,
  asked: string,
  parts: SavingParts,
): Promise<Result<Answer, TextFileProblem>> {
  const answer = await askOnce(real, await learn(real, parts), realFileWords(real, asked), parts.saidOf);
  if (answer !== 'add') {
    return ok(answer);
  }
  const added = await addToGitIgnore(real, parts);
  if (!added.ok) {
    return added;
  }
  // Git may commit it all the same. What else there was to say was said.
  const then = await askOnce(real, await learn(real, parts), [], parts.saidOf);
  return ok(then === 'goOn' ? 'added' : then === 'copyInstead' ? then : 'giveUp');
}

interface Learnt {
  readonly would: WouldCommit;
  readonly listing: Listing;
}

async function learn(real: RealFile, { fs, committed }: SavingParts): Promise<Learnt> {
  const would = await committed(real.uri);
  return { would, listing: would === 'no' ? 'listed' : await listingOf(real, fs) };
}

async function askOnce(
  real: RealFile,
  { would, listing }: Learnt,
  ofTheFile: readonly string[],
  saidOf: Set<string>,
): Promise<'goOn' | 'giveUp' | 'copyInstead' | 'add'> {
  // Git may track what `.gitignore` lists. Where nobody can tell, once is enough: in some windows git can never be asked.
  const isDoubt = would === 'maybe' && listing === 'listed';
  const isOfGit = would !== 'no' && !(isDoubt && saidOf.has(real.uri.toString()));
  const [message, ...more] = [...(isOfGit ? [gitWords(real, would, listing)] : []), ...ofTheFile];
  if (message === undefined) {
    return 'goOn';
  }
  const advice = isOfGit
    ? [...realPathWords(real), gitAdvice(would, listing)]
    : [l10n.t('Save only if that is where the tokens and API keys are meant to be.')];
  const add = l10n.t('Add to .gitignore and Save');
  const save = isOfGit || !real.isElsewhere ? l10n.t('Save Anyway') : l10n.t('Save There');
  const copy = copyInstead();
  const canAdd = isOfGit && would !== 'tracked' && listing === 'canBeAdded';
  const answer = await askInModal(
    message,
    { modal: true, detail: [...more, ...advice].join('\n\n') },
    // The keyboard is on the first.
    ...(canAdd ? [add, save] : [copy, save]),
  );
  if (isDoubt && answer === save) {
    saidOf.add(real.uri.toString());
  }
  const answers = new Map([
    [add, 'add' as const],
    [save, 'goOn' as const],
    [copy, 'copyInstead' as const],
  ]);
  return answers.get(answer ?? '') ?? 'giveUp';
}

function gitWords(real: RealFile, would: WouldCommit, listing: Listing): string {
  if (listing === 'listed') {
    return would === 'maybe'
      ? l10n.t(
          '“{0}” is in .gitignore, but git could not be asked whether it tracks it all the same.',
          real.shown,
        )
      : l10n.t('“{0}” is in .gitignore, but git may commit it all the same.', real.shown);
  }
  switch (would) {
    case 'tracked':
      return l10n.t('Git tracks “{0}”: the next commit could take along what is saved in it.', real.shown);
    case 'yes':
      return l10n.t('Git does not ignore “{0}”.', real.shown);
    default:
      return l10n.t('Git could not be asked whether it ignores “{0}”.', real.shown);
  }
}

function gitAdvice(would: WouldCommit, listing: Listing): string {
  if (would === 'tracked' || listing === 'listed') {
    return l10n.t(
      'Git goes on tracking what it has tracked before; “git rm --cached” followed by the file ends that. Whoever gets the repository gets the tokens and API keys that are in it.',
    );
  }
  const committed = l10n.t(
    'As far as VS Code can tell, the next commit could take it along, and whoever gets the repository gets the tokens and API keys that are in it.',
  );
  return listing === 'leaveAlone'
    ? `${committed}\n\n${l10n.t('Nothing is added to the .gitignore beside it, which is a link, has a second name or can’t name this file. To have git ignore it, name it in another .gitignore of the repository.')}`
    : committed;
}
