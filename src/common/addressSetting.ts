// The setting with the API's address: what it is, what is said where it can't be used, and the way to it.
import { commands, type Disposable, EventEmitter, env, l10n, window, workspace } from 'vscode';
import { originOf } from '../accounts/origins';
import type { BaseUrlProblem } from '../api/baseUrl';
import { disposeAll } from './core/disposeAll';
import { WhenQuiet } from './core/whenQuiet';
import { settingNames } from './settingNames';
import { apiBaseUrl, ownValue, readsAddress } from './settings';
import { settingSentence } from './words/addressWords';

export class AddressSetting implements Disposable {
  readonly #isLocal: boolean;
  readonly #changed = new EventEmitter<void>();
  /** Fires when the setting changed and has been quiet for a while, after what is wrong with it was said. What is asked meanwhile goes by the new one. */
  readonly onDidChange = this.#changed.event;
  readonly #subscription: Disposable;
  /** What was read last: the value, and what it comes to here. */
  #read: string;
  readonly #whenQuiet: WhenQuiet;
  /** The value whose problem was said already. */
  #saidOf: string | undefined;

  /**
   * `isLocal`: the extension runs on this computer, whatever the window is connected to. `quiet`: how long the setting stays as it is, in
   * milliseconds, before it counts as written: VS Code's settings editor stores what is there while a person types.
   */
  constructor(isLocal: boolean, quiet = 3000) {
    this.#isLocal = isLocal;
    this.#read = this.#readNow();
    this.#whenQuiet = new WhenQuiet(() => {
      this.sayProblemOnce();
      this.#changed.fire();
    }, quiet);
    this.#subscription = workspace.onDidChangeConfiguration(() => {
      // Compared by what we read: what VS Code tells is also about values that don't count.
      const now = this.#readNow();
      if (now !== this.#read) {
        this.#read = now;
        this.#saidOf = undefined;
        this.#whenQuiet.happened();
      }
    });
  }

  /** The address, or why it can't be used. */
  current(): ReturnType<typeof apiBaseUrl> {
    return apiBaseUrl(this.#isLocal);
  }

  /** Whether this window reads the setting: where it does not, the documented address is used. */
  get isRead(): boolean {
    return readsAddress(this.#isLocal);
  }

  /** Its origin; undefined where it can't be used. */
  origin(): string | undefined {
    const address = this.current();
    return address.ok ? originOf(address.value) : undefined;
  }

  /** Whether the API can be asked at all; says in a message what keeps it from being asked. */
  canAsk(): boolean {
    const address = this.current();
    if (!address.ok) {
      void this.#say(address.why);
    }
    return address.ok;
  }

  /** Says in a message why the address can't be used, once for each value. */
  sayProblemOnce(): void {
    const address = this.current();
    const value = JSON.stringify(ownValue(settingNames.apiBaseUrl));
    if (!address.ok && value !== this.#saidOf) {
      this.#saidOf = value;
      void this.#say(address.why);
    }
  }

  /** Opens the setting. It belongs to the machine: where the extension runs on a remote one, it is among the remote's, not the user's. */
  async open(): Promise<void> {
    const isRemote = env.remoteName !== undefined && !this.#isLocal;
    await commands.executeCommand(
      isRemote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings',
      { query: settingNames.apiBaseUrl },
    );
  }

  dispose(): void {
    disposeAll([this.#subscription, this.#whenQuiet, this.#changed]);
  }

  #readNow(): string {
    return JSON.stringify([ownValue(settingNames.apiBaseUrl), this.current()]);
  }

  async #say(problem: BaseUrlProblem): Promise<void> {
    const open = l10n.t('Open Settings');
    if ((await window.showErrorMessage(settingSentence(problem), open)) === open) {
      await this.open();
    }
  }
}
