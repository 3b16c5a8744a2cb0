// What package.json and the code call things: commands, the view, the tools. A test holds the two against each other.

/** Every command, those that are not in the palette last. */
export const commandIds = {
  addAccount: 'mailPartner.addAccount',
  replaceApiKey: 'mailPartner.replaceApiKey',
  renameAccount: 'mailPartner.renameAccount',
  removeAccount: 'mailPartner.removeAccount',
  refresh: 'mailPartner.refresh',
  loadMore: 'mailPartner.loadMore',
  loadAll: 'mailPartner.loadAll',
  cancelLoad: 'mailPartner.cancelLoad',
  find: 'mailPartner.find',
  sortBy: 'mailPartner.sortBy',
  copyToken: 'mailPartner.copyToken',
  copyApiKey: 'mailPartner.copyApiKey',
  copyEmail: 'mailPartner.copyEmail',
  copyKeyBinding: 'mailPartner.copyKeyBinding',
  insertToken: 'mailPartner.insertToken',
  insertApiKey: 'mailPartner.insertApiKey',
  copyEnv: 'mailPartner.copyEnv',
  writeEnv: 'mailPartner.writeEnv',
  copyRequest: 'mailPartner.copyRequest',
  showResponse: 'mailPartner.showResponse',
  revealResponse: 'mailPartner.revealResponse',
  maskResponse: 'mailPartner.maskResponse',
  layOutResponse: 'mailPartner.layOutResponse',
  showResponseAsSent: 'mailPartner.showResponseAsSent',
  showLog: 'mailPartner.showLog',
  openDashboard: 'mailPartner.openDashboard',
  openKeyPage: 'mailPartner.openKeyPage',
  /** The button in the view's title: VS Code gives it the focused row, so it can't be told from an account row's Refresh. */
  refreshAll: 'mailPartner.refreshAll',
  /** In the view's … menu, where the focused row that VS Code gives is not meant. */
  showPageResponse: 'mailPartner.showPageResponse',
  /** Enter on a row, whichever it is. */
  rowActions: 'mailPartner.rowActions',
  /** Behind the row of a sub-account: VS Code runs it at every click. */
  clickRow: 'mailPartner.clickRow',
  /** By which VS Code is asked for the row under the keyboard. */
  tellFocusedRow: 'mailPartner.tellFocusedRow',
  /** Behind the row of a refused key, which is selected when it is clicked. */
  replaceSelectedApiKey: 'mailPartner.replaceSelectedApiKey',
  /** Behind the row that says that the address can't be used. */
  openAddressSetting: 'mailPartner.openAddressSetting',
  /** Behind the row of a list that is empty. */
  openContactPage: 'mailPartner.openContactPage',
  /** Behind the row that says that the key does not go to the address as it is now. */
  askAboutAddress: 'mailPartner.askAboutAddress',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Says what a command runs. `run` is given what the command was called with. */
export type OnCommand = (id: CommandId, run: (...args: readonly unknown[]) => unknown) => void;

export const viewId = 'mailPartner.subAccounts';
/** VS Code's own command that shows the view and puts the keyboard into it. */
export const focusViewId = `${viewId}.focus`;

/** The tools for language models. */
export const toolNames = ['mailpartner_list_sub_accounts', 'mailpartner_find_sub_account'] as const;
export type ToolName = (typeof toolNames)[number];

/** What menus, key bindings and the welcome text of package.json go by. */
export const contextKeys = {
  /** How many accounts there are. */
  accounts: 'mailPartner.accounts',
  /** Whether all of a list is being loaded, or anything else that can be stopped. */
  loadingAll: 'mailPartner.loadingAll',
  /** The steps of the walkthrough that are done, by their ids, with a blank between; kept in globalState under the same name. */
  doneSteps: 'mailPartner.doneSteps',
  /** True for an instant after a page of VS Code's own, such as the walkthrough, was opened or the extension was started. */
  pageOpened: 'mailPartner.pageOpened',
  /** The documents with the API's answer in which keys or tokens are masked, and those where some show. */
  maskedResponses: 'mailPartner.maskedResponses',
  revealedResponses: 'mailPartner.revealedResponses',
  /** Those in XML, as it was sent, and laid out. */
  responsesAsSent: 'mailPartner.responsesAsSent',
  laidOutResponses: 'mailPartner.laidOutResponses',
} as const;
