// Asks the program git about a file. Nothing that a repository's own settings name is run for it, and nothing is written.
import { execFile } from 'node:child_process';
import { lstat, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type GitSays, judgeGit } from './judgeCommit';

/** How long git may take, its start included, in milliseconds. */
export const gitTime = 3000;

/**
 * Whether git tracks or ignores a file, which may not exist yet. `path` is its real path: git stops at links. Unknown where it fails,
 * takes too long, or finds no repository. Never rejects.
 *
 * Git is asked from the file's own folder, so that it finds the innermost repository, as a commit there does. The ones around it ignore
 * what is in there, but go on committing what they tracked before it came.
 */
export async function askGit(git: string, path: string): Promise<GitSays> {
  const folder = await deepestFolder(dirname(path));
  const [, ...around] = await rootsAbove(folder);
  const { GIT_DIR } = process.env;
  const [innermost, ...tracked] = await Promise.all([
    checkIgnore(git, folder, path),
    ...[folder, ...around].map((each) => isTracked(git, each, path, plainEnvironment())),
    // A repository kept elsewhere, as for the files of a home folder: it commits what it tracks.
    ...(GIT_DIR
      ? [isTracked(git, folder, path, { ...plainEnvironment(), ...named(/^GIT_(DIR|WORK_TREE)$/) })]
      : []),
  ]);
  return judgeGit(innermost, tracked);
}

/** The folders from here up that hold a `.git`, innermost first. */
async function rootsAbove(folder: string): Promise<string[]> {
  const above = folder === dirname(folder) ? [] : await rootsAbove(dirname(folder));
  return (await exists(join(folder, '.git'))) ? [folder, ...above] : above;
}

/**
 * What the patterns say; the index is `isTracked`'s, for here a name in it that is like the file's, read as a pattern, would count as well.
 *
 * Run as `checkIgnore` of VS Code's git extension does, which is not used: it asks another repository, and reads what git has written when
 * git ends, and then not all may have come, so that it sometimes calls what is ignored not ignored.
 */
async function checkIgnore(git: string, folder: string, path: string): Promise<GitSays> {
  const { code, output } = await run(
    git,
    folder,
    ['check-ignore', '--no-index', '--verbose', '-z', '--stdin'],
    plainEnvironment(),
    path,
  );
  if (code !== 0) {
    return code === 1 ? 'notIgnored' : 'unknown';
  }
  // Where the pattern is, its line, the pattern, the path. One that begins with ! makes an exception.
  const [, , pattern = '!'] = output.split('\0');
  return pattern.startsWith('!') ? 'notIgnored' : 'ignored';
}

/** Whether the file is in the index, by any case and accents that its disk takes for the same; undefined where git can't say. */
async function isTracked(
  git: string,
  folder: string,
  path: string,
  env: NodeJS.ProcessEnv,
): Promise<boolean | undefined> {
  const { code, output, complaints } = await run(
    git,
    folder,
    ['ls-files', '-z', '--', `:(icase,literal)${path}`],
    env,
  );
  // What it can't read of the index it complains of, and leaves out.
  if (code !== 0 || complaints !== '') {
    return undefined;
  }
  const names = output.split('\0').filter((name) => name !== '');
  return (await Promise.all(names.map((name) => isSameFile(join(folder, name), path)))).includes(true);
}

/**
 * What git's documentation says could run a program or reach out while it reads: a monitor of files, and blobs that a partial clone
 * lacks and would fetch. In a folder with the files of a bare repository, which can come with a clone, git is to see none.
 */
const quiet = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'safe.bareRepository=explicit',
];

/** Of what names another repository, index or settings, as git's own editors and hooks inherit, nothing: a commit is made without. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return {
    ...named(/^(?!GIT_)/),
    // The person's own settings stay, wherever they keep them.
    ...named(/^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM)$/),
    GIT_NO_LAZY_FETCH: '1',
    // For versions that do not know that: no way to fetch is allowed.
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

function named(names: RegExp): NodeJS.ProcessEnv {
  // Windows knows no case in them.
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name.toUpperCase())));
}

function run(
  git: string,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<{ readonly code: unknown; readonly output: string; readonly complaints: string }> {
  return new Promise((resolve) => {
    // Not started in that folder: Windows would take a git.exe that lies there.
    const options = { cwd: dirname(process.execPath), env, timeout: gitTime, windowsHide: true };
    const child = execFile(git, [...quiet, '-C', folder, ...args], options, (error, output, complaints) =>
      resolve({ code: error ? error.code : 0, output, complaints }),
    );
    // A git that is not there, or ends early, is heard of above.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

async function deepestFolder(folder: string): Promise<string> {
  return folder === dirname(folder) || (await exists(folder)) ? folder : deepestFolder(dirname(folder));
}

async function exists(path: string): Promise<boolean> {
  try {
    // A `.git` is a folder, or in a submodule and a linked work tree a file.
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  if (a === b) {
    return true;
  }
  try {
    const [one, other] = await Promise.all([a, b].map((path) => lstat(path, { bigint: true })));
    return one?.ino === other?.ino && one?.dev === other?.dev;
  } catch {
    return false;
  }
}
