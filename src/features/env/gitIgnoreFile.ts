// The .gitignore beside a file: read as git reads it, and written where it is a plain file of that place.
import { type FileSystem, Uri, workspace } from 'vscode';
import { done, failed, type Result } from '../../api/result';
import { findRealFile, isLink, type RealFile } from '../../common/realFile';
import { canBeListed, withIgnoreLine } from './core/gitIgnore';
import { type Open, readText, type TextFileProblem, unsaved, writeText } from './textFiles';

/** Whether it lists a file; if not, whether a line may be added. */
export type Listing = 'listed' | 'canBeAdded' | 'leaveAlone';

export function gitIgnoreOf(file: Pick<RealFile, 'uri'>): Uri {
  return Uri.joinPath(file.uri, '..', '.gitignore');
}

/**
 * What the `.gitignore` beside a real file says of it. One that is a link is left alone: git itself does not follow it, and a line would
 * land elsewhere; so is one with a second name. One that can't be read is found out when it is to be changed.
 */
export async function listingOf(file: RealFile, fs: FileSystem): Promise<Listing> {
  const real = await plainFile(gitIgnoreOf(file), fs);
  if (!real) {
    return 'leaveAlone';
  }
  const name = nameOf(file);
  const read = await readText(real.uri, fs);
  if (read.ok && withIgnoreLine(read.value ?? '', name) === undefined) {
    return 'listed';
  }
  return real.names <= 1 && canBeListed(name) ? 'canBeAdded' : 'leaveAlone';
}

/** Adds a line for the file, as `.gitignore` is now: the person may have been long in answering. */
export async function addToGitIgnore(
  file: RealFile,
  parts: { readonly fs: FileSystem; readonly open?: Open },
): Promise<Result<void, TextFileProblem>> {
  const real = await plainFile(gitIgnoreOf(file), parts.fs);
  if (!real || real.names > 1) {
    return failed('movedAway');
  }
  if (await unsaved(real)) {
    return failed('notSaved');
  }
  const now = await readText(real.uri, parts.fs);
  if (!now.ok) {
    return now;
  }
  const text = withIgnoreLine(now.value ?? '', nameOf(file));
  return text === undefined ? done : writeText(real, text, now.value, parts);
}

/** The `.gitignore`, there or not yet; undefined where it is a link. */
async function plainFile(uri: Uri, fs: FileSystem): Promise<RealFile | undefined> {
  if (uri.scheme !== 'file' && (await isLink(uri, fs))) {
    return undefined;
  }
  const real = await findRealFile(uri, { folders: workspace.workspaceFolders ?? [], fs });
  return real.ok && !real.value.path ? real.value : undefined;
}

function nameOf({ uri }: RealFile): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
