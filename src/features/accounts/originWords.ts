// What the question about another address says: whose keys would go where, what they were added for, and when to agree.
import { l10n } from 'vscode';
import type { Account } from '../../accounts/account';
import { documentedOrigin, isKeyUnknown } from '../../accounts/origins';
import { cut } from '../../api/foreignText';
import { plainText } from '../../common/words/plainText';
import type { OriginQuestion } from './core/originQuestions';

/** More accounts than these are not named one by one. */
const mostNames = 3;
/** Characters of a name. */
const longestName = 40;

/** The question itself. */
export function originQuestion({ origin, accounts }: OriginQuestion): string {
  return accounts.length === 1
    ? l10n.t('Send the API key of {0} to {1}?', namesOf(accounts), breakable(origin))
    : l10n.t('Send the API keys of {0} to {1}?', namesOf(accounts), breakable(origin));
}

/** Characters that a line of the dialog has room for, whatever they are. */
const oneLine = 45;

/** With places where a line may end, which are not seen: of a host that runs out of the dialog, the end would be out of sight. */
function breakable(origin: string): string {
  return origin.length <= oneLine ? origin : origin.replace(/\.|[^.]{30}/g, '$&\u200b');
}

/** What stands below it. `isRead`: this window reads the setting with the address. */
export function originDetail({ origin, accounts }: OriginQuestion, isRead: boolean): string {
  const isOurs = origin === documentedOrigin;
  return [
    !isRead
      ? l10n.t(
          'This is Mail Partner’s own address. This window always uses it: the setting “mailPartner.apiBaseUrl” does not apply here.',
        )
      : isOurs
        ? l10n.t('This is Mail Partner’s own address.')
        : l10n.t('The setting “mailPartner.apiBaseUrl” names this address.'),
    addedFor(accounts),
    ...(isOurs
      ? [l10n.t('Nothing is sent before you agree.')]
      : [
          l10n.t(
            'Nothing is sent before you agree. Agree only if you trust this address, such as your company’s own proxy: whoever runs it can read every token and API key.',
          ),
          l10n.t(
            'If you did not set it, open the settings and reset it: another extension may have changed it.',
          ),
        ]),
  ].join('\n\n');
}

/** Where their keys belong, of each what is known. */
function addedFor(accounts: readonly Account[]): string {
  const unknown = accounts.filter(isKeyUnknown);
  const old = accounts.filter(({ origins }) => origins === undefined);
  const added = accounts.filter(({ origins }) => origins?.length);
  const byOrigin = [...new Set(added.flatMap(({ origins }) => origins?.[0] ?? []))].map((first) => ({
    first,
    those: added.filter(({ origins }) => origins?.[0] === first),
  }));
  const isOneKind = byOrigin.length + Number(unknown.length > 0) + Number(old.length > 0) === 1;
  const isOne = accounts.length === 1;
  return [
    ...byOrigin.map(({ first, those }) =>
      !isOneKind
        ? l10n.t('Added for {0}: {1}.', first, namesOf(those))
        : isOne
          ? l10n.t('The key was added for {0}.', first)
          : l10n.t('The keys were added for {0}.', first),
    ),
    ...(old.length === 0
      ? []
      : [
          ...(isOneKind ? [] : [l10n.t('Added with version 0.1.0: {0}.', namesOf(old))]),
          l10n.t(
            'Keys that were added with version 0.1.0 are asked about once, before they go anywhere but to {0}.',
            documentedOrigin,
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          !isOneKind
            ? l10n.t('Changed, and not known for which address: {0}.', namesOf(unknown))
            : isOne
              ? l10n.t('The key has changed, and it is not known for which address it was added.')
              : l10n.t('The keys have changed, and it is not known for which addresses they were added.'),
        ]),
  ].join(' ');
}

/** Their names, as far as they can be read at a glance. */
function namesOf(accounts: readonly Account[]): string {
  const names = accounts
    .slice(0, mostNames)
    .map(({ name }) => l10n.t('“{0}”', plainText(cut(name, longestName))))
    .join(', ');
  const rest = accounts.length - mostNames;
  return rest > 0 ? l10n.t('{0} and {1} more', names, rest) : names;
}
