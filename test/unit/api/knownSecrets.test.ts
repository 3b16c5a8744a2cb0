// Known secrets are found in all their forms, and the same as by looking for each of them at each place.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../src/api/inSteps';
import { covering } from '../../../src/api/knownSecrets';
import { maskOf, redact } from '../../../src/api/redact';
import { forms } from '../../../src/api/secretForms';

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Each form at each place, one after the other. */
function coveredNaively(text: string, secrets: readonly string[]): boolean[] {
  const covered = Array.from(text, () => false);
  covered.length = text.length;
  covered.fill(false);
  for (const form of secrets.filter(({ length }) => length >= 4).flatMap(forms)) {
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
    .flatMap(forms)
    .sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, form) => masked.replaceAll(form, '•••'), text);
}

/** Few signs, so that secrets begin alike, hold one another, and overlap. */
const sign = fc.constantFrom('a', 'b', 'A', '/', '"', '&', 'é', '=');
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
        const text = [...others, ...known.flatMap(forms)].join(' ');
        const masked = redact(text, known);
        for (const form of known.filter(({ length }) => length >= 4).flatMap(forms)) {
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

describe('the mask of short texts', () => {
  it('masks in each what the redactor knows in it, whatever they hold', () => {
    fc.assert(
      fc.property(secrets, secret, fc.nat(11), (known, other, which) => {
        const form = forms(known[0] ?? '')[which] ?? '';
        const masked = maskOf(known)(`${other}${form}${other}`);
        const covered = coveredNaively(`${other}${form}${other}`, known);
        assert.equal(masked.includes('•••'), covered.includes(true));
        assert.equal(
          masked.replaceAll('•••', '').length,
          covered.filter((each) => !each).length,
          'nothing else is gone',
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('does nothing where there is no secret', () => {
    assert.equal(maskOf([undefined, '', 'abc'])('abc'), 'abc');
    assert.equal(maskOf([])('abc'), 'abc');
  });
});
