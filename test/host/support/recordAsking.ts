// Records the messages that have buttons, and answers them; and the commands of ours that are called in their wake.
import { commands, type MessageOptions, window } from 'vscode';

export interface Question {
  readonly kind: 'warning' | 'error';
  readonly text: string;
  readonly detail?: string;
  readonly buttons: readonly string[];
}

export interface Asked {
  readonly questions: Question[];
  /** Calls of our commands, with their arguments; they are not run. */
  readonly executed: unknown[][];
  /** The button that is pressed where there is one of this name. */
  answer: string | undefined;
  /** Everything that a person would read, and what commands were given, as one text. */
  all(): string;
  /** Gives VS Code its functions back. */
  restore(): void;
}

/** Takes the place of VS Code's messages with buttons until `restore`; a message without buttons goes where it went before. */
export function recordAsking(): Asked {
  const asked: Asked = {
    questions: [],
    executed: [],
    answer: undefined,
    all: () => JSON.stringify([asked.questions, asked.executed]),
    restore: () => {
      for (const put of putBack) put();
    },
  };
  const message =
    (kind: Question['kind'], before: (text: string) => unknown) =>
    async (text: string, ...rest: (string | MessageOptions)[]) => {
      const buttons = rest.filter((each) => typeof each === 'string');
      if (buttons.length === 0) return before(text);
      const options = rest.find((each) => typeof each === 'object');
      asked.questions.push({ kind, text, buttons, ...(options?.detail ? { detail: options.detail } : {}) });
      return buttons.find((button) => button === asked.answer);
    };
  const { showErrorMessage, showWarningMessage } = window;
  const { executeCommand } = commands;
  const putBack = [
    replace(window, 'showErrorMessage', message('error', showErrorMessage)),
    replace(window, 'showWarningMessage', message('warning', showWarningMessage)),
    replace(commands, 'executeCommand', async (command: string, ...args: unknown[]) => {
      if (!command.startsWith('mailPartner.')) return executeCommand(command, ...args);
      asked.executed.push([command, ...args]);
      return undefined;
    }),
  ];
  return asked;
}

function replace(holder: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, { configurable: true, writable: true, value });
  return () => {
    if (before) Object.defineProperty(holder, name, before);
  };
}
