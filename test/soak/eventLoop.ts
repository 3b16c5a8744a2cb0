// How long the event loop stands still, and what the process did meanwhile.
import { type IntervalHistogram, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import type { Block, Figures } from './figures';

/** Milliseconds between two looks at the clock; Node counts them into what it measures. */
const RESOLUTION = 10;

/** A block longer than this is one a person could feel, in milliseconds. */
export const LONGEST_BLOCK = 50;

/** Measures between `resume` and `pause`, as often as wanted. */
export class EventLoopWatch {
  /** One for each time between `resume` and `pause`: one that is paused takes the pause for a delay. */
  readonly #histograms: IntervalHistogram[] = [];
  readonly #blocks: Block[] = [];
  readonly #collections: { readonly start: number; readonly duration: number }[] = [];
  readonly #observer: PerformanceObserver;
  readonly #calls: () => number;
  #beat: NodeJS.Timeout | undefined;
  #busiest = 0;

  /** `calls` says how many calls have been made. */
  constructor(calls: () => number) {
    this.#calls = calls;
    this.#observer = new PerformanceObserver((list) => {
      for (const { startTime: start, duration } of list.getEntries()) {
        this.#collections.push({ start, duration });
      }
      this.#collections.splice(0, this.#collections.length - 100);
    });
  }

  resume(): void {
    this.#observer.observe({ entryTypes: ['gc'] });
    let last = performance.now();
    let cpu = process.cpuUsage();
    this.#beat = setInterval(() => {
      const now = performance.now();
      const milliseconds = now - last - RESOLUTION;
      const used = process.cpuUsage(cpu);
      const onCpu = (used.user + used.system) / 1000;
      this.#busiest = Math.max(this.#busiest, Math.min(milliseconds, onCpu));
      if (milliseconds > LONGEST_BLOCK) {
        this.#note({ from: last, to: now, milliseconds, onCpu, atCall: this.#calls() });
      }
      last = now;
      cpu = process.cpuUsage();
    }, RESOLUTION);
    const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
    histogram.enable();
    this.#histograms.push(histogram);
  }

  pause(): void {
    this.#histograms.at(-1)?.disable();
    clearInterval(this.#beat);
    this.#observer.disconnect();
  }

  /** All that was measured so far, at its worst. */
  figures(): Figures['loop'] {
    return {
      maximum: this.#worst(({ max }) => max),
      busiest: this.#busiest,
      median: this.#worst((each) => each.percentile(50)),
      p99: this.#worst((each) => each.percentile(99)),
      p999: this.#worst((each) => each.percentile(99.9)),
      blocks: this.#blocks,
    };
  }

  /** From nanoseconds with the resolution included to milliseconds without it. */
  #worst(of: (histogram: IntervalHistogram) => number): number {
    return Math.max(0, ...this.#histograms.map((each) => of(each) / 1e6 - RESOLUTION));
  }

  /** Garbage collections are told of a little later than they happen. */
  #note({ from, to, ...block }: Omit<Block, 'garbageCollection'> & { from: number; to: number }): void {
    setImmediate(() => {
      const meanwhile = this.#collections.filter(({ start }) => start >= from && start <= to);
      const garbageCollection = meanwhile.reduce((total, { duration }) => total + duration, 0);
      this.#blocks.push({ ...block, garbageCollection });
    });
  }
}
