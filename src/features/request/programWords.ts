// What a copied program says in its comments and when it runs, in the language of VS Code.
import { l10n } from 'vscode';
import { environment } from '../../common/core/environment';
import type { Call, ProgramWords } from './core/requestProgram';

/**
 * The words for a call; `page` is the page that a list asks for, `id` the number of the sub-account that is paid. Its e-mail is not
 * written into a program: it is other people's text.
 */
export function programWords(call: Call, page: number, id: number): ProgramWords {
  const { apiKey, token } = environment;
  const list = call === 'list';
  const mayBePaid = l10n.t(
    'The credit may have been added all the same: check the balance before you run this again.',
  );
  const noAnswer = l10n.t('Mail Partner did not answer.');
  const notUnderstood = l10n.t('Mail Partner’s answer was not understood (HTTP {0}).', '{0}');
  return {
    purpose: list
      ? l10n.t('Lists page {0} of the sub-accounts of a Mail Partner account.', page)
      : l10n.t(
          'Adds credit to the Mail Partner sub-account with the ID {0}, taken from its main account.',
          String(id),
        ),
    caution: list
      ? l10n.t(
          'The API key of the main account comes from {0} in the environment. Keep it out of source control.',
          apiKey,
        )
      : l10n.t(
          'This moves money, and a repeated call pays twice. The API key of the main account comes from {0} in the environment, the token of this sub-account from {1}: the token of another pays another. Keep both out of source control.',
          apiKey,
          token,
        ),
    references: l10n.t(
      'A project for .NET Framework needs references to System.Net.Http, System.Runtime.Serialization and System.Web; one for .NET needs none.',
    ),
    amount: l10n.t('Euros, with a point before the decimals. Change the amount here.'),
    noApiKey: l10n.t('Set {0} to the API key of the main account first. Nothing was sent.', apiKey),
    noToken: l10n.t('Set {0} to the token of the sub-account first. Nothing was sent.', token),
    noAnswer: list ? noAnswer : `${noAnswer} ${mayBePaid}`,
    notUnderstood: list ? notUnderstood : `${notUnderstood} ${mayBePaid}`,
    refused: l10n.t('Mail Partner refused the request: {0}', '{0}'),
    added: l10n.t('Credit added. The sub-account now has: {0}', '{0}'),
  };
}
