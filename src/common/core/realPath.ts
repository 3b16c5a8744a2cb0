// Where a path really leads: every link on the way followed, also where the file does not exist yet.
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { failed, ok, type Result } from '../../api/result';

/** Why nobody can say where a path leads: through a link to nothing or to itself, or the disk does not tell. */
export type NoRealPath = 'nowhere' | 'unknown';

/**
 * The path of the file on its disk, as the disk writes it. Of what does not exist yet, the deepest folder that does is resolved, and the
 * rest added. `..` is taken out first, as VS Code does before it opens a file.
 */
export async function realPath(path: string): Promise<Result<string, NoRealPath>> {
  const plain = normalize(path);
  try {
    return ok(await realpath(plain));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ELOOP') {
      return failed('nowhere');
    }
    // Some disks can't be asked, such as those that a program made of memory on Windows.
    if (code !== 'ENOENT' || dirname(plain) === plain) {
      return failed('unknown');
    }
  }
  if (await isThere(plain)) {
    return failed('nowhere');
  }
  const folder = await realPath(dirname(plain));
  return folder.ok ? ok(join(folder.value, basename(plain))) : folder;
}

/** Where a path stands below a folder, its parts in order (none where it is the folder itself); undefined outside of it. Both are real paths. */
export function partsBelow(folder: string, path: string): readonly string[] | undefined {
  const way = relative(folder, path);
  if (way === '') {
    return [];
  }
  const parts = way.split(sep);
  return parts[0] === '..' || isAbsolute(way) ? undefined : parts;
}

/** Whether two paths read the same. A disk of Windows or macOS takes upper and lower case, and the ways to write an accent, for the same. */
export function samePath(a: string, b: string, platform = process.platform): boolean {
  const folded = (path: string) =>
    platform === 'win32' || platform === 'darwin' ? path.normalize('NFC').toLowerCase() : path;
  return folded(normalize(a)) === folded(normalize(b));
}

/** How Node.js calls what went wrong. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Whether something has this name, be it a link to nothing. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
