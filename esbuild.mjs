// Builds what ships: extension.js, loaded when VS Code activates us, and api.js, loaded on the first request.
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** The API client is a bundle of its own: its import in the extension stays a `require`, done when first needed. */
const apiApart = {
  name: 'api-apart',
  setup(building) {
    building.onResolve({ filter: /\/api\/main$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './api.js', external: true } : undefined,
    );
  },
};

/** Never needed on Node 20 and newer, which has web streams of its own: left out, an empty module in its place. */
const withoutPolyfills = {
  name: 'without-polyfills',
  setup(building) {
    building.onResolve({ filter: /^web-streams-polyfill/ }, ({ path }) => ({ path, namespace: 'empty' }));
    building.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** What both the extension and the tests in VS Code are built with. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  logLevel: 'info',
};

const shipped = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', api: 'src/api/main.ts' },
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  // A dynamic import becomes a `require`: VS Code's proxy support patches what `require` gives.
  supported: { 'dynamic-import': false },
  plugins: [apiApart, withoutPolyfills],
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
  await build(shipped);
  if (!production) {
    await build(hostTests);
  }
}
