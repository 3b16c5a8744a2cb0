// Which names are set where a .env file has other values under the usual ones, and what is there already.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseNames } from '../../../src/features/env/core/beside';
import { hasAll, overwritten, setVariables } from '../../../src/features/env/core/envFile';
import { subAccount } from '../../support/subAccounts';

const [token, apiKey] = ['MAILPARTNER_SUBACCOUNT_TOKEN', 'MAILPARTNER_SUBACCOUNT_API_KEY'];
const others = `${token}=other\n${apiKey}=another\n`;

describe('names beside other values', () => {
  it('are there already, whichever quotes are around the values', () => {
    const text = `${others}${token}_USER1_EXAMPLE_ORG='canary-token-1'\n${apiKey}_USER1_EXAMPLE_ORG="canary-key-1"\n`;
    const { names, there } = chooseNames([subAccount(1)], text);
    assert.deepEqual([names, there], [[], [`${token}_USER1_EXAMPLE_ORG`, `${apiKey}_USER1_EXAMPLE_ORG`]]);
  });

  it('are asked about where one of the two is not there, or has another value', () => {
    for (const text of [
      others,
      `${others}${token}_USER1_EXAMPLE_ORG=canary-token-1\n`,
      `${others}${token}_USER1_EXAMPLE_ORG=canary-token-1\n${apiKey}_USER1_EXAMPLE_ORG=\n`,
      `${others}${token}_USER1_EXAMPLE_ORG=canary-token-1\n${apiKey}_USER1_EXAMPLE_ORG=old\n`,
    ]) {
      const { names, there } = chooseNames([subAccount(1)], text);
      assert.deepEqual([names, there], [[token, apiKey], []]);
    }
  });

  it('are left where they are of one of several, and the others set as ever', () => {
    const name = `${token}_USER1_EXAMPLE_ORG`;
    const text = `${name}=other\n${name}_2=canary-token-1\n${apiKey}_USER1_EXAMPLE_ORG_2=canary-key-1\n`;
    const { usual, names, there } = chooseNames([subAccount(1), subAccount(2)], text);
    assert.deepEqual([names, there], [[], []]);
    assert.deepEqual(
      usual.map((variable) => variable.name),
      [
        `${name}_2`,
        `${apiKey}_USER1_EXAMPLE_ORG_2`,
        `${token}_USER2_EXAMPLE_ORG`,
        `${apiKey}_USER2_EXAMPLE_ORG`,
      ],
    );
  });

  it('whatever is in the file: added beside, all is there, nothing else is gone, and nothing is asked again', () => {
    const suffixes = ['', '_USER1_EXAMPLE_ORG', '_USER1_EXAMPLE_ORG_2', '_USER2_EXAMPLE_ORG'];
    const line = fc
      .tuple(
        fc.constantFrom(token, apiKey),
        fc.constantFrom(...suffixes),
        fc.constantFrom('', 'other', 'canary-token-1', 'canary-key-1', 'canary-token-2'),
      )
      .map(([name, suffix, value]) => `${name}${suffix}=${value}\n`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, several) => {
        const subAccounts = several ? [subAccount(1), subAccount(2)] : [subAccount(1)];
        const text = lines.join('');
        const { beside, names } = chooseNames(subAccounts, text);
        assert.deepEqual(overwritten(text, beside), []);
        const after = setVariables(text, beside);
        assert.ok(after !== undefined && hasAll(after, beside));
        const again = chooseNames(subAccounts, after);
        assert.deepEqual(again.names, []);
        if (names.length > 0) assert.ok(again.there.length > 0);
      }),
    );
  });
});
