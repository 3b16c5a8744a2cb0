// Where VS Code keeps the main accounts. By itself, as extension.ts counts them at the start: all else about accounts is loaded with app.js.
export const accountsKey = 'mailPartner.accounts';
