// Whether git would commit a file, decided from what could be learnt about it.

/** What git itself says of a file: it tracks it, ignores it, or neither; unknown where git can't be asked. */
export type GitSays = 'tracked' | 'ignored' | 'notIgnored' | 'unknown';

/** What is known of a file. */
export interface KnownOfFile {
  /** The scheme of its URI. */
  readonly scheme: string;
  readonly git: GitSays;
  /** Whether a folder above it holds a `.git`; undefined where nobody can tell, such as in a repository that is only looked at. */
  readonly inRepository: boolean | undefined;
  readonly inWorkspaceFolder: boolean;
}

/** Whether git would commit a file: it tracks it already, it does not ignore it; maybe, where nobody could say what it ignores. */
export type WouldCommit = 'tracked' | 'yes' | 'maybe' | 'no';

/** Whether git would commit the file. What nobody can tell about may be committed when it is in a folder of the workspace. */
export function judgeCommit({ scheme, git, inRepository, inWorkspaceFolder }: KnownOfFile): WouldCommit {
  if (scheme === 'untitled' || git === 'ignored') {
    return 'no';
  }
  if (git !== 'unknown') {
    return git === 'tracked' ? 'tracked' : 'yes';
  }
  return (inRepository ?? inWorkspaceFolder) ? 'maybe' : 'no';
}

/**
 * What git says of a file that several repositories could hold: what the innermost says of it, and whether each tracks it (undefined where
 * it could not be asked: it may be the one that commits the file).
 */
export function judgeGit(innermost: GitSays, tracked: readonly (boolean | undefined)[]): GitSays {
  if (tracked.includes(true)) {
    return 'tracked';
  }
  return innermost === 'ignored' && tracked.includes(undefined) ? 'unknown' : innermost;
}
