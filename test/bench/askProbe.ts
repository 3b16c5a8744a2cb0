// The probe in a window's extension host, told by the palette what to do, and answering in the status bar.
import type { Workbench } from '../vscode/workbench';

/** Runs one of the probe's commands. Rejects where the probe could not do it. */
export async function askProbe<Answer>(workbench: Workbench, title: string): Promise<Answer> {
  await workbench.palette(`Bench: ${title}`);
  const message = await workbench.statusMessage('Measured: ');
  const said = JSON.parse(message.slice(message.indexOf('{')));
  if (typeof said.error === 'string') throw new Error(`The probe could not measure: ${said.error}`);
  return said;
}
