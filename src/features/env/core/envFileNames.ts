// The names of .env files: which ones programs read as such, and which only look alike.

/** `.env` alone, or with words after it. */
const shape = /^\.env(?<rest>(?:[._-][\p{L}\p{N}]+)*)$/iu;

const list = (words: string) => new Set(words.trim().split(/\s+/));

/** Up to this many letters, an ending that we don’t know is a type of file (`.php`, `.ini`) rather than an environment. */
const short = 3;
const shortEnvironments = list(`
  acc acp api app arm aws b2b b2c bo ci db dev dr e2e eks eu fo gcp gke hml int k3s k8s lab lan loc mac ovh poc pp ppd ppr pr prd pre prp qa rct
  rec sbx scw sit stg tst uat ui us usa val vps web win wsl x64 x86
`);
/** By the codes of countries and languages too; left out are those that are better known as types of files (`.in`, `.md`, `.pl`, `.py`). */
const countries = list(`
  ad ae ar at au az ba bd be bg bh br by ca ch ci cl cm co cr cy cz de dk do dz ec ee eg en es fi fr ga ge gh gr hk hr hu id ie il iq ir
  is it jo jp ke kr kw kz lb lt lu lv ly ma mc mg mq mu mx my nc ng ni nl no nz om pa pe pk pt qa re ro ru sa se sg si sk sn th tn tr tw
  ua ug uk uy uz vn yt za zw
`);
/** Longer ones: of programs and settings, office files and pictures, */
const longTypes = list(`
  appimage applescript asciidoc astro avif avro bash bazel bicep blade cabal clangd clojure cmake cmdrc cnfg coffee conf config
  configuration crate cson csproj cypher dhall diff dockerfile docm docx dotm dotx dylib editorconfig ejson elisp elixir feather fish
  flac flake fsharp fsproj gdoc gemspec geojson gitattributes gitignore gradle graphql groovy gsheet haskell hjson html ical icns ipynb
  java javascript jpeg json jsonc jsonl jsonld jsonnet jsonp julia kotlin latex less libsonnet lock lockfile lua makefile manifest markdown mdown
  mdwn mdx mhtml mjson mpeg msgpack ndjson nomad opml parquet pascal patch perl pickle plist potm potx powershell pptm pptx prisma
  procfile properties props proto protobuf psd psm pyproj rego resx rtfd sass scala scheme scss service shtml socket sqlite starlark storyboard strings
  svelte swift tcsh terraformrc text tfstate tfvars thrift tiff toml torrent tscn typescript vagrantfile vbproj wasm webarchive webm
  webmanifest webp wiki woff wsdl xaml xhtml xlsb xlsm xlsx xltx xmind xonsh xslt yaml
`);
/** of what another program makes a file from, */
const engines = list(`
  cshtml ctmpl djhtml dust eex envsubst epp gohtml gotmpl gotpl haml hamlc handlebars heex hjs jade jinja latte leex liquid mako
  mustache njk nunjucks phtml razor slim smarty stencil tera twig vash velocity
`);
/** of archives, and of what tells whether a file is whole. */
const archives = list(`
  brotli bzip cpio gzip lzip lzma snappy squashfs tarball zipped zipx zstd
`);
const digests = list(`
  blake blake2b blake2s checksum checksums digest fingerprint hash hashes hashsum md5sum md5sums sha1sum sha1sums shasum shasums
  whirlpool xxhash xxhsum
`);
/** Samples without secrets, which are there to be committed. */
const samples = list(`
  beispiel blank default defaults defaut dist défaut ejemplo empty esempio example examples exemplar exemple exemples gabarit modele
  modeles modèle modèles muster placeholder plantilla sample samples schema skel skeleton squelette stub template templates tmpl tpl
  vide vorlage
`);
/** What other tools encrypt, sign or keep keys in: `secret` is git-secret’s. */
const sealed = list(`
  aes age agebox asc base32 base64 bcfks ccrypt chiffre chiffré cipher ciphertext cpt crypt crypted cryptomator enc encr encrypt encrypted eyaml fernet
  gitcrypt gpg jceks jks jwe kdb kdbx key keychain keyring keys keystore kms locked minisig openssl pem pfx pgp pkcs ppk sealed
  sealedsecret sealedsecrets secret sig signature signed sops strongbox truststore vault verrouille verrouillé
`);
/** Those of dotenv-vault and dotenvx; with a number they are none (`x86`). */
const sealedUnnumbered = list('me x');
/** What people and editors put aside. */
const copies = list(`
  ancien ancienne archive archived back backup backups bak bck bk bkp broken conflict copia copie copies copy corbeille corrupt
  corrupted deleted deprecated desactive disabled dup duplicata duplicate désactivé inactive kopie legacy obsolete obsolète off old
  older orig original pacnew pacsave part perime precedent prev previous précédent périmé rej removed rpmnew rpmorig rpmsave sauv sauve sauvegarde sauvegardes sauvé save
  saved sicherung snapshot supprime supprimé swn swo swp temp temporaire temporary theirs tmp trash unused vieux
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
    words.every((word) => !isOfAnother(word) && !/^\d{3,}$|rc\d*$/.test(word)) &&
    rest
      .split('.')
      .slice(1)
      .every((ending) => !isFileType(ending))
  );
}

const isIn = (word: string, sets: readonly ReadonlySet<string>[]) =>
  // Those of a kind are numbered, and so are a type’s versions: `qa2`, `bak2`, `json5`.
  sets.some((each) => each.has(word) || each.has(word.replace(/\d+$/, '')));

function isOfAnother(word: string): boolean {
  return isIn(word, [samples, sealed, copies]) || sealedUnnumbered.has(word);
}

/** Whether this, between two points or after the last one, is a type of file. */
function isFileType(ending: string): boolean {
  if (isIn(ending, [shortEnvironments, countries])) {
    return false;
  }
  return (
    /^\d|^sha\d/.test(ending) ||
    ending.replace(/\d+$/, '').length <= short ||
    isIn(ending, [longTypes, engines, archives, digests])
  );
}
