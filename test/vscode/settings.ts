// The settings under which tests run: a quiet workbench, and the theme that the browser asks for.

export type Settings = Readonly<Record<string, unknown>>;

/** A user's settings; what a test gives goes over these. */
export const quietSettings: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  // Light or dark is then the browser's to say, per window, with no file to change.
  'window.autoDetectColorScheme': true,
  'workbench.enableExperiments': false,
  // Nothing moves: what is looked for is where it will stay.
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};
