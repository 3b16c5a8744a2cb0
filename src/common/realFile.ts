// The real file behind a name: found once for an action, and then all that is asked, said and written is about it.
import { lstat } from 'node:fs/promises';
import { type FileSystem, FileSystemError, FileType, Uri, type WorkspaceFolder, workspace } from 'vscode';
import { failed, ok, type Result } from '../api/result';
import { partsBelow, realPath, samePath } from './core/realPath';
import { plainText } from './words/plainText';

export interface RealFile {
  /** The file itself: no link leads there, as far as could be found out. */
  readonly uri: Uri;
  /** As people are told of it: below its workspace folder where it is in one, otherwise its whole path. */
  readonly shown: string;
  /** Its whole path for people, where a link is on the way, if only above the workspace folder. */
  readonly path: string | undefined;
  /** Whether it is another file than its name shows; in doubt where its disk can't be asked. A link above a workspace folder makes none. */
  readonly isElsewhere: boolean | 'inDoubt';
  /** Whether a folder of the workspace really holds it. */
  readonly isInside: boolean;
  /** How many names it has on its disk (hard links): 0 where it does not exist yet. */
  readonly names: number;
}

/** The workspace, as far as its files are concerned. */
export interface Place {
  readonly folders: readonly Pick<WorkspaceFolder, 'uri'>[];
  readonly fs: FileSystem;
}

/** The workspace that is open. */
export function openPlace(): Place {
  return { folders: workspace.workspaceFolders ?? [], fs: workspace.fs };
}

/** Where a file really is, which may not exist yet; nowhere where its name is a link to nothing or to itself. */
export async function findRealFile(uri: Uri, place: Place): Promise<Result<RealFile, 'nowhere'>> {
  if (uri.scheme !== 'file') {
    return ok(await asItIsNamed(uri, place));
  }
  const found = await realPath(uri.fsPath);
  if (!found.ok) {
    return found.why === 'nowhere'
      ? failed('nowhere')
      : ok({ ...asNamed(uri, place), isElsewhere: 'inDoubt' });
  }
  const path = found.value;
  // The same file as each folder of the workspace would name it; first the way in which it was named.
  const within = (await Promise.all(place.folders.map((folder) => namedIn(folder.uri, path))))
    .filter((each) => each !== undefined)
    .sort((a, b) => Number(isSame(b, uri)) - Number(isSame(a, uri)));
  const [named] = within;
  return ok({
    uri: Uri.file(path),
    shown: plainText(named ? workspace.asRelativePath(named) : path),
    path: samePath(path, uri.fsPath) ? undefined : plainText(path),
    isElsewhere: !samePath(path, uri.fsPath) && !(named && isSame(named, uri)),
    isInside: named !== undefined,
    names: await namesOf(path),
  });
}

/** Whether it is still what it was: a link may have been changed while the person was asked. */
export async function isStill(real: RealFile, uri: Uri, place: Place): Promise<boolean> {
  const now = await findRealFile(uri, place);
  return (
    now.ok &&
    now.value.uri.toString() === real.uri.toString() &&
    now.value.isElsewhere === real.isElsewhere &&
    // That it was created, or deleted, makes no other file of it.
    Math.max(now.value.names, 1) === Math.max(real.names, 1)
  );
}

async function namedIn(folder: Uri, path: string): Promise<Uri | undefined> {
  if (folder.scheme !== 'file') {
    return undefined;
  }
  const root = await realPath(folder.fsPath);
  const parts = root.ok ? partsBelow(root.value, path) : undefined;
  return parts && Uri.joinPath(folder, ...parts);
}

function isSame(a: Uri, b: Uri): boolean {
  return samePath(a.fsPath, b.fsPath);
}

async function namesOf(path: string): Promise<number> {
  try {
    return (await lstat(path)).nlink;
  } catch {
    return 0;
  }
}

/** The disk of another computer. VS Code tells whether a name there is a link, and not where it leads. */
const remote = 'vscode-remote';

/** Not on a disk of this computer, or on none at all, where there are no links. */
async function asItIsNamed(uri: Uri, place: Place): Promise<RealFile> {
  const named = asNamed(uri, place);
  if (uri.scheme !== remote) {
    return named;
  }
  const top = place.folders.find((folder) => isBelow(folder.uri, uri))?.uri.path.replace(/\/$/, '') ?? '';
  for (let each = uri; each.path !== top && each.path !== '/'; each = Uri.joinPath(each, '..')) {
    if (await isLink(each, place.fs)) {
      return { ...named, isElsewhere: 'inDoubt' };
    }
    if (each.path === Uri.joinPath(each, '..').path) {
      break;
    }
  }
  return named;
}

/** Whether a name is a link, by what VS Code knows; true also where it can't look. */
export async function isLink(uri: Uri, fs: FileSystem): Promise<boolean> {
  try {
    return ((await fs.stat(uri)).type & FileType.SymbolicLink) !== 0;
  } catch (error) {
    return !(error instanceof FileSystemError && error.code === 'FileNotFound');
  }
}

function asNamed(uri: Uri, { folders }: Place): RealFile {
  const isInside = folders.some((folder) => isBelow(folder.uri, uri));
  const shown = plainText(workspace.asRelativePath(uri));
  return { uri, shown, path: undefined, isElsewhere: false, isInside, names: 1 };
}

function isBelow(folder: Uri, uri: Uri): boolean {
  return (
    folder.scheme === uri.scheme &&
    folder.authority === uri.authority &&
    uri.path.startsWith(`${folder.path.replace(/\/$/, '')}/`)
  );
}
