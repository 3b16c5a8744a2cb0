// Ending several things: each is ended, whatever becomes of the others.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disposeAll } from '../../src/common/core/disposeAll';

describe('dispose all', () => {
  const parts = (ended: string[]) =>
    ['a', 'b', 'c', 'd'].map((name) => ({
      dispose() {
        ended.push(name);
        if (name === 'b' || name === 'c') throw new Error(`${name} does not end`);
      },
    }));

  it('ends each in order, and tells what did not', () => {
    const [ended, errors]: [string[], unknown[]] = [[], []];
    disposeAll(parts(ended), (error) => errors.push(error));
    assert.deepEqual(ended, ['a', 'b', 'c', 'd']);
    assert.deepEqual(errors.map(String), ['Error: b does not end', 'Error: c does not end']);
  });

  it('ends each before it throws, where nobody is told', () => {
    const ended: string[] = [];
    assert.throws(() => disposeAll(parts(ended)), /b does not end/);
    assert.deepEqual(ended, ['a', 'b', 'c', 'd']);
  });

  it('is how all of src does it: VS Code’s own way stops at the first that throws', () => {
    const src = join(__dirname, '..', '..', 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    assert.ok(files.length > 50);
    const [from, inARow] = [/\bDisposable\.from\(/, /^ *[^ /*].*\.dispose\(\);\n *[^ /*].*\.dispose\(\);$/m];
    assert.deepEqual(
      files.filter((file) => {
        const text = readFileSync(join(src, file), 'utf8');
        return from.test(text) || inARow.test(text);
      }),
      [],
    );
  });
});
