// The names of .env files: which ones programs read as such, and which only look alike.

/** `.env` alone, or with words after it. */
const shape = /^\.env(?<rest>(?:[._-][\p{L}\p{N}]+)*)$/iu;

const list = (words: string) => new Set(words.trim().split(/\s+/));

/** Up to this many letters, an ending that we don’t know is a type of file (`.php`, `.ini`) rather than an environment. */
const short = 3;
const shortEnvironments = list(
  'acc api app ci db dev e2e eu int k8s lab poc prd pre qa rec sit stg tst uat ui us web',
);
const longTypes = list(`
  astro bash blade conf cson dhall diff ejson fish gradle groovy haml handlebars hjson html ipynb java jinja json jsonc jsonl jsonnet
  less liquid lock markdown mustache nomad patch plist properties rego scala scss slim smarty sqlite svelte swift text tfvars toml twig
  xhtml yaml
`);
/** Samples without secrets, which are there to be committed. */
const samples = list(`
  default defaults dist example examples exemple exemples modele modèle sample samples schema skel skeleton stub template templates tmpl tpl
`);
/** What other tools encrypt, sign or keep keys in; `me` and `x` are of dotenv-vault and dotenvx. */
const sealed = list(`
  aes age asc cipher crypt crypted enc encr encrypted gpg key keys locked me pem pgp sealed sig signed sops vault x
`);
/** What people and editors put aside. */
const copies = list(`
  archive archived back backup bak bck bk bkp copy deleted disabled off old orig original part prev previous rej removed save saved
  swn swo swp temp temporary tmp unused
`);

/**
 * Whether programs read a file of this name for the environment’s variables: `.env`, and `.env.` with the environments that it is for
 * (`.env.local`, `.env.production.local`, `.env_test`), as dotenv and its like do. Environments have any name; so what is left out is
 * what ends like another type of file, a sample, something encrypted or a copy: another program reads those, another way, or none does.
 */
export function isEnvFileName(name: string): boolean {
  const rest = shape.exec(name)?.groups?.rest?.toLowerCase().normalize('NFC');
  if (rest === undefined) {
    return false;
  }
  const words = rest.split(/[._-]/).slice(1);
  // `.env_LOCAL_4711` is one of git’s while it merges, `.env-cmdrc` the setting of a tool.
  return (
    words.every(
      (word) => ![samples, sealed, copies].some((each) => each.has(word)) && !/^\d{3,}$|rc$/.test(word),
    ) &&
    rest
      .split('.')
      .slice(1)
      .every((ending) => !isFileType(ending))
  );
}

/** Whether this, between two points or after the last one, is a type of file. */
function isFileType(ending: string): boolean {
  // Those of a kind are numbered, and so are a type’s versions: `qa2`, `json5`.
  const kind = ending.replace(/\d+$/, '');
  if (shortEnvironments.has(ending) || shortEnvironments.has(kind)) {
    return false;
  }
  return /^\d/.test(ending) || kind.length <= short || longTypes.has(kind);
}
