// Pages of Mail Partner that people are sent to (docpartner.dev, Mail Partner › Introduction).

/** Where customers sign in. */
export const dashboardPage = 'https://my.mailpartner.fr/dashboard';

/** Where the API key is shown. */
export const keyPage = `${dashboardPage}/api`;
