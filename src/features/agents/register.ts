// Offers the tools for language models to VS Code, where it knows such tools. What they do is loaded when one is first used.
import type { Disposable, lm } from 'vscode';
import type { AgentParts } from './core/load';
import type * as Tools from './tools';

/** The tools' names, as in package.json. */
export const toolNames = ['mailpartner_list_sub_accounts', 'mailpartner_find_sub_account'] as const;
export type ToolName = (typeof toolNames)[number];

export interface ToolParts extends AgentParts {
  /** Another window may have changed the accounts without a sign. */
  readonly lookAgain: () => void;
  /** Told of a fault of our own. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Registers the tools. A host that has none (`models` is what its `vscode.lm` is), or refuses them, goes without. */
export function registerTools(
  models: Pick<typeof lm, 'registerTool'> | undefined,
  load: () => Promise<typeof Tools>,
  parts: ToolParts,
): Disposable[] {
  if (typeof models?.registerTool !== 'function') {
    return [];
  }
  try {
    return toolNames.map((name) =>
      models.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }) => (await load()).prepare(name, input, parts),
        invoke: async (options, token) => (await load()).invoke(name, options, parts, token),
      }),
    );
  } catch (error) {
    parts.onUnexpected(error);
    return [];
  }
}
