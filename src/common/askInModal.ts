// Asks in a modal, and each question once: whoever calls a command again and again puts no second one behind the first.
import { type MessageOptions, window } from 'vscode';

/** What is being asked. VS Code shows modals one after the other: of a hundred, a person might confirm one unread. There is one screen. */
const asking = new Set<string>();

/**
 * Asks as `showWarningMessage` does; answers with the button. Undefined when the person gives up, and at once where the very same is
 * being asked already: the answer to that one is given to who asked it.
 */
export async function askInModal(
  question: string,
  options: MessageOptions & { readonly modal: true },
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const key = JSON.stringify([question, options.detail, buttons]);
  if (asking.has(key)) {
    return undefined;
  }
  asking.add(key);
  try {
    return await window.showWarningMessage(question, options, ...buttons);
  } finally {
    asking.delete(key);
  }
}
