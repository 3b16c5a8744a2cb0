// Changes settings of other extensions while the window is open, as any extension can.
const { commands, ConfigurationTarget, window, workspace } = require('vscode');

/** Asks for `{ "name", "value" }`, and sets it for the user. */
async function set() {
  const asked = await window.showInputBox({ prompt: 'Name and value as JSON', ignoreFocusOut: true });
  const { name, value } = JSON.parse(asked);
  await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('meddler.set', set));
};
