// From the text of an answer to an object that proves itself, or to a failure: the body first, HTTP's status only where the body doesn't say.
import { errorSaid } from './errorSaid';
import type {
  Failure,
  Malformed,
  NotAllowed,
  Offline,
  RateLimited,
  RefusedKey,
  ServerFailed,
} from './failure';
import { isObject } from './fields';
import { cut } from './foreignText';
import { objectsWithin, parseAsWritten } from './json';
import { redact } from './redact';
import { failed, ok, type Result } from './result';

/** A body as it came, with the HTTP status it came under. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** The body went on for too long: it holds the beginning alone. */
  readonly isTooLarge?: true;
  /** Host name of the service. */
  readonly host: string;
  /** Whole seconds, of the `Retry-After` header. */
  readonly retryAfter: number | undefined;
}

/** Longer words are cut: they are for one line in a list. */
const LONGEST_MESSAGE = 300;

/** What an answer must hold to be one: a success by itself proves nothing, for the family answers one to anything on a bad day. */
export interface Proof {
  /** Whether there is anything of what was asked for. */
  hasFields(content: object): boolean;
  /** Whether there is so much of it that it needs no `success` beside a `code` of 200. */
  isWhole(content: object): boolean;
}

/**
 * The content of a success, not read yet: an object that says so, whatever the HTTP status, and that has the fields that were asked for.
 * Otherwise the service's code decides, with its words (docpartner.dev, Mail Partner › Sous-comptes, and the family's common error table).
 * Where text stands around the JSON, the one object in it that is an answer counts. `secrets` are taken out of the words.
 */
export function readAnswer(
  raw: RawAnswer,
  proof: Proof,
  secrets: readonly string[],
): Result<object, Failure> {
  const text = raw.body.replace(/^\uFEFF/, '').trim();
  if (raw.isTooLarge) {
    return failed(byStatus(raw) ?? malformed(raw, text.startsWith('<') ? 'notJson' : 'tooLarge'));
  }
  const json = parseAsWritten(text);
  const found = json ? ok(json.value) : answerWithin(text, proof);
  if (!found.ok) {
    return failed(byStatus(raw) ?? malformed(raw, found.why));
  }
  const content = found.value;
  if (!isObject(content) || !isSuccess(content, proof)) {
    return failed(readError(raw, content, secrets));
  }
  return proof.hasFields(content) ? ok(content) : failed(byStatus(raw) ?? malformed(raw, 'noFields'));
}

/** PHP writes `true` as 1, and texts are texts; a list without a word is one too. */
function isSuccess(content: object, proof: Proof): boolean {
  const success = 'success' in content ? content.success : undefined;
  if (success === undefined || success === null) {
    return 'code' in content && isNumber(content.code, 200) && proof.isWhole(content);
  }
  return (
    success === true || isNumber(success, 1) || (typeof success === 'string' && /^\s*true\s*$/i.test(success))
  );
}

/** Whether a value is this number, or a text of it. */
function isNumber(value: unknown, number: number): boolean {
  return value === number || (typeof value === 'string' && value.trim() !== '' && Number(value) === number);
}

/**
 * The answer in a text that is no JSON as a whole: the only object in it that proves itself a success, or the only one that says that it is
 * none. It fails where it can't be told which one is meant.
 */
function answerWithin(text: string, proof: Proof): Result<object, Malformed['reason']> {
  const { found, brokenOff, spoilt, givenUp } = objectsWithin(text, isOfService);
  const said = found.filter(isObject);
  const proven = said.filter((each) => isSuccess(each, proof) && proof.hasFields(each));
  const others = said.filter((each) => isAnswer(each) && !proven.includes(each));
  const isRefused = others.some((each) => !isSuccess(each, proof));
  const [answer, ...more] = proven.length > 0 && !isRefused ? proven : [...proven, ...others];
  if (answer && more.length === 0 && !givenUp) {
    return ok(answer);
  }
  if (answer || givenUp) {
    return failed('textAround');
  }
  if (text === '') {
    return failed('empty');
  }
  if (brokenOff) {
    return failed('cutOff');
  }
  return failed((spoilt || said.length > 0) && !isPage(text) ? 'textAround' : 'notJson');
}

/** How an answer of the service begins, or any JSON that is the whole of a text: what is in one that breaks off is no answer. */
function isOfService(beginning: string, isAtStart: boolean): boolean {
  return isAtStart || /^\{\s*"(?:success|code|data|total|nb_per_page|page|message|errors?)"/.test(beginning);
}

function isPage(text: string): boolean {
  return /^<(?:!doctype|html|head|body)/i.test(text);
}

/** Whether an object says how a request went, and is not just any. */
function isAnswer(each: object): boolean {
  return 'success' in each || ('code' in each && ('message' in each || 'error' in each || 'errors' in each));
}

/** The failure for a success whose content doesn't have the shape it should. */
export function malformed(raw: RawAnswer, reason: Malformed['reason']): Failure {
  return { kind: 'malformed', reason, status: raw.status };
}

function readError(raw: RawAnswer, content: unknown, secrets: readonly string[]): Failure {
  const { code, message: words } = errorSaid(isObject(content) ? content : {});
  const message = words === undefined ? undefined : cut(redact(words, secrets), LONGEST_MESSAGE);
  const saysNo = isObject(content) && 'success' in content && content.success === false;
  const ownCode = isStatusAgain(code, raw) ? undefined : code;
  if (ownCode === undefined) {
    const isOfHttp = code === raw.status || raw.status === 407 || raw.status === 429 || raw.status >= 500;
    const failure = isOfHttp ? byStatus(raw) : undefined;
    if (failure !== undefined) {
      const says = failure.kind !== 'offline' && failure.kind !== 'rateLimited' && message !== undefined;
      return says ? { ...failure, message } : failure;
    }
    if (message === undefined && !saysNo) {
      return malformed(raw, 'shape');
    }
  }
  return byCode(raw, ownCode, message);
}

/** 200 is the code of "all is well", and frameworks of the family repeat HTTP's status in an error page: neither is a reason of the service. */
function isStatusAgain(code: number | undefined, raw: RawAnswer): boolean {
  return code === 200 || (code !== undefined && code >= 400 && code !== 429 && code === raw.status);
}

function byCode(raw: RawAnswer, code: number | undefined, message: string | undefined): Failure {
  const details = { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
  switch (code) {
    case 1:
    case 10:
      return { kind: 'refusedKey', ...details };
    case 20:
      return { kind: 'notAllowed', reason: 'disabled', ...details };
    case 30:
      return { kind: 'notAllowed', reason: 'blocked', ...details };
    case 40:
      return { kind: 'notAllowed', reason: 'apiAccess', ...details };
    case 96:
      return { kind: 'notAllowed', reason: 'ipAddress', ...details };
    case 429:
      return { kind: 'rateLimited', ...wait(raw) };
    default:
      return { kind: 'rejected', ...details, message: message ?? `HTTP ${raw.status}` };
  }
}

/** What HTTP's status says by itself, where it says something. */
function byStatus(
  raw: RawAnswer,
): RefusedKey | NotAllowed | RateLimited | ServerFailed | Offline | undefined {
  if (raw.status >= 500) {
    return { kind: 'server', status: raw.status, ...wait(raw) };
  }
  switch (raw.status) {
    case 401:
      return { kind: 'refusedKey' };
    case 403:
      return { kind: 'notAllowed', reason: 'forbidden' };
    case 407:
      return { kind: 'offline', reason: 'proxyPassword', host: raw.host };
    case 429:
      return { kind: 'rateLimited', ...wait(raw) };
    default:
      return undefined;
  }
}

function wait(raw: RawAnswer): { retryAfter?: number } {
  return raw.retryAfter === undefined ? {} : { retryAfter: raw.retryAfter };
}
