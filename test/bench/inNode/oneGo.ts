// For how long work lets nothing else run.

/** The most processor time, in milliseconds, between two chances for anything else to run. */
export async function longestInOneGo(run: () => Promise<unknown>): Promise<number> {
  let [longest, last, goesOn] = [0, process.cpuUsage(), true];
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.cpuUsage();
    if (goesOn) setImmediate(look);
  };
  setImmediate(look);
  await run();
  await new Promise((resolve) => setImmediate(resolve));
  goesOn = false;
  return longest;
}
