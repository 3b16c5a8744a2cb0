// Every way a list can fail, and what its words must say: a way that is missing here does not compile.

import type { Remedy } from '../../../src/common/words/failureWords';
import type { ListFailure } from '../../../src/subAccounts/lists';

type Kind = ListFailure['kind'];
type Of<K extends Kind> = Extract<ListFailure, { kind: K }>;
type ReasonOf<K extends Kind> = Of<K> extends { readonly reason: infer R extends string } ? R : 'always';
type With<K extends Kind, R> = R extends 'always' ? Of<K> : Of<K> & { readonly reason: R };

/** What the words for these failures must be. */
export interface Expected<F> {
  readonly failures: readonly F[];
  readonly remedy: Remedy;
  /** What the sentence says happened. */
  readonly happened: RegExp;
  /** What the sentence says to do. */
  readonly toDo: RegExp;
}

/** A kind or a reason that is missing here does not compile. */
type Table = { readonly [K in Kind]: { readonly [R in ReasonOf<K>]: Expected<With<K, R>> } };

const host = 'api.example.org';
const hostile = '$(alert) call [us](command:workbench.action.quit)\n![x](https://example.org/x.png)';
const ask = /Ask Mail Partner .*then try again\./;
const tryAgain = /[Tt]ry again/;
const again = { remedy: 'retry' } as const;
const setting = { remedy: 'openSetting', toDo: /must (not hold|start with)|such as https:/ } as const;

const table: Table = {
  refusedKey: {
    always: {
      failures: [{ kind: 'refusedKey' }, { kind: 'refusedKey', code: 10, message: hostile }],
      remedy: 'replaceApiKey',
      happened: /refused (this API key|the API key of)/,
      toDo: /Check that it was copied whole\.|Replace the API key/,
    },
  },
  notAllowed: {
    disabled: {
      failures: [
        { kind: 'notAllowed', reason: 'disabled' },
        { kind: 'notAllowed', reason: 'disabled', code: 20, message: hostile },
      ],
      ...again,
      happened: /account is disabled/,
      toDo: ask,
    },
    blocked: {
      failures: [{ kind: 'notAllowed', reason: 'blocked', code: 30, message: hostile }],
      ...again,
      happened: /account is blocked/,
      toDo: ask,
    },
    apiAccess: {
      failures: [{ kind: 'notAllowed', reason: 'apiAccess', code: 40, message: hostile }],
      ...again,
      happened: /may not use the API/,
      toDo: ask,
    },
    ipAddress: {
      failures: [{ kind: 'notAllowed', reason: 'ipAddress', code: 96, message: hostile }],
      ...again,
      happened: /IP address of this computer is not authorised/,
      toDo: /Add it in the Mail Partner dashboard/,
    },
    forbidden: {
      failures: [{ kind: 'notAllowed', reason: 'forbidden' }],
      ...again,
      happened: /does not allow this \(HTTP 403\)/,
      toDo: /Check the account’s rights/,
    },
  },
  rateLimited: {
    always: {
      failures: [
        { kind: 'rateLimited' },
        { kind: 'rateLimited', retryAfter: 42 },
        { kind: 'rateLimited', retryAfter: 42, until: Date.UTC(2030, 0, 1) },
        { kind: 'rateLimited', retryAfter: 42, until: Date.UTC(2030, 0, 1), notSent: true },
      ],
      ...again,
      happened: /too many requests|asked to wait until .*2030.*, so nothing was sent/,
      toDo: /Wait a minute, then try again|Try again in 42 s|wait until .*2030.* Try again then/,
    },
  },
  timeout: {
    always: {
      failures: [{ kind: 'timeout', seconds: 15 }],
      ...again,
      happened: /did not answer within 15 s/,
      toDo: /Try again, or allow more time in the setting “mailPartner\.requestTimeout”/,
    },
  },
  offline: {
    name: {
      failures: [{ kind: 'offline', reason: 'name', host }],
      ...again,
      happened: /name api\.example\.org could not be found/,
      toDo: /Check the connection/,
    },
    refused: {
      failures: [{ kind: 'offline', reason: 'refused', host }],
      ...again,
      happened: /api\.example\.org refused the connection/,
      toDo: /Check the address/,
    },
    reset: {
      failures: [{ kind: 'offline', reason: 'reset', host }],
      ...again,
      happened: /connection to api\.example\.org broke off/,
      toDo: tryAgain,
    },
    unreachable: {
      failures: [{ kind: 'offline', reason: 'unreachable', host }],
      ...again,
      happened: /api\.example\.org can’t be reached/,
      toDo: /Check the connection/,
    },
    proxy: {
      failures: [{ kind: 'offline', reason: 'proxy', host }],
      ...again,
      happened: /proxy could not be used/,
      toDo: /Check the setting “http\.proxy”/,
    },
    proxyPassword: {
      failures: [{ kind: 'offline', reason: 'proxyPassword', host }],
      ...again,
      happened: /proxy asks for a user name/,
      toDo: /Sign in to the proxy/,
    },
  },
  certificate: {
    untrusted: {
      failures: [{ kind: 'certificate', reason: 'untrusted', host }],
      ...again,
      happened: /api\.example\.org is not trusted here, so nothing was sent/,
      toDo: /install its certificate in the system/,
    },
    expired: {
      failures: [{ kind: 'certificate', reason: 'expired', host }],
      ...again,
      happened: /api\.example\.org has expired, so nothing was sent/,
      toDo: /Check this computer’s date/,
    },
    notYetValid: {
      failures: [{ kind: 'certificate', reason: 'notYetValid', host }],
      ...again,
      happened: /certificate of api\.example\.org is not valid yet, so nothing was sent/,
      toDo: /Check this computer’s date/,
    },
    asksForOurs: {
      failures: [{ kind: 'certificate', reason: 'asksForOurs', host }],
      ...again,
      happened: /api\.example\.org asks for a certificate of this computer/,
      toDo: /Check the address/,
    },
    noTls: {
      failures: [{ kind: 'certificate', reason: 'noTls', host }],
      ...again,
      happened: /No protected connection \(TLS\) could be made to api\.example\.org, so nothing was sent/,
      toDo: /Check the address and its port/,
    },
    wrongHost: {
      failures: [{ kind: 'certificate', reason: 'wrongHost', host }],
      ...again,
      happened: /another host than api\.example\.org, so nothing was sent/,
      toDo: /Check the address/,
    },
  },
  server: {
    always: {
      failures: [
        { kind: 'server', status: 503 },
        { kind: 'server', status: 503, retryAfter: 9 },
      ],
      ...again,
      happened: /internal error \(HTTP 503\)/,
      toDo: /Try again later/,
    },
  },
  malformed: {
    notJson: {
      failures: [{ kind: 'malformed', reason: 'notJson', status: 200 }],
      ...again,
      happened: /Something other than Mail Partner’s API answered \(HTTP 200, not JSON\)/,
      toDo: /Check|Try again|[Ss]ign in/,
    },
    cutOff: {
      failures: [{ kind: 'malformed', reason: 'cutOff', status: 200 }],
      ...again,
      happened: /broke off before its end \(HTTP 200\)/,
      toDo: tryAgain,
    },
    empty: {
      failures: [{ kind: 'malformed', reason: 'empty', status: 200 }],
      ...again,
      happened: /empty \(HTTP 200\)/,
      toDo: tryAgain,
    },
    shape: {
      failures: [{ kind: 'malformed', reason: 'shape', status: 200 }],
      ...again,
      happened: /not in the expected form \(HTTP 200\)/,
      toDo: /look for an update/,
    },
    noFields: {
      failures: [{ kind: 'malformed', reason: 'noFields', status: 200 }],
      ...again,
      happened: /reported success, but sent nothing of what was asked for \(HTTP 200\)/,
      toDo: /Try again later/,
    },
    textAround: {
      failures: [{ kind: 'malformed', reason: 'textAround', status: 200 }],
      ...again,
      happened: /Other text stands in or around Mail Partner’s answer \(HTTP 200\)/,
      toDo: /Try again; if this persists, tell Mail Partner/,
    },
    fewer: {
      failures: [{ kind: 'malformed', reason: 'fewer', status: 200 }],
      ...again,
      happened: /returned fewer sub-accounts than it says there are\. Nothing that was shown is lost/,
      toDo: tryAgain,
    },
    tooLarge: {
      failures: [{ kind: 'malformed', reason: 'tooLarge', status: 200 }],
      ...again,
      happened: /too large/,
      toDo: tryAgain,
    },
    redirect: {
      failures: [{ kind: 'malformed', reason: 'redirect', status: 302 }],
      remedy: 'openSetting',
      happened: /redirects elsewhere \(HTTP 302\)/,
      toDo: /Check the (address|setting)/,
    },
  },
  rejected: {
    always: {
      failures: [
        { kind: 'rejected', message: 'Page inconnue' },
        { kind: 'rejected', code: 55, message: hostile },
      ],
      ...again,
      happened: /refused the request: “(Page inconnue|\$)/,
      toDo: tryAgain,
    },
  },
  keychain: {
    missing: {
      failures: [{ kind: 'keychain', reason: 'missing' }],
      remedy: 'replaceApiKey',
      happened: /no longer has (this|the) API key/,
      toDo: /Enter it again/,
    },
    failed: {
      failures: [{ kind: 'keychain', reason: 'failed' }],
      ...again,
      happened: /keychain of this computer could not be used/,
      toDo: /then try again\./,
    },
    noAnswer: {
      failures: [{ kind: 'keychain', reason: 'noAnswer' }],
      ...again,
      happened: /keychain of this computer did not answer/,
      toDo: /then try again\./,
    },
  },
  setting: {
    insecure: {
      failures: [{ kind: 'setting', reason: 'insecure' }],
      ...setting,
      happened: /API keys would travel unprotected/,
    },
    credentials: {
      failures: [{ kind: 'setting', reason: 'credentials' }],
      ...setting,
      happened: /user name or password/,
    },
    query: { failures: [{ kind: 'setting', reason: 'query' }], ...setting, happened: /“\?” or “#”/ },
    invalid: {
      failures: [{ kind: 'setting', reason: 'invalid' }],
      ...setting,
      happened: /not a usable address/,
    },
  },
  origin: {
    always: {
      failures: [
        { kind: 'origin', origin: 'https://api.example.org:8443', boundTo: 'https://api.mailpartner.fr' },
        { kind: 'origin', origin: 'https://api.example.org:8443', boundTo: undefined },
        { kind: 'origin', origin: 'https://api.mailpartner.fr', boundTo: undefined, isKeyUnknown: true },
      ],
      remedy: 'askAboutAddress',
      happened:
        /(API address is https:\/\/api\.(example\.org:8443|mailpartner\.fr)[ ,]|has changed, maybe in another window,).*Nothing was sent/,
      toDo: /Allow this address in the list|or allow https:\/\/api\.mailpartner\.fr in the list|Try again, or change the setting “mailPartner\.apiBaseUrl” back/,
    },
  },
  unexpected: {
    always: {
      failures: [{ kind: 'unexpected' }],
      ...again,
      happened: /Something went wrong in this extension/,
      toDo: /Try again; the log says more/,
    },
  },
};

/** Each kind and reason once, with examples; `reason` is `always` for a kind without reasons. */
export const everyFailure = Object.entries(table).flatMap(([kind, reasons]) =>
  Object.entries<Expected<ListFailure>>(reasons).map(([reason, expected]) => ({ kind, reason, expected })),
);
