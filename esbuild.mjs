// Builds what ships: extension.js, small, which VS Code loads when it activates us, app.js, which it loads with the first use,
// and the notices of the libraries in them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** What both the extension and the tests in VS Code are built with. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Not ES modules: VS Code's proxy support patches what `require` gives.
  format: 'cjs',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  external: ['vscode'],
  logLevel: 'info',
};

const shipped = {
  ...common,
  entryPoints: ['src/extension.ts', 'src/app.ts'],
  outdir: 'dist',
  // extension.js requires app.js as it is. The polyfill is for a Node.js without web streams, which no VS Code has that we run in.
  external: [...common.external, './app.js', 'web-streams-polyfill'],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
};

/** The suite that runs inside VS Code's extension host. */
const hostTests = {
  ...common,
  entryPoints: { index: 'test/host/index.ts' },
  outdir: 'out/test/host',
  sourcemap: 'inline',
  external: [...common.external, 'mocha'],
};

if (watch) {
  const watching = await context(shipped);
  await watching.watch();
} else {
  // Whatever an older build left there would be packaged.
  rmSync(shipped.outdir, { recursive: true, force: true });
  const { metafile } = await build({ ...shipped, metafile: true });
  if (production) {
    writeFileSync('ThirdPartyNotices.txt', notices(Object.keys(metafile.inputs)));
    // What is in the bundles, for check:vsix to hold the notices against.
    mkdirSync('out', { recursive: true });
    writeFileSync('out/bundles.json', JSON.stringify(metafile));
  } else {
    await build(hostTests);
  }
}

/** Name, version and licence of every npm package that the files are of. */
function notices(files) {
  const packages = files.flatMap((file) => file.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []);
  const each = [...new Set(packages)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${licence(folder)}\n`;
  });
  return ['This extension contains code of the following packages.\n', ...each].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

/** What a package says of its licence: in files of that name, or, as data-uri-to-buffer does, at the end of its README. */
function licence(folder) {
  const read = (names) =>
    readdirSync(folder)
      .filter((file) => names.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const files = read(/^(licen[cs]e|notice)/i);
  if (files.length > 0) {
    return files.join('\n\n');
  }
  const [readme = ''] = read(/^readme/i);
  const section = readme.match(/^[# ]*licen[cs]e$[-=\s]*(.*copyright.*)/ims)?.[1];
  if (!section) {
    throw new Error(`${folder} has no licence file: find out under which licence it may be shipped.`);
  }
  return section;
}
