// Names and times that the view and the commands share.

/** The view's id, as in package.json. */
export const viewId = 'mailPartner.subAccounts';

/** How long the status bar says what was done, in milliseconds. */
export const statusTime = 3000;
