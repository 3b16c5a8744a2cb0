// The sub-account that a key binding names: found without a question, and said in clear words where it fits none or several.
import { l10n } from 'vscode';
import type { Account } from '../accounts/account';
import { cutInMiddle } from '../api/foreignText';
import { hasAccount } from './askAccount';
import { type FittingParts, fittingSubAccount, isSameText, type NotOne } from './core/fittingSubAccount';
import type { NamedSubAccount } from './core/keyBindingArguments';
import { isStillIn } from './core/listOwners';
import { sayNotDone } from './sayNotDone';
import { sayFailure, sayInStatusBar } from './statusBar';
import { stoppable } from './stoppable';
import type { FindNamed, OwnedSubAccount } from './targets';
import { plainText } from './words/plainText';
import { subAccountNames } from './words/subAccountWords';

export interface NamedParts extends Omit<FittingParts, 'onAskingForAll' | 'isStill'> {
  readonly accounts: () => readonly Account[];
  /** Milliseconds before the person is told that it is looked for, and may give it up. */
  readonly patience?: number;
}

/**
 * Finds the one that is named, as the service has it; undefined, after a word, where it fits none or several or could not be asked for. Who
 * presses a key again while it is looked for wants it once.
 */
export function namedFinder(parts: NamedParts): FindNamed {
  const running = new Set<string>();
  return async (named, title) => {
    const run = JSON.stringify([title, named.account, named.subAccount]);
    if (running.has(run)) {
      return undefined;
    }
    running.add(run);
    try {
      return await findNamed(named, title, parts);
    } finally {
      running.delete(run);
    }
  };
}

async function findNamed(
  named: NamedSubAccount,
  title: string,
  parts: NamedParts,
): Promise<OwnedSubAccount | undefined> {
  if (!hasAccount(parts.accounts())) {
    return undefined;
  }
  const accounts = accountsCalled(named.account, parts.accounts());
  if (accounts.length === 0) {
    sayFailure(
      l10n.t(
        'No account is called “{0}”: change the key binding.',
        plainText(cutInMiddle(named.account ?? '', 60)),
      ),
    );
    return undefined;
  }
  const shown = plainText(cutInMiddle(named.subAccount, 60));
  const one = await stoppable(
    l10n.t('{0}: looking for {1}…', title, shown),
    (signal) =>
      fittingSubAccount(
        named.subAccount,
        accounts,
        {
          ...parts,
          isStill: (account) => isStillIn(parts.accounts(), account),
          onAskingForAll: () => sayInStatusBar(l10n.t('{0} is not where it was: looking through all', shown)),
        },
        signal,
      ),
    parts.patience,
  );
  if (one.ok) {
    return one.value;
  }
  const words = notOneWords(one.why, shown);
  if (one.why.kind === 'failed') {
    void sayNotDone(one.why.account, one.why.why);
  } else if (words !== undefined) {
    sayFailure(words);
  }
  return undefined;
}

/** The accounts of this name, or of any: exactly, or, where none is called so, whatever its case. */
function accountsCalled(name: string | undefined, accounts: readonly Account[]): readonly Account[] {
  const exactly = accounts.filter((account) => name === undefined || account.name === name);
  return exactly.length > 0 || name === undefined
    ? exactly
    : accounts.filter((account) => isSameText(account.name, name));
}

/** Why nothing was done; undefined where the person has ended it, and for a failure, which has words of its own. */
function notOneWords(why: NotOne, shown: string): string | undefined {
  switch (why.kind) {
    case 'none':
      return l10n.t('No sub-account fits “{0}”. Nothing was done: change the key binding.', shown);
    case 'gone':
      return l10n.t('{0} is no longer there. Nothing was done.', shown);
    case 'renamed':
      return l10n.t(
        '{0} has another e-mail now: {1}. Nothing was done: change the key binding.',
        shown,
        subAccountNames([why.now]),
      );
    case 'several':
      return l10n.t(
        'Several sub-accounts fit “{0}”. Nothing was done: name the account or the ID in the key binding.',
        shown,
      );
    case 'failed':
    case 'stopped':
      return undefined;
    default:
      return why;
  }
}
