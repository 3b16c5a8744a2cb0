// Which .env file of the workspace is meant: finds what there is, and asks where there are several.
import {
  type FileSystem,
  FileType,
  l10n,
  type QuickPickItem,
  Uri,
  type WorkspaceFolder,
  window,
} from 'vscode';
import { failed, ok, type Result } from '../../api/result';
import { plainText } from '../../common/words/plainText';
import { isEnvFileName } from './core/envFileNames';
import type { PlaceProblem } from './envWords';
import type { TextFileProblem } from './textFiles';

/** The workspace as far as .env files are concerned. */
export interface EnvPlace {
  readonly folders: readonly WorkspaceFolder[];
  readonly fs: FileSystem;
}

/** A .env file that is there, or could be. */
interface EnvFile {
  readonly uri: Uri;
  readonly name: string;
  readonly folder: WorkspaceFolder;
  readonly isNew: boolean;
}

/** File systems whose files lie on a disk, this computer's or the remote one's. */
const onDisk = ['file', 'vscode-remote'];

/** The folders in which a .env file can be saved, or why there are none. */
export function envFolders({ folders, fs }: EnvPlace): Result<readonly WorkspaceFolder[], PlaceProblem> {
  if (folders.length === 0) {
    return failed('noFolder');
  }
  const writable = folders.filter(({ uri }) => fs.isWritableFileSystem(uri.scheme) !== false);
  if (writable.length === 0) {
    return failed('readOnlyPlace');
  }
  const real = writable.filter(({ uri }) => onDisk.includes(uri.scheme));
  return real.length === 0 ? failed('virtual') : ok(real);
}

/**
 * The .env file to save in: the only one there is or would be, or the one that the person picks; undefined when they give up. With a
 * problem, it is one that can't be saved in.
 *
 * At hand are the files at the root of each folder, `.env` first whether it is there or not, and the one that is in the active editor.
 */
export async function askEnvFile(
  title: string,
  folders: readonly WorkspaceFolder[],
  fs: FileSystem,
): Promise<{ readonly uri: Uri; readonly problem?: TextFileProblem } | undefined> {
  const listed = await Promise.all(folders.map((folder) => filesOf(folder, fs)));
  const files = listed.flatMap((found) => found ?? []);
  const active = activeFile(folders);
  if (active && !files.some(({ uri }) => uri.toString() === active.uri.toString())) {
    files.push(active);
  }
  const [first, ...more] = files.sort((a, b) => Number(b.name === '.env') - Number(a.name === '.env'));
  if (!first) {
    const [folder] = folders;
    const isRead = listed.some((found) => found !== undefined);
    const uri = folder ? (isRead ? Uri.joinPath(folder.uri, '.env') : folder.uri) : Uri.file('/');
    return { problem: isRead ? 'notAFile' : 'unreadable', uri };
  }
  if (more.length === 0) {
    return first;
  }
  const items: (QuickPickItem & { file: EnvFile })[] = [first, ...more].map((file) => ({
    label: plainText(file.name),
    description: plainText(
      [folders.length > 1 && file.folder.name, file.isNew && l10n.t('new file')].filter(Boolean).join(' · '),
    ),
    file,
  }));
  const placeHolder = l10n.t('In which file?');
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.file;
}

/** The .env files at the root of a folder, and the one that could be; undefined where the folder can't be read. */
async function filesOf(folder: WorkspaceFolder, fs: FileSystem): Promise<EnvFile[] | undefined> {
  let entries: [string, FileType][];
  try {
    entries = await fs.readDirectory(folder.uri);
  } catch {
    return undefined;
  }
  const names = entries.flatMap(([name, type]) =>
    isEnvFileName(name) && (type & FileType.File) !== 0 ? [name] : [],
  );
  const isFree = !entries.some(([name]) => name === '.env');
  return [...(isFree ? ['.env'] : []), ...names.sort()].map((name) => ({
    uri: Uri.joinPath(folder.uri, name),
    name,
    folder,
    isNew: isFree && name === '.env',
  }));
}

function activeFile(folders: readonly WorkspaceFolder[]): EnvFile | undefined {
  const uri = window.activeTextEditor?.document.uri;
  const folder = folders.find(
    (each) => uri?.scheme === each.uri.scheme && uri.path.startsWith(`${each.uri.path.replace(/\/$/, '')}/`),
  );
  if (!uri || !folder || !isEnvFileName(uri.path.slice(uri.path.lastIndexOf('/') + 1))) {
    return undefined;
  }
  const name = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  return { uri, name, folder, isNew: false };
}
