// What no compiler checks of this house: that nothing was forgotten on a list.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandIds } from '../../src/common/ids';

const root = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

describe('the house', () => {
  it('package-lock.json holds every optional dependency, for every platform: `npm ci` refuses it otherwise', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    assert.ok(Object.keys(packages).length > 100, 'the lock file was read');
    assert.deepEqual(missing, []);
  });

  it('`dependencies` of package.json are what src imports, and `devDependencies` the rest', async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension.ts', 'src/app.ts'],
      bundle: true,
      packages: 'external',
      external: ['./app.js'],
      platform: 'node',
      absWorkingDir: root,
      outdir: 'out',
      write: false,
      metafile: true,
    });
    const imported = Object.values(metafile.inputs)
      .flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path))
      .filter((path) => path !== 'vscode' && path !== './app.js' && !isBuiltin(path))
      .map((path) => path.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    assert.deepEqual(Object.keys(dependencies), [...new Set(imported)].sort());
  });

  it('test/host/index.ts loads every file of host tests', () => {
    const index = read('test', 'host', 'index.ts');
    const files = readdirSync(join(root, 'test', 'host'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => file.replace(/\\/g, '/').replace(/\.ts$/, ''));
    assert.ok(files.length > 5);
    assert.deepEqual(
      files.filter((file) => !index.includes(`'./${file}'`)),
      [],
    );
  });

  it('no key types a character, on whatever keyboard, or is the system’s own', () => {
    type KeyBinding = Readonly<Record<'key' | 'mac' | 'linux' | 'win', string | undefined>>;
    const bindings: KeyBinding[] = JSON.parse(read('package.json')).contributes.keybindings;
    assert.ok(bindings.length > 0);
    const strokes = (key: string | undefined) => key?.split(' ').map((stroke) => stroke.split('+')) ?? [];
    for (const { key, mac, linux, win } of bindings) {
      for (const stroke of [key, linux, win].flatMap(strokes)) {
        // AltGr is Ctrl+Alt, and types µ, €, @ and many more.
        assert.ok(!stroke.includes('alt') || !stroke.includes('ctrl'), `${stroke.join('+')} may be AltGr`);
      }
      for (const stroke of strokes(mac ?? key)) {
        // Option types characters; Option and Command together hide, minimise and close the windows of all programs.
        assert.ok(!stroke.includes('alt'), `${stroke.join('+')} may be the system’s`);
      }
      // A key alone types too, unless another came before it; these two type nothing in a list.
      const [first] = strokes(key);
      assert.ok(
        first && (first.length > 1 || /^(escape|enter|f\d+)$/.test(first[0] ?? '')),
        `${key} may type`,
      );
    }
  });

  it('a sub-account’s menu has what copies, inserts, saves and shows apart, and buttons for its token and key', () => {
    const entries: { command: string; when: string; group: string }[] = JSON.parse(read('package.json'))
      .contributes.menus['view/item/context'];
    const names: Record<string, string[]> = {};
    const own = entries
      .filter(({ when }) => when.endsWith(' viewItem == subAccount'))
      .toSorted((a, b) => a.group.localeCompare(b.group));
    for (const { command, group } of own) {
      const [name = ''] = group.split('@');
      names[name] = [...(names[name] ?? []), command.replace('mailPartner.', '')];
    }
    assert.deepEqual(names, {
      inline: ['copyToken', 'copyApiKey'],
      '1_copy': ['copyToken', 'copyApiKey', 'copyEmail', 'copyEnv', 'copyRequest', 'copyKeyBinding'],
      '2_insert': ['insertToken', 'insertApiKey'],
      '3_save': ['writeEnv'],
      '4_show': ['showResponse'],
    });
  });

  it('every command that is contributed says when it is in the palette, or works from there', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: {
        commands: { command: string }[];
        menus: { commandPalette: { command: string; when: string }[] };
      };
    };
    const hidden = contributes.menus.commandPalette.map(({ command }) => command);
    const needRow = ['loadMore', 'refreshAll', 'rowActions', 'showPageResponse'];
    const needResponse = ['maskResponse', 'revealResponse', 'layOutResponse', 'showResponseAsSent'];
    assert.deepEqual(
      hidden.sort(),
      [...needRow, ...needResponse].map((name) => `mailPartner.${name}`).sort(),
    );
    assert.ok(contributes.commands.every(({ command }) => command.startsWith('mailPartner.')));
  });

  describe('commands', () => {
    const contributed: { command: string; title: string }[] = JSON.parse(read('package.json')).contributes
      .commands;
    const english: Record<string, string> = JSON.parse(read('package.nls.json'));
    const french: Record<string, string> = JSON.parse(read('package.nls.fr.json'));
    const textOf = ({ title }: { title: string }) => title.replaceAll('%', '');
    /** Behind rows, and nowhere that a person would look for a command. */
    const ofRows: string[] = [
      commandIds.replaceSelectedApiKey,
      commandIds.openAddressSetting,
      commandIds.openContactPage,
      commandIds.askAboutAddress,
      commandIds.clickRow,
      commandIds.tellFocusedRow,
    ];

    it('of src/common/ids.ts are those of package.json, but for those that rows alone call', () => {
      assert.deepEqual(
        contributed.map(({ command }) => command).sort(),
        Object.values(commandIds)
          .filter((id) => !ofRows.includes(id))
          .sort(),
      );
    });

    it('have titles in both languages, and in README those that people look for', () => {
      for (const each of contributed) {
        assert.ok(english[textOf(each)], `${each.command} in English`);
        assert.ok(french[textOf(each)], `${each.command} in French`);
      }
      const section = /^\| Command +\|.*\n((?:\|.*\n)+)/m.exec(read('README.md'))?.[1] ?? '';
      const listed = [...section.matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, title]) => title);
      // The buttons in an answer's own editor.
      const inAnswers: string[] = [
        commandIds.revealResponse,
        commandIds.maskResponse,
        commandIds.layOutResponse,
        commandIds.showResponseAsSent,
      ];
      const shown = contributed.filter(({ command }) => !inAnswers.includes(command));
      assert.deepEqual(listed.sort(), [...new Set(shown.map((each) => english[textOf(each)]))].sort());
    });

    it('each run one thing, which app.ts or the register.ts of one feature says', () => {
      const features = readdirSync(join(root, 'src', 'features'))
        .map((feature) => join('src', 'features', feature, 'register.ts'))
        .filter((file) => existsSync(join(root, file)));
      const sources = [join('src', 'app.ts'), ...features].map((file) => read(file)).join('\n');
      const run = [...sources.matchAll(/\bon(?:Command)?\(\s*commandIds\.(\w+)/g)].map(([, name]) => name);
      assert.deepEqual(run.sort(), Object.keys(commandIds).sort());
    });
  });
});
