/**
 * How another Electron than the pinned one starts the program: through the default app that came with it, which brings what the
 * program expects. For checks where the pinned Electron cannot be had.
 */

/**
 * A program (an ES module) that starts `target`: an expression for the path of a folder or a file. `defaultApp` is an expression for the
 * address of the default app's module. The default app reads its program from the command line, which must not stay there.
 */
export const standInEntry = (target: string, defaultApp: string): string =>
  `const own = process.argv
process.argv = new Proxy([own[0], ${target}, ...own.slice(1)], {
  set: (argv, key, value) => (key === '1' ? ((process.argv = own), true) : Reflect.set(argv, key, value)),
})
await import(${defaultApp})
`
