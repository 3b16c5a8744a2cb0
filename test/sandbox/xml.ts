// `_format=xml` as documented: positional entries without names, strings in CDATA, null as xsi:nil.
/** An answer as XML. Rows leave out `token` and `apiKey`, as the documented sample does. */
export function asXml(answer: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<result xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${inside(answer)}</result>\n`;
}

function inside(value: object): string {
  return Object.entries(value)
    .filter(([name]) => name !== 'token' && name !== 'apiKey')
    .map(([, item]) => entry(item))
    .join('');
}

function entry(value: unknown): string {
  if (value === null || value === undefined) {
    return '<entry xsi:nil="true"/>';
  }
  if (typeof value === 'object') {
    return `<entry>${inside(value)}</entry>`;
  }
  if (typeof value === 'string') {
    return `<entry><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></entry>`;
  }
  return `<entry>${String(value)}</entry>`;
}
