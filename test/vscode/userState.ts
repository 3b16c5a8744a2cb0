// What VS Code keeps of a user in one window, taken along to new windows: settings of theirs, extensions' global state, secrets.
import type { Workbench } from './workbench';

type BrowserState = Awaited<ReturnType<Workbench['context']['storageState']>>;

/** Fit for windows of the VS Code that it was taken from: the browser keeps it for that address. */
export type UserState = BrowserState;

/** Playwright answers with databases where they were asked for, and its types do not say so. */
interface Databases {
  readonly indexedDB?: readonly { readonly name: string }[];
}

/** The databases of the user. There are others for each folder, with what its window looked like, and for logs. */
const ofTheUser = 'vscode-web-state-db-global';

/** Takes what VS Code has stored by now: wait for what matters, as it stores things a little later than it knows them. */
export async function takeUserState({ context }: Workbench): Promise<UserState> {
  const state = await context.storageState({ indexedDB: true });
  const origins = state.origins.map((origin: UserState['origins'][number] & Databases) => ({
    ...origin,
    indexedDB: origin.indexedDB?.filter(({ name }) => name.startsWith(ofTheUser)) ?? [],
  }));
  return { ...state, origins };
}
