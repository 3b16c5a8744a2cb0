// Puts an extension of the bench among the installed ones.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const sources = join(__dirname, 'extensions');

/** Installs an extension's folder as `name`. */
export async function installExtension(source: string, name: string, extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, `mailpartner-bench.${name}-1.0.0`);
  await cp(join(sources, source), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, name }));
}
