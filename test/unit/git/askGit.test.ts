// What git says of a file, asked of real repositories of every kind, also such as would run programs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { askGit } from '../../../src/common/git/askGit';
import { skipWithout } from '../../support/lacking';

describe('what git says of a file', () => {
  let root: string;
  const before = { ...process.env };
  const at = (...path: string[]) => join(root, ...path);
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: at(folder),
      encoding: 'utf8',
      stdio: 'pipe',
      env: before,
    });
  const write = (path: string, text = '') => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const repository = (folder: string, files: Readonly<Record<string, string>> = {}) => {
    mkdirSync(at(folder), { recursive: true });
    git(folder, 'init', '--quiet');
    for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
    git(folder, 'add', '--all', '--force');
    git(folder, 'commit', '--quiet', '--allow-empty', '--message=x');
  };
  const says = (...path: string[]) => askGit('git', at(...path));

  beforeEach(function () {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-git-')));
    try {
      git('.', '--version');
    } catch {
      skipWithout('git', this);
    }
  });
  afterEach(() => {
    process.env = { ...before };
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  it('ignored by a pattern, an exception, tracked though ignored, and none of these; there or not', async () => {
    repository('a', { '.gitignore': '.env\n*.secret\n!kept.secret\n', 'tracked.secret': '' });
    assert.equal(await says('a', '.env'), 'ignored');
    assert.equal(await says('a', 'not', 'there', 'b.secret'), 'ignored');
    assert.equal(await says('a', 'kept.secret'), 'notIgnored');
    assert.equal(await says('a', 'send.php'), 'notIgnored');
    assert.equal(await says('a', 'tracked.secret'), 'tracked');
    git('a', 'update-index', '--assume-unchanged', 'tracked.secret');
    assert.equal(await says('a', 'tracked.secret'), 'tracked');
    write('a/added.secret');
    git('a', 'add', '--force', '--intent-to-add', 'added.secret');
    assert.equal(await says('a', 'added.secret'), 'tracked');
  });

  it('names that are patterns to git', async () => {
    repository('a', { '.gitignore': '.env*\n', '.env1': '' });
    assert.equal(await says('a', '.env[1]'), 'ignored');
    assert.equal(await says('a', '.env*'), 'ignored');
    assert.equal(await says('a', ':(top).env'), 'notIgnored');
    assert.equal(await says('a', '.env1'), 'tracked');
  });

  it('ignored by .git/info/exclude, and by the person’s own settings', async () => {
    repository('a');
    write('a/.git/info/exclude', '/own\n');
    assert.equal(await says('a', 'own'), 'ignored');
    write('home/.gitconfig', `[core]\n\texcludesFile = ${at('home', 'ignore')}\n`);
    write('home/ignore', 'mine\n');
    assert.equal(await says('a', 'mine'), 'notIgnored');
    process.env.HOME = at('home');
    delete process.env.GIT_CONFIG_GLOBAL;
    assert.equal(await says('a', 'mine'), 'ignored');
  });

  it('the innermost repository, in a folder that the outer one ignores', async () => {
    repository('outer', { '.gitignore': 'vendor\n.env\n' });
    repository('outer/vendor/lib');
    assert.equal(await says('outer', 'vendor', '.env'), 'ignored');
    assert.equal(await says('outer', 'vendor', 'lib', '.env'), 'notIgnored');
    assert.equal(await says('outer', 'vendor', 'lib', 'not', 'there', '.env'), 'notIgnored');
  });

  it('an outer repository that tracked the file before the inner one came', async () => {
    repository('outer', { 'inner/.env': '' });
    repository('outer/inner', { '.gitignore': '.env\n' });
    git('outer/inner', 'rm', '--cached', '--quiet', '.env');
    assert.equal(git('outer/inner', 'check-ignore', '.env'), '.env\n');
    assert.equal(await says('outer', 'inner', '.env'), 'tracked');
  });

  it('a submodule and a linked work tree', async () => {
    repository('lib', { 'tracked.env': '' });
    repository('a', { '.gitignore': '.env\n' });
    git('a', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', at('lib'), 'module');
    assert.equal(await says('a', 'module', '.env'), 'notIgnored');
    assert.equal(await says('a', 'module', 'tracked.env'), 'tracked');
    write('a/.git/modules/module/info/exclude', '.env\n');
    assert.equal(await says('a', 'module', '.env'), 'ignored');
    git('a', 'worktree', 'add', '--quiet', at('linked'));
    assert.equal(await says('linked', '.env'), 'ignored');
    assert.equal(await says('linked', 'b.php'), 'notIgnored');
    assert.equal(await says('linked', '.gitignore'), 'tracked');
  });

  it('a file that the disk takes for a tracked one, as disks without case do', async () => {
    repository('a', { '.gitignore': '.env\n', '.ENV': '' });
    assert.equal(await says('a', '.env'), 'ignored', 'another file');
    linkSync(at('a', '.ENV'), at('a', '.env'));
    assert.equal(await says('a', '.env'), 'tracked', 'the same file');
  });

  describe('unknown', () => {
    it('outside of repositories, and inside of .git', async () => {
      repository('a');
      mkdirSync(at('b'));
      assert.equal(await says('b', '.env'), 'unknown');
      assert.equal(await says('a', '.git', 'config'), 'unknown');
    });

    // Only who owns everything can give something away.
    if (process.getuid?.() === 0) {
      it('in one of another owner, which git refuses', async () => {
        repository('a', { '.gitignore': '.env\n' });
        for (const path of ['a', 'a/.git']) chownSync(at(path), 12345, 12345);
        assert.equal(await says('a', '.env'), 'unknown');
      });
    }

    it('where the outer repository can’t be asked whether it tracks the file', async () => {
      mkdirSync(at('outer', '.git'), { recursive: true });
      repository('outer/inner', { '.gitignore': '.env\n' });
      assert.equal(await says('outer', 'inner', '.env'), 'unknown');
      assert.equal(await says('outer', 'inner', 'a.php'), 'notIgnored');
    });

    it('where there is no git, or it fails', async () => {
      repository('a', { '.gitignore': '.env\n' });
      assert.equal(await askGit(at('none'), at('a', '.env')), 'unknown');
      write('a/git', '#!/bin/sh\nexit 128\n');
      assert.equal(await askGit(at('a', 'git'), at('a', '.env')), 'unknown', 'no program at all');
      chmodSync(at('a', 'git'), 0o755);
      assert.equal(await askGit(at('a', 'git'), at('a', '.env')), 'unknown');
    });
  });

  describe('with an environment that names another repository, as in git’s own editors', () => {
    it('the file’s own repository counts', async () => {
      repository('a', { '.gitignore': '.env\n' });
      repository('b', { '.gitignore': '*\n' });
      Object.assign(process.env, {
        GIT_INDEX_FILE: at('b', '.git', 'index'),
        GIT_WORK_TREE: root,
        GIT_PREFIX: 'b/',
        GIT_LITERAL_PATHSPECS: '1',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.excludesFile',
        GIT_CONFIG_VALUE_0: at('b', '.gitignore'),
      });
      assert.equal(await says('a', '.env'), 'ignored');
      assert.equal(await says('a', 'b.php'), 'notIgnored');
      assert.equal(await says('a', '.gitignore'), 'tracked');
    });

    it('and what that other one tracks, such as the files of a home folder', async () => {
      mkdirSync(at('home'));
      git('.', 'init', '--quiet', '--bare', 'dotfiles');
      write('home/.env');
      git('home', `--git-dir=${at('dotfiles')}`, `--work-tree=${at('home')}`, 'add', '.env');
      assert.equal(await says('home', '.env'), 'unknown');
      Object.assign(process.env, { GIT_DIR: at('dotfiles'), GIT_WORK_TREE: at('home') });
      assert.equal(await says('home', '.env'), 'tracked');
    });
  });

  describe('runs nothing that a repository names:', () => {
    const ran = () => existsSync(at('ran'));
    const program = () => {
      write('program', `#!/bin/sh\ntouch '${at('ran')}'\n`);
      chmodSync(at('program'), 0o755);
      return at('program');
    };

    it('no monitor of files', async () => {
      repository('a', { '.gitignore': '.env\n' });
      git('a', 'config', 'core.fsmonitor', program());
      assert.equal(await says('a', '.env'), 'ignored');
      assert.equal(ran(), false);
      git('a', 'ls-files');
      assert.ok(ran(), '(git itself runs it)');
    });

    it('no way to fetch what a partial clone lacks', async () => {
      repository('a', { '.gitignore': '.env\n', 'in/x': '', 'out/deep/x': '' });
      git('a', 'sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
      const tree = git('a', 'rev-parse', 'HEAD:out').trim();
      rmSync(at('a', '.git', 'objects', tree.slice(0, 2), tree.slice(2)));
      for (const [name, value] of [
        ['core.repositoryFormatVersion', '1'],
        ['extensions.partialClone', 'origin'],
        ['remote.origin.url', at('a')],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.uploadpack', program()],
      ] as const)
        git('a', 'config', name, value);
      assert.equal(await says('a', 'out', '.env'), 'unknown', 'not all of the index could be read');
      assert.equal(ran(), false);
      git('a', 'ls-files');
      assert.ok(ran(), '(git itself runs it)');
    });

    it('no repository without a work tree, which a clone may bring along', async () => {
      repository('a');
      git('a', 'init', '--quiet', '--bare', 'fixtures');
      git('a/fixtures', 'config', 'core.bare', 'false');
      git('a/fixtures', 'config', 'core.worktree', at('a', 'fixtures'));
      write('a/fixtures/info/exclude', '.env\n');
      assert.equal(git('a/fixtures', 'check-ignore', '.env'), '.env\n', '(git itself believes it)');
      assert.notEqual(await says('a', 'fixtures', '.env'), 'ignored');
    });

    it('and writes nothing', async () => {
      repository('a', { '.gitignore': '.env\n' });
      write('a/.env');
      const all = () =>
        readdirSync(at('a'), { recursive: true, encoding: 'utf8' })
          .map((name) => [name, statSync(at('a', name)).mtimeMs])
          .sort();
      const was = all();
      assert.equal(await says('a', '.env'), 'ignored');
      assert.deepEqual(all(), was);
    });
  });
});
