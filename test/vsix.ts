// Checks what the packaged extension holds and weighs: anything unexpected, over budget, or shipped without its notice, fails.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { packagedExtension } from './packaged';

/** Every file that ships, and no other. */
const expected = [
  'LICENSE.txt',
  'ThirdPartyNotices.txt',
  'changelog.md',
  'dist/app.js',
  'dist/extension.js',
  'l10n/bundle.l10n.fr.json',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'media/mail-partner.svg',
  'media/programs/php.php.txt',
  'media/programs/powerShell.ps1.txt',
  'media/programs/python.py.txt',
  'media/programs/shell.sh.txt',
  'media/programs/typeScript.ts.txt',
  'media/programs/visualBasic.vb.txt',
  'media/walkthrough/add-account.svg',
  'media/walkthrough/browse.svg',
  'media/walkthrough/find.svg',
  'media/walkthrough/while-coding.svg',
  'package.json',
  'package.nls.fr.json',
  'package.nls.json',
  'readme.md',
];
/** What the package itself is made of. */
const envelope = ['[Content_Types].xml', 'extension.vsixmanifest'];

/** Budgets in bytes. */
const budgets = { vsix: 220_000, 'dist/extension.js': 12_000, 'dist/app.js': 320_000 };

const root = join(__dirname, '..');

function main(): void {
  const { values } = parseArgs({ options: { vsix: { type: 'string' } } });
  const vsix = values.vsix ?? packagedExtension();
  const packaged = contents(vsix);
  const problems: string[] = [];
  const files = [...packaged.keys()].map((name) => name.replace(/^extension\//, '')).sort();
  const wanted = [...expected, ...envelope];
  for (const file of files.filter((name) => !wanted.includes(name))) problems.push(`unexpected: ${file}`);
  for (const file of wanted.filter((name) => !files.includes(name))) problems.push(`missing: ${file}`);

  const sizeOf = (name: string) => packaged.get(`extension/${name}`)?.size ?? 0;
  const weights = {
    vsix: statSync(vsix).size,
    'dist/extension.js': sizeOf('dist/extension.js'),
    'dist/app.js': sizeOf('dist/app.js'),
  };
  for (const [name, { size }] of packaged) console.log(`${String(size).padStart(8)}  ${name}`);
  for (const [what, size] of Object.entries(weights)) {
    const most = budgets[what as keyof typeof budgets];
    console.log(`${what}: ${size} bytes of ${most}`);
    if (size > most) problems.push(`over budget: ${what}`);
  }

  const libraries = bundledLibraries(sizeOf);
  console.log(`libraries: ${libraries.join(', ')}`);
  const text = packaged.get('extension/ThirdPartyNotices.txt')?.text() ?? '';
  const notices = text.split(`\n${'-'.repeat(80)}\n\n`);
  const hasNotice = (library: string) =>
    notices.some((notice) => notice.startsWith(`${library}\n`) && /copyright/i.test(notice));
  for (const library of libraries.filter((one) => !hasNotice(one))) {
    problems.push(`not in ThirdPartyNotices.txt: ${library}`);
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Name and version of each npm package with a part in the bundles: as esbuild counted when it made them, and as npm installed. */
function bundledLibraries(sizeOf: (bundle: string) => number): string[] {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { outputs }: Pick<Metafile, 'outputs'> = read('out/bundles.json');
  const { packages }: { packages: Record<string, { version: string }> } = read('package-lock.json');
  const folders = Object.entries(outputs).flatMap(([bundle, { bytes, inputs }]) => {
    if (bytes !== sizeOf(bundle)) {
      throw new Error(`${bundle} in the VSIX is not the one built last: run \`npm run package\` first.`);
    }
    return Object.keys(inputs).flatMap((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  });
  return [...new Set(folders)]
    .map((folder) => `${folder.split('node_modules/').at(-1)} ${packages[folder]?.version}`)
    .sort();
}

interface Packed {
  /** In bytes, unpacked. */
  readonly size: number;
  text(): string;
}

/** What is in a zip file, by name: read here, from its central directory, to need no tool. */
function contents(file: string): Map<string, Packed> {
  const zip = readFileSync(file);
  const short = (offset: number) => zip.readUInt16LE(offset);
  const long = (offset: number) => zip.readUInt32LE(offset);
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files = new Map<string, Packed>();
  let at = long(end + 16);
  for (let n = short(end + 10); n > 0; n--) {
    const [method, packedSize, size, local] = [short(at + 10), long(at + 20), long(at + 24), long(at + 42)];
    const nameEnd = at + 46 + short(at + 28);
    const name = zip.toString('utf8', at + 46, nameEnd);
    const text = () => {
      const start = local + 30 + short(local + 26) + short(local + 28);
      const packed = zip.subarray(start, start + packedSize);
      return (method === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    };
    if (!name.endsWith('/')) files.set(name, { size, text });
    at = nameEnd + short(at + 30) + short(at + 32);
  }
  return files;
}

main();
