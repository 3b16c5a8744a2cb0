// The programs that read .env files, to hold what we write against: those of npm, Node.js’s own, python-dotenv, and a shell.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import { parse as parse16 } from 'dotenv-16';
import { parse as parse17 } from 'dotenv-17';
import { expand } from 'dotenv-expand';
import { expand as expand12 } from 'dotenv-expand-12';
import { pythonDotenv } from './pythonDotenv';

type Variables = Readonly<Record<string, string | undefined>>;

/** Those that run in this process. */
export const readers: Readonly<Record<string, (text: string) => Variables>> = {
  'dotenv 18': (text) => parse(text),
  // `DOTENV_FAST` has it on.
  'dotenv 18, fast': (text) => parse(text, { fast: true }),
  'dotenv 17': (text) => parse17(text),
  'dotenv 16': (text) => parse16(text),
  'dotenv-expand 12': (text) => expand12({ parsed: parse16(text), processEnv: {} }).parsed ?? {},
  'dotenv-expand 1000': (text) => expand({ parsed: parse(text), processEnv: {} }).parsed ?? {},
  'Node.js': (text) => parseEnv(text),
  'python-dotenv, by its rules': pythonDotenv,
};

const python = [
  'import io, json, sys',
  'from dotenv import dotenv_values',
  'texts = json.load(sys.stdin)',
  'read = [dotenv_values(stream=io.StringIO(text, newline="")) for text in texts]',
  // A name without a value is in it as one that has none.
  'json.dump([{name: value for name, value in each.items() if value is not None} for each in read], sys.stdout)',
].join('\n');

/** What python-dotenv reads, `${NAME}` replaced; undefined where this computer lacks it. */
export function readByPython(texts: readonly string[]): Variables[] | undefined {
  // Nothing of this process’s environment may be put into values.
  const env = { PATH: process.env.PATH ?? '' };
  const ran = spawnSync('python3', ['-c', python], { input: JSON.stringify(texts), encoding: 'utf8', env });
  return ran.status === 0 ? JSON.parse(ran.stdout) : undefined;
}

/** The values that a shell has under these names after it has read each text, exported as for a program; '' where it has none. */
export function readBySh(texts: readonly string[], names: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'mailpartner-sh-'));
  try {
    for (const [i, text] of texts.entries()) writeFileSync(join(folder, `${i}`), text);
    const values = names.map((name) => `"$${name}"`).join(' ');
    const each = texts.map((_, i) => `(set -a; . ./${i}; printf '%s\\0' ${values})`).join('\n');
    writeFileSync(join(folder, 'all.sh'), each);
    // Through a file: what a pipe is given may be cut where the reader is slow.
    const read = execFileSync('sh', ['all.sh'], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
      maxBuffer: 2 ** 24,
    }).split('\0');
    return texts.map((_, i) => read.slice(i * names.length, (i + 1) * names.length));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
