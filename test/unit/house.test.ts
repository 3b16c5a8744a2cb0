// What no compiler checks of this house: that nothing was forgotten on a list.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
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

  it('package.json contributes every command that has an id, and README’s table lists it', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: { commands: { command: string; title: string }[] };
    };
    const behindRows: readonly string[] = [commandIds.replaceSelectedApiKey, commandIds.openAddressSetting];
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commandIds)
        .filter((id) => !behindRows.includes(id))
        .sort(),
    );
    const titles = JSON.parse(read('package.nls.json')) as Record<string, string>;
    // Offered only while an answer is shown: the text above the table names them.
    const ofResponses: readonly string[] = [commandIds.revealResponse, commandIds.maskResponse];
    const listed = contributes.commands
      .filter(({ command }) => !ofResponses.includes(command))
      .map(({ title }) => titles[title.slice(1, -1)]);
    const rows = [...read('README.md').matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, title]) => title);
    assert.deepEqual(rows.sort(), [...new Set(listed)].sort());
  });

  it('every command that is contributed says when it is in the palette, or works from there', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: {
        commands: { command: string }[];
        menus: { commandPalette: { command: string; when: string }[] };
      };
    };
    const hidden = contributes.menus.commandPalette.map(({ command }) => command);
    const needRow = ['loadMore', 'refreshAll', 'showPageResponse'];
    const needResponse = ['maskResponse', 'revealResponse'];
    assert.deepEqual(
      hidden.sort(),
      [...needRow, ...needResponse].map((name) => `mailPartner.${name}`).sort(),
    );
    assert.ok(contributes.commands.every(({ command }) => command.startsWith('mailPartner.')));
  });
});
