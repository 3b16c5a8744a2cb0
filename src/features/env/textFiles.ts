// Small text files of the workspace, read and written whole: what keeps that from working is a value with a name.
import type { open } from 'node:fs/promises';
import {
  type FileSystem,
  FileSystemError,
  FileType,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import { realPath, samePath } from '../../common/core/realPath';
import type { RealFile } from '../../common/realFile';
import { type Sealed, sealedBy } from './core/sealed';
import { writeFile } from './core/writeFile';

/** Node's function, or what stands in for it in a test. */
export type Open = typeof open;

export type TextFileProblem =
  | 'readOnly'
  | 'notAFile'
  | 'tooLarge'
  | 'notUtf8'
  | 'unreadable'
  | 'unwritable'
  | 'movedAway'
  | 'damaged'
  | 'notSaved'
  | Sealed;

/** More than people write by hand, in bytes. */
const largest = 100_000;

/** The text of a file, with its byte order mark if it has one; undefined where there is no file yet. */
export async function readText(
  uri: Uri,
  fs: FileSystem,
): Promise<Result<string | undefined, TextFileProblem>> {
  try {
    const { type, size } = await fs.stat(uri);
    if ((type & FileType.File) === 0) {
      return failed('notAFile');
    }
    if (size > largest) {
      return failed('tooLarge');
    }
    const bytes = await fs.readFile(uri);
    if (bytes.length > largest) {
      return failed('tooLarge');
    }
    const tool = sealedBy(Buffer.from(bytes).toString('latin1'));
    if (tool) {
      return failed({ sealedBy: tool });
    }
    const text = utf8(bytes);
    return text === undefined ? failed('notUtf8') : ok(text);
  } catch (error) {
    return error instanceof FileSystemError && error.code === 'FileNotFound'
      ? ok(undefined)
      : failed('unreadable');
  }
}

/**
 * Writes the real file, which had the text `before` or was not there: that file, and none that came to its place meanwhile. A new one is
 * readable by its owner alone where `isPrivate`, as far as the disk can say so. A write that broke off is undone, or what was in the file
 * is shown in an editor of its own: nothing is lost. Errors are not passed on: nobody knows what they quote.
 */
export async function writeText(
  real: RealFile,
  text: string,
  before: string | undefined,
  {
    fs,
    open,
    isPrivate = false,
  }: { readonly fs: FileSystem; readonly open?: Open; readonly isPrivate?: boolean },
): Promise<Result<void, TextFileProblem>> {
  const { uri, names } = real;
  const written =
    uri.scheme === 'file'
      ? await writeFile({ path: uri.fsPath, before, names, mode: isPrivate ? 0o600 : 0o666 }, text, open)
      : // VS Code’s own functions take no permissions and follow links, and only they reach the disk of another computer.
        await writeThroughVSCode(uri, text, before, fs);
  if (!written.ok && written.why === 'damaged') {
    await window.showTextDocument(await workspace.openTextDocument({ content: before ?? '' }));
  }
  return written;
}

async function writeThroughVSCode(
  uri: Uri,
  text: string,
  before: string | undefined,
  fs: FileSystem,
): Promise<Result<void, TextFileProblem>> {
  try {
    await fs.writeFile(uri, new TextEncoder().encode(text));
    return done;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'NoPermissions') {
      return failed('readOnly');
    }
    return failed((await isPutBack(uri, before, fs)) ? 'unwritable' : 'damaged');
  }
}

async function isPutBack(uri: Uri, before: string | undefined, fs: FileSystem): Promise<boolean> {
  const found = await readText(uri, fs);
  if (found.ok && found.value === before) {
    return true;
  }
  try {
    await (before === undefined ? fs.delete(uri) : fs.writeFile(uri, new TextEncoder().encode(before)));
    return true;
  } catch {
    return false;
  }
}

/** The document of a file that is open with changes that are not on the disk, under whatever name it was opened. */
export async function unsaved({ uri }: Pick<RealFile, 'uri'>): Promise<TextDocument | undefined> {
  for (const document of workspace.textDocuments) {
    if (document.isDirty && (await isOf(document.uri, uri))) {
      return document;
    }
  }
  return undefined;
}

async function isOf(opened: Uri, uri: Uri): Promise<boolean> {
  if (opened.scheme !== 'file' || uri.scheme !== 'file') {
    return opened.toString() === uri.toString();
  }
  const path = await realPath(opened.fsPath);
  return samePath(path.ok ? path.value : opened.fsPath, uri.fsPath);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // UTF-16 of plain letters passes for UTF-8.
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
