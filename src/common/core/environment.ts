// Where programs have their keys and tokens from: the names of environment variables.

export const environment = {
  /** The main account's API key. */
  apiKey: 'MAILPARTNER_API_KEY',
  token: 'MAILPARTNER_SUBACCOUNT_TOKEN',
  /** The sub-account's own API key. */
  subAccountApiKey: 'MAILPARTNER_SUBACCOUNT_API_KEY',
} as const;
