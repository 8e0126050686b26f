/**
 * Starts the program in another Electron than the pinned one, through the default app of that Electron, which sets up what the program expects. For
 * checks on machines without the pinned Electron.
 */

/**
 * An ES module that starts `target`: an expression for the path of a folder or a file. `defaultApp` is an expression for the URL of the default app's
 * module. The default app reads its program from the command line, and that argument must not remain there.
 */
export const standInEntry = (target: string, defaultApp: string): string =>
  `const own = process.argv
process.argv = new Proxy([own[0], ${target}, ...own.slice(1)], {
  set: (argv, key, value) => (key === '1' ? ((process.argv = own), true) : Reflect.set(argv, key, value)),
})
await import(${defaultApp})
`
