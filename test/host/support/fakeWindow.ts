// Stands where VS Code would show something: records what a person would read, shows none of it, and answers as the test says.
import * as assert from 'node:assert/strict';
import {
  commands,
  type InputBoxOptions,
  type MessageOptions,
  type QuickPickItem,
  type QuickPickOptions,
  type StatusBarItem,
  window,
} from 'vscode';
import { commandIds } from '../../../src/common/ids';
import { FakeQuickPick } from './fakeQuickPick';

/** A message with buttons. */
export interface Question {
  readonly kind: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly detail?: string;
  readonly buttons: readonly string[];
}

/** A choice among items: label and description of each. */
export interface Choice {
  readonly question: string;
  readonly offered: readonly string[];
}

/** What came up in the status bar. */
export interface StatusItem {
  readonly text: string;
  /** What a screen reader is given of it. */
  readonly heard: { readonly label: string; readonly role?: string } | undefined;
  readonly shown: boolean;
}

export class FakeWindow {
  /** What the status bar said, and the items that said it. */
  readonly status: string[] = [];
  readonly statusItems: StatusItem[] = [];
  /** What the status bar says for as long as something is loaded; undefined where nothing is. */
  loading: StatusBarItem | undefined;
  /** Messages that only inform. */
  readonly informed: string[] = [];
  /** Messages without buttons. */
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  readonly questions: Question[] = [];
  readonly choices: Choice[] = [];
  /** Why an input box did not take what was typed. */
  readonly refusals: string[] = [];
  /** The quick picks that were made. The test uses them as a person would. */
  readonly picks: FakeQuickPick<QuickPickItem>[] = [];
  /** Calls of our commands, with their arguments; they are not run. */
  readonly executed: unknown[][] = [];

  /** The button that the person presses; none unless given. */
  press: (question: Question) => string | undefined = () => undefined;
  /** What the person chooses of what is offered, by its label or the whole; nothing unless given. */
  choose: (choice: Choice) => string | undefined = () => undefined;
  /** What the person types into an input box; they give up unless given, and where it is not taken. */
  type: (box: InputBoxOptions) => string | undefined = () => undefined;

  readonly #putBack: (() => void)[] = [];

  constructor() {
    const { executeCommand } = commands;
    const ours = new Set<string>(Object.values(commandIds));
    this.replace(window, 'createStatusBarItem', this.#createStatusBarItem);
    this.replace(window, 'showInformationMessage', this.#message('information', this.informed));
    this.replace(window, 'showWarningMessage', this.#message('warning', this.warnings));
    this.replace(window, 'showErrorMessage', this.#message('error', this.errors));
    this.replace(window, 'showQuickPick', this.#showQuickPick);
    this.replace(window, 'showInputBox', this.#showInputBox);
    this.replace(window, 'createQuickPick', () => {
      const pick = new FakeQuickPick<QuickPickItem>();
      this.picks.push(pick);
      return pick;
    });
    this.replace(commands, 'executeCommand', async (command: string, ...args: unknown[]) => {
      if (!ours.has(command)) return executeCommand(command, ...args);
      this.executed.push([command, ...args]);
      return undefined;
    });
  }

  /** What was said without a question, as one text. */
  told(): string {
    return [...this.status, ...this.informed, ...this.warnings, ...this.errors].join('\n');
  }

  /** All messages, with what our commands were given, as one text. */
  all(): string {
    const rest = [...this.questions, ...this.executed].map((each) => JSON.stringify(each));
    return [this.told(), ...rest].filter((each) => each !== '').join('\n');
  }

  /** Puts something else in the place of what VS Code has, until `restore`. */
  replace<T extends object>(holder: T, name: keyof T, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    assert.ok(before, `VS Code has no ${String(name)}`);
    this.#putBack.unshift(() => Object.defineProperty(holder, name, before));
    Object.defineProperty(holder, name, { configurable: true, writable: true, value });
  }

  /** Gives VS Code its functions back. */
  restore(): void {
    for (const put of this.#putBack.splice(0)) put();
  }

  readonly #createStatusBarItem = (id: string) => {
    if (id === 'loading') {
      const show = (item?: StatusBarItem) => {
        this.loading = item;
      };
      const [hide, dispose] = [() => show(), () => show()];
      const item = { text: '', show: () => show(item), hide, dispose } as StatusBarItem;
      return item;
    }
    const { status, statusItems } = this;
    const item: { text: string; accessibilityInformation?: StatusItem['heard'] } & Record<string, unknown> = {
      text: '',
      show: () => {
        status.push(item.text);
        statusItems.push({
          text: item.text,
          get heard() {
            return item.accessibilityInformation;
          },
          get shown() {
            return shown;
          },
        });
        shown = true;
      },
      dispose: () => {
        shown = false;
      },
    };
    let shown = false;
    return item;
  };

  #message(kind: Question['kind'], withoutButtons: string[]) {
    return async (text: string, ...rest: (string | MessageOptions)[]) => {
      const buttons = rest.filter((each) => typeof each === 'string');
      const detail = rest.find((each) => typeof each === 'object')?.detail;
      if (buttons.length === 0) {
        withoutButtons.push([text, ...(detail ? [detail] : [])].join('\n'));
        return undefined;
      }
      const question = { kind, text, buttons, ...(detail ? { detail } : {}) };
      this.questions.push(question);
      return taken(this.press(question), buttons);
    };
  }

  readonly #showQuickPick = async (items: readonly QuickPickItem[], { placeHolder }: QuickPickOptions) => {
    const labels = items.map(({ label }) => label);
    const offered = items.map(({ label, description }) => (description ? `${label} ${description}` : label));
    const choice = { question: placeHolder ?? '', offered };
    this.choices.push(choice);
    const chosen = taken(this.choose(choice), [...offered, ...labels]);
    return items.find((_, i) => chosen === offered[i]) ?? items.find(({ label }) => chosen === label);
  };

  readonly #showInputBox = async (box: InputBoxOptions) => {
    const typed = this.type(box);
    const problem = typed === undefined ? undefined : await box.validateInput?.(typed);
    if (problem) this.refusals.push(typeof problem === 'string' ? problem : problem.message);
    return problem ? undefined : typed;
  };
}

/** What the person chose, which must be there. */
function taken(chosen: string | undefined, offered: readonly string[]): string | undefined {
  assert.ok(
    chosen === undefined || offered.includes(chosen),
    `“${chosen}” is not offered: ${offered.join(', ')}`,
  );
  return chosen;
}
