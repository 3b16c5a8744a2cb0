// .env files: Copy as .env Lines and Save to .env….
import { commandIds, type OnCommand } from '../../common/ids';
import { type CopyEnvParts, copyEnv } from './copyEnv';
import { type WriteEnvParts, writeEnv } from './writeEnv';

export function registerEnv(onCommand: OnCommand, parts: CopyEnvParts & Omit<WriteEnvParts, 'saidOf'>): void {
  const saidOf = new Set<string>();
  onCommand(commandIds.copyEnv, (...args) => copyEnv(args, parts));
  onCommand(commandIds.writeEnv, (...args) => writeEnv(args, { ...parts, saidOf }));
}
