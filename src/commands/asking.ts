// What asks a person something, in a bundle of its own: loaded when first asked, so that starting stays light.
export { addAccount, removeAccount, replaceApiKey } from './accounts';
export { pickSubAccount } from './pickSubAccount';
