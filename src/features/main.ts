// What the commands do, in a bundle of its own: loaded when the first of them runs, so that starting stays light.
export { addAccount, removeAccount, replaceApiKey } from './accounts/accounts';
export { copy } from './copy/copy';
export { findSubAccount } from './find/find';
export { loadMore, refresh } from './loading/lists';
export { LoadAll, stopLoading } from './loading/loadAll';
export { askSortOrder } from './loading/sortBy';
