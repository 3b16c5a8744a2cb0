// Save to .env… and Insert API Key where a name is not the file: real links of every kind, real repositories, git's default settings.
import * as assert from 'node:assert/strict';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commands, env, FileSystemError, FileType, Position, Uri, window, workspace } from 'vscode';
import { Clipboard } from '../../src/common/clipboard';
import { findRealFile } from '../../src/common/realFile';
import type { Row } from '../../src/common/rows';
import { writeEnv } from '../../src/features/env/writeEnv';
import { insert } from '../../src/features/insert/insert';
import { canary, subAccount } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';
import { git, switchGitOff, switchGitOn } from './support/useGit';

const add = 'Add to .gitignore and Save';
const anyway = 'Save Anyway';
const copy = 'Copy as .env Lines';
const there = 'Save There';
const lines = 'MAILPARTNER_SUBACCOUNT_TOKEN=canary-token-1\nMAILPARTNER_SUBACCOUNT_API_KEY=canary-key-1\n';

describe('a name that is not the file', () => {
  let root: string;
  let opened: OpenTree;
  let said: FakeWindow;
  let folders: string[];
  let answers: (string | (() => string | undefined))[];
  let copied: string;
  const memory = {
    readText: async () => copied,
    writeText: async (text: string) => {
      copied = text;
    },
  };

  const at = (...path: string[]) => join(root, ...path);
  const read = (...path: string[]) => readFileSync(at(...path), 'utf8');
  const write = (path: string, text = 'A=1\n') => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const link = (to: string, path: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    symlinkSync(to, at(path));
  };
  const repository = (folder: string, files: Readonly<Record<string, string>> = {}) => {
    mkdirSync(at(folder), { recursive: true });
    git(at(folder), 'init', '--quiet');
    for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
    git(at(folder), 'add', '--all', '--force');
    git(at(folder), 'commit', '--quiet', '--allow-empty', '--message=x');
  };
  const row = (): Row => {
    const [first] = opened.tree.getChildren();
    assert.ok(first);
    return first;
  };
  const targets = () => ({ tree: opened.tree, askSubAccount: async () => undefined });
  const save = async () => {
    await writeEnv([row()], {
      ...targets(),
      saidOf: new Set(),
      clipboard: new Clipboard({ clipboard: memory, clearAfter: () => 0 }),
      folders: () => folders.map((name, index) => ({ uri: Uri.file(at(name)), name, index })),
    });
    assert.doesNotMatch(said.all(), new RegExp(canary), 'a message shows a secret');
  };
  const question = (i = 0) => {
    const asked = said.questions[i];
    assert.ok(asked, `${i + 1} questions were to be asked; said: ${said.told()}`);
    return { ...asked, words: `${asked.text}\n${asked.detail ?? ''}` };
  };
  /** What went wrong, in a message that offers something. */
  const problem = () => said.questions.findLast(({ kind }) => kind === 'error')?.text ?? '';
  /** Nothing that git would commit has changed. */
  const unchanged = (folder: string) =>
    assert.equal(git(at(folder), 'status', '--porcelain', '--untracked-files=all'), '');

  before(function () {
    return switchGitOn(this);
  });
  after(switchGitOff);
  beforeEach(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-real-')));
    mkdirSync(at('ws'));
    [folders, answers, said, copied] = [['ws'], [], new FakeWindow(), ''];
    said.press = () => {
      const answer = answers.shift();
      return typeof answer === 'function' ? answer() : answer;
    };
    opened = openTree('a');
    await opened.service.load('a', [subAccount(1)], 1);
  });
  afterEach(async () => {
    said.restore();
    opened.dispose();
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });

  describe('save to .env', () => {
    it('an ignored link to a tracked file: asked about the tracked one, once, and nothing is written', async () => {
      repository('ws', { '.gitignore': '.env\n', 'config/shared.txt': 'A=1\n' });
      link('config/shared.txt', 'ws/.env');
      await save();
      assert.equal(said.questions.length, 1);
      assert.match(question().text, /^Git tracks “.*config\/shared\.txt”: the next commit/);
      assert.match(question().words, /“.*ws\/\.env” leads to “.*config\/shared\.txt”: it is a link/);
      assert.deepEqual(question().buttons, [copy, anyway]);
      unchanged('ws');
      answers = [copy];
      await save();
      assert.equal(`${copied}\n`, lines);
      unchanged('ws');
      answers = [anyway];
      await save();
      assert.equal(read('ws', 'config', 'shared.txt'), `A=1\n${lines}`);
    });

    it('a link to a file that has other values: a question for each', async () => {
      write('ws/config/shared.txt', 'MAILPARTNER_SUBACCOUNT_TOKEN=another\n');
      link('config/shared.txt', 'ws/.env');
      answers = ['Add Beside', 'Save There'];
      await save();
      assert.match(question().words, /^“.*shared\.txt” has another value for /);
      assert.deepEqual(question().buttons, ['Add Beside', 'Replace']);
      assert.match(question(1).text, /^“.*ws\/\.env” leads to /);
      assert.deepEqual(question(1).buttons, [copy, 'Save There']);
      assert.equal(
        read('ws', 'config', 'shared.txt'),
        `MAILPARTNER_SUBACCOUNT_TOKEN=another\n${lines.replaceAll('=', '_USER1_EXAMPLE_ORG=')}`,
      );
    });

    it('an ignored link to one that git does not ignore: the line goes beside the real file', async () => {
      repository('ws', { '.gitignore': '/.env\n' });
      write('ws/config/.env.shared');
      link('config/.env.shared', 'ws/.env');
      answers = [add];
      await save();
      assert.match(question().text, /^Git does not ignore “.*config\/\.env\.shared”\.$/);
      assert.match(question().detail ?? '', /^“.*ws\/\.env” leads to /);
      assert.deepEqual(question().buttons, [add, anyway]);
      assert.equal(read('ws', 'config', '.gitignore'), '/.env.shared\n');
      assert.equal(read('ws', '.gitignore'), '/.env\n');
      assert.equal(read('ws', 'config', '.env.shared'), `A=1\n${lines}`);
      assert.match(said.told(), /Saved .* in .*config\/\.env\.shared; the file was added to \.gitignore$/);
    });

    it('a link to an ignored file, or without git: asked where it leads', async () => {
      repository('ws', { '.gitignore': '.env*\n' });
      write('ws/shared/.env');
      link('shared/.env', 'ws/.env');
      await save();
      assert.match(question().text, /“.*ws\/\.env” leads to “.*shared\/\.env”: it is a link/);
      assert.deepEqual(question().buttons, [copy, there]);
      assert.equal(read('ws', 'shared', '.env'), 'A=1\n');
      answers = [there];
      await save();
      assert.equal(read('ws', 'shared', '.env'), `A=1\n${lines}`);
    });

    it('a link to a file in another folder of the workspace: asked, with git of over there', async () => {
      repository('ws', { '.gitignore': '.env\n' });
      repository('other', { 'tracked.txt': 'A=1\n' });
      link('../other/tracked.txt', 'ws/.env');
      folders = ['ws', 'other'];
      said.choose = ({ offered }) => offered.find((each) => each === '.env ws');
      await save();
      assert.match(question().text, /^Git tracks “.*other\/tracked\.txt”/);
      unchanged('other');
    });

    for (const [what, links] of [
      ['to a file outside', { 'ws/.env': '../outside/file' }],
      ['to a folder outside', { 'ws/.env': '../ws-too/file' }],
      ['to a link to a file outside', { 'ws/.env': 'second', 'ws/second': '../outside/file' }],
    ] as const) {
      it(`a link ${what} is refused, and says where it would have gone`, async () => {
        write('outside/file');
        write('ws-too/file');
        for (const [path, to] of Object.entries(links)) link(to, path);
        await save();
        assert.match(
          question().text,
          /^Nothing was saved\. “.*ws\/\.env” leads to “.*(outside|ws-too)\/file”, which is in none of the open folders\./,
        );
        assert.deepEqual([question().kind, question().buttons, said.questions.length], ['error', [copy], 1]);
        answers = [copy];
        await save();
        assert.equal(`${copied}\n`, lines);
        assert.deepEqual([read('outside', 'file'), read('ws-too', 'file')], ['A=1\n', 'A=1\n']);
      });
    }

    it('a folder in the way that is a link: git is asked of the real one, which it would not say of the other', async () => {
      repository('ws', { '.gitignore': 'packages\n', 'real/kept.txt': '' });
      link('../real', 'ws/packages/api');
      write('ws/real/.env');
      await window.showTextDocument(Uri.file(at('ws', 'packages', 'api', '.env')));
      said.choose = ({ offered }) => offered.find((each) => each === 'packages/api/.env');
      await save();
      assert.match(question().text, /^Git does not ignore “.*ws\/real\/\.env”\.$/);
      assert.match(question().detail ?? '', /“.*packages\/api\/\.env” leads to “.*real\/\.env”/);
      assert.equal(read('ws', 'real', '.env'), 'A=1\n');
    });

    it('and one outside is refused', async () => {
      write('outside/.env');
      link('../outside', 'ws/api');
      await window.showTextDocument(Uri.file(at('ws', 'api', '.env')));
      said.choose = ({ offered }) => offered.find((each) => each === 'api/.env');
      await save();
      assert.match(question().text, /leads to “.*outside\/\.env”, which is in none of the open folders/);
      assert.equal(read('outside', '.env'), 'A=1\n');
    });

    it('a workspace folder that is a link into a repository: its own git is asked, its .gitignore changed', async () => {
      repository('repository', { 'sub/kept.txt': '' });
      link('repository/sub', 'linked');
      folders = ['linked'];
      await save();
      assert.match(question().text, /^Git does not ignore “.*linked\/\.env”\.$/);
      assert.match(
        question().detail ?? '',
        /Its folder is a link: the file really is “.*repository\/sub\/\.env”\./,
      );
      unchanged('repository');
      answers = [add];
      await save();
      assert.equal(read('repository', 'sub', '.gitignore'), '/.env\n');
      assert.equal(read('repository', 'sub', '.env'), lines);
      await save();
      assert.equal(said.questions.length, 2, 'now git ignores it');
    });

    it('a repository inside a folder that the outer one ignores', async () => {
      repository('outer', { '.gitignore': 'vendor\n' });
      repository('outer/vendor/lib');
      folders = ['outer/vendor/lib'];
      await save();
      assert.match(question().text, /^Git does not ignore/);
      assert.equal(existsSync(at('outer', 'vendor', 'lib', '.env')), false);
    });

    it('a submodule and a linked work tree', async () => {
      repository('lib');
      repository('super', { '.gitignore': '.env\n' });
      git(at('super'), 'submodule', '--quiet', 'add', at('lib'), 'module');
      git(at('super'), 'worktree', 'add', '--quiet', at('tree'));
      folders = ['super/module'];
      await save();
      assert.match(question().text, /^Git does not ignore/);
      folders = ['tree'];
      await save();
      assert.equal(said.questions.length, 1, 'its .gitignore ignores it');
      assert.equal(read('tree', '.env'), lines);
    });

    it('a file with a second name, which git tracks', async () => {
      repository('ws', { '.gitignore': '.env\n', 'tracked.txt': 'A=1\n' });
      linkSync(at('ws', 'tracked.txt'), at('ws', '.env'));
      await save();
      assert.match(question().text, /“.*ws\/\.env” has 2 names on its disk/);
      assert.deepEqual(question().buttons, [copy, anyway]);
      unchanged('ws');
    });

    for (const [what, to] of [
      ['nothing', 'nothing'],
      ['itself', '.env'],
    ] as const) {
      it(`a link to ${what} is no file`, async () => {
        link(to, 'ws/.env');
        await save();
        assert.match(problem(), /is not a file, but a folder or a broken link/);
      });
    }

    describe('a .gitignore', () => {
      beforeEach(() => {
        repository('ws', { 'kept.txt': '' });
        write('outside/ignore', 'dist\n');
      });
      const leftAlone = async () => {
        await save();
        assert.match(question().text, /^Git does not ignore/);
        assert.match(question().detail ?? '', /Nothing is added to the \.gitignore beside it/);
        assert.deepEqual(question().buttons, [copy, anyway]);
        assert.equal(read('outside', 'ignore'), 'dist\n');
        assert.equal(existsSync(at('ws', '.env')), false);
      };

      it('that is a link to outside is left alone', async () => {
        link('../outside/ignore', 'ws/.gitignore');
        await leftAlone();
      });

      it('that is a link to nothing outside is left alone', async () => {
        link('../outside/none', 'ws/.gitignore');
        await leftAlone();
        assert.equal(existsSync(at('outside', 'none')), false);
      });

      it('that has a second name is left alone', async () => {
        linkSync(at('outside', 'ignore'), at('ws', '.gitignore'));
        await leftAlone();
      });

      it('that is a link is not believed: git does not follow it', async () => {
        writeFileSync(at('outside', 'ignore'), '.env\n');
        link('../outside/ignore', 'ws/.gitignore');
        await save();
        assert.match(question().text, /^Git does not ignore/);
      });

      it('that becomes a link while the person is asked is left alone, and nothing is saved', async () => {
        answers = [
          () => {
            link('../outside/ignore', 'ws/.gitignore');
            return add;
          },
        ];
        await save();
        assert.match(problem(), /\.gitignore” is no longer the file that you were asked about/);
        assert.equal(read('outside', 'ignore'), 'dist\n');
        assert.equal(existsSync(at('ws', '.env')), false);
      });

      it('gets no line for a name that would be another pattern', async () => {
        write('ws/config\n!kept\n');
        link('config\n!kept\n', 'ws/.env');
        await save();
        assert.match(
          question().words,
          /^Git does not ignore “.*config !kept.*Nothing is added to the \.gitignore/s,
        );
        assert.deepEqual(question().buttons, [copy, anyway]);
        assert.equal(read('ws', 'config\n!kept\n'), 'A=1\n');
      });
    });

    describe('while the person is asked', () => {
      const swapped = async (swap: () => void) => {
        repository('ws', { 'tracked.txt': 'A=1\n' });
        write('ws/.env', 'B=2\n');
        answers = [
          () => {
            swap();
            return anyway;
          },
        ];
        await save();
        assert.match(problem(), /\.env” is no longer the file that you were asked about/);
        assert.equal(read('ws', 'tracked.txt'), 'A=1\n');
      };

      it('the file becomes a link', () =>
        swapped(() => {
          rmSync(at('ws', '.env'));
          symlinkSync('tracked.txt', at('ws', '.env'));
        }));

      it('the file gets a second name', () =>
        swapped(() => {
          rmSync(at('ws', '.env'));
          linkSync(at('ws', 'tracked.txt'), at('ws', '.env'));
        }));

      it('the folder becomes a link to outside', async () => {
        write('outside/.env');
        repository('ws');
        answers = [
          () => {
            renameSync(at('ws'), at('before'));
            symlinkSync('outside', at('ws'));
            return anyway;
          },
        ];
        await save();
        assert.match(problem(), /is no longer the file/);
        assert.equal(read('outside', '.env'), 'A=1\n');
      });
    });

    it('unsaved changes under the real name are in the way too', async () => {
      write('ws/shared/.env');
      link('shared/.env', 'ws/.env');
      const editor = await window.showTextDocument(Uri.file(at('ws', 'shared', '.env')));
      await editor.edit((edit) => edit.insert(new Position(1, 0), 'B=2\n'));
      said.choose = ({ offered }) => offered[0];
      answers = ['Save and Continue', there];
      await save();
      assert.match(question().text, /shared\/\.env” is open with unsaved changes/);
      assert.equal(read('ws', 'shared', '.env'), `A=1\nB=2\n${lines}`);
    });
  });

  describe('insert API key', () => {
    const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 0 });
    after(() => clipboard.dispose());
    const insertInto = async (...path: string[]) => {
      const editor = await window.showTextDocument(Uri.file(at(...path)));
      await insert('apiKey', [row()], { ...targets(), clipboard, userFolder: Uri.file(at('User')) });
      assert.doesNotMatch(said.all(), new RegExp(canary), 'a message shows a secret');
      return editor.document.getText();
    };

    it('an ignored link to a tracked file: asked about the tracked one', async () => {
      repository('ws', { '.gitignore': '.env\n', 'shared.txt': '' });
      link('shared.txt', 'ws/.env');
      assert.equal(await insertInto('ws', '.env'), '');
      assert.match(question().text, /^Insert the API key of .* into “.*ws\/shared\.txt”\?$/);
      assert.match(
        question().detail ?? '',
        /“.*ws\/\.env” leads to “.*shared\.txt”.*git would commit this file/s,
      );
      answers = ['Insert'];
      assert.match(await insertInto('ws', '.env'), /canary-key-1/);
    });

    it('a link to a file that no git is concerned with: asked where it leads', async () => {
      write('outside/file', '');
      link('../outside/file', 'ws/.env');
      assert.equal(await insertInto('ws', '.env'), '');
      assert.match(question().text, /into “.*outside\/file”\?$/);
      assert.doesNotMatch(question().detail ?? '', /git/);
    });

    it('a file of a repository inside an ignored folder, and one with a second name', async () => {
      repository('outer', { '.gitignore': 'vendor\n.env\n', 'tracked.txt': '' });
      repository('outer/vendor/lib');
      write('outer/vendor/lib/a.php', '');
      assert.equal(await insertInto('outer', 'vendor', 'lib', 'a.php'), '');
      assert.match(question().detail ?? '', /git would commit this file/);
      linkSync(at('outer', 'tracked.txt'), at('outer', '.env'));
      assert.equal(await insertInto('outer', '.env'), '');
      assert.match(question(1).detail ?? '', /has 2 names on its disk/);
    });

    it('an ignored file is not asked about, in another repository than the workspace’s too', async () => {
      repository('else', { '.gitignore': '.env\n' });
      write('else/.env', '');
      assert.match(await insertInto('else', '.env'), /canary-key-1/);
      assert.deepEqual(said.questions, []);
    });

    it('a link that leads elsewhere by the time the person has answered: nothing is inserted', async () => {
      repository('ws', { '.gitignore': '.env\n', 'shared.txt': '', 'other.txt': '' });
      link('shared.txt', 'ws/.env');
      answers = [
        () => {
          rmSync(at('ws', '.env'));
          symlinkSync('other.txt', at('ws', '.env'));
          return 'Insert';
        },
      ];
      assert.equal(await insertInto('ws', '.env'), '');
      assert.match(said.errors[0] ?? '', /^Nothing was inserted\. “.*” is no longer the file/);
    });

    it('what is on no disk is not asked about, and is said to be read-only where it is', async () => {
      const provider = workspace.registerTextDocumentContentProvider('mailpartner-test', {
        provideTextDocumentContent: () => 'what is there',
      });
      try {
        await window.showTextDocument(Uri.parse('mailpartner-test:/a.txt'));
        await insert('apiKey', [row()], { ...targets(), clipboard, userFolder: Uri.file(at('User')) });
      } finally {
        provider.dispose();
      }
      assert.equal(said.questions.length, 1);
      assert.match(question().text, /^Nothing was inserted\. .* is read-only here/);
    });

    it('the person’s own settings, which may be copied to other computers', async () => {
      await commands.executeCommand('workbench.action.openSettingsJson');
      const editor = window.activeTextEditor;
      assert.ok(editor);
      const before = editor.document.getText();
      const userFolder = Uri.joinPath(editor.document.uri, '..');
      await insert('apiKey', [row()], { ...targets(), clipboard, userFolder });
      assert.equal(editor.document.getText(), before);
      assert.match(question().detail ?? '', /Settings Sync/);
    });
  });

  it('on another computer VS Code tells of links: below the folder they make doubt, above it none', async () => {
    const remote = (path: string) => Uri.parse(`vscode-remote://ssh-remote+a${path}`);
    const links = new Set(['/home', '/home/me/ws/linked', '/home/me/ws/.env']);
    const place = {
      folders: [{ uri: remote('/home/me/ws') }],
      fs: {
        ...workspace.fs,
        stat: async ({ path }: Uri) => {
          if (path.endsWith('none')) throw FileSystemError.FileNotFound();
          if (path.endsWith('unreadable')) throw FileSystemError.NoPermissions();
          return {
            type: FileType.File | (links.has(path) ? FileType.SymbolicLink : 0),
            ctime: 0,
            mtime: 0,
            size: 0,
          };
        },
      },
    };
    const found = async (path: string) => {
      const real = await findRealFile(remote(path), place);
      assert.ok(real.ok);
      return [real.value.isElsewhere, real.value.isInside];
    };
    assert.deepEqual(await found('/home/me/ws/.env.local'), [false, true]);
    assert.deepEqual(await found('/home/me/ws/none'), [false, true]);
    assert.deepEqual(await found('/home/me/ws/.env'), ['inDoubt', true]);
    assert.deepEqual(await found('/home/me/ws/linked/a/.env'), ['inDoubt', true]);
    assert.deepEqual(await found('/home/me/ws/unreadable'), ['inDoubt', true]);
    assert.deepEqual(await found('/home/me/wsx/.env'), ['inDoubt', false]);
  });
});
