// Looks for marked secrets in everything that a test run leaves behind.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A place where something was found, and which secret by its name: never the secret itself. */
export interface Leak {
  readonly where: string;
  readonly what: string;
}

/** The forms in which a secret may be found: as it is, in a URL, in JSON, in base64, in HTML; each also as bytes, as files are read here. */
export function formsOf(secret: string): string[] {
  const inHtml = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const inAttribute = secret.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const inNewAttribute = inHtml.replace(/"/g, '&quot;');
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    inHtml,
    inAttribute,
    inNewAttribute,
    base64,
  ];
  const all = [...forms, JSON.stringify(JSON.stringify(secret)).slice(3, -3)];
  const asBytes = all.map((form) => Buffer.from(form).toString('latin1'));
  return [...new Set([...all, ...asBytes])];
}

/** Finds secrets, given by name, in texts, given by where they come from. */
export function findLeaks(
  texts: ReadonlyMap<string, string>,
  secrets: Readonly<Record<string, string>>,
): Leak[] {
  const leaks: Leak[] = [];
  for (const [where, text] of texts) {
    for (const [what, secret] of Object.entries(secrets)) {
      if (formsOf(secret).some((form) => text.includes(form))) {
        leaks.push({ where, what });
      }
    }
  }
  return leaks;
}

/** The contents of every file below a folder, by path; folders named in `except` are passed over. */
export async function readAll(folder: string, except: readonly string[] = []): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const inside = relative(folder, path);
    if (entry.isFile() && !except.some((name) => inside.startsWith(name))) {
      const text = await readFile(path, 'latin1').catch(ifGone);
      if (text !== undefined) texts.set(inside, text);
    }
  }
  return texts;
}

/** VS Code takes some files away while they are being read, such as the backup of what was saved. */
function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
