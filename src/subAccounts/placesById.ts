// Where in an array each id stands: a hash table of plain numbers, which takes a quarter of what a Map does.

/** The fraction of slots in use, at most: beyond it a search takes too many steps. */
const fullest = 0.5;

export class PlacesById {
  /** Places, counted from 1; 0 is a free slot. The length is a power of two. */
  #slots = new Int32Array(64);
  #used = 0;
  readonly #idAt: (place: number) => number | undefined;

  /** `idAt` tells the id at a place, for every place that was added. */
  constructor(idAt: (place: number) => number | undefined) {
    this.#idAt = idAt;
  }

  /** The place of an id; undefined where it was never added. */
  get(id: number): number | undefined {
    const found = this.#slots[this.#slotOf(id)] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Notes where an id stands, once for each id. `idAt` must know the place by then. */
  add(id: number, place: number): void {
    if (this.#used + 1 > this.#slots.length * fullest) {
      const slots = this.#slots;
      this.#slots = new Int32Array(slots.length * 2);
      for (const taken of slots) {
        if (taken > 0) {
          this.#slots[this.#slotOf(this.#idAt(taken - 1) ?? 0)] = taken;
        }
      }
    }
    this.#slots[this.#slotOf(id)] = place + 1;
    this.#used++;
  }

  /** The slot that holds an id, or the free one where it belongs. */
  #slotOf(id: number): number {
    const last = this.#slots.length - 1;
    // Ids often follow each other: the multiplication spreads them, and its high bits depend on all of the id's.
    const mixed = Math.imul(id ^ Math.floor(id / 2 ** 32), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & last;
    for (let taken = this.#slots[slot] ?? 0; taken > 0; taken = this.#slots[slot] ?? 0) {
      if (this.#idAt(taken - 1) === id) {
        break;
      }
      slot = (slot + 1) & last;
    }
    return slot;
  }
}
