// Show API Response…, and what its documents offer: to reveal their keys and tokens and to mask them again, to lay XML out and to show it as sent.
import type { Disposable } from 'vscode';
import { commandIds, type OnCommand } from '../../common/ids';
import { ApiResponses, type ShowResponseParts } from './showResponse';

export function registerResponse(onCommand: OnCommand, parts: ShowResponseParts): Disposable {
  let made: ApiResponses | undefined;
  // Made when first used: VS Code is told of a kind of documents that most windows never show.
  const responses = () => {
    made ??= new ApiResponses(parts);
    return made;
  };
  onCommand(commandIds.showResponse, (...args) => responses().show(args));
  onCommand(commandIds.showPageResponse, () => responses().show([]));
  onCommand(commandIds.revealResponse, (...args) => responses().setRevealed(args, true));
  onCommand(commandIds.maskResponse, (...args) => responses().setRevealed(args, false));
  onCommand(commandIds.layOutResponse, (...args) => responses().setLaidOut(args, true));
  onCommand(commandIds.showResponseAsSent, (...args) => responses().setLaidOut(args, false));
  return { dispose: () => made?.dispose() };
}
