// Offering the tools: where VS Code takes them, and nothing where it does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolNames } from '../../../src/common/ids';
import { registerTools } from '../../../src/features/agents/register';

const unexpected: unknown[] = [];
const onUnexpected = (error: unknown) => unexpected.push(error);
const load = () => assert.fail('nothing is loaded yet');

describe('offering the tools', () => {
  it('a host without language models goes without', () => {
    const { registerTool } = {} as { registerTool: () => never };
    assert.deepEqual(registerTools(undefined, load, onUnexpected), []);
    assert.deepEqual(registerTools({ registerTool }, load, onUnexpected), []);
    assert.deepEqual(unexpected, []);
  });

  it('a host that refuses them goes without, and the log says why', () => {
    const refusal = new Error('not here');
    const registerTool = () => {
      throw refusal;
    };
    assert.deepEqual(registerTools({ registerTool }, load, onUnexpected), []);
    assert.deepEqual(unexpected, [refusal]);
  });

  it('offers those that package.json describes, and loads nothing for it', () => {
    const names: string[] = [];
    const registerTool = (name: string) => {
      names.push(name);
      return { dispose: () => undefined };
    };
    assert.equal(registerTools({ registerTool }, load, onUnexpected).length, 2);
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
