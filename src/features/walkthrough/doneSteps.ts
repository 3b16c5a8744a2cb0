// Which steps of the walkthrough a person has done, remembered: VS Code only notes what is done while it has the walkthrough in memory. No vscode.
import type { StoredState } from '../../accounts/storedState';
import { contextKeys } from '../../common/ids';

/** A step as package.json has it: `onCommand:` among its events names a command that completes it. */
interface Step {
  readonly id: string;
  readonly completionEvents: readonly string[];
}

export interface DoneStepsParts {
  /** What package.json holds. */
  readonly manifest: {
    readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
  };
  readonly state: Pick<StoredState, 'get' | 'update'>;
  /** Says which steps are done, by their ids, with a blank between. */
  readonly say: (done: string) => unknown;
}

export class DoneSteps {
  readonly #parts: DoneStepsParts;
  readonly #steps: readonly Step[];

  constructor(parts: DoneStepsParts) {
    this.#parts = parts;
    this.#steps = parts.manifest.contributes.walkthroughs.flatMap(({ steps }) => steps);
  }

  /** The person has run a command. Rejects where VS Code can't keep what that completes: it is said for this window all the same. */
  async ran(command: string): Promise<void> {
    const { state, say } = this.#parts;
    const stored: unknown = state.get(contextKeys.doneSteps);
    const before = typeof stored === 'string' ? stored.split(' ').filter((id) => id !== '') : [];
    const completed = this.#steps.filter(({ completionEvents }) =>
      completionEvents.includes(`onCommand:${command}`),
    );
    const after = [...new Set([...before, ...completed.map(({ id }) => id)])];
    if (after.length > before.length) {
      say(after.join(' '));
      await state.update(contextKeys.doneSteps, after.join(' '));
    }
  }
}
