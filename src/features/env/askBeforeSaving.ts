// Asks before secrets go into a file: about what they would replace; then, in a question of its own, about git that would commit it and a file that is another than its name shows.
import { type FileSystem, l10n } from 'vscode';
import { ok, type Result } from '../../api/result';
import { askInModal } from '../../common/askInModal';
import type { WouldCommit } from '../../common/git/judgeCommit';
import type { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import type { RealFile } from '../../common/realFile';
import { realFileWords, realPathWords } from '../../common/words/realFileWords';
import { copyInstead, namesOf } from './envWords';
import { addToGitIgnore, type Listing, listingOf } from './gitIgnoreFile';
import type { Open, TextFileProblem } from './textFiles';

/** What came of it: nothing was in the way, or the person doesn't mind; git was told to ignore the file; rather copied; or no. */
export type Answer = 'goOn' | 'added' | 'copyInstead' | 'giveUp';

/** With what is to be set: `variables` as they are usually called, or those beside what the file has. */
export interface Answered {
  readonly how: Answer;
  readonly isBeside: boolean;
}

/** What would take the place of other values. */
export interface Replacing {
  /** Under which names. */
  readonly names: readonly string[];
  /** The names to be, where the others are to stay. */
  readonly beside: readonly string[];
}

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
  replacing: Replacing,
  parts: SavingParts,
): Promise<Result<Answered, TextFileProblem>> {
  // Who agrees that values are replaced has not agreed that they are committed.
  const first = replacing.names.length > 0 ? await askToReplace(real, replacing) : 'replace';
  if (first === 'giveUp') {
    return ok({ how: 'giveUp', isBeside: false });
  }
  const isBeside = first === 'addBeside';
  const answer = await askOnce(real, await learn(real, parts), realFileWords(real, asked), parts.saidOf);
  if (answer !== 'add') {
    return ok({ how: answer, isBeside });
  }
  const added = await addToGitIgnore(real, parts);
  if (!added.ok) {
    return added;
  }
  // Git may commit it all the same. What else there was to say was said.
  const then = await askOnce(real, await learn(real, parts), [], parts.saidOf);
  return ok({ how: then === 'goOn' ? 'added' : then === 'copyInstead' ? then : 'giveUp', isBeside });
}

async function askToReplace(
  { shown }: RealFile,
  { names, beside }: Replacing,
): Promise<'replace' | 'addBeside' | 'giveUp'> {
  const [replace, addBeside] = [l10n.t('Replace'), l10n.t('Add Beside')];
  const answer = await askInModal(
    names.length === 1
      ? l10n.t('“{0}” has another value for {1}. Replace it?', shown, namesOf(names))
      : l10n.t('“{0}” has other values for {1}. Replace them?', shown, namesOf(names)),
    {
      modal: true,
      detail: l10n.t(
        'What is there now may belong to another sub-account; once it is replaced, your programs use this one. “Add Beside” keeps it, and adds {0}.',
        namesOf(beside),
      ),
    },
    // The keyboard is on the first, which takes nothing away.
    addBeside,
    replace,
  );
  return answer === replace ? 'replace' : answer === addBeside ? 'addBeside' : 'giveUp';
}

interface Learnt {
  readonly would: WouldCommit;
  readonly listing: Listing;
}

async function learn(real: RealFile, { fs, committed }: SavingParts): Promise<Learnt> {
  const would = await committed(real.uri);
  return { would, listing: would === 'no' ? 'listed' : await listingOf(real, fs) };
}

/** Git may track what `.gitignore` lists. Where nobody can tell, once is enough: in some windows git can never be asked. */
function isInDoubt({ would, listing }: Learnt): boolean {
  return would === 'maybe' && listing === 'listed';
}

/** Whether git is to be asked about. */
function isOfGit(real: RealFile, learnt: Learnt, saidOf: ReadonlySet<string>): boolean {
  return learnt.would !== 'no' && !(isInDoubt(learnt) && saidOf.has(real.uri.toString()));
}

function canAdd({ would, listing }: Learnt): boolean {
  return would !== 'tracked' && listing === 'canBeAdded';
}

async function askOnce(
  real: RealFile,
  learnt: Learnt,
  ofTheFile: readonly string[],
  saidOf: Set<string>,
): Promise<'goOn' | 'giveUp' | 'copyInstead' | 'add'> {
  const { would, listing } = learnt;
  const ofGit = isOfGit(real, learnt, saidOf);
  const [message, ...more] = [...(ofGit ? [gitWords(real, would, listing)] : []), ...ofTheFile];
  if (message === undefined) {
    return 'goOn';
  }
  const advice = ofGit
    ? [...realPathWords(real), gitAdvice(real, learnt)]
    : [l10n.t('Save only if that is where the tokens and API keys are meant to be.')];
  const add = l10n.t('Add to .gitignore and Save');
  const save = ofGit || !real.isElsewhere ? l10n.t('Save Anyway') : l10n.t('Save There');
  const copy = copyInstead();
  const answer = await askInModal(
    message,
    { modal: true, detail: [...more, ...advice].join('\n\n') },
    // The keyboard is on the first.
    ...(ofGit && canAdd(learnt) ? [add, save] : [copy, save]),
  );
  if (isInDoubt(learnt) && answer === save) {
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

function gitAdvice(real: RealFile, { would, listing }: Learnt): string {
  if (would === 'tracked' || listing === 'listed') {
    // The command in a line of its own, where nothing breaks it.
    const name = real.uri.path.slice(real.uri.path.lastIndexOf('/') + 1);
    return [
      l10n.t('Git goes on tracking what it has tracked before. In the file’s folder, this ends that:'),
      `git rm --cached ${isPlainName(name) ? name : '…'}`,
      l10n.t('Whoever gets the repository gets the tokens and API keys that are in it.'),
    ].join('\n\n');
  }
  const committed = l10n.t(
    'As far as VS Code can tell, the next commit could take it along, and whoever gets the repository gets the tokens and API keys that are in it.',
  );
  return listing === 'leaveAlone'
    ? `${committed}\n\n${l10n.t('Nothing is added to the .gitignore beside it, which is a link, has a second name or can’t name this file. To have git ignore it, name it in another .gitignore of the repository.')}`
    : committed;
}

/** Whether a shell takes it as it stands, and it is no option. */
function isPlainName(name: string): boolean {
  return /^[\w.][\w.-]*$/.test(name);
}
