// Believable French e-mails for sub-accounts: people, shops, long ones, accented ones, generated ones and hostile ones.
import { pick } from './random';

const FIRST_NAMES = [
  'camille',
  'lucas',
  'manon',
  'hugo',
  'chloe',
  'theo',
  'ines',
  'jules',
  'sarah',
  'gabin',
  'nora',
  'yanis',
] as const;
const LAST_NAMES = [
  'martin',
  'bernard',
  'dubois',
  'petit',
  'moreau',
  'lefebvre',
  'garcia',
  'roux',
  'fontaine',
  'benali',
  'nguyen',
  'le-goff',
] as const;
const TRADES = [
  'boulangerie',
  'garage',
  'fleuriste',
  'librairie',
  'pharmacie',
  'menuiserie',
  'camping',
  'brasserie',
  'fromagerie',
] as const;
const TOWNS = [
  'lyon',
  'nantes',
  'lille',
  'rennes',
  'bordeaux',
  'strasbourg',
  'annecy',
  'brest',
  'nimes',
  'tours',
] as const;
const DESKS = ['contact', 'newsletter', 'facturation', 'bonjour', 'communication'] as const;

const ACCENTED = [
  'amélie.lefèvre@example.fr',
  'noël+été@boulangerie-hélène.example',
  'contact@café-de-la-gâre.example',
  'françois.müller@xn--caf-dma.example',
  'œuvre.sociale@ça-et-là.example',
] as const;

const LONG = [
  'service.comptabilite.fournisseurs.et.facturation.electronique@groupement-des-artisans-du-grand-ouest.example.fr',
  'secretariat.general.de.la.federation.departementale.des.associations@maison-des-associations.vallee-de-la-loire.example.fr',
] as const;

/** Labels that must be shown as the text they are: icons, Markdown, command links, HTML, a right-to-left override. */
export const HOSTILE_EMAILS = [
  '$(alert) **bold** [click](command:workbench.action.quit)@example.fr',
  '<b>x</b>@example.fr',
  '<img src=x onerror=alert(1)>@example.fr',
  '\u200fmoc.elpmaxe@\u202egro.tnatropmi',
  '![](https://example.invalid/pixel.png)`code`@example.fr',
  'deux\nlignes\t&amp;@example.fr',
] as const;

/** The e-mail of the sub-account at `index`; simple ones without an e-mail get a generated `<digits>@mailpartner.fr`. */
export function emailAt(index: number, type: string, random: () => number): string {
  if (index % 23 === 5) {
    return pick(random, LONG);
  }
  if (index % 17 === 7) {
    return pick(random, ACCENTED);
  }
  if (type === 'simple' && random() < 0.35) {
    return `${Math.floor(1e9 + random() * 9e9)}@mailpartner.fr`;
  }
  const town = pick(random, TOWNS);
  if (random() < 0.5) {
    return `${pick(random, FIRST_NAMES)}.${pick(random, LAST_NAMES)}@${town}.example.fr`;
  }
  return `${pick(random, DESKS)}@${pick(random, TRADES)}-${pick(random, LAST_NAMES)}.example.fr`;
}
