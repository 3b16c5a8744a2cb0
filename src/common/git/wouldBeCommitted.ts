// Whether git would commit a file: asks git where that can be done, and looks at what is around the file where not.
import { extensions, FileType, Uri, workspace } from 'vscode';
import { withTimeLimit } from '../../accounts/timeLimit';
import { isLink } from '../realFile';
import { askGit, gitTime } from './askGit';
import { type GitSays, judgeCommit, type WouldCommit } from './judgeCommit';

/** What is used of the API of `vscode.git` (extensions/git/src/api/git.d.ts in VS Code's sources). */
export interface GitApi {
  /** The program. */
  readonly git: { readonly path: string };
  /** The open repository that holds the file. */
  getRepository(uri: Uri): object | null;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** What a test puts in the place of VS Code's own. */
export interface GitParts {
  readonly git?: () => Promise<GitApi>;
  /** Whether the person trusts the workspace. Where they don't, no program is run in it. */
  readonly isTrusted?: boolean;
}

/** File systems in which a repository shows by its `.git`. */
const withGitFolders = ['file', 'vscode-remote'];

/**
 * Whether git would commit this file, which may not exist yet: it tracks it, or the file is in a repository and not ignored. `uri` is
 * that of the real file (`findRealFile`).
 *
 * VS Code's git extension says where the program is, and whether the person wants it used. Git is not always there: it may be missing,
 * switched off, not trusted in this workspace, or refuse, and in a remote window it runs where this extension may not. Then a file in a
 * repository may be committed, and so may one in a folder of the workspace of which nobody knows if it is a repository. An untitled
 * document is no file yet. Never rejects.
 */
export async function wouldBeCommitted(
  uri: Uri,
  { git = gitApi, isTrusted = workspace.isTrusted }: GitParts = {},
): Promise<WouldCommit> {
  const { scheme } = uri;
  if (scheme === 'untitled') {
    return 'no';
  }
  const { says, isOpen } =
    scheme === 'file' && isTrusted ? await gitSays(uri, git) : { says: 'unknown' as const, isOpen: false };
  return judgeCommit({
    scheme,
    git: says,
    // A repository may lie apart from its files: VS Code may know of one that has no `.git` above them, and so may its environment.
    inRepository:
      says === 'unknown' && withGitFolders.includes(scheme)
        ? isOpen || Boolean(process.env.GIT_DIR) || (await hasGitAbove(uri))
        : undefined,
    inWorkspaceFolder: workspace.getWorkspaceFolder(uri) !== undefined,
  });
}

async function gitSays(uri: Uri, git: () => Promise<GitApi>): Promise<{ says: GitSays; isOpen: boolean }> {
  try {
    const api = await withTimeLimit(git(), gitTime);
    if (api.ok) {
      const isOpen = api.value.getRepository(uri) !== null;
      return { says: await askGit(api.value.git.path, uri.fsPath), isOpen };
    }
  } catch {
    // No git.
  }
  return { says: 'unknown', isOpen: false };
}

async function gitApi(): Promise<GitApi> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  const exported = extension && (await extension.activate());
  if (!exported?.enabled) {
    throw new Error('No git here.');
  }
  return exported.getAPI(1);
}

/** Whether a folder above holds a `.git`, or may: one that is a link is not above the file, but another folder is. */
async function hasGitAbove(uri: Uri): Promise<boolean> {
  for (let folder = Uri.joinPath(uri, '..'); ; folder = Uri.joinPath(folder, '..')) {
    if (await exists(Uri.joinPath(folder, '.git'))) {
      return true;
    }
    if (folder.path === '/' || folder.path === Uri.joinPath(folder, '..').path) {
      return false;
    }
    if (await isLink(folder, workspace.fs)) {
      return true;
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
