// An agent without a model: calls the tool that it is told to, and puts on the clipboard what a model would get.
const { commands, env, lm, window } = require('vscode');

/** The tools that a model is offered. */
async function copyTools() {
  await env.clipboard.writeText(JSON.stringify(lm.tools));
}

/** Asks for `{ "name", "input" }`, and copies the answer, or `{ "error" }`. */
async function call() {
  const asked = await window.showInputBox({ prompt: 'Tool and input as JSON', ignoreFocusOut: true });
  const { name, input } = JSON.parse(asked);
  const answer = await lm.invokeTool(name, { input, toolInvocationToken: undefined }).then(
    ({ content }) => content.map(({ value }) => value).join(''),
    ({ name: kind, message }) => JSON.stringify({ error: message, kind }),
  );
  await env.clipboard.writeText(answer);
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('agent.tools', copyTools),
    commands.registerCommand('agent.call', call),
  );
};
