// Suites of tests that really run copied programs: one for each language, pending where nothing on this computer runs it.
import { type Language, languageNames, languages } from '../../../../src/features/request/core/languages';
import { skipWithout } from '../../../support/lacking';
import { Runner, runtimeOf } from './runtimes';

/** A suite for each language; `define` is given what runs its programs, which is disposed of afterwards. */
export function eachLanguage(what: string, define: (language: Language, runner: Runner) => void): void {
  for (const language of languageNames) {
    const runtime = runtimeOf(language);
    const { name } = languages[language];
    describe(`${name} ${what}, run by ${runtime?.version ?? 'nothing: not on this computer'}`, () => {
      if (!runtime) {
        before(function () {
          skipWithout(name, this);
        });
        it(what);
        return;
      }
      const runner = new Runner(runtime);
      after(() => runner.dispose());
      define(language, runner);
    });
  }
}
