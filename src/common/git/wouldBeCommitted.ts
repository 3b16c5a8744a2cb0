// Asks VS Code's git extension whether git would commit a file; where git can't say, what is around the file does.
import { execFile } from 'node:child_process';
import { extensions, FileType, Uri, workspace } from 'vscode';
import { withTimeLimit } from '../../accounts/timeLimit';
import { type GitSays, judgeCommit, type WouldCommit } from './judgeCommit';

/** What is used of the API of `vscode.git` (extensions/git/src/api/git.d.ts in VS Code's sources). */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  /** The program. */
  readonly git: { readonly path: string };
  /** The open repository that holds the file. */
  getRepository(uri: Uri): { readonly rootUri: Uri } | null;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** How long git may take, its start included, in milliseconds. */
const gitTime = 3000;

/** File systems in which a repository shows by its `.git`. */
const withGitFolders = ['file', 'vscode-remote'];

/**
 * Whether git would commit this file, which may not exist yet: it is in a repository and not ignored.
 *
 * Git is not always there to say so: it may be missing, switched off, not trusted in this workspace, still scanning it, or not have
 * opened the repository; and in a remote window it runs where this extension may not. Then a file in a repository may be committed, and so may
 * one in a folder of the workspace of which nobody knows if it is a repository. An untitled document is no file yet. Never rejects.
 */
export async function wouldBeCommitted(uri: Uri, git: () => Promise<GitApi> = gitApi): Promise<WouldCommit> {
  const { scheme } = uri;
  if (scheme === 'untitled') {
    return 'no';
  }
  const says = await gitSays(uri, git);
  return judgeCommit({
    scheme,
    git: says,
    inRepository: says === 'unknown' && withGitFolders.includes(scheme) ? await hasGitAbove(uri) : undefined,
    inWorkspaceFolder: workspace.getWorkspaceFolder(uri) !== undefined,
  });
}

async function gitSays(uri: Uri, git: () => Promise<GitApi>): Promise<GitSays> {
  const asked = async (): Promise<GitSays> => {
    const api = await git();
    // Before its first scan of the workspace git knows of no repository, or not of the inner one.
    const repository = api.state === 'initialized' ? api.getRepository(uri) : null;
    return repository ? checkIgnore(api.git.path, repository.rootUri.fsPath, uri.fsPath) : 'unknown';
  };
  try {
    const says = await withTimeLimit(asked(), gitTime);
    return says.ok ? says.value : 'unknown';
  } catch {
    return 'unknown';
  }
}

/**
 * Runs git as `checkIgnore` of the API does, which is not used: it reads what git has written when git ends, and then not all may have
 * come, so that it sometimes calls what is ignored not ignored.
 */
function checkIgnore(git: string, root: string, path: string): Promise<GitSays> {
  return new Promise((resolve) => {
    const options = { cwd: root, timeout: gitTime, windowsHide: true };
    const child = execFile(git, ['check-ignore', '--verbose', '-z', '--stdin'], options, (error, found) => {
      if (error) {
        resolve(error.code === 1 ? 'notIgnored' : 'unknown');
        return;
      }
      // Where the pattern is, its line, the pattern, the path. One that begins with ! makes an exception.
      const [, , pattern = '!'] = found.split('\0');
      resolve(pattern.startsWith('!') ? 'notIgnored' : 'ignored');
    });
    // A git that is not there, or ends early, is heard of above.
    child.stdin?.on('error', () => undefined).end(path);
  });
}

async function gitApi(): Promise<GitApi> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  const exported = extension && (await extension.activate());
  if (!exported?.enabled) {
    throw new Error('No git here.');
  }
  return exported.getAPI(1);
}

async function hasGitAbove(uri: Uri): Promise<boolean> {
  for (let folder = Uri.joinPath(uri, '..'); ; folder = Uri.joinPath(folder, '..')) {
    if (await exists(Uri.joinPath(folder, '.git'))) {
      return true;
    }
    if (folder.path === '/' || folder.path === Uri.joinPath(folder, '..').path) {
      return false;
    }
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    // A folder, or in a submodule and a linked work tree a file.
    return (await workspace.fs.stat(uri)).type !== FileType.Unknown;
  } catch {
    return false;
  }
}
