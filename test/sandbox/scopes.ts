// Which requests a fault or a hold is for, and how many more.
import type { RecordedRequest, RequestMatch } from './contract';
import type { FaultScope } from './faultKinds';

/** Things in force for some requests, newest first; each goes when its `times` are used up or it is removed. */
export class Scoped<T> {
  private readonly entries: { thing: T; scope: FaultScope; left: number }[] = [];

  /** Puts a thing in force; the function ends it. */
  add(thing: T, scope: FaultScope = {}): () => void {
    const entry = { thing, scope, left: scope.times ?? Number.POSITIVE_INFINITY };
    this.entries.unshift(entry);
    return () => {
      const at = this.entries.indexOf(entry);
      if (at >= 0) {
        this.entries.splice(at, 1);
      }
    };
  }

  /** The newest thing for this request, used once by it. */
  take(request: RecordedRequest): T | undefined {
    const entry = this.entries.find(({ scope, left }) => left > 0 && isFor(scope, request));
    if (entry !== undefined) {
      entry.left--;
    }
    return entry?.thing;
  }

  clear(): void {
    this.entries.length = 0;
  }
}

function isFor({ call, page, apiKey }: FaultScope, request: RecordedRequest): boolean {
  return (
    (call === undefined || call === request.call) &&
    (page === undefined || page === request.page) &&
    (apiKey === undefined || apiKey === request.apiKey)
  );
}

/** Whether a request has all the wanted values. */
export function matches(request: RecordedRequest, wanted: RequestMatch): boolean {
  return Object.entries(wanted).every(([name, value]) => request[name as keyof RequestMatch] === value);
}
