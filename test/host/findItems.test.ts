// What Find says: how much has been searched, what was found, that there is more, and why it stopped; never a secret.
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed } from '../../src/api/result';
import {
  candidateItem,
  copyButtons,
  listFailureItem,
  moreItem,
  nothingItem,
  searchedIn,
} from '../../src/features/find/pickerItems';
import { searchedWords } from '../../src/features/find/searchedWords';
import { matchesOf } from '../../src/subAccounts/search';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import { ListsOnDemand } from './support/listsOnDemand';

const owned = (over: Parameters<typeof subAccount>[1] = {}) => ({
  account: { id: 'a', name: 'Agence' },
  subAccount: subAccount(7, over),
  isRecent: false,
});

describe('find', () => {
  describe('says how much has been searched', () => {
    it('of one list: of how many, then all', async () => {
      const service = new ListsOnDemand();
      const list = await service.load('a', subAccounts(1, 20), 1240);
      assert.equal(searchedWords([list], 'en'), '20 of 1,240 searched');
      const small = await service.load('b', subAccounts(1, 3), 3);
      assert.equal(searchedWords([small], 'en'), 'all 3 searched');
    });

    it('of several lists: the sum, as far as every service said', async () => {
      const service = new ListsOnDemand();
      const one = await service.load('a', subAccounts(1, 20), 1000);
      const other = await service.load('b', subAccounts(1, 3), 3);
      assert.equal(searchedWords([one, other], 'en'), '23 of 1,003 searched');
      const silent = await service.load('c', subAccounts(1, 20));
      assert.equal(searchedWords([one, silent], 'en'), '40 searched so far');
    });

    it('and how much of it could not be read', async () => {
      const service = new ListsOnDemand();
      const list = await service.load('a', subAccounts(1, 17), 20, 3);
      assert.equal(searchedWords([list], 'en'), 'all 17 searched, unreadable: 3');
      const other = await service.load('b', subAccounts(1, 19), 40, 1);
      assert.equal(searchedWords([list, other], 'en'), '36 of 57 searched, unreadable: 4');
    });

    it('and never that it was all, where the service ended before its own total', async () => {
      const service = new ListsOnDemand();
      await service.load('a', subAccounts(1, 20), 38);
      await service.load('a', subAccounts(21, 35), 38);
      const list = await service.load('a', [], 38);
      assert.equal(list.state.kind, 'complete');
      assert.equal(searchedWords([list], 'en'), '35 of 38 searched');
      assert.equal(nothingItem([list]).label, 'No sub-account found among those that could be read');
    });

    it('and that all of it is from before, where it could not be asked for anew', async () => {
      const service = new ListsOnDemand();
      const other = await service.load('b', subAccounts(1, 3), 3);
      await service.load('a', subAccounts(1, 20), 20);
      const list = service.lists.ofAccount('a');
      const refreshing = list.refresh();
      service.last.answer(failed({ kind: 'origin', origin: 'https://api.example.org', boundTo: undefined }));
      await refreshing;
      assert.equal(searchedWords([list], 'en'), '20 searched, not refreshed: Address not allowed yet');
      assert.equal(searchedWords([other, list], 'en'), '23 searched, not refreshed: Address not allowed yet');
    });

    it('and that it stopped, where a page failed', async () => {
      const service = new ListsOnDemand();
      await service.load('a', subAccounts(1, 20), 40);
      const list = await service.fail('a', { kind: 'timeout', seconds: 15 });
      assert.equal(searchedWords([list], 'en'), '20 of 40 searched, then stopped: No answer in time');
    });
  });

  describe('items', () => {
    it('show e-mail, number, type and balance; the account only where there are several', () => {
      const item = candidateItem(owned(), false, 'en', 0);
      assert.equal(item.label, 'user7@example.org');
      assert.equal(item.description, '#7 · simple · €0.80');
      assert.match(candidateItem(owned(), true, 'en', 0).description ?? '', / · Agence$/);
    });

    for (const locale of ['en', 'fr']) {
      it(`show nothing that is not found: each part, in any case, without its accents (${locale})`, () => {
        const letters = 'abzAZéÈçœß -·1';
        const text = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 });
        const row = fc.record({
          id: fc.integer({ min: 1, max: 99_999 }),
          email: fc.option(text, { nil: undefined }),
          type: fc.constantFrom('simple', 'advanced', 'Prépayé plus', undefined),
          balance: fc.oneof(
            fc
              .integer({ min: -9_999_999, max: 9_999_999 })
              .map((thousandths) => (thousandths / 1000).toFixed(3)),
            fc.constantFrom('12 environ', undefined),
          ),
          currency: fc.constantFrom('EUR', 'USD', 'CHF', undefined),
        });
        const asTyped = fc.constantFrom(
          (shown: string) => shown,
          (shown: string) => shown.toUpperCase(),
          (shown: string) => shown.toLowerCase(),
          (shown: string) => shown.normalize('NFD').replace(/\p{M}/gu, ''),
        );
        fc.assert(
          fc.property(row, text, fc.boolean(), asTyped, ({ id, ...over }, name, several, typed) => {
            const target = { account: { id: 'a', name }, subAccount: subAccount(id, over), isRecent: false };
            const { label, description = '' } = candidateItem(target, several, locale, 0);
            const parts = [label, ...description.split(' · '), `${label} ${description}`];
            for (const part of parts) {
              const query = typed(part);
              const found = matchesOf([target], query, searchedIn(locale)(several));
              assert.deepEqual(found, [target], `“${query}” of “${label}” “${description}”`);
            }
            for (let digits = 1; digits <= `${id}`.length; digits++) {
              const query = `#${`${id}`.slice(0, digits)}`;
              assert.equal(matchesOf([target], query, searchedIn(locale)(several)).length, 1, query);
            }
          }),
        );
      });
    }

    it('are found by a balance as people type it, in whichever language', () => {
      const target = owned({ balance: '1234.500' });
      for (const locale of ['en', 'fr']) {
        for (const typed of ['1234', '1234.5', '1234,50', locale === 'en' ? '1,234.5' : '1 234,5']) {
          assert.equal(
            matchesOf([target], typed, searchedIn(locale)(false)).length,
            1,
            `${typed} in ${locale}`,
          );
        }
      }
    });

    it('are not found by the end of an amount, nor by an account that is not shown', () => {
      const target = owned({ balance: '1234.500' });
      const find = (query: string, several = false) => matchesOf([target], query, searchedIn('fr')(several));
      assert.equal(find('1 234,5').length, 1);
      assert.equal(find('34').length, 0);
      assert.equal(find('50').length, 0);
      assert.equal(find('agence').length, 0);
      assert.equal(find('agence', true).length, 1);
    });

    it('hold no token and no key but in what they stand for', () => {
      const { candidate: _, ...shown } = candidateItem(owned(), true, 'en', 0);
      assert.doesNotMatch(JSON.stringify(shown), new RegExp(canary));
    });

    it('show the service’s markup as the text it is', () => {
      const item = candidateItem(owned({ email: '$(alert) [x](command:y)', type: '$(bug)' }), false, 'en', 0);
      assert.doesNotMatch(`${item.label} ${item.description}`, /\$\(|\]\(/);
    });

    it('without e-mail, balance or type are called by their number', () => {
      const item = candidateItem(
        owned({ email: undefined, balance: undefined, type: undefined }),
        false,
        'en',
        0,
      );
      assert.equal(item.label, 'Sub-account 7');
      assert.equal(item.description, '#7');
    });

    it('each has a button for its token and one for its API key', () => {
      assert.deepEqual(
        copyButtons().map(({ value, tooltip }) => [value, tooltip]),
        [
          ['token', 'Copy Token'],
          ['apiKey', 'Copy API Key'],
        ],
      );
    });

    it('for what is not shown, and for nothing found, are there whatever is typed', async () => {
      const service = new ListsOnDemand();
      const whole = await service.load('a', subAccounts(1, 3), 3);
      const part = await service.load('b', subAccounts(1, 20), 40);
      const odd = await service.load('c', subAccounts(1, 2), 3, 1);
      const nothing = [nothingItem([whole]), nothingItem([part]), nothingItem([whole, odd])];
      for (const item of [moreItem(1034, 'en'), ...nothing]) {
        assert.equal(item.alwaysShow, true);
        assert.equal(
          item.candidate ?? item.retry ?? item.replaceKeyOf,
          undefined,
          'choosing it does nothing',
        );
      }
      assert.match(moreItem(1034, 'en').label, /^1,034 more/);
      assert.deepEqual(
        nothing.map(({ label }) => label),
        [
          'No sub-account found',
          'Nothing found so far',
          'No sub-account found among those that could be read',
        ],
      );
    });

    it('for a failure say why, and choosing them does what helps', () => {
      const account = { id: 'a', name: 'Agence' };
      const retry = listFailureItem({ kind: 'server', status: 503 }, account);
      assert.equal(retry.retry, 'a');
      assert.equal(retry.label, 'Mail Partner error (HTTP 503)');
      assert.equal(retry.description, 'Enter: Try Again · Agence');
      assert.match(retry.detail ?? '', /HTTP 503/);
      const later = listFailureItem({ kind: 'rateLimited', until: Date.UTC(2030, 0, 1) }, account);
      assert.match(later.description ?? '', /^Try again after .*2030.* · Agence$/);
      const refused = listFailureItem({ kind: 'refusedKey' }, account);
      assert.equal(refused.replaceKeyOf, 'a');
      assert.equal(refused.description, 'Enter: Replace API Key… · Agence');
      const redirected = listFailureItem({ kind: 'malformed', reason: 'redirect', status: 302 }, account);
      assert.equal(redirected.openSetting, true);
      assert.equal(refused.retry, undefined);
    });
  });
});
