// What VS Code's web workbench keeps in the browser, read out as one text.

/** An expression for the page: a promise of localStorage and of every IndexedDB, a line an entry: key, space, value. */
export const readStorage = `(async () => {
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = Object.entries(localStorage);
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
      found.push(...keys.map((key, index) => [key, values[index]]));
    }
    database.close();
  }
  const text = (value) => typeof value === 'string' ? value : value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
  return found.map((entry) => entry.map(text).join(' ')).join('\\n');
})()`;

/** An expression for the page: puts an entry into the state that VS Code keeps for all windows, as it would itself. */
export function plantInState(key: string, value: string): string {
  return `(async () => {
    const asked = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('vscode-web-state-db-global'));
    const database = await asked(indexedDB.open(name));
    const [store] = database.objectStoreNames;
    const objects = database.transaction(store, 'readwrite').objectStore(store);
    await asked(objects.put(${JSON.stringify(value)}, ${JSON.stringify(key)}));
    database.close();
  })()`;
}
