// Whether git would commit a file: asked of VS Code's own git extension about a real repository, and where that can't say.
import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri } from 'vscode';
import { type GitApi, wouldBeCommitted } from '../../src/common/git/wouldBeCommitted';
import { git, switchGitOff, switchGitOn } from './support/useGit';

describe('whether git would commit a file', () => {
  let folder: string;
  const at = (...path: string[]) => Uri.file(join(folder, ...path));

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-git-')));
    mkdirSync(join(folder, 'repository', 'inner'), { recursive: true });
    mkdirSync(join(folder, 'elsewhere'));
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  describe('with the git extension', () => {
    before(async function () {
      await switchGitOn(this);
      const repository = join(folder, 'repository');
      git(repository, 'init', '--quiet');
      writeFileSync(join(repository, '.gitignore'), '.env\n*.secret\n!kept.secret\ntracked.txt\n');
      writeFileSync(join(repository, 'tracked.txt'), '');
      git(repository, 'add', '--force', 'tracked.txt');
    });
    after(switchGitOff);

    it('not what it ignores, also where there is no such file yet, in a repository that VS Code has not opened', async () => {
      assert.equal(await wouldBeCommitted(at('repository', '.env')), 'no');
      assert.equal(await wouldBeCommitted(at('repository', 'inner', 'a.secret')), 'no');
    });

    it('all else in a repository: what an exception names, and what is tracked though ignored, too', async () => {
      assert.equal(await wouldBeCommitted(at('repository', 'new.php')), 'yes');
      assert.equal(await wouldBeCommitted(at('repository', 'kept.secret')), 'yes');
      assert.equal(await wouldBeCommitted(at('repository', 'tracked.txt')), 'tracked');
    });

    it('nothing outside', async () => {
      assert.equal(await wouldBeCommitted(at('elsewhere', 'new.php')), 'no');
    });
  });

  describe('where git can’t say', () => {
    before(() => mkdirSync(join(folder, 'repository', '.git'), { recursive: true }));

    const program = (name: string, ...lines: string[]) => {
      const path = join(folder, name);
      writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
      return path;
    };
    const saying =
      (lines: string[], opened = false) =>
      async (): Promise<GitApi> => ({
        git: { path: program('git', ...lines) },
        getRepository: () => (opened ? {} : null),
      });
    const ignoring = ['case "$*" in *check-ignore*) printf \'.gitignore\\0001\\000*\\000path\\000\' ;; esac'];
    const cases: readonly [string, () => Promise<GitApi>][] = [
      ['is not there', () => Promise.reject(new Error('no git'))],
      ['fails', saying(['exit 128'])],
      ['does not answer', saying(['exec sleep 60'])],
    ];
    for (const [why, git] of cases) {
      it(`because it ${why}: a file below a .git, and no other`, async () => {
        assert.equal(await wouldBeCommitted(at('repository', 'inner', 'a.php'), { git }), 'maybe');
        assert.equal(await wouldBeCommitted(at('elsewhere', 'a.php'), { git }), 'no');
      });
    }

    it('(that git would have been believed)', async () => {
      assert.equal(await wouldBeCommitted(at('repository', 'a.php'), { git: saying(ignoring) }), 'no');
    });

    it('where the person does not trust the workspace, it is not asked', async () => {
      const parts = { git: () => assert.fail('git was asked'), isTrusted: false };
      assert.equal(await wouldBeCommitted(at('repository', 'a.php'), parts), 'maybe');
      assert.equal(await wouldBeCommitted(at('elsewhere', 'a.php'), parts), 'no');
    });

    it('because the repository lies apart from its files: VS Code has opened it', async () => {
      assert.equal(
        await wouldBeCommitted(at('elsewhere', 'a.php'), { git: saying(['exit 128'], true) }),
        'maybe',
      );
    });

    it('an untitled document is no file yet, and git is not asked', async () => {
      const git = () => assert.fail('git was asked');
      assert.equal(await wouldBeCommitted(Uri.parse('untitled:Untitled-1'), { git }), 'no');
    });

    it('a file of a folder that is only looked at, outside the workspace, is nobody’s to say', async () => {
      assert.equal(await wouldBeCommitted(Uri.parse('vscode-vfs://github/a/b.php')), 'no');
    });
  });
});
