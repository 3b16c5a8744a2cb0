// Checks what the packaged extension holds and weighs: anything unexpected, or over budget, fails.
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packagedExtension } from './packaged';

/** Every file that ships, and no other. */
const expected = [
  'LICENSE.txt',
  'changelog.md',
  'dist/app.js',
  'dist/extension.js',
  'l10n/bundle.l10n.fr.json',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'media/mail-partner.svg',
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

function main(): void {
  const { values } = parseArgs({ options: { vsix: { type: 'string' } } });
  const vsix = values.vsix ?? packagedExtension();
  const sizes = contents(vsix);
  const problems: string[] = [];
  const files = [...sizes.keys()].map((name) => name.replace(/^extension\//, '')).sort();
  const wanted = [...expected, ...envelope];
  for (const file of files.filter((name) => !wanted.includes(name))) problems.push(`unexpected: ${file}`);
  for (const file of wanted.filter((name) => !files.includes(name))) problems.push(`missing: ${file}`);

  const weights = {
    vsix: statSync(vsix).size,
    'dist/extension.js': sizes.get('extension/dist/extension.js') ?? 0,
    'dist/app.js': sizes.get('extension/dist/app.js') ?? 0,
  };
  for (const [name, size] of sizes) console.log(`${String(size).padStart(8)}  ${name}`);
  for (const [what, size] of Object.entries(weights)) {
    const most = budgets[what as keyof typeof budgets];
    console.log(`${what}: ${size} bytes of ${most}`);
    if (size > most) problems.push(`over budget: ${what}`);
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Names and sizes in bytes, unpacked, of what is in a zip file: its central directory, read here to need no tool. */
function contents(file: string): Map<string, number> {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const sizes = new Map<string, number>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (!name.endsWith('/')) sizes.set(name, zip.readUInt32LE(at + 24));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return sizes;
}

main();
