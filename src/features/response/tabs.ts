// The documents that the tabs of the window show, by their addresses.
import { TabInputCustom, TabInputText, TabInputTextDiff, window } from 'vscode';

/** The documents that a person sees, by the tab that each group of editors shows. */
export function urisInSight(): ReadonlySet<string> {
  return new Set(window.tabGroups.all.flatMap(({ activeTab }) => urisOf(activeTab?.input)));
}

/** Those that have a tab, in sight or not. */
export function urisInTabs(): Set<string> {
  return new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => urisOf(input))));
}

function urisOf(input: unknown): string[] {
  // A person may look at it with another editor than VS Code's own.
  if (input instanceof TabInputText || input instanceof TabInputCustom) {
    return [input.uri.toString()];
  }
  return input instanceof TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
}
