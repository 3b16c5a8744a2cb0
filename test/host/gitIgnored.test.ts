// Whether git would commit a file: asked of VS Code's own git extension about a real repository, and where that can't say.
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, extensions, Uri, workspace } from 'vscode';
import { type GitApi, wouldBeCommitted } from '../../src/common/git/wouldBeCommitted';
import { skipWithout } from '../support/lacking';

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
    let api: GitApi & { openRepository(root: Uri): Promise<unknown> };
    const settings = () => workspace.getConfiguration('git');

    before(async function () {
      const git = (...args: string[]) => execFileSync('git', args, { cwd: join(folder, 'repository') });
      try {
        git('init', '--quiet');
      } catch {
        skipWithout('git', this);
      }
      writeFileSync(join(folder, 'repository', '.gitignore'), '.env\n*.secret\n!kept.secret\ntracked.txt\n');
      writeFileSync(join(folder, 'repository', 'tracked.txt'), '');
      git('add', '--force', 'tracked.txt');
      const extension = extensions.getExtension('vscode.git');
      assert.ok(extension);
      const exported = await extension.activate();
      await settings().update('enabled', true, ConfigurationTarget.Global);
      // Or it would not open one outside the workspace.
      await settings().update('openRepositoryInParentFolders', 'always', ConfigurationTarget.Global);
      await new Promise<void>((resolve) => {
        if (exported.enabled) resolve();
        else exported.onDidChangeEnablement((enabled: boolean) => enabled && resolve());
      });
      api = exported.getAPI(1);
      await new Promise<void>((resolve) => {
        if (api.state === 'initialized') resolve();
        else exported.getAPI(1).onDidChangeState((state: string) => state === 'initialized' && resolve());
      });
    });
    after(async () => {
      await settings().update('enabled', undefined, ConfigurationTarget.Global);
      await settings().update('openRepositoryInParentFolders', undefined, ConfigurationTarget.Global);
    });

    it('before the repository is open: as it stands in one, though nobody knows what is ignored', async () => {
      assert.equal(await wouldBeCommitted(at('repository', '.env')), 'maybe');
    });

    it('not what it ignores, also where there is no such file yet', async () => {
      assert.ok(await api.openRepository(at('repository')));
      assert.equal(await wouldBeCommitted(at('repository', '.env')), 'no');
      assert.equal(await wouldBeCommitted(at('repository', 'inner', 'a.secret')), 'no');
    });

    it('all else in a repository: what an exception names, and what is tracked though ignored, too', async () => {
      assert.equal(await wouldBeCommitted(at('repository', 'new.php')), 'yes');
      assert.equal(await wouldBeCommitted(at('repository', 'kept.secret')), 'yes');
      assert.equal(await wouldBeCommitted(at('repository', 'tracked.txt')), 'yes');
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
      (state: GitApi['state'], lines: string[], opened = true) =>
      async (): Promise<GitApi> => ({
        state,
        git: { path: program('git', ...lines) },
        getRepository: () => (opened ? { rootUri: at('repository') } : null),
      });
    const ignoring = ["printf '.gitignore\\0001\\000*\\000path\\000'"];
    const cases: readonly [string, () => Promise<GitApi>][] = [
      ['is not there', () => Promise.reject(new Error('no git'))],
      ['is still scanning', saying('uninitialized', ignoring)],
      ['has not opened the repository', saying('initialized', ignoring, false)],
      ['fails', saying('initialized', ['exit 128'])],
      ['does not answer', saying('initialized', ['exec sleep 60'])],
    ];
    for (const [why, git] of cases) {
      it(`because it ${why}: a file below a .git, and no other`, async () => {
        assert.equal(await wouldBeCommitted(at('repository', 'inner', 'a.php'), git), 'maybe');
        assert.equal(await wouldBeCommitted(at('elsewhere', 'a.php'), git), 'no');
      });
    }

    it('(that git would have been believed)', async () => {
      assert.equal(await wouldBeCommitted(at('repository', 'a.php'), saying('initialized', ignoring)), 'no');
    });

    it('an untitled document is no file yet, and git is not asked', async () => {
      const git = () => assert.fail('git was asked');
      assert.equal(await wouldBeCommitted(Uri.parse('untitled:Untitled-1'), git), 'no');
    });

    it('a file of a folder that is only looked at, outside the workspace, is nobody’s to say', async () => {
      assert.equal(await wouldBeCommitted(Uri.parse('vscode-vfs://github/a/b.php'), cases[0]?.[1]), 'no');
    });
  });
});
