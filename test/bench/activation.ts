// Activation: our packaged extension beside one that does nothing, in the same windows, each as often first; without an account and with one.
import { type OpenOptions, openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { Workbench } from '../vscode/workbench';
import { askProbe } from './askProbe';
import type { Bench, BenchOptions, Measure } from './bench';
import { showView, userWithAccount } from './storedAccount';
import { withVSCode } from './withVSCode';

/** In milliseconds; the probe says what is what. */
interface Times {
  readonly total: number;
  readonly own: number;
}

interface Round {
  readonly empty: Times;
  readonly ours: Times;
}

interface Rounds {
  readonly without: readonly Round[];
  readonly withAccount: readonly Round[];
}

const extensions = { probe: 'probe', empty: 'empty', 'warm-up': 'empty' };

export const activation: Bench = {
  name: 'activation',
  run: async (options) => {
    const { without, withAccount } = await withVSCode(options, { extensions }, (vscode) =>
      runRounds(options, vscode),
    );
    return {
      measures: [
        ...measures('activation in a real VS Code', without),
        ...measures('activation in a real VS Code, with an account', withAccount),
      ],
    };
  },
};

function measures(what: string, rounds: readonly Round[]): Measure[] {
  const both = (of: (times: Times) => number) => ({
    unit: 'ms' as const,
    ours: rounds.map(({ ours }) => of(ours)),
    against: { what: 'an empty extension', samples: rounds.map(({ empty }) => of(empty)) },
    compared: 'times' as const,
  });
  return [
    { what, ...both(({ total }) => total), goal: 1.3 },
    { what: 'of it the extension’s own code', ...both(({ own }) => own) },
  ];
}

async function runRounds(options: BenchOptions, vscode: RunningVSCode): Promise<Rounds> {
  const { service, rounds, progress } = options;
  await service.set({});
  const user = await userWithAccount(vscode, service, 1000);
  const without: Round[] = [];
  const withAccount: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    const first = i % 2 === 0 ? 'the Empty Extension' : 'Ours';
    without.push(await runRound(vscode, first, {}));
    // What was measured had the account, or was not measured at all.
    const expectRow = async (workbench: Workbench) => {
      await (await showView(workbench)).waitForRow(service.firstEmail(1000));
    };
    withAccount.push(await runRound(vscode, first, { user }, expectRow));
    progress(`windows ${i + 1} of ${rounds}, one without an account and one with it`);
  }
  return { without, withAccount };
}

/** A new window has a new extension host. Our view stays closed there: to show it would activate us unmeasured. */
async function runRound(
  vscode: RunningVSCode,
  first: 'the Empty Extension' | 'Ours',
  options: OpenOptions,
  afterwards: (workbench: Workbench) => Promise<void> = async () => {},
): Promise<Round> {
  const workbench = await openWorkbench(vscode, options);
  try {
    const round = await askProbe<Round>(workbench, `Activate ${first} First`);
    await afterwards(workbench);
    return round;
  } finally {
    await workbench.leave();
  }
}
