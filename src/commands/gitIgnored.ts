// Asks VS Code's git extension whether git would commit a file; where git can't say, what is around the file does.
import { extensions, FileType, Uri, workspace } from 'vscode';
import { noAnswer, withTimeLimit } from '../accounts/timeLimit';
import { committed, type GitSays } from './committed';

/** What is used of the API of `vscode.git` (extensions/git/src/api/git.d.ts in VS Code's sources). */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  /** The open repository that holds the file. */
  getRepository(uri: Uri): { checkIgnore(paths: string[]): Promise<ReadonlySet<string>> } | null;
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
 * opened the repository. Then a file in a repository counts as committed, and so does one in a folder of the workspace of which nobody knows if it
 * is a repository. An untitled document is no file yet. Never rejects.
 */
export async function wouldBeCommitted(uri: Uri, git: () => Promise<GitApi> = gitApi): Promise<boolean> {
  const { scheme } = uri;
  if (scheme === 'untitled') {
    return false;
  }
  const says = await gitSays(uri, git);
  return committed({
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
    if (!repository) {
      return 'unknown';
    }
    const ignored = await repository.checkIgnore([uri.fsPath]);
    return ignored.has(uri.fsPath) ? 'ignored' : 'notIgnored';
  };
  try {
    const says = await withTimeLimit(asked(), gitTime);
    return says === noAnswer ? 'unknown' : says;
  } catch {
    return 'unknown';
  }
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
