// The language model tools: what they say before they run, and what they answer.
import {
  CancellationError,
  type CancellationToken,
  LanguageModelTextPart,
  type LanguageModelToolInvocationOptions,
  LanguageModelToolResult,
  type PreparedToolInvocation,
} from 'vscode';
import { ok, type Result } from '../../api/result';
import type { ToolName } from '../../common/ids';
import { unexpectedSentence } from '../../common/words/failureWords';
import { answerFindTool } from './core/findTool';
import { answerListTool, type Say } from './core/listTool';
import type { AgentParts } from './core/load';
import { type Plan, planFind, planList } from './core/plan';
import type { Problem } from './core/problem';
import { type Report, type Room, reportText } from './core/report';
import { confirmation, failureSentence, invocationMessage, problemWords } from './words';

export interface ToolParts extends AgentParts {
  /** Another window may have changed the accounts without a sign. */
  readonly lookAgain: () => void;
  /** Told of a fault of our own. */
  readonly onUnexpected: (error: unknown) => void;
}

interface Tool {
  plan(input: unknown, parts: AgentParts): Plan | undefined | Promise<Plan | undefined>;
  answer(input: unknown, parts: AgentParts, say: Say, signal: AbortSignal): Promise<Result<Report, Problem>>;
}

const tools: Readonly<Record<ToolName, Tool>> = {
  mailpartner_list_sub_accounts: { plan: planList, answer: answerListTool },
  mailpartner_find_sub_account: { plan: planFind, answer: answerFindTool },
};

export class AgentTools {
  readonly #parts: ToolParts;

  constructor(parts: ToolParts) {
    this.#parts = parts;
  }

  /** Says what will be asked, and asks the person first where that is much. Asks nobody else anything. */
  async prepare(name: ToolName, input: unknown): Promise<PreparedToolInvocation | undefined> {
    try {
      this.#parts.lookAgain();
      const plan = await tools[name].plan(input, this.#parts);
      return (
        plan && {
          invocationMessage: invocationMessage(plan),
          ...(plan.toConfirm.length > 0 ? { confirmationMessages: confirmation(plan.toConfirm) } : {}),
        }
      );
    } catch (error) {
      // VS Code shows the message, and without an answer here would ask the person nothing.
      this.#parts.onUnexpected(error);
      throw new Error(unexpectedSentence());
    }
  }

  /** Answers a call with JSON, or throws an error whose message is a sentence for the model and the person. */
  async invoke(
    name: ToolName,
    { input, tokenizationOptions: tokens }: LanguageModelToolInvocationOptions<unknown>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const abort = new AbortController();
    const watch = token.onCancellationRequested(() => abort.abort());
    if (token.isCancellationRequested) {
      abort.abort();
    }
    const room = tokens && {
      tokens: tokens.tokenBudget,
      count: (text: string) => tokens.countTokens(text, token),
    };
    const answer = await this.#answer(name, input, abort.signal, room);
    watch.dispose();
    if (abort.signal.aborted) {
      throw new CancellationError();
    }
    if (!answer) {
      throw new Error(unexpectedSentence());
    }
    if (!answer.ok) {
      throw new Error(problemWords(answer.why));
    }
    return new LanguageModelToolResult([new LanguageModelTextPart(answer.value)]);
  }

  /** Undefined after a fault of ours: its own words are for the log, for nobody knows what they hold. */
  async #answer(
    name: ToolName,
    input: unknown,
    signal: AbortSignal,
    room: Room | undefined,
  ): Promise<Result<string, Problem> | undefined> {
    try {
      this.#parts.lookAgain();
      const report = await tools[name].answer(input, this.#parts, failureSentence, signal);
      return report.ok ? ok(await reportText(report.value, room)) : report;
    } catch (error) {
      this.#parts.onUnexpected(error);
      return undefined;
    }
  }
}
