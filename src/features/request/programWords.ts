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
  const noAnswer = l10n.t('Mail Partner gave no complete answer.');
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
    byteOrderMark: l10n.t(
      'To run this from a file with Windows PowerShell, save it as UTF-8 with a byte order mark.',
    ),
    asWritten: l10n.t('Numbers stay as they are written, never rounded.'),
    surelyUnsent: l10n.t('What surely failed before the request was sent.'),
    wholeAlone: l10n.t('What is read as JSON is one whole object: the reader would take half of one too.'),
    lookedUp: l10n.t('What is missing on this computer shows here, before anything is sent.'),
    staysOpen: l10n.t('A terminal into which this was pasted stays open.'),
    fieldLines: l10n.t('A line for each field: how deep it is, its name, and its value as it is written.'),
    masked: l10n.t('The rows hold keys and tokens: they are not printed.'),
    amount: l10n.t('Euros, with a point before the decimals. Change the amount here.'),
    noApiKey: l10n.t('Set {0} to the API key of the main account first. Nothing was sent.', apiKey),
    noToken: l10n.t('Set {0} to the token of the sub-account first. Nothing was sent.', token),
    notSent: l10n.t('There is no connection to Mail Partner. Nothing was sent.'),
    certificates: l10n.t(
      'If certificates are missing on this computer, name a file that has them in {0}.',
      '{0}',
    ),
    pythonCertificates: l10n.t(
      'If certificates are missing: on a Mac with Python from python.org, run “Install Certificates.command” in its folder under Applications, once; elsewhere, run “pip install certifi” and name in SSL_CERT_FILE the file that “python -m certifi” prints.',
    ),
    noAnswer: list ? noAnswer : `${noAnswer} ${mayBePaid}`,
    notUnderstood: list ? notUnderstood : `${notUnderstood} ${mayBePaid}`,
    refused: l10n.t('Mail Partner refused the request: {0}', '{0}'),
    wait: l10n.t('(wait before you try again; Retry-After: {0})', '{0}'),
    added: l10n.t('Credit added. The sub-account now has: {0}', '{0}'),
  };
}
