// Telling git to ignore a file where git can’t be asked: read as git reads it, which is asked here.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { withIgnoreLine } from '../../../src/features/env/core/gitIgnore';
import { skipWithout } from '../../support/lacking';

describe('a line of .gitignore for a .env file', () => {
  for (const [before, name, after] of [
    ['', '.env', '/.env\n'],
    ['node_modules\r\n', '.env', 'node_modules\r\n/.env\r\n'],
    ['dist', '.env.local', 'dist\n/.env.local\n'],
    ['a\rb\r', '.env', 'a\rb\r\n/.env\n'],
    ['.env\n!.env\n', '.env', '.env\n!.env\n/.env\n'],
    ['.env\n![.]env\n', '.env', '.env\n![.]env\n/.env\n'],
    ['', '.env.[a]', '/.env.\\[a\\]\n'],
    ...[
      '.env*\n!.env\n',
      '# .env\n',
      '.env/\n',
      'a/.env\n',
      '.envs\n',
      'xenv\n',
      '.env.*\n',
      '.ENV\n',
      '**/a/.env\n',
    ].map((text) => [text, '.env', `${text}/.env\n`] as const),
  ] as const) {
    it(`is added to ${JSON.stringify(before)}`, () => {
      assert.equal(withIgnoreLine(before, name), after);
      assert.equal(withIgnoreLine(after, name), undefined, 'once');
    });
  }

  it('is added where the text is far larger than any, or holds a pattern that nothing can be made of', () => {
    for (const text of [
      '.env\n'.repeat(1001),
      `.env\n${'x'.repeat(70_000)}\n`,
      `.env\n${'[a]'.repeat(9000)}\n`,
    ]) {
      assert.ok((withIgnoreLine(text, '.env') ?? text).endsWith('.env\n') || text.includes('[a]'));
    }
    assert.ok(withIgnoreLine('.env\n'.repeat(1001), '.env'));
    assert.ok(withIgnoreLine(`.env\n${'x'.repeat(70_000)}\n`, '.env'));
  });

  it('is added, once more than needed at worst, where it is in doubt what git makes of the others', () => {
    assert.equal(withIgnoreLine('.env**/**\n', '.env'), '.env**/**\n/.env\n');
    assert.equal(withIgnoreLine('.env**\n!x', '.env'), '.env**\n!x\n/.env\n');
  });

  for (const text of [
    'a\n.env\n',
    '\ufeff/.env  \r\nb',
    '.env*\n',
    '*\n',
    '.en?\n',
    '**/.env\n',
    '.[e]nv\n',
    '.[a-f]nv\n',
    '!.env\n.env\n',
    '**\n',
    '/**/.env\n',
    '\\.env\n',
  ]) {
    it(`is not added to ${JSON.stringify(text)}, which has it`, () => {
      assert.equal(withIgnoreLine(text, '.env'), undefined);
    });
  }

  it('is added where git does not ignore the file, whatever the patterns, and hardly anywhere else', function () {
    const folder = mkdtempSync(join(tmpdir(), 'mailpartner-ignore-'));
    try {
      try {
        execFileSync('git', ['init', '--quiet'], { cwd: folder });
      } catch {
        skipWithout('git', this);
      }
      const ignored = (text: string) => {
        writeFileSync(join(folder, '.gitignore'), text);
        const args = ['check-ignore', '--no-index', '--quiet', '.env.local'];
        const { status } = spawnSync('git', args, { cwd: folder });
        assert.ok(status === 0 || status === 1);
        return status === 0;
      };
      const piece = fc.constantFrom(
        ...[
          '.env',
          '.env.local',
          '.local',
          '.',
          'e',
          'nv',
          '*',
          '**',
          '?',
          '/',
          '**/',
          '!',
          '[e]',
          '[^a]',
          '[a-z]',
          '[',
        ],
        ...['\\', '#', ' ', '\t', '{a,b}'],
      );
      const line = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
      const eol = fc.constantFrom('\n', '\r\n');
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), eol, (lines, end) => {
          const text = lines.join(end);
          const after = withIgnoreLine(text, '.env.local');
          const isOdd = /[^/!]\*\*|\*\*[^/]/.test(lines.join('\n').replaceAll('\n', '/'));
          if (!isOdd || after === undefined) assert.equal(after === undefined, ignored(text), text);
          if (after !== undefined) assert.ok(ignored(after), 'git goes by what was added');
        }),
        { numRuns: 250 },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
