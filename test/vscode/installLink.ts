// Making an extension's folder an installed extension, without packaging or copying it.
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Links the extension in `source` into VS Code's extensions folder. */
export async function installLink(source: string, extensionsDir: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  await mkdir(extensionsDir, { recursive: true });
  await symlink(
    source,
    join(extensionsDir, `${manifest.publisher}.${manifest.name}-${manifest.version}`),
    'junction',
  );
}
