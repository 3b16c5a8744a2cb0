// The language model tools, in a bundle of its own: loaded when one is first used, so that starting stays light.
import {
  CancellationError,
  type CancellationToken,
  LanguageModelTextPart,
  type LanguageModelToolInvocationOptions,
  LanguageModelToolResult,
  type PreparedToolInvocation,
} from 'vscode';
import { findSubAccounts } from './core/findTool';
import { type Answer, listSubAccounts, type Say } from './core/listTool';
import type { AgentParts } from './core/load';
import { type Plan, planFind, planList } from './core/pagesLeft';
import { reportText } from './core/report';
import type { ToolName, ToolParts } from './register';
import { confirmation, failureSentence, invocationMessage, problemWords, unexpectedWords } from './words';

interface Tool {
  plan(input: unknown, parts: AgentParts): Plan | undefined;
  answer(input: unknown, parts: AgentParts, say: Say, signal: AbortSignal): Promise<Answer>;
}

const tools: Readonly<Record<ToolName, Tool>> = {
  mailpartner_list_sub_accounts: { plan: planList, answer: listSubAccounts },
  mailpartner_find_sub_account: { plan: planFind, answer: findSubAccounts },
};

/** Says what will be asked, and asks the person first where that is much. Asks nobody else anything. */
export function prepare(
  name: ToolName,
  input: unknown,
  parts: ToolParts,
): PreparedToolInvocation | undefined {
  parts.lookAgain();
  const plan = tools[name].plan(input, parts);
  return (
    plan && {
      invocationMessage: invocationMessage(plan),
      ...(plan.toConfirm.length > 0 ? { confirmationMessages: confirmation(plan.toConfirm) } : {}),
    }
  );
}

/** Answers a call with JSON, or throws an error whose message is a sentence for the model and the person. */
export async function invoke(
  name: ToolName,
  { input, tokenizationOptions: tokens }: LanguageModelToolInvocationOptions<unknown>,
  parts: ToolParts,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const abort = new AbortController();
  const watch = token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) {
    abort.abort();
  }
  const answer = await answerTo(name, input, parts, abort.signal);
  watch.dispose();
  if (abort.signal.aborted) {
    throw new CancellationError();
  }
  if (!answer) {
    throw new Error(unexpectedWords());
  }
  if ('problem' in answer) {
    throw new Error(problemWords(answer.problem));
  }
  const room = tokens && {
    tokens: tokens.tokenBudget,
    count: (text: string) => tokens.countTokens(text, token),
  };
  return new LanguageModelToolResult([new LanguageModelTextPart(await reportText(answer.report, room))]);
}

/** Undefined after a fault of ours: its own words are for the log, for nobody knows what they hold. */
async function answerTo(
  name: ToolName,
  input: unknown,
  parts: ToolParts,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  try {
    parts.lookAgain();
    return await tools[name].answer(input, parts, failureSentence, signal);
  } catch (error) {
    parts.onUnexpected(error);
    return undefined;
  }
}
