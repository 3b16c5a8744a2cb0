// Records what a person would read in messages and in the status bar, and shows none of it.
import { window } from 'vscode';

export interface Recorded {
  readonly status: string[];
  readonly warnings: string[];
  readonly errors: string[];
  /** Everything recorded, as one text. */
  all(): string;
  /** Gives VS Code its functions back. */
  restore(): void;
}

const names = ['setStatusBarMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Takes the place of VS Code's messages until `restore`. */
export function recordMessages(): Recorded {
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(window, name)] as const);
  const recorded = { status: [] as string[], warnings: [] as string[], errors: [] as string[] };
  const replace = (name: (typeof names)[number], value: (text: string) => unknown) =>
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  replace('setStatusBarMessage', (text) => {
    recorded.status.push(text);
    return { dispose: () => undefined };
  });
  replace('showWarningMessage', async (text) => void recorded.warnings.push(text));
  replace('showErrorMessage', async (text) => void recorded.errors.push(text));
  return {
    ...recorded,
    all: () => [...recorded.status, ...recorded.warnings, ...recorded.errors].join('\n'),
    restore: () => {
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(window, name, descriptor);
      }
    },
  };
}
