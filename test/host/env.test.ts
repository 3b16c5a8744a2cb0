// Copy as .env Lines and Save to .env…: what is on the real clipboard and the real disk, what is asked, and that no message shows a value.
import * as assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  env,
  type FileSystem,
  FileSystemError,
  Position,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import type { WouldCommit } from '../../src/common/git/judgeCommit';
import type { Row } from '../../src/common/rows';
import { copyEnv } from '../../src/features/env/copyEnv';
import { type Open, writeText } from '../../src/features/env/textFiles';
import { writeEnv } from '../../src/features/env/writeEnv';
import { skipWithout } from '../support/lacking';
import { canary, subAccount } from '../support/subAccounts';
import { needClipboard, untouched } from './support/clipboard';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

const token = 'MAILPARTNER_SUBACCOUNT_TOKEN';
const apiKey = 'MAILPARTNER_SUBACCOUNT_API_KEY';
const linesOf1 = `${token}=canary-token-1\n${apiKey}=canary-key-1\n`;
const [one, keyless, bare, broken, two] = [
  subAccount(1),
  subAccount(2, { apiKey: undefined }),
  subAccount(3, { apiKey: undefined, token: undefined }),
  subAccount(4, { token: `${canary}\n4`, apiKey: `${canary}\n4` }),
  subAccount(5, { email: 'Zoé@example.org', apiKey: `${canary} #5` }),
] as const;

const add = 'Add to .gitignore and Save';
const anyway = 'Save Anyway';
const copy = 'Copy as .env Lines';

let opened: OpenTree;
let said: FakeWindow;
/** The buttons that the person presses, one a question; undefined closes it. */
let answers: (string | undefined)[];
let picked: SubAccount | undefined;

const at = (i: number): Row => {
  const row = opened.tree.getChildren().at(i);
  assert.ok(row);
  return row;
};
const targets = () => ({ tree: opened.tree, askSubAccount: async () => opened.owned(picked) });
/** What went wrong, in messages that offer something. */
const problems = () => said.questions.filter(({ kind }) => kind === 'error').map(({ text }) => text);
/** What was asked before. */
const asked = () => said.questions.filter(({ kind }) => kind === 'warning');
const noSecret = () => {
  assert.doesNotMatch(
    said.all() + JSON.stringify(said.choices),
    new RegExp(canary),
    'a message shows a secret',
  );
};

async function openRows() {
  said = new FakeWindow();
  [answers, picked] = [[], undefined];
  said.press = () => answers.shift();
  opened = openTree('a');
  await opened.service.load('a', [one, keyless, bare, broken, two], 40);
}

describe('copy as .env lines', () => {
  const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 3600 });
  before(function () {
    return needClipboard(this);
  });
  beforeEach(async () => {
    await env.clipboard.writeText(untouched);
    await openRows();
  });
  afterEach(() => {
    opened.dispose();
    said.restore();
  });
  after(() => clipboard.dispose());
  const run = async (...args: unknown[]) => {
    await copyEnv(args, { ...targets(), clipboard });
    noSecret();
    return env.clipboard.readText();
  };

  it('copies token and API key of a row, and says when they are cleared', async () => {
    assert.equal(`${await run(at(0))}\n`, linesOf1);
    assert.deepEqual(said.status, ['$(check) Copied .env lines of user1@example.org, cleared in 3600 s']);
  });

  it('copies of several rows, named by their e-mails and quoted where needed', async () => {
    assert.deepEqual((await run(at(0), [at(4), at(0)])).split('\n'), [
      `${token}_USER1_EXAMPLE_ORG=canary-token-1`,
      `${apiKey}_USER1_EXAMPLE_ORG=canary-key-1`,
      `${token}_ZOE_EXAMPLE_ORG=canary-token-5`,
      `${apiKey}_ZOE_EXAMPLE_ORG='canary #5'`,
    ]);
    assert.match(said.told(), /^\$\(check\) Copied \.env lines of 2 sub-accounts/);
  });

  it('copies what there is, and says what is lacking', async () => {
    assert.equal(await run(at(1)), `${token}=canary-token-2`);
    assert.deepEqual(said.warnings, [
      'Mail Partner gave no API key for user2@example.org. Refresh, or ask Mail Partner.',
    ]);
  });

  it('copies nothing where nothing is given, or nothing can be written in a line', async () => {
    assert.equal(await run(at(2)), untouched);
    assert.equal(said.warnings.length, 2);
    assert.equal(await run(at(3)), untouched);
    assert.deepEqual(said.warnings.slice(2), [
      'The token of user4@example.org was left out: not every program would read it alike in a .env file, because of a sign such as $, two backslashes or a line end. Use Copy Token.',
      'The API key of user4@example.org was left out: not every program would read it alike in a .env file, because of a sign such as $, two backslashes or a line end. Use Copy API Key.',
    ]);
    assert.deepEqual(said.status, []);
  });

  it('from the palette, copies of the one that is picked, or nothing', async () => {
    assert.equal(await run(), untouched);
    picked = one;
    assert.equal(`${await run()}\n`, linesOf1);
  });
});

describe('save to .env', () => {
  const clipboard = new Clipboard({ clipboard: env.clipboard, clearAfter: () => 0 });
  let root: string;
  let committed: WouldCommit | undefined;
  let fs: FileSystem | undefined;
  let open: Open | undefined;
  let saidOf: Set<string>;
  let folders: string[];
  /** What the person chooses, one a choice; undefined gives up. */
  let picks: (string | undefined)[];

  const write = (name: string, text: string | Uint8Array) => writeFileSync(join(root, name), text);
  const read = (name = '.env') => readFileSync(join(root, name), 'utf8');
  const folder = (name: string, index: number) => ({ uri: Uri.file(join(root, name)), name, index });
  const run = async (...args: unknown[]) => {
    await writeEnv(args, {
      ...targets(),
      saidOf,
      clipboard,
      folders: () => folders.map(folder),
      ...(committed === undefined ? {} : { committed: async () => committed ?? 'no' }),
      ...(fs ? { fs } : {}),
      ...(open ? { open } : {}),
    });
    noSecret();
  };
  const failing =
    (code: string): Open =>
    async () =>
      Promise.reject(Object.assign(new Error(canary), { code }));
  /** The real file system, but for these functions. */
  const fsWith = (over: Partial<FileSystem>): FileSystem => ({
    stat: (uri) => workspace.fs.stat(uri),
    readFile: (uri) => workspace.fs.readFile(uri),
    writeFile: (uri, content) => workspace.fs.writeFile(uri, content),
    readDirectory: (uri) => workspace.fs.readDirectory(uri),
    isWritableFileSystem: (scheme) => workspace.fs.isWritableFileSystem(scheme),
    createDirectory: () => assert.fail(),
    delete: () => assert.fail(),
    rename: () => assert.fail(),
    copy: () => assert.fail(),
    ...over,
  });

  beforeEach(async () => {
    await openRows();
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-env-')));
    [committed, fs, open, folders, picks] = ['no', undefined, undefined, ['.'], []];
    saidOf = new Set();
    said.choose = () => {
      assert.ok(picks.length > 0, 'nothing was to be asked');
      return picks.shift();
    };
  });
  afterEach(async () => {
    opened.dispose();
    said.restore();
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(root, { recursive: true, force: true });
  });

  it('creates the file where there is none', async () => {
    await run(at(0));
    assert.equal(read(), linesOf1);
    assert.deepEqual(said.told().split('\n').length, 1);
    assert.match(said.told(), /Saved \.env lines of user1@example\.org in .*\.env$/);
    assert.deepEqual(said.questions, []);
  });

  describe('where other values are there', () => {
    const both = 'MAILPARTNER_SUBACCOUNT_TOKEN, MAILPARTNER_SUBACCOUNT_API_KEY';
    const beside = `${token}_USER1_EXAMPLE_ORG=canary-token-1\n${apiKey}_USER1_EXAMPLE_ORG=canary-key-1\n`;
    const others = `${token}=another\n${apiKey}="and another"\n`;
    const informed = () => said.questions.filter(({ kind }) => kind === 'information');

    it('asks once, and writes nothing before the answer, nor where the person gives up', async () => {
      write('.env', others);
      said.press = () => {
        assert.equal(read(), others);
        return undefined;
      };
      await run(at(0));
      assert.equal(read(), others);
      assert.deepEqual([asked().length, said.told()], [1, '']);
      const [question] = asked();
      assert.match(
        question?.text ?? '',
        new RegExp(`^“.*\\.env” has other values for ${both}\\. Replace them\\?$`),
      );
      assert.match(
        question?.detail ?? '',
        new RegExp(`adds ${token}_USER1_EXAMPLE_ORG, ${apiKey}_USER1_EXAMPLE_ORG\\.$`),
      );
      assert.deepEqual(question?.buttons, ['Add Beside', 'Replace']);
    });

    it('replaces them, says which, and opens the file', async () => {
      write('.env', others);
      answers = ['Replace', 'Open File'];
      await run(at(0));
      assert.equal(read(), linesOf1);
      assert.match(
        informed()[0]?.text ?? '',
        new RegExp(`Saved .env lines of user1@example.org in .*\\. The values of ${both} were replaced\\.$`),
      );
      assert.equal(window.activeTextEditor?.document.getText(), linesOf1);
      assert.deepEqual(said.status, []);
    });

    it('adds beside them, with the e-mail in both names, and says so', async () => {
      write('.env', others);
      answers = ['Add Beside'];
      await run(at(0));
      assert.equal(read(), others + beside);
      assert.match(
        informed()[0]?.text ?? '',
        /What was there is kept, with MAILPARTNER_SUBACCOUNT_TOKEN_USER1_EXAMPLE_ORG, .* beside it\.$/,
      );
    });

    it('numbers the names beside where those have other values too', async () => {
      write('.env', `${token}_USER1_EXAMPLE_ORG=old\n${others}`);
      answers = ['Add Beside'];
      await run(at(0));
      assert.equal(read(), `${token}_USER1_EXAMPLE_ORG=old\n${others}${beside.replaceAll('ORG=', 'ORG_2=')}`);
    });

    it('of several rows, one more is added beside, the others as ever', async () => {
      const name = `${token}_USER1_EXAMPLE_ORG`;
      write('.env', `${name}="another"\n`);
      answers = ['Add Beside'];
      await run(at(0), [at(0), at(1)]);
      assert.match(asked()[0]?.text ?? '', new RegExp(`has another value for ${name}\\. Replace it\\?$`));
      assert.equal(
        read(),
        `${name}="another"\n${name}_2=canary-token-1\n${apiKey}_USER1_EXAMPLE_ORG_2=canary-key-1\n${token}_USER2_EXAMPLE_ORG=canary-token-2\n`,
      );
    });

    for (const same of [linesOf1, `export ${token}='canary-token-1'\n`, `${token}=""\n${apiKey}=\n`]) {
      it(`asks nothing where they are the same or none: ${JSON.stringify(same)}`, async () => {
        write('.env', same);
        await run(at(0));
        assert.deepEqual([said.questions, said.status.length], [[], 1]);
      });
    }

    it('added beside are not asked about a second time: they are there', async () => {
      write('.env', others);
      committed = 'yes';
      answers = ['Add Beside', anyway];
      await run(at(0));
      const text = read();
      const before = said.questions.length;
      answers = ['Open File'];
      await run(at(0));
      assert.match(
        said.questions
          .slice(before)
          .map(({ kind, text: words }) => `${kind}: ${words}`)
          .join('\n'),
        new RegExp(
          `^information: Nothing to save: “.*\\.env” already has ${token}_USER1_EXAMPLE_ORG, ${apiKey}_USER1_EXAMPLE_ORG\\.$`,
        ),
      );
      assert.deepEqual([read(), window.activeTextEditor?.document.getText()], [text, text]);
      assert.deepEqual(said.status, []);
    });

    it('are a question of their own, before that of git: who agrees to one has not agreed to the other', async () => {
      for (const [would, ofGit] of [
        ['tracked', [copy, anyway]],
        ['yes', [add, anyway]],
      ] as const) {
        committed = would;
        for (const [answer, after] of [
          ['Replace', linesOf1],
          ['Add Beside', others + beside],
        ] as const) {
          write('.env', others);
          said.questions.length = 0;
          answers = [answer];
          await run(at(0));
          assert.equal(read(), others, 'given up at the second');
          answers = [answer, anyway];
          await run(at(0));
          const both = [['Add Beside', 'Replace'], [...ofGit]];
          assert.deepEqual(
            asked().map(({ buttons }) => buttons),
            [...both, ...both],
          );
          assert.equal(read(), after);
        }
        write('.env', others);
        said.questions.length = 0;
        answers = [];
        await run(at(0));
        assert.equal(asked().length, 1, 'given up at the first, git is not asked about');
        assert.equal(read(), others);
      }
    });

    for (const [answer, before, meanwhile] of [
      ['Replace', others, `${token}=a third\n`],
      ['Add Beside', others, `${others}${token}_USER1_EXAMPLE_ORG=a third\n`],
      [anyway, 'A=1\n', others],
    ] as const) {
      it(`does not replace what came while the person was asked, at “${answer}”`, async () => {
        write('.env', before);
        if (answer === anyway) [committed] = ['tracked'];
        said.press = ({ kind }) => {
          if (kind !== 'warning') return undefined;
          write('.env', meanwhile);
          return answer;
        };
        await run(at(0));
        assert.equal(read(), meanwhile);
        assert.match(
          said.questions.at(-1)?.text ?? '',
          /^Nothing was saved\. “.*\.env” was changed while you were asked/,
        );
        assert.deepEqual(said.questions.at(-1)?.buttons, [copy, 'Open File']);
      });
    }
  });

  it('keeps every other byte', async () => {
    write('.env', `\ufeffA="x\r\n${token}=in A"\r\nexport ${token} = "old" # why\r\n# end`);
    answers = ['Replace'];
    await run(at(0));
    assert.equal(
      read(),
      `\ufeffA="x\r\n${token}=in A"\r\nexport ${token}=canary-token-1 # why\r\n# end\r\n${apiKey}=canary-key-1\r\n`,
    );
  });

  it('writes nothing where the file says so already', async () => {
    write('.env', linesOf1);
    open = () => assert.fail('opened to be written');
    await run(at(0));
    assert.match(said.told(), /Saved .env lines/);
  });

  it('from the palette, saves of the one that is picked, or nothing', async () => {
    await run();
    assert.throws(() => read());
    picked = one;
    await run();
    assert.equal(read(), linesOf1);
  });

  it('asks in which of several files, .env first; samples and what only looks alike are left out', async () => {
    const alike = [
      '.env.example',
      '.envrc',
      '.env.local.php',
      '.env.json',
      '.env.vault',
      '.env.old',
      '.env.d.ts',
    ];
    for (const name of ['.env.production', '.env.local', ...alike]) write(name, 'A=1\n');
    mkdirSync(join(root, '.env.d'));
    picks = ['.env.local'];
    await run(at(0));
    assert.deepEqual(said.choices[0]?.offered, ['.env new file', '.env.local', '.env.production']);
    assert.equal(read('.env.local'), `A=1\n${linesOf1}`);
    for (const name of ['.env.production', ...alike]) assert.equal(read(name), 'A=1\n');
    assert.throws(() => read('.env'));
  });

  it('asks in which of several folders, and gives up where the person does', async () => {
    for (const name of ['front', 'back']) mkdirSync(join(root, name));
    writeFileSync(join(root, 'back', '.env'), 'A=1\n');
    writeFileSync(join(root, 'front', '.env.test'), 'A=1\n');
    folders = ['front', 'back', 'gone'];
    picks = [undefined, '.env front · new file'];
    await run(at(0));
    await run(at(0));
    assert.deepEqual(said.choices[1]?.offered, ['.env front · new file', '.env back', '.env.test front']);
    assert.equal(read('front/.env'), linesOf1);
    assert.equal(read('back/.env'), 'A=1\n');
    assert.equal(said.status.length, 1);
  });

  it('offers the .env file of a folder further down that is in the editor', async () => {
    mkdirSync(join(root, 'api'));
    write('api/.env', '');
    await window.showTextDocument(Uri.file(join(root, 'api', '.env')));
    picks = ['api/.env'];
    await run(at(0));
    assert.deepEqual(said.choices[0]?.offered, ['.env new file', 'api/.env']);
    assert.equal(read('api/.env'), linesOf1);
  });

  it('does not offer what only looks like one, though it is in the editor', async () => {
    write('.env.local.php', '<?php return [];\n');
    await window.showTextDocument(Uri.file(join(root, '.env.local.php')));
    await run(at(0));
    assert.deepEqual(said.choices, [], 'there is but .env');
    assert.equal(read(), linesOf1);
    assert.equal(read('.env.local.php'), '<?php return [];\n');
  });

  describe('on a disk that says who may read', () => {
    const mode = (name: string) => statSync(join(root, name)).mode & 0o777;
    let before: number;
    beforeEach(function () {
      if (process.platform === 'win32') skipWithout('a disk with permissions', this);
      before = process.umask(0o022);
    });
    afterEach(() => void process.umask(before));

    it('a new file is its owner’s alone, a new .gitignore everyone’s', async () => {
      committed = 'yes';
      answers = [add, anyway];
      await run(at(0));
      assert.deepEqual([mode('.env'), mode('.gitignore')], [0o600, 0o644]);
      assert.equal(read(), linesOf1);
    });

    it('a file that is there stays as it is, empty or not', async () => {
      for (const [text, is] of [
        ['', 0o644],
        ['A=1\n', 0o640],
        ['A=1\n', 0o600],
      ] as const) {
        write('.env', text);
        chmodSync(join(root, '.env'), is);
        await run(at(0));
        assert.deepEqual([read(), mode('.env')], [`${text}${linesOf1}`, is]);
      }
    });
  });

  it('on another computer it is made by VS Code, and taken away where that breaks off', async () => {
    const uri = Uri.parse('vscode-remote://ssh-remote+a/b/.env');
    const done: string[] = [];
    let isThere = false;
    const remote = fsWith({
      stat: async () =>
        isThere ? workspace.fs.stat(Uri.file(root)) : Promise.reject(FileSystemError.FileNotFound()),
      writeFile: async (to) => {
        done.push(`write ${to}`);
        isThere = true;
      },
      delete: async (gone) => void done.push(`delete ${gone}`),
    });
    const create = (through: FileSystem) =>
      writeText(
        { uri, shown: '.env', path: undefined, isElsewhere: false, isInside: true, names: 1 },
        canary,
        undefined,
        { fs: through },
      );
    assert.deepEqual(await create(remote), { ok: true, value: undefined });
    const breaking = fsWith({
      ...remote,
      writeFile: async (to, content) => {
        await remote.writeFile(to, content);
        throw new Error(canary);
      },
    });
    assert.deepEqual(await create(breaking), { ok: false, why: 'unwritable' });
    assert.deepEqual(done, [`write ${uri}`, `write ${uri}`, `delete ${uri}`]);
  });

  describe('where git would commit it', () => {
    it('asks first, and saves nothing where the person gives up', async () => {
      committed = 'yes';
      await run(at(0));
      assert.throws(() => read());
      assert.match(said.questions[0]?.text ?? '', /^Git does not ignore “.*\.env”\.$/);
      assert.match(said.questions[0]?.detail ?? '', /next commit/);
      assert.deepEqual(said.questions[0]?.buttons, [add, anyway]);
      assert.equal(said.told(), '');
    });

    it('saves anyway where the person wants that', async () => {
      committed = 'yes';
      answers = [anyway];
      await run(at(0));
      assert.equal(read(), linesOf1);
      assert.throws(() => read('.gitignore'));
    });

    it('adds a line to .gitignore and saves', async () => {
      committed = 'yes';
      write('.gitignore', 'dist\r\n');
      answers = [add];
      open = async (...args) => {
        if (committed === 'yes') assert.deepEqual(readdirSync(root), ['.gitignore'], 'git ignores it first');
        committed = 'no';
        return openFile(...args);
      };
      await run(at(0));
      assert.equal(read('.gitignore'), 'dist\r\n/.env\r\n');
      assert.equal(read(), linesOf1);
      assert.match(said.told(), /Saved .* in .*\.env; the file was added to \.gitignore$/);
    });

    it('asks again before it saves where git would commit it all the same, and does not offer to add it twice', async () => {
      committed = 'yes';
      answers = [add];
      await run(at(0));
      assert.match(said.questions[1]?.text ?? '', /is in \.gitignore, but git may commit it all the same/);
      assert.match(said.questions[1]?.detail ?? '', /git rm --cached/);
      assert.deepEqual(said.questions[1]?.buttons, [copy, anyway]);
      assert.throws(() => read(), 'the person gave up');
      answers = [anyway];
      await run(at(1));
      assert.equal(said.questions.length, 3);
      assert.deepEqual(said.questions[2], said.questions[1]);
      assert.match(read(), /canary-token-2/);
      assert.equal(read('.gitignore'), '/.env\n');
    });

    it('does not offer to add what git tracks: that would change nothing', async () => {
      committed = 'tracked';
      answers = [anyway];
      await run(at(0));
      assert.match(said.questions[0]?.text ?? '', /^Git tracks “.*\.env”: the next commit could take along/);
      assert.match(said.questions[0]?.detail ?? '', /git rm --cached/);
      assert.deepEqual(said.questions[0]?.buttons, [copy, anyway]);
      assert.equal(read(), linesOf1);
      assert.throws(() => read('.gitignore'));
    });

    it('where git can’t be asked, says so; of what .gitignore lists once, for git may track it', async () => {
      committed = 'maybe';
      answers = [anyway];
      await run(at(0));
      assert.match(said.questions[0]?.text ?? '', /^Git could not be asked whether it ignores “.*\.env”\.$/);
      assert.deepEqual(said.questions[0]?.buttons, [add, anyway]);
      write('.gitignore', '.env*\n');
      rmSync(join(root, '.env'));
      await run(at(1));
      const inDoubt =
        /^“.*\.env” is in \.gitignore, but git could not be asked whether it tracks it all the same\.$/;
      assert.match(said.questions[1]?.text ?? '', inDoubt);
      assert.match(said.questions[1]?.detail ?? '', /git rm --cached/);
      assert.deepEqual(said.questions[1]?.buttons, [copy, anyway]);
      assert.throws(() => read(), 'the person gave up');
      answers = [anyway];
      await run(at(1));
      assert.match(said.questions[2]?.text ?? '', inDoubt);
      assert.match(read(), /canary-token-2/);
      rmSync(join(root, '.env'));
      for (const ignores of ['.env*\n', '**/.env\n', '.[e]nv\n', '!.env\n.env\n']) {
        write('.gitignore', ignores);
        await run(at(0));
        assert.equal(said.questions.length, 3, ignores);
      }
      assert.doesNotMatch(said.warnings.join(), /git/i);
      write('.gitignore', '.env*\n!.[e]nv\n');
      rmSync(join(root, '.env'));
      await run(at(1));
      assert.equal(said.questions.length, 4, 'a later line takes it back');
      saidOf.clear();
      committed = 'yes';
      write('.gitignore', '.env*\n');
      await run(at(1));
      assert.match(said.questions[4]?.text ?? '', /but git may commit it all the same/);
    });

    it('saves nothing where .gitignore can’t be changed', async () => {
      committed = 'yes';
      answers = [add, undefined, add];
      open = failing('EACCES');
      await run(at(0));
      assert.match(problems()[0] ?? '', /^Nothing was saved\. “.*\.gitignore” is read-only/);
      open = undefined;
      write('.gitignore', Buffer.from([0xff, 0xfe, 0x41, 0]));
      await run(at(0));
      assert.match(problems()[1] ?? '', /\.gitignore” is not text in UTF-8/);
      assert.throws(() => read());
    });

    it('saves nothing where .gitignore is open with unsaved changes, which stay', async () => {
      committed = 'yes';
      write('.gitignore', 'dist\n');
      const editor = await window.showTextDocument(Uri.file(join(root, '.gitignore')));
      await editor.edit((edit) => edit.insert(new Position(1, 0), 'out\n'));
      answers = [add];
      await run(at(0));
      assert.match(problems()[0] ?? '', /^Nothing was saved\. “.*\.gitignore” has unsaved changes/);
      assert.equal(read('.gitignore'), 'dist\n');
      assert.equal(editor.document.getText(), 'dist\nout\n');
      assert.throws(() => read());
    });

    it('asks in a real repository, and does not outside of one', async () => {
      committed = undefined;
      await run(at(0));
      assert.deepEqual(said.questions, []);
      mkdirSync(join(root, '.git'));
      rmSync(join(root, '.env'));
      await run(at(1));
      assert.equal(said.questions.length, 1);
      assert.throws(() => read());
    });
  });

  describe('open with unsaved changes', () => {
    beforeEach(async () => {
      write('.env', 'A=1\n');
      const editor = await window.showTextDocument(Uri.file(join(root, '.env')));
      await editor.edit((edit) => edit.insert(new Position(1, 0), 'B=2\n'));
      assert.ok(editor.document.isDirty);
    });

    it('offers to save it first, and loses nothing', async () => {
      answers = ['Save and Continue'];
      await run(at(0));
      assert.match(said.questions[0]?.text ?? '', /is open with unsaved changes/);
      assert.equal(read(), `A=1\nB=2\n${linesOf1}`);
      assert.equal(window.activeTextEditor?.document.isDirty, false);
    });

    it('changes nothing where the person gives up', async () => {
      await run(at(0));
      assert.equal(said.questions.length, 1);
      assert.equal(read(), 'A=1\n');
      assert.equal(window.activeTextEditor?.document.getText(), 'A=1\nB=2\n');
    });

    it('says so where it has unsaved changes again by the time it is to be written', async () => {
      answers = ['Save and Continue', anyway];
      const uri = Uri.file(join(root, '.env'));
      await writeEnv([at(0)], {
        ...targets(),
        saidOf,
        clipboard,
        folders: () => folders.map(folder),
        committed: async () => {
          const edit = new WorkspaceEdit();
          edit.insert(uri, new Position(0, 0), 'C=3\n');
          await workspace.applyEdit(edit);
          return 'yes';
        },
      });
      noSecret();
      assert.equal(read(), 'A=1\nB=2\n');
      assert.match(problems()[0] ?? '', /^Nothing was saved\. “.*\.env” has unsaved changes/);
    });
  });

  describe('says what is in the way, and changes nothing:', () => {
    const refused = async (words: RegExp) => {
      await run(at(0));
      assert.match(problems().join('\n'), words);
      assert.equal(problems().length, 1);
      assert.deepEqual(said.status, []);
    };

    it('no folder', async () => {
      folders = [];
      await refused(/^Nothing was saved\. No folder is open/);
    });

    it('a read-only workspace', async () => {
      fs = fsWith({ isWritableFileSystem: () => false });
      await refused(/^Nothing was saved\. This workspace is read-only/);
    });

    it('a virtual workspace', async () => {
      await writeEnv([at(0)], {
        ...targets(),
        saidOf,
        clipboard,
        folders: () => [{ uri: Uri.parse('vscode-vfs://github/a/b'), name: 'b', index: 0 }],
      });
      assert.match(problems()[0] ?? '', /^Nothing was saved\. This workspace is not on a disk/);
    });

    it('a folder that is gone', async () => {
      folders = ['gone'];
      await refused(/could not be read/);
      assert.throws(() => read('gone/.env'));
    });

    it('a folder in the file’s place', async () => {
      mkdirSync(join(root, '.env'));
      await refused(/is not a file, but a folder or a broken link/);
    });

    it('a link to nothing', async () => {
      symlinkSync(join(root, 'nothing'), join(root, '.env'));
      await refused(/is not a file, but a folder or a broken link/);
    });

    it('a file that is too large', async () => {
      write('.env', `A=1\n${'# x\n'.repeat(25_000)}`);
      await refused(/is too large/);
    });

    for (const [what, bytes] of [
      ['Latin-1', Buffer.from('A=é\n', 'latin1')],
      ['UTF-16 with a mark', Buffer.from('\ufeffA=1\n', 'utf16le')],
      ['UTF-16 without', Buffer.from('A=1\n', 'utf16le')],
    ] as const) {
      it(`a file in ${what}`, async () => {
        write('.env', bytes);
        committed = 'yes';
        await refused(/is not text in UTF-8/);
        assert.deepEqual(asked(), [], 'git is not asked about for nothing');
        assert.deepEqual(readFileSync(join(root, '.env')), bytes);
      });
    }

    for (const [tool, bytes] of [
      ['sops', 'A=ENC[AES256_GCM,data:x,type:str]\nsops_mac=ENC[AES256_GCM,data:y]\nsops_version=3.9.0\n'],
      ['dotenvx', '\ufeffDOTENV_PUBLIC_KEY="02ab"\nA=encrypted:BPOo\n'],
      ['git-crypt', Buffer.from('\0GITCRYPT\0\x8e\xff', 'latin1')],
      ['OpenPGP', Buffer.from([0x85, 0x02, 0x0c, 0x03, 0xff])],
    ] as const) {
      it(`a file of ${tool}`, async () => {
        write('.env', bytes);
        committed = 'yes';
        await refused(new RegExp(`is encrypted or signed with ${tool}: .* add them with ${tool}, or`));
        assert.deepEqual(asked(), [], 'git is not asked about for nothing');
        assert.deepEqual(readFileSync(join(root, '.env')), Buffer.from(bytes));
      });
    }

    it('a file that can’t be read', async () => {
      write('.env', 'A=1\n');
      fs = fsWith({ readFile: async () => Promise.reject(new Error(canary)) });
      await refused(/could not be read/);
    });

    it('a file whose lines not every program would read alike', async () => {
      picked = subAccount(9, { token: `# it's` });
      write('.env', 'A="x\n');
      await run();
      assert.match(
        problems()[0] ?? '',
        /^Nothing was saved\. “.*\.env” can’t be changed so that all programs would read it alike/,
      );
      assert.equal(read(), 'A="x\n');
    });

    it('a file that is read-only', async () => {
      write('.env', 'A=1\n');
      open = failing('EROFS');
      await refused(/^Nothing was saved\. “.*\.env” is read-only/);
    });

    /** A disk that writes two bytes, and no more so many times. */
    const full =
      (times: number): Open =>
      async (...args) => {
        const file = await openFile(...args);
        const write = file.write.bind(file);
        let left = times;
        Object.defineProperty(file, 'write', {
          value: async (bytes: Uint8Array, from: number, length: number, at: number) => {
            if (left-- <= 0) return write(bytes, from, length, at);
            await write(bytes, from, 2, at);
            throw new Error(canary);
          },
        });
        return file;
      };

    it('a write that breaks off: it is undone', async () => {
      write('.env', 'A=1\n');
      open = full(1);
      await refused(/could not be written, and is as it was/);
      assert.equal(read(), 'A=1\n');
    });

    it('a write that breaks off and can’t be undone: what was in the file opens', async () => {
      write('.env', 'A=1\n');
      open = full(2);
      await refused(/broke off\. What was in it before is in the editor that opened/);
      assert.equal(window.activeTextEditor?.document.getText(), 'A=1\n');
    });
  });
});
