// Files that another tool encrypts or signs: what is written into them by hand it can’t read any more, or commits in the clear.

/** What is known of such a file. */
export interface Sealed {
  /** The tool’s name, as its makers write it. */
  readonly sealedBy: string;
}

const named = (names: string) => new RegExp(`^[ \\t]*(?:export[ \\t]+)?(?:${names})[ \\t]*=`, 'm');

/** By what each tool’s files show. They come to be committed, so none of this is a secret. */
const marks: readonly (readonly [tool: string, mark: RegExp])[] = [
  ['sops', named('sops_mac|sops_version|sops_lastmodified')],
  ['sops', /ENC\[AES256_GCM,data:|"sops"[ \t]*:[ \t]*\{/],
  ['dotenvx', named('DOTENV_PUBLIC_KEY(?:_\\w+)?')],
  ['dotenvx', /[=:][ \t]*["'`]?encrypted:[\w+/=]{40,}/],
  ['dotenv-vault', named('DOTENV_VAULT(?:_\\w+)?')],
  ['Ansible Vault', /^\$ANSIBLE_VAULT;/m],
  ['hiera-eyaml', /ENC\[(?:PKCS7|GPG),/],
  ['git-crypt', /^\0GITCRYPT\0/],
  ['age', /^age-encryption\.org\/v1$|^-----BEGIN AGE ENCRYPTED FILE-----/m],
  ['OpenPGP', /^#?[ \t]*-----BEGIN PGP (?:(?:SIGNED )?MESSAGE|SIGNATURE)-----/m],
  // Its packets in bytes: a session’s key for a public key, or for a passphrase. No text begins so in UTF-8.
  ['OpenPGP', /^[\x84\x85\x8c\x8d]/],
  ['OpenSSL', /^(?:Salted__|U2FsdGVkX1)|^-----BEGIN (?:PKCS7|CMS|SMIME)-----/m],
  ['OpenSSH', /^#?[ \t]*-----BEGIN SSH SIGNATURE-----/m],
  ['minisign', /^untrusted comment: /],
  ['StrongBox', /^# STRONGBOX ENCRYPTED RESOURCE/],
  ['JWE', /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+\s*$/],
  ['Fernet', /^gAAAAAB[\w-]{10,}/],
  ['Spring Cloud Config', /[=:][ \t]*["']?\{cipher\}/],
  ['Jasypt', /[=:][ \t]*["']?ENC\([\w+/=]+\)/],
  // The beginning of `{"iv":` in Base64.
  ['Laravel', /^eyJpdiI6/],
];

/** The tool that a file belongs to, if it is one of these. The text may be the bytes, each as a character (Latin-1). */
export function sealedBy(text: string): string | undefined {
  // A byte order mark, as a character or as bytes, is no part of the first line.
  const unmarked = text.replace(/^(?:\ufeff|\xef\xbb\xbf)/, '');
  return marks.find(([, mark]) => mark.test(unmarked))?.[0];
}
