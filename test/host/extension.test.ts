// The extension inside a real VS Code: that it is the version asked for.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('VS Code', () => {
  it('is the version that this run is about', () => {
    const expected = process.env.MAILPARTNER_VSCODE_VERSION;
    if (expected) assert.equal(vscode.version, expected);
    else assert.match(vscode.version, /^1\.\d{3}\.\d+/);
  });
});
