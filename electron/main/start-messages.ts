/** What a start says outside its window: one that failed, one with a foreign switch, and a doctor that failed. Pure. */

/** Shows only the error's code, because its message may hold a path. */
export function startFailureText(error: unknown): { readonly title: string; readonly text: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const name = error instanceof Error ? error.name : 'unknown'
  return { title: 'Keyhold couldn’t start', text: `${adviceFor(code)} (${code === '' ? name : code})` }
}

function adviceFor(code: string): string {
  if (['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(code))
    return 'Keyhold can’t write to its own folder. Check the folder’s permissions, then start Keyhold again.'
  if (['ENOSPC', 'EDQUOT'].includes(code)) return 'The disk is full. Make room, then start Keyhold again.'
  return 'Your keys are unchanged. Start Keyhold again; “keyhold --doctor” shows what works on this machine.'
}

/** `names`: the switches that a start was refused for, without their values. */
export function refusedSwitches(names: readonly string[]): string {
  const named = names.map((name) => JSON.stringify(name.slice(0, 100))).join(', ')
  return `Keyhold does not take ${named}. It takes --hidden, --quick, --lock, --demo, --doctor, --json and --version.`
}

/** Only the error's name, because its message may contain a path. */
export const doctorFailed = (error: unknown): string =>
  `Keyhold couldn’t finish its report about this machine (${error instanceof Error ? error.name : 'unknown'}).`
