// One page of the list exactly as the service sends it, and a copy without secrets: for a person to look at, never to read rows out of.
import { readAnswer } from './answer';
import type { Answer, MailPartnerApi, SentPage } from './api';
import { type AttemptOptions, attempt } from './attempt';
import type { Failure } from './failure';
import { type InSteps, inTurns } from './inSteps';
import { objectsWithin, parseAsWritten, TEXT_OR_NUMBER } from './json';
import { covering, SHORTEST_SECRET } from './knownSecrets';
import { redacting } from './redact';
import { type RequestOptions, sendGet } from './request';
import { failed, ok } from './result';
import { listProof } from './subAccountList';

/**
 * `GET /subaccount/list`, in the format asked for (docpartner.dev, Mail Partner › Sous-comptes › Liste, `_format`).
 *
 * Asked once: whoever looks wants to see the first answer, a bad one too. It fails where there is no answer at all, or none that may be
 * kept: too large, or a redirect, which is not followed.
 */
export async function fetchListAsSent(
  options: RequestOptions & AttemptOptions,
  { apiKey, page, format, known, signal }: Parameters<MailPartnerApi['listAsSent']>[0],
): Promise<Answer<SentPage>> {
  let sent: SentPage | undefined;
  const send = async (): Promise<Answer<SentPage>> => {
    const got = await sendGet(options, { path: '/subaccount/list', page, format, apiKey, signal });
    if (!got.ok) {
      return got;
    }
    const { status, body, isTooLarge } = got.value;
    const content = readAnswer(got.value, listProof, [apiKey]);
    if (isTooLarge && !content.ok) {
      return content;
    }
    const failure = content.ok || (format === 'xml' && isJustXml(content.why)) ? undefined : content.why;
    sent = { status, body, masked: await maskAnswer(body, apiKey, known), failure };
    // To the limit and the log, an answer that says "too many requests" is one, though it is shown.
    return failure ? failed(failure) : ok(sent);
  };
  const said = { call: 'list', page, attempt: 1 } as const;
  const answer = await attempt(options, said, { signal }, send, () => ({ outcome: `ok as ${format}` }));
  return sent ? ok(sent) : answer;
}

/** XML is not JSON, which is no failure where XML was asked for. What it says can't be read: its entries have no names. */
function isJustXml(failure: Failure): boolean {
  return failure.kind === 'malformed' && failure.reason === 'notJson' && failure.status < 400;
}

/** What a field is called whose value is a secret. */
export const SECRET_NAME = /api[_-]?key|token|secret|password/i;

/** The largest page that is read has 1,000 rows with two each. Others are still masked where they have a name. */
const MOST_SECRETS = 2000;

/**
 * The body of an answer, whatever it is, without keys and tokens: those with a name, and wherever else in it they come again. JSON stays
 * JSON. `apiKey` is the one it was asked with, `known` others that may be in it: in XML nothing has a name.
 */
export function maskAnswer(body: string, apiKey: string, known: readonly string[] = []): Promise<string> {
  return inTurns(masking(body, apiKey, known));
}

function* masking(body: string, apiKey: string, known: readonly string[]): InSteps<string> {
  const secrets = [apiKey, ...known, ...secretsInJson(body)];
  yield;
  const numbers = secrets.filter(
    (secret) => /^-?\d[\d.eE+-]*$/.test(secret) && secret.length >= SHORTEST_SECRET,
  );
  const covered = yield* covering(body, numbers, (secret) => [secret]);
  const quoted = covered ? quoteNumbers(body, covered) : body;
  yield;
  return yield* redacting(quoted, secrets);
}

/** The body with a masked text in the place of each number that holds a secret one: part of a number can't be masked in JSON. */
function quoteNumbers(body: string, covered: Int32Array): string {
  return body.replace(TEXT_OR_NUMBER, (found, offset: number) =>
    !found.startsWith('"') && covered.subarray(offset, offset + found.length).some((each) => each > 0)
      ? '"•••"'
      : found,
  );
}

/** Texts and numbers below something that is called a key or a token, in JSON or in what of it stands within other text. */
function secretsInJson(body: string): string[] {
  const secrets = new Set<string>();
  const collect = (value: unknown, isSecret: boolean): void => {
    if (Array.isArray(value)) {
      for (const item of value) {
        collect(item, isSecret);
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        collect(item, isSecret || SECRET_NAME.test(name));
      }
    } else if (
      isSecret &&
      (typeof value === 'string' || typeof value === 'number') &&
      secrets.size < MOST_SECRETS
    ) {
      secrets.add(String(value));
    }
  };
  try {
    const text = body.replace(/^\uFEFF/, '');
    const json = parseAsWritten(text);
    collect(json ? json.value : objectsWithin(text, () => false).found, false);
  } catch {
    // Nested deeper than can be walked: what looks like a secret is masked all the same.
  }
  return [...secrets];
}
