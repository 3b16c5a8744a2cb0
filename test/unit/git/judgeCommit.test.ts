// Which files git would commit: every combination of what can be known.
import assert from 'node:assert/strict';
import { type GitSays, judgeCommit, judgeGit } from '../../../src/common/git/judgeCommit';

describe('whether git would commit a file', () => {
  const known = {
    scheme: 'file',
    git: 'unknown',
    inRepository: undefined,
    inWorkspaceFolder: false,
  } as const;

  for (const inRepository of [true, false, undefined]) {
    for (const inWorkspaceFolder of [true, false]) {
      it(`git’s own word decides (in a repository: ${inRepository}, in the workspace: ${inWorkspaceFolder})`, () => {
        const around = { ...known, inRepository, inWorkspaceFolder };
        assert.equal(judgeCommit({ ...around, git: 'ignored' }), 'no');
        assert.equal(judgeCommit({ ...around, git: 'notIgnored' }), 'yes');
        assert.equal(judgeCommit({ ...around, git: 'tracked' }), 'tracked');
        assert.equal(judgeCommit({ ...around, scheme: 'untitled' }), 'no');
      });
    }
  }

  it('where git says nothing, what stands above the file decides', () => {
    assert.equal(judgeCommit({ ...known, inRepository: true }), 'maybe');
    assert.equal(judgeCommit({ ...known, inRepository: false, inWorkspaceFolder: true }), 'no');
  });

  it('where nobody knows, what is in a folder of the workspace may be', () => {
    assert.equal(judgeCommit({ ...known, inWorkspaceFolder: true }), 'maybe');
    assert.equal(judgeCommit({ ...known, inWorkspaceFolder: false }), 'no');
  });

  describe('of several repositories', () => {
    const says: readonly GitSays[] = ['ignored', 'notIgnored', 'unknown'];

    it('what one of them tracks is tracked, whatever the others say', () => {
      for (const innermost of says)
        for (const other of [true, false, undefined])
          assert.equal(judgeGit(innermost, [other, true]), 'tracked');
    });

    it('what none of them tracks is what the innermost says', () => {
      for (const innermost of says) assert.equal(judgeGit(innermost, [false, false]), innermost);
    });

    it('one that can’t be asked leaves in doubt only what the innermost ignores', () => {
      assert.equal(judgeGit('ignored', [false, undefined]), 'unknown');
      assert.equal(judgeGit('notIgnored', [undefined, false]), 'notIgnored');
    });
  });
});
