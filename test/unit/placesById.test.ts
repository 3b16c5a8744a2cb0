// Where each id stands: as a Map would say.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlacesById } from '../../src/subAccounts/placesById';

function placesOf(ids: readonly number[]): PlacesById {
  const places = new PlacesById((place) => ids[place]);
  ids.forEach((id, place) => {
    places.add(id, place);
  });
  return places;
}

describe('places by id', () => {
  it('are where a Map has them, whatever the ids', () => {
    const id = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(300),
      fc.constantFrom(0, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER),
    );
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 500 }), fc.array(id), (ids, others) => {
        const places = placesOf(ids);
        const model = new Map(ids.map((each, place) => [each, place]));
        for (const each of [...ids, ...others]) {
          assert.equal(places.get(each), model.get(each));
        }
      }),
    );
  });

  it('are kept apart where ids differ only beyond 32 bits', () => {
    const ids = Array.from({ length: 100 }, (_, n) => n * 2 ** 32 + 7);
    const places = placesOf(ids);
    assert.deepEqual(
      ids.map((each) => places.get(each)),
      ids.map((_, place) => place),
    );
    assert.equal(places.get(7 + 100 * 2 ** 32), undefined);
  });
});
