// The measured process in plain Node: does one plan, answers with samples, and ends.
import { find } from './find';
import { firstPage } from './firstPage';
import { heap } from './heap';
import { load } from './load';
import { masking } from './masking';
import type { Plan, Samples } from './plan';
import { refresh } from './refresh';
import { remembered } from './remembered';

function run(plan: Plan): Promise<Samples> {
  switch (plan.kind) {
    case 'load':
      return load(plan);
    case 'firstPage':
      return firstPage(plan);
    case 'heap':
      return heap(plan);
    case 'find':
      return find(plan);
    case 'masking':
      return masking(plan);
    case 'remembered':
      return remembered(plan);
    case 'refresh':
      return refresh(plan);
  }
}

process.once('message', (plan: Plan) => {
  run(plan)
    .then(
      (samples) => process.send?.({ samples }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    )
    .finally(() => process.disconnect());
});
