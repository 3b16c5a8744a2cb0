// The calls that change something: create a sub-account, and move credit between it and its main account.
import { errorAnswer } from './answers';
import type { SandboxAccount, SandboxSubAccount } from './contract';
import type { Json } from './drift';
import { asNumber, asText, thousandths } from './money';
import { hexKey } from './random';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** `POST /subaccount/create` with the documented codes 3 to 9; the key was checked before. */
export function create(accounts: readonly SandboxAccount[], account: SandboxAccount, body: Json): Json {
  const { type, parameters } = body;
  const {
    email: emailGiven,
    isBuyer,
    creditToAttribute: attributed,
  } = isObject(parameters) ? parameters : {};
  const everyone = accounts.flatMap((one) => one.subAccounts);
  const id = everyone.reduce((highest, row) => Math.max(highest, row.id), 0) + 1;
  const wanted = typeof emailGiven === 'string' ? emailGiven.trim() : '';
  const credit = attributed === undefined ? 0n : thousandths(attributed);
  const refused = refusal();
  if (refused !== undefined || credit === undefined || typeof type !== 'string') {
    return errorAnswer(refused ?? 8);
  }
  const email = wanted === '' ? `${1_000_000_000 + id}@mailpartner.fr` : wanted;
  account.balance = asText((thousandths(account.balance) ?? 0n) - credit);
  const row: SandboxSubAccount = {
    id,
    email,
    type,
    token: hexKey('token', account.name, 'created', id),
    apiKey: hexKey('key', account.name, 'created', id),
    createdAt: '2026-01-05 09:00:00',
    balance: asText(credit),
    currency: 'EUR',
  };
  account.subAccounts.push(row);
  return {
    success: true,
    code: 200,
    subaccount: { email, token: row.token },
    sendConfirmMailTo: type === 'advanced' ? email : account.name,
    parent_email: account.name,
  };

  function refusal(): number | undefined {
    if (!['0', '1', 'true', 'false'].includes(String(isBuyer))) {
      return 3;
    }
    if (type === undefined || type === null || type === '') {
      return 4;
    }
    if (type !== 'simple' && type !== 'advanced') {
      return 5;
    }
    if (wanted === '' ? type === 'advanced' : !EMAIL.test(wanted)) {
      return 6;
    }
    if (wanted !== '' && everyone.some((row) => row.email === wanted)) {
      return 7;
    }
    if (attributed !== undefined && (credit === undefined || credit <= 0n)) {
      return 8;
    }
    return (thousandths(account.balance) ?? 0n) < (credit ?? 0n) ? 9 : undefined;
  }
}

/** `POST /subaccount/credit/add` and `/remove` with the documented codes 2 to 8; answers numbers, as documented. */
export function moveCredit(account: SandboxAccount, body: Json, direction: 'add' | 'remove'): Json {
  const { credit, tokenSubaccount } = body;
  if (credit === undefined || credit === null || credit === '') {
    return errorAnswer(2);
  }
  if (typeof tokenSubaccount !== 'string' || tokenSubaccount === '') {
    return errorAnswer(3);
  }
  const amount = thousandths(credit);
  if (amount === undefined || amount <= 0n) {
    return errorAnswer(5);
  }
  const row = account.subAccounts.find((one) => one.token === tokenSubaccount);
  if (row === undefined) {
    return errorAnswer(7);
  }
  const main = thousandths(account.balance) ?? 0n;
  const sub = thousandths(row.balance) ?? 0n;
  const source = direction === 'add' ? main : sub;
  if (source <= 0n) {
    return errorAnswer(6);
  }
  if (source < amount) {
    return errorAnswer(8);
  }
  const moved = direction === 'add' ? amount : -amount;
  account.balance = asText(main - moved);
  row.balance = asText(sub + moved);
  return {
    success: true,
    code: 200,
    credit: asNumber(main - moved),
    subaccountCredit: asNumber(sub + moved),
    currency: row.currency,
  };
}
