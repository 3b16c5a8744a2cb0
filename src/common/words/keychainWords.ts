// What a person reads when the keychain does not do what it is asked, with the remedy for where VS Code runs.
import { env, l10n, UIKind } from 'vscode';

/** Where VS Code keeps keys, which decides what helps. */
export type Host = 'desktop' | 'linux' | 'remote' | 'web';

/** The host that this window is on. */
export function currentHost(): Host {
  if (env.uiKind === UIKind.Web) {
    return 'web';
  }
  if (env.remoteName !== undefined) {
    return 'remote';
  }
  return process.platform === 'linux' ? 'linux' : 'desktop';
}

/** What else a person can do about it here: nothing, give the row's account another key, or answer the box that asks. */
export type OtherWay = 'none' | 'replaceApiKey' | 'session';

/** The sentences for a keychain that says no, or nothing. `way` is the way on that is open where they are read. */
export function keychainSentence(
  reason: 'failed' | 'noAnswer',
  way: OtherWay,
  host: Host = currentHost(),
): string {
  const what =
    reason === 'noAnswer'
      ? l10n.t('The keychain of this computer did not answer.')
      : l10n.t('The keychain of this computer could not be used.');
  return [what, remedy(host), otherWay(way)].filter((sentence) => sentence !== '').join(' ');
}

function remedy(host: Host): string {
  switch (host) {
    case 'desktop':
      return l10n.t('Unlock it (a window may be waiting for its password), then try again.');
    case 'linux':
      return l10n.t('Install and unlock a keyring such as GNOME Keyring or KWallet, then try again.');
    case 'remote':
      return l10n.t(
        'It is the keychain of the computer in front of you, not of the remote one: unlock it, then try again.',
      );
    case 'web':
      return l10n.t('Allow this site to store data in the browser, then try again.');
    default:
      return host;
  }
}

function otherWay(way: OtherWay): string {
  switch (way) {
    case 'none':
      return '';
    case 'replaceApiKey':
      return l10n.t('Or replace the API key, and use the new one for this session only.');
    case 'session':
      return l10n.t('Or use the key for this session only.');
    default:
      return way;
  }
}
