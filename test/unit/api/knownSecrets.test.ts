// Known secrets are found in all their forms, and the same as by looking for each of them at each place.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../src/api/inSteps';
import { covering } from '../../../src/api/knownSecrets';
import { maskingFields, SHORTEST_IN_FIELDS } from '../../../src/api/maskedFields';
import { redact } from '../../../src/api/redact';
import { forms } from '../../../src/api/secretForms';

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Each form at each place, one after the other. */
function coveredNaively(text: string, secrets: readonly string[]): boolean[] {
  const covered = Array.from(text, () => false);
  covered.length = text.length;
  covered.fill(false);
  for (const form of secrets.filter(({ length }) => length >= 4).flatMap((each) => forms(each))) {
    for (let at = 0; at + form.length <= text.length; at++) {
      if (lower(text.slice(at, at + form.length)) === lower(form)) {
        covered.fill(true, at, at + form.length);
      }
    }
  }
  return covered;
}

/** As the redactor of 0.1.0 found them: the longest first, each by itself. */
function maskedBefore(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .filter(({ length }) => length >= 4)
    .flatMap((each) => forms(each))
    .sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, form) => masked.replaceAll(form, '•••'), text);
}

/** Few signs, so that secrets begin alike, hold one another, and overlap. */
const sign = fc.constantFrom('a', 'b', 'A', ' ', 'Σ', '/', '"', '&', 'é', '=');
const secret = fc.string({ unit: sign, minLength: 1, maxLength: 12 });
const secrets = fc.array(secret, { minLength: 1, maxLength: 6 });

describe('known secrets', () => {
  it('cover what they cover when each is looked for at each place', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.array(
          fc.oneof(
            secret,
            fc.nat(5).map((which) => ({ which })),
          ),
          { maxLength: 8 },
        ),
        (known, parts) => {
          const text = parts
            .map((part) => (typeof part === 'string' ? part : (forms(known[0] ?? '')[part.which] ?? '')))
            .join('');
          const covered = atOnce(covering(text, known));
          const found = Array.from({ length: text.length }, (_, at) => (covered?.[at] ?? 0) > 0);
          assert.deepEqual(found, coveredNaively(text, known));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leave nothing that was masked one by one, and no form of any', () => {
    fc.assert(
      fc.property(secrets, secrets, (known, others) => {
        const text = [...others, ...known.flatMap((each) => forms(each))].join(' ');
        const masked = redact(text, known);
        for (const form of known.filter(({ length }) => length >= 4).flatMap((each) => forms(each))) {
          assert.ok(!lower(masked).includes(lower(form)), 'a form is left');
        }
        assert.ok(
          masked.replace(/•+/g, '').length <= maskedBefore(text, known).replace(/•+/g, '').length,
          'it masks no less than before',
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('are found within what begins like a longer one', () => {
    assert.equal(redact('12-bcde-9', ['2-bcde-x', 'bcde']), '12-•••-9');
  });

  it('are found though the service writes them in the other case', () => {
    assert.equal(redact('to aB3-xyZ9@x.fr', ['Ab3-XYz9']), 'to •••@x.fr');
    assert.equal(redact('%c3%89t%c3%a9s', ['Étés']), '•••');
  });

  it('that are far longer than any are found too, and never quoted', () => {
    const long = 'x/é"\\'.repeat(5000);
    assert.ok(redact(`a ${long} b ${JSON.stringify(long)}`, [long]) === 'a ••• b "•••"');
  });

  it('many, long and alike: each is found, in a text of any size', () => {
    const alike = Array.from({ length: 200 }, (_, i) => `${'x'.repeat(990)}<${1000 + i}>`);
    const text = [...alike, `${'x'.repeat(990)}<`].join('\n');
    const masked = redact(text, alike);
    assert.ok(masked === [...alike.map(() => '•••'), `${'x'.repeat(990)}<`].join('\n'));
  });
});

/** The fields of one row after another, masked. */
function masked(rows: readonly Row[], known: readonly (string | undefined)[]): readonly Row[] {
  return atOnce(maskingFields(rows, ['email', 'type'], known));
}

interface Row {
  readonly id: number;
  readonly email: string | undefined;
  readonly type: string | undefined;
}

const inEmail = (email: string, ...known: (string | undefined)[]) =>
  masked([{ id: 1, email, type: undefined }], known)[0]?.email;

describe('the mask of fields', () => {
  it('masks in each what the redactor knows in it, whatever they hold', () => {
    const others = fc.oneof(secret, fc.constantFrom('', 'x@y.fr'));
    const field = fc.tuple(others, fc.nat(5), fc.nat(11), others);
    const long = fc.array(fc.string({ unit: sign, minLength: 5, maxLength: 16 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(long, fc.array(field, { minLength: 1, maxLength: 6 }), (known, fields) => {
        const rows = fields.map(([before, which, form, after], id) => ({
          id,
          email: `${before}${forms(known[which] ?? '')[form] ?? ''}${after}`,
          type: after,
        }));
        const inFields = known.filter(({ length }) => length >= SHORTEST_IN_FIELDS);
        for (const [at, row] of masked(rows, known).entries()) {
          assert.equal(row.id, at);
          for (const name of ['email', 'type'] as const) {
            const given = rows[at]?.[name] ?? '';
            const covered = coveredNaively(given, inFields);
            const expected = [...covered.keys()].map((each) => (covered[each] ? '\0' : given.charAt(each)));
            assert.equal(row[name], expected.join('').replace(/\0+/g, '•••'));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds a form with other blanks, and letters whose case depends on what follows', () => {
    assert.equal(inEmail('ab+cd+ef', 'ab cd ef'), '•••');
    assert.equal(inEmail('x ab%20cd+ef x', 'ab cd ef'), 'x ab%20cd+ef x', 'that is none');
    assert.equal(inEmail('abcdefgΣx', 'abcdefgΣ'), '•••x');
  });

  it('leaves words whole that a short token is part of', () => {
    assert.equal(inEmail('contact@latest.fr', 'test', 'contact', undefined, ''), 'contact@latest.fr');
    assert.equal(inEmail('to-1234567@x.fr', '1234567'), 'to-1234567@x.fr');
    assert.equal(inEmail('to-12345678@x.fr', '12345678'), 'to-•••@x.fr');
  });

  it('gives back the same row where it holds none', () => {
    const rows = [
      { id: 1, email: 'one@example.org', type: undefined },
      { id: 2, email: 'two-abcdefgh@example.org', type: 'simple' },
    ] as const;
    const [one, two] = masked(rows, ['abcdefgh', 'one@example.org and more']);
    assert.equal(one, rows[0]);
    assert.deepEqual(two, { id: 2, email: 'two-•••@example.org', type: 'simple' });
    assert.equal(masked(rows, []), rows);
  });

  it('is never one that begins in a field and ends in the next', () => {
    const rows = [
      { id: 1, email: 'x-abcd', type: 'efgh-y' },
      { id: 2, email: 'abcd', type: 'efgh' },
    ];
    assert.deepEqual(masked(rows, ['abcdefgh']), rows);
  });

  it('takes as many steps as there are rows, and makes the forms of a secret once', () => {
    const work = (count: number) => {
      const rows = Array.from({ length: count }, (_, id) => ({
        id,
        email: `${id}-${'x'.repeat(10)}@example.org`,
        type: 'prepaid%x&y',
      }));
      const known = rows.flatMap(({ id }) => [
        `t${1000 + id}${'x'.repeat(5)}`,
        `k${1000 + id}${'y'.repeat(9)}`,
      ]);
      let made = 0;
      const formsOf = (each: string, longest: number) => {
        made++;
        return forms(each, longest);
      };
      const steps = [...maskingFields(rows, ['email', 'type'], ['12345678', ...known], formsOf)].length;
      return { made, steps };
    };
    const [few, many] = [work(50), work(1000)];
    assert.deepEqual([few.made, many.made], [101, 2001]);
    assert.ok(many.steps <= 20 * few.steps, `${few.steps} steps for 50 rows, ${many.steps} for 1,000`);
  });
});
