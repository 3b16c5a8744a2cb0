// What the settings are called: by itself, for what VS Code loads at the start listens for one and reads none.

/** The settings' names, as in package.json. */
export const settingNames = {
  apiBaseUrl: 'mailPartner.apiBaseUrl',
  requestTimeout: 'mailPartner.requestTimeout',
  clearAfter: 'mailPartner.clipboard.clearAfter',
  lowBalance: 'mailPartner.lowBalance',
  rememberSubAccounts: 'mailPartner.rememberSubAccounts',
} as const;
