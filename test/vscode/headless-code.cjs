#!/usr/bin/env node
// The executable that stands in for the desktop VS Code's where there is no display: see headless-code.ts.
require('tsx/cjs/api').register();
require('./headless-code.ts');
