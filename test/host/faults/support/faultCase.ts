// One fault of the network or the service: how it is made to happen, and all that a person reads and VS Code does of it.
import type { Fault } from '../../../sandbox/sandbox';
import type { World } from './world';

/** What a click on the failed row does, in words and as a command. */
export const clicks = {
  retry: { words: 'Try Again', command: 'mailPartner.loadMore', context: 'failed' },
  replaceKey: {
    words: 'Replace API Key…',
    command: 'mailPartner.replaceSelectedApiKey',
    context: 'failed.apiKey',
  },
  openSetting: { words: 'Open Settings', command: 'mailPartner.openAddressSetting', context: 'failed' },
} as const;

export interface FaultCase {
  /** Unique among all faults: its test is named after it. */
  readonly fault: string;
  /** Breaks what comes next, and resolves with what ends that: a fault of the sandbox, or anything else. */
  readonly breaks: Fault | ((world: World) => (() => unknown) | Promise<() => unknown>);
  /** How often the page is asked for before the failure is told: 3 where a read may be repeated quietly, otherwise 1. */
  readonly requests: 1 | 3;
  /** Why, in a few words, as the row has it beside what to do. */
  readonly label: string;
  /** What stands behind that: the service's own words, where the label has none of them. */
  readonly own?: string;
  /** The whole sentence of the tooltip, word for word. */
  readonly sentence: string;
  /** `retry` unless given. */
  readonly click?: keyof typeof clicks;
  /** What the row says first, where that is not what its click does. */
  readonly toDo?: string;
  /** Whether the sentence itself names the account; elsewhere a screen reader hears the name before it. */
  readonly namesAccount?: boolean;
  /** How the log words the outcome of each request. */
  readonly outcome: string;
  /** Whether the requests reach the sandbox; they do unless given. */
  readonly reaches?: boolean;
  /** Seconds that a request may take while it is broken; plenty unless given. */
  readonly timeLimit?: number;
  /** What the clock shows while it is broken, for answers that name a date. */
  readonly now?: Date;
  /** Milliseconds waited between the requests, without jitter; as usual unless given. */
  readonly waits?: readonly number[];
}

/** The waits of a read that is repeated twice, where the service asks for none. */
export const usualWaits = [500, 1000] as const;
