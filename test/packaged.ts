// The package that `npm run package` left at the root.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** The path of the one .vsix at the root. Throws, and says what to do, when there is none or more than one. */
export function packagedExtension(): string {
  const found = readdirSync(root).filter((name) => name.endsWith('.vsix'));
  const [only] = found;
  if (!only || found.length > 1) {
    throw new Error(`Expected one .vsix at the root, found ${found.length}: run \`npm run package\` first.`);
  }
  return join(root, only);
}
