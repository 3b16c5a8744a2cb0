// Small text files of the workspace, read and written whole: what keeps that from working is a value with a name.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { type FileSystem, FileSystemError, FileType, type Uri, window, workspace } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import { type Sealed, sealedBy } from './core/sealed';

export type TextFileProblem =
  | 'readOnly'
  | 'notAFile'
  | 'tooLarge'
  | 'notUtf8'
  | 'unreadable'
  | 'unwritable'
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
 * Writes a file that had the text `before`, or was not there. A write that broke off is undone, or what was in the file is shown in an
 * editor of its own: nothing is lost. Errors are not passed on: nobody knows what they quote.
 */
export async function replaceText(
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

/**
 * Creates a file that its owner alone can read, where the disk can say so. A file that came meanwhile stays as it is, and of a write that
 * broke off nothing stays.
 */
export async function createPrivately(
  uri: Uri,
  text: string,
  fs: FileSystem,
): Promise<Result<void, TextFileProblem>> {
  if (uri.scheme !== 'file') {
    // VS Code’s own functions take no permissions, and only they reach the disk of another computer.
    return replaceText(uri, text, undefined, fs);
  }
  let file: FileHandle;
  try {
    file = await open(uri.fsPath, 'wx', 0o600);
  } catch {
    return failed('unwritable');
  }
  try {
    await file.writeFile(text);
    await file.close();
    return done;
  } catch {
    await file.close().catch(() => undefined);
    await rm(uri.fsPath, { force: true }).catch(() => undefined);
    return failed('unwritable');
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
    await window.showTextDocument(await workspace.openTextDocument({ content: before ?? '' }));
    return false;
  }
}

/** The document of a file that is open with changes that are not on the disk. */
export function unsaved(uri: Uri) {
  return workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
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
