// The figures of one run of the load, as the measured process writes them.

/** Megabytes (10⁶ bytes), after garbage was collected and with every list disposed. */
export interface MemorySample {
  readonly afterCalls: number;
  readonly heapUsed: number;
  /** What is held outside the heap: buffers. */
  readonly external: number;
  readonly rss: number;
}

/** The event loop stood still. All in milliseconds. */
export interface Block {
  readonly milliseconds: number;
  /** How much the whole process ran meanwhile: far less than `milliseconds` means that the machine gave it no time. */
  readonly onCpu: number;
  readonly garbageCollection: number;
  /** How many calls had been made. */
  readonly atCall: number;
}

/** What is there once all lists are disposed and all calls have ended. Anything but zero is left over. */
export interface Leftovers {
  /** Calls and loads that had not ended. */
  readonly calls: number;
  readonly timers: number;
  /** Listeners on signals: on callers' when their call had just ended, and on any at the end. */
  readonly signalListeners: number;
  /** Requests that Node still has open, and that the service still holds. */
  readonly requests: number;
  readonly pendingAtService: number;
  /** Still open though no request uses them, for longer than Node keeps one for the next request. */
  readonly sockets: number;
  /** More than there were at the start, on the process, Node's agents, or an idle socket. */
  readonly emitterListeners: number;
  /** Changes of a list that were told after its dispose. */
  readonly toldAfterDispose: number;
}

/** A body near the size limit, and what it did to the event loop. In milliseconds. */
export interface HeavyAnswer {
  readonly what: string;
  readonly megabytes: number;
  readonly outcome: string;
  readonly total: number;
  readonly blocked: number;
}

/** What the measured process tells. */
export interface Measured {
  readonly node: string;
  readonly calls: number;
  readonly seconds: number;
  /** Requests that were sent, and those of them that repeated one. */
  readonly attempts: number;
  readonly retries: number;
  /** By outcome, for whole calls: retries are over. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly memory: readonly MemorySample[];
  /** Milliseconds to load the bundle, which is done once and blocks. */
  readonly loading: number;
  readonly loop: {
    /** Milliseconds: the longest delay, and what 50, 99 and 99.9 of 100 do not exceed in the worst stretch. */
    readonly maximum: number;
    /** The longest that the process itself ran within one delay: of a longer one the rest is the machine's. */
    readonly busiest: number;
    readonly median: number;
    readonly p99: number;
    readonly p999: number;
    readonly blocks: readonly Block[];
  };
  readonly heavy: readonly HeavyAnswer[];
  readonly leftovers: Leftovers;
  /** The most idle sockets there were that wait for the next request. Those left at the end are leftovers. */
  readonly keptSockets: number;
  /** `process.getActiveResourcesInfo()` before and after, counted by name. */
  readonly resources: {
    readonly before: Readonly<Record<string, number>>;
    readonly after: Readonly<Record<string, number>>;
  };
  /** Milliseconds from the last dispose until every load had ended, the longest of all stretches. */
  readonly disposing: number;
  /** What was thrown or warned in spite of every contract. Without text of the service, and without a URL. */
  readonly surprises: readonly string[];
}

export interface Figures extends Measured {
  readonly place: string;
  /** The longest delay in a process beside it that did nothing: what this machine does to everyone. In milliseconds. */
  readonly beside: number;
}
