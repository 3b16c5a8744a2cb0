// Offers the tools for language models to VS Code, where it knows such tools.
import type { Disposable, lm } from 'vscode';
import { toolNames } from '../../common/ids';
import type { AgentTools } from './tools';

/**
 * Registers the tools. A host that has none (`models` is what its `vscode.lm` is), or refuses them, goes without. `tools` is called when one
 * is first used, `onUnexpected` where the host refuses.
 */
export function registerTools(
  models: Pick<typeof lm, 'registerTool'> | undefined,
  tools: () => AgentTools,
  onUnexpected: (error: unknown) => void,
): Disposable[] {
  if (typeof models?.registerTool !== 'function') {
    return [];
  }
  try {
    return toolNames.map((name) =>
      models.registerTool<unknown>(name, {
        prepareInvocation: ({ input }) => tools().prepare(name, input),
        invoke: (options, token) => tools().invoke(name, options, token),
      }),
    );
  } catch (error) {
    onUnexpected(error);
    return [];
  }
}
