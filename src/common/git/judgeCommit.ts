// Whether git would commit a file, decided from what could be learnt about it.

/** What git itself says of a file; unknown where git can't be asked, or has not opened the file's repository. */
export type GitSays = 'ignored' | 'notIgnored' | 'unknown';

/** What is known of a file. */
export interface KnownOfFile {
  /** The scheme of its URI. */
  readonly scheme: string;
  readonly git: GitSays;
  /** Whether a folder above it holds a `.git`; undefined where its file system holds none, such as a repository that is only looked at. */
  readonly inRepository: boolean | undefined;
  readonly inWorkspaceFolder: boolean;
}

/** Whether git would commit a file; maybe, where nobody could say what it ignores. */
export type WouldCommit = 'yes' | 'maybe' | 'no';

/** Whether git would commit the file. What nobody can tell about may be committed when it is in a folder of the workspace. */
export function judgeCommit({ scheme, git, inRepository, inWorkspaceFolder }: KnownOfFile): WouldCommit {
  if (scheme === 'untitled' || git === 'ignored') {
    return 'no';
  }
  if (git === 'notIgnored') {
    return 'yes';
  }
  return (inRepository ?? inWorkspaceFolder) ? 'maybe' : 'no';
}
