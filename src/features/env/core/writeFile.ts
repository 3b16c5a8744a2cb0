// Writes a file of this computer's disk: that very file, whatever is put in its place meanwhile, whole or not at all.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import { done, failed, type Result } from '../../../api/result';
import { codeOf, realPath, samePath } from '../../../common/core/realPath';

/** Why it was not written. The file is as it was, unless it is damaged. */
export type NotWritten = 'readOnly' | 'unwritable' | 'movedAway' | 'damaged';

export interface FileToWrite {
  /** Its real path: no link is followed. */
  readonly path: string;
  /** What is in it; undefined where there is no such file. One that comes meanwhile stays as it is. */
  readonly before: string | undefined;
  /** How many names it has (hard links), or had: 0 where it was not there. */
  readonly names: number;
  /** The permissions of a new one. */
  readonly mode: number;
}

/** Writes it. `opened` is Node's `open`, or what stands in for it in a test. Errors are not passed on: nobody knows what they quote. */
export async function writeFile(
  { path, before, names, mode }: FileToWrite,
  text: string,
  opened: typeof open = open,
): Promise<Result<void, NotWritten>> {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const isNew = before === undefined;
  let file: FileHandle;
  try {
    file = await opened(path, O_WRONLY | (isNew ? O_CREAT | O_EXCL : O_NOFOLLOW | O_NONBLOCK), mode);
  } catch (error) {
    return failed(notOpened(codeOf(error)));
  }
  let why: NotWritten | undefined;
  try {
    why = (await isAt(path, file, isNew ? 1 : names)) ? undefined : 'movedAway';
    if (!why) {
      await writeWhole(file, text);
    }
  } catch {
    why = isNew || (await isPutBack(file, before)) ? 'unwritable' : 'damaged';
  }
  if (why && isNew) {
    await remove(path, file);
  }
  await file.close().catch(() => undefined);
  return why ? failed(why) : done;
}

function notOpened(code: unknown): NotWritten {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'readOnly';
    // Another has come; a link, of which a BSD says EMLINK; something that is no file; or the file is gone.
    case 'EEXIST':
    case 'ELOOP':
    case 'EMLINK':
    case 'ENXIO':
    case 'ENOENT':
      return 'movedAway';
    default:
      return 'unwritable';
  }
}

/** Whether what is open is the file at this path, with no link on the way, and has as many names as it had. */
async function isAt(path: string, file: FileHandle, names: number): Promise<boolean> {
  const [real, now, open] = await Promise.all([
    realPath(path),
    lstat(path, { bigint: true }),
    file.stat({ bigint: true }),
  ]);
  return (
    (real.ok ? samePath(real.value, path) : real.why === 'unknown') &&
    open.isFile() &&
    now.ino === open.ino &&
    now.dev === open.dev &&
    // Some disks count none.
    (open.nlink || 1n) === BigInt(names || 1)
  );
}

async function writeWhole(file: FileHandle, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  }
  await file.truncate(bytes.length);
}

async function isPutBack(file: FileHandle, before: string): Promise<boolean> {
  try {
    await writeWhole(file, before);
    return true;
  } catch {
    return false;
  }
}

/** Takes away what was created, and no other file that has come to its place. */
async function remove(path: string, file: FileHandle): Promise<void> {
  try {
    const [now, open] = await Promise.all([lstat(path, { bigint: true }), file.stat({ bigint: true })]);
    if (now.ino === open.ino && now.dev === open.dev) {
      await rm(path);
    }
  } catch {
    // It is gone, or can't be reached any more.
  }
}
