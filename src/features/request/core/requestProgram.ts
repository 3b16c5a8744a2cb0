// What a request to copy says, whatever language it is written in. No language, and no text that a person reads, is here.

/** A documented call (docpartner.dev, Mail Partner › Sous-comptes): GET /subaccount/list, or POST /subaccount/credit/add. */
export type Call = 'list' | 'addCredit';

/** The calls, in the order in which they are offered. */
export const calls = ['list', 'addCredit'] as const satisfies readonly Call[];

/** What the programs say to whoever reads or runs them, in that person's language. One line each. */
export interface ProgramWords {
  /** What the program does: its first comment. */
  readonly purpose: string;
  /** What to know before it is run: its second comment. */
  readonly caution: string;
  /** For Visual Basic: what a project for .NET Framework must refer to. */
  readonly references: string;
  /** Beside the amount: what it is, and that it is to be changed. */
  readonly amount: string;
  /** No API key in the environment. */
  readonly noApiKey: string;
  /** No token in the environment. */
  readonly noToken: string;
  /** No answer, or none in time. The reason follows in brackets. */
  readonly noAnswer: string;
  /** An answer that is not the API's. `{0}` is the HTTP status. */
  readonly notUnderstood: string;
  /** The service said no. `{0}` is what it said. */
  readonly refused: string;
  /** The credit was added. `{0}` is what the sub-account now has. */
  readonly added: string;
}

export interface RequestProgram {
  readonly call: Call;
  /** For `list`: which page, from 1. */
  readonly page: number;
  /** For `addCredit`: euros as decimal text, sent as it stands here. */
  readonly credit: string;
  /** Where the service is, without a slash at the end. */
  readonly baseUrl: string;
  /** How long the service may take, in whole seconds. */
  readonly seconds: number;
  readonly words: ProgramWords;
}

/** The service's own samples allow 10 s, which was seen to be short; the extension's own default is the same. */
export const defaultSeconds = 15;

/** An amount that is valid and small, for the person to change. */
export const defaultCredit = '1.00';

/** The path of a call, after the base address. */
export const paths: Readonly<Record<Call, string>> = {
  list: '/subaccount/list',
  addCredit: '/subaccount/credit/add',
};
