// Which steps of the walkthrough are done is remembered, by the events that package.json itself names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoredState } from '../../src/accounts/storedState';
import { commandIds } from '../../src/common/ids';
import { DoneSteps } from '../../src/features/walkthrough/doneSteps';
import { FakeMemento } from './support/vscodeParts';

const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

function open(memento = new FakeMemento()) {
  const said: string[] = [];
  const steps = new DoneSteps({ manifest, state: new StoredState(memento), say: (done) => said.push(done) });
  return { memento, said, steps };
}

describe('the steps of the walkthrough', () => {
  it('are done by their commands, each said once, and remembered after a restart', async () => {
    const { memento, said, steps } = open();
    await steps.ran(commandIds.showLog);
    await steps.ran(commandIds.find);
    await steps.ran(commandIds.copyToken);
    await steps.ran(commandIds.loadMore);
    assert.deepEqual(said, ['find', 'find browse']);
    const later = open(memento.reopened());
    await later.steps.ran(commandIds.find);
    await later.steps.ran(commandIds.writeEnv);
    assert.deepEqual(later.said, ['find browse whileCoding']);
  });

  it('are said also where VS Code can’t keep them', async () => {
    const { memento, said, steps } = open();
    memento.rejects = true;
    await assert.rejects(steps.ran(commandIds.find));
    assert.deepEqual(said, ['find']);
  });

  it('each have an event for what was done before VS Code read them', () => {
    for (const { id, completionEvents } of manifest.contributes.walkthroughs[0].steps) {
      const fact = id === 'addAccount' ? 'mailPartner.accounts' : `mailPartner.doneSteps =~ /${id}/`;
      assert.ok(completionEvents.includes(`onContext:mailPartner.pageOpened && ${fact}`), id);
    }
  });
});
