// The answers of the two reading calls, in the documented shapes, and the errors every call shares.
import type { Drift, Lies, SandboxAccount, SandboxSubAccount } from './contract';
import { driftAnswer, driftName, driftRow, type Json, type ListAnswer, type Row } from './drift';
import { asNumber, thousandths } from './money';

/** Rows a page, and what `nb_per_page` says (docpartner.dev, Mail Partner › Sous-comptes). */
export const ROWS_PER_PAGE = 20;

const MESSAGES: Readonly<Record<number, string>> = {
  1: 'La clé API est requise',
  10: 'Clé API incorrecte',
  20: 'Votre compte est désactivé',
  30: 'Votre compte est bloqué',
  40: "Accès à l'API refusé",
  96: 'Adresse IP non autorisée',
  429: 'Trop de requêtes',
};

/** The plain error shape; the usual French words unless others are given (only those of code 10 are documented). */
export function errorAnswer(code: number, message: string = MESSAGES[code] ?? `Erreur ${code}`): Json {
  return { success: false, code, message };
}

/** The page a `page` parameter asks for: 1-based; none, an empty one or nonsense is 1. */
export function pageAsked(parameter: string | null): number {
  return /^\d{1,9}$/.test(parameter ?? '') ? Math.max(1, Number(parameter)) : 1;
}

/** `GET /subaccount/list`: one page of an account's sub-accounts, with the lies asked for. */
export function listAnswer(account: SandboxAccount, page: number, lies: Lies): ListAnswer {
  const size = lies.rowsPerPage ?? ROWS_PER_PAGE;
  const drift = new Set<Drift>(typeof lies.drift === 'string' ? [lies.drift] : lies.drift);
  const rows = rowsOf(account.subAccounts, page, size, lies.pastEnd ?? 'nothing');
  const answer: ListAnswer = {
    success: true,
    code: 200,
    ...said('total', lies.total, account.subAccounts.length),
    ...said('nb_per_page', lies.perPage, size),
    ...said('page', lies.page, page),
  };
  return driftAnswer(
    answer,
    rows.map((row, index) => driftRow(rowAnswer(row), index, drift)),
    drift,
  );
}

function said(name: string, lie: number | string | null | undefined, truth: number): Json {
  return lie === 'missing' ? {} : { [name]: lie === undefined ? truth : lie };
}

function rowsOf(
  all: readonly SandboxSubAccount[],
  page: number,
  size: number,
  pastEnd: NonNullable<Lies['pastEnd']>,
): readonly SandboxSubAccount[] {
  const lastPage = Math.max(1, Math.ceil(all.length / size));
  const insteadOf = { nothing: page, lastPage, firstPage: 1 };
  const shown = page > lastPage ? insteadOf[pastEnd] : page;
  return all.slice((shown - 1) * size, shown * size);
}

function rowAnswer(row: SandboxSubAccount): Row {
  const { id, email, type, token, apiKey, createdAt, balance, currency } = row;
  return { id, email, type, token, apiKey, createdAt, credits: { balance, currency } };
}

/** `GET /me`: the account itself. `creditMail` is a number of mails; its price here is the sandbox's invention. */
export function meAnswer(account: SandboxAccount, { drift }: Lies = {}): Json {
  const mails = Math.floor(asNumber((thousandths(account.balance) ?? 0n) * 80n));
  return {
    success: true,
    code: 200,
    user: { username: driftName(account.name, account.apiKey, drift) },
    credits: { creditMail: mails, currency: 'EUR', balance: account.balance },
  };
}
