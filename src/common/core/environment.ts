// Where programs have their keys and tokens from: the names of environment variables, and of the files that hold them.

export const environment = {
  /** The main account's API key. */
  apiKey: 'MAILPARTNER_API_KEY',
  token: 'MAILPARTNER_SUBACCOUNT_TOKEN',
  /** The sub-account's own API key. */
  subAccountApiKey: 'MAILPARTNER_SUBACCOUNT_API_KEY',
} as const;

const named = /^\.env(?:[._-].+)?$/i;
/** Samples without secrets, which are there to be committed; other tools' own files; what editors leave behind. */
const notMeant =
  /[._-](?:example|sample|template|tpl|dist|defaults?|schema|vault|keys|bak|orig|sw[op])(?:[._-].*)?$|~$/i;

/** Whether secrets are kept in a file of this name: `.env`, `.env.local` and their like. */
export function isEnvFileName(name: string): boolean {
  return named.test(name) && !notMeant.test(name);
}
