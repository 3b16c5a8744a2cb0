// An answer whose document is open: what of it shows, and where the sub-account is that it was asked for.
import { Position, type Uri } from 'vscode';
import type { Way } from './core/answerParts';
import { prettyJson, type ResponseKind } from './core/responseText';
import { placeOf, revealedAt } from './core/rowInAnswer';
import { prettyXml } from './core/xml';

/** What a document shows. */
export interface ResponseContent {
  /** Without the extension of its kind. Holds no key, no token, no e-mail. */
  readonly title: string;
  readonly kind: ResponseKind;
  /** As it came: a secret. */
  readonly body: string;
  readonly masked: string;
  /** The way to the sub-account that it was asked for, where that is in it. */
  readonly way?: Way | undefined;
}

/** What shows of what is hidden: nothing, the token and keys of the sub-account that it was asked for, or all. */
export type Shown = 'nothing' | 'one' | 'all';

export interface OpenResponse extends ResponseContent {
  readonly uri: Uri;
  /** Masked, but for the token and keys of that sub-account. */
  readonly withOne: string;
  shown: Shown;
  /** Whether it would look otherwise laid out than as it was sent, and does not open so. */
  readonly canLayOut: boolean;
  /** XML opens as it was sent. */
  isLaidOut: boolean;
  /** Its text is about to change, and the cursor goes to that sub-account then. */
  isMoving: boolean;
  /** It has no tab yet, and is not to be forgotten for want of one. */
  isOpening: boolean;
}

/** As it opens: masked, JSON laid out. What takes long to know of it is found here, once. */
export function toOpen(content: ResponseContent, uri: Uri): OpenResponse {
  const { way, masked, kind } = content;
  return {
    ...content,
    uri,
    withOne: way ? revealedAt(way, content, kind.language) : masked,
    canLayOut: kind.language === 'xml' && prettyXml(masked) !== masked,
    shown: 'nothing',
    isLaidOut: kind.language === 'json',
    isMoving: false,
    isOpening: true,
  };
}

/** Whether anything in it is masked at first. */
export function hidesSomething({ body, masked }: ResponseContent): boolean {
  return body !== masked;
}

/** Whether anything of that sub-account is. */
export function hidesOne({ withOne, masked }: OpenResponse): boolean {
  return withOne !== masked;
}

/** The text of a document as it shows now. */
export function textOf({ shown, body, masked, withOne, kind, isLaidOut }: OpenResponse): string {
  const text = { all: body, one: withOne, nothing: masked }[shown];
  if (!isLaidOut) {
    return text;
  }
  return kind.language === 'json' ? prettyJson(text) : prettyXml(text);
}

/** Where the sub-account begins, in the text as it shows now. */
export function rowIn(response: OpenResponse): Position | undefined {
  const text = textOf(response);
  const at = response.way && placeOf(response.way, text, response.kind.language);
  if (at === undefined) {
    return undefined;
  }
  const lines = text.slice(0, at).split(/\r\n|[\r\n]/);
  return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
