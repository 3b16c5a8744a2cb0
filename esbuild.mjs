// Builds what ships: extension.js, small, which VS Code loads when it activates us, and app.js, which it loads with the first use.
import { rm } from 'node:fs/promises';
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
  // extension.js requires app.js as it is.
  external: [...common.external, './app.js'],
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
  await rm(shipped.outdir, { recursive: true, force: true });
  await build(shipped);
  if (!production) {
    await build(hostTests);
  }
}
