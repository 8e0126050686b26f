/** What a command line says to Keyhold. Chromium puts switches of its own between ours, so each is looked for by name. Pure. */

/** What a start asks for, the first one as well as a later one that found the program running. */
export interface StartWish {
  /** `--hidden`: no window, as when the system starts the program. */
  readonly isHidden: boolean
  /** `--quick`: the quick palette and nothing else. */
  readonly isQuick: boolean
}

/** The value of `--name=value`; `undefined` where it is not there. */
export function argument(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`
  return argv.find((each) => each.startsWith(prefix))?.slice(prefix.length)
}

/** Never throws: a command line may hold anything. */
export function startWish(argv: readonly string[]): StartWish {
  return { isHidden: argv.includes('--hidden'), isQuick: argv.includes('--quick') }
}
