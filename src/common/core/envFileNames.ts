// Which files hold the environment of a program, by their names.

const named = /^\.env(?:[._-].+)?$/i;
/** Samples without secrets, which are there to be committed; other tools' own files; what editors leave behind. */
const notMeant =
  /[._-](?:example|sample|template|tpl|dist|defaults?|schema|vault|keys|bak|orig|sw[op])(?:[._-].*)?$|~$/i;

/** Whether secrets are kept in a file of this name: `.env`, `.env.local` and their like. */
export function isEnvFileName(name: string): boolean {
  return named.test(name) && !notMeant.test(name);
}
