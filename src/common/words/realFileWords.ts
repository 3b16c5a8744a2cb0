// What people are told of a file that is another one than its name shows.
import { l10n } from 'vscode';
import type { RealFile } from '../realFile';

/**
 * What is to be known of a file before a secret goes into it, a sentence each: it is another than `asked`, the name that the person chose,
 * or it has more names. None where it is just that file.
 */
export function realFileWords(real: RealFile, asked: string): string[] {
  const said: string[] = [];
  if (real.isElsewhere === 'inDoubt') {
    said.push(
      l10n.t(
        '“{0}” may be a link, or in a folder that is one, and where it leads can’t be found out from here.',
        asked,
      ),
    );
  } else if (real.isElsewhere) {
    said.push(l10n.t('“{0}” leads to “{1}”: it is a link, or in a folder that is one.', asked, real.shown));
  }
  if (real.names > 1) {
    said.push(
      l10n.t(
        '“{0}” has {1} names on its disk (hard links): what is saved in it stands under all of them, and git may commit another one.',
        real.shown,
        real.names,
      ),
    );
  }
  return said;
}

/** Where a file is, whose workspace folder is a link: what git says is said of there. */
export function realPathWords(real: RealFile): string[] {
  return real.path && !real.isElsewhere
    ? [l10n.t('Its folder is a link: the file really is “{0}”.', real.path)]
    : [];
}
