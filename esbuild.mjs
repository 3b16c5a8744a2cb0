// Builds what ships: extension.js, loaded when VS Code activates us; the other bundles, each loaded when first needed.
import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** Bundles of their own, loaded when first needed: where the extension imports one, a `require` of its file stays. */
const apart = {
  api: 'src/api/main.ts',
  coding: 'src/features/coding.ts',
  commands: 'src/features/main.ts',
  tools: 'src/features/agents/tools.ts',
  redact: 'src/api/redact.ts',
  response: 'src/features/response/showResponse.ts',
  words: 'src/common/words/failureWords.ts',
};

/** Of these one copy ships: the other bundles, which need them as soon as they are loaded, require their file too. */
const shared = ['redact', 'words'];

const bundlesApart = {
  name: 'bundles-apart',
  setup(building) {
    building.onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir }) => {
      const wanted = relative(import.meta.dirname, resolve(resolveDir, `${path}.ts`)).replaceAll('\\', '/');
      const [name] = Object.entries(apart).find(([, source]) => source === wanted) ?? [];
      const isApart =
        kind === 'dynamic-import' ||
        kind === 'require-call' ||
        (kind === 'import-statement' && shared.includes(name));
      return name && isApart ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

const leftOut = "() => { throw new Error('left out of the bundle'); }";

/** What node-fetch carries for other platforms and other calls than ours, and what stands in its place here. */
const leanParts = {
  'formdata-polyfill/esm.min.js': `export const FormData = globalThis.FormData; export const formDataToBlob = ${leftOut};`,
  'fetch-blob': 'export default globalThis.Blob;',
  'fetch-blob/from.js':
    'export const Blob = globalThis.Blob, File = globalThis.File; export const fileFromSync = undefined, fileFrom = undefined, blobFromSync = undefined, blobFrom = undefined;',
  'data-uri-to-buffer': `export default ${leftOut};`,
  './utils/multipart-parser.js': `export const toFormData = ${leftOut};`,
};

/** node-fetch without what Node 20 has already and a GET never uses: polyfills, multipart, data: URLs. */
const leanNodeFetch = {
  name: 'lean-node-fetch',
  setup(building) {
    building.onResolve({ filter: /./ }, ({ path, importer }) =>
      path in leanParts && /[\\/]node-fetch[\\/]/.test(importer)
        ? { path, namespace: 'lean', sideEffects: false }
        : undefined,
    );
    building.onLoad({ filter: /./, namespace: 'lean' }, ({ path }) => ({
      contents: leanParts[path],
      loader: 'js',
    }));
  },
};

/** What both the extension and the tests in VS Code are built with. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  external: ['vscode'],
  logLevel: 'info',
};

const shipped = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', ...apart },
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  // A dynamic import becomes a `require`: VS Code's proxy support patches what `require` gives.
  supported: { 'dynamic-import': false },
  // Of this library only the formatter is used, and its main file drags the rest along.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/impl/format.js' },
  plugins: [bundlesApart, leanNodeFetch],
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
