// The first row: from the click on our icon in a new window to the first sub-account, beside a view of one row that is always the same.
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { UserState } from '../vscode/userState';
import { askProbe } from './askProbe';
import type { Bench, BenchOptions } from './bench';
import { userWithAccount } from './storedAccount';
import { timeUntilLabel } from './untilLabel';
import { withVSCode } from './withVSCode';

const size = 1000;

const extensions = { probe: 'probe', row: 'row', 'warm-up': 'empty' };

/** Where the label of a view's first row stands. */
const firstRowLabel = '.part.sidebar [role="treeitem"][data-index="0"] .label-name';

/** A view: the name of its icon in the activity bar, and the label of its first row. */
interface Shown {
  readonly icon: string;
  readonly label: string;
}

interface Times {
  readonly ours: readonly number[];
  readonly plain: readonly number[];
}

export const firstRow: Bench = {
  name: 'row',
  run: async (options) => {
    const { ours, plain } = await withVSCode(options, { extensions }, (vscode) => runRounds(options, vscode));
    return {
      measures: [
        {
          what: 'from the click on the icon to the first sub-account',
          unit: 'ms',
          ours,
          against: { what: 'to the row of a view that has but one', samples: plain },
          compared: 'more',
          goal: 100,
          note: 'in new windows with one account stored, without latency',
        },
      ],
    };
  },
};

/** Each in a window of its own, as a first click finds it: a second one in the same window would find the sidebar's code ready. */
async function runRounds({ service, rounds, progress }: BenchOptions, vscode: RunningVSCode): Promise<Times> {
  await service.set({});
  const user = await userWithAccount(vscode, service, size);
  const ours = { icon: 'Mail Partner', label: service.firstEmail(size), times: [] as number[] };
  const plain = { icon: 'Static Row', label: 'One Row', times: [] as number[] };
  for (let i = 0; i < rounds; i++) {
    for (const each of i % 2 === 0 ? [plain, ours] : [ours, plain]) {
      each.times.push(await timeToRow(vscode, user, each));
    }
    progress(`windows ${i + 1} of ${rounds}, one for each view`);
  }
  return { ours: ours.times, plain: plain.times };
}

async function timeToRow(vscode: RunningVSCode, user: UserState, { icon, label }: Shown): Promise<number> {
  const workbench = await openWorkbench(vscode, { user });
  try {
    await askProbe(workbench, 'Wait Until the Window Is Quiet');
    const awaited = { event: 'click', selector: firstRowLabel, label } as const;
    return await timeUntilLabel(workbench.page, awaited, () => workbench.tab(icon).click());
  } finally {
    await workbench.leave();
  }
}
