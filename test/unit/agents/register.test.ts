// Offering the tools: where VS Code takes them, and nothing where it does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerTools, type ToolParts, toolNames } from '../../../src/features/agents/register';
import { Service } from './support/service';

const unexpected: unknown[] = [];
const parts: ToolParts = {
  ...new Service({}).parts,
  lookAgain: () => undefined,
  onUnexpected: (error) => unexpected.push(error),
};
const load = () => assert.fail('nothing is loaded yet');

describe('offering the tools', () => {
  it('a host without language models goes without', () => {
    const { registerTool } = {} as { registerTool: () => never };
    assert.deepEqual(registerTools(undefined, load, parts), []);
    assert.deepEqual(registerTools({ registerTool }, load, parts), []);
    assert.deepEqual(unexpected, []);
  });

  it('a host that refuses them goes without, and the log says why', () => {
    const refusal = new Error('not here');
    const registerTool = () => {
      throw refusal;
    };
    assert.deepEqual(registerTools({ registerTool }, load, parts), []);
    assert.deepEqual(unexpected, [refusal]);
  });

  it('offers those that package.json describes, and loads nothing for it', () => {
    const names: string[] = [];
    const registerTool = (name: string) => {
      names.push(name);
      return { dispose: () => undefined };
    };
    assert.equal(registerTools({ registerTool }, load, parts).length, 2);
    const { contributes } = JSON.parse(
      readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'),
    ) as { contributes: { languageModelTools: { name: string; modelDescription: string }[] } };
    assert.deepEqual(names, [...toolNames]);
    assert.deepEqual(
      names,
      contributes.languageModelTools.map(({ name }) => name),
    );
    for (const { modelDescription } of contributes.languageModelTools) {
      assert.match(modelDescription, /never returns a token or an API key/);
      assert.ok(modelDescription.length <= 1024, 'models with a limit would see it cut');
    }
  });
});
