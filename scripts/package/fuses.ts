/** Electron's fuses: switches inside its executable that no argument and no environment variable can change. */
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/**
 * SECURITY: restricts how a packaged program can be used.
 *
 * Cookies stay unencrypted, because the pages store none: with encryption, Chromium asks the keychain for its own key at every start, and a locked
 * keychain would show an unexpected prompt.
 */
const WANTED: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false, // ELECTRON_RUN_AS_NODE
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false, // NODE_OPTIONS, NODE_EXTRA_CA_CERTS
  [FuseV1Options.EnableNodeCliInspectArguments]: false, // --inspect and SIGUSR1
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true, // without effect on Linux
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false, // the pages use their own scheme
  [FuseV1Options.WasmTrapHandlers]: true, // Electron's default; the pages run no WebAssembly
}

/** One fuse of an executable: its name and its state. */
export interface Fuse {
  readonly name: string
  readonly isOn: boolean
}

/** All fuses of an executable, in the order of its fuse wire. Throws for a fuse that is neither on nor off. */
export async function readFuses(executable: string): Promise<readonly Fuse[]> {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(wire)
    .filter(([index, state]) => /^\d+$/.test(index) && state !== FuseState.REMOVED)
    .map(([index, state]) => {
      const name = FuseV1Options[Number(index)]
      if (name === undefined) throw new Error(`Electron has a fuse that is not known: number ${index}`)
      if (state !== FuseState.ENABLE && state !== FuseState.DISABLE) throw new Error(`${name} is not set`)
      return { name, isOn: state === FuseState.ENABLE }
    })
}

/** The wrong fuses of a packaged program, as sentences. Pure. */
export function fuseFaults(fuses: readonly Fuse[]): readonly string[] {
  if (fuses.length < 8) return [`Only ${fuses.length} fuses were found`]
  return fuses
    .filter(({ name, isOn }) => WANTED[FuseV1Options[name as keyof typeof FuseV1Options]] !== isOn)
    .map(({ name, isOn }) => `${name} is ${isOn ? 'on' : 'off'}`)
}

/**
 * Sets every fuse that this Electron has, and reads them back from the file. A Mac with an Apple processor does not start a program with a broken
 * signature, and setting a fuse breaks the signature: `signsAdHoc` signs the bundle again, without a certificate, with macOS's `codesign`.
 */
export async function setFuses(
  executable: string,
  { signsAdHoc = false }: { readonly signsAdHoc?: boolean } = {},
): Promise<readonly Fuse[]> {
  const wire = await getCurrentFuseWire(executable)
  const wanted = Object.entries(WANTED).filter(([index]) => Object.hasOwn(wire, index))
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: signsAdHoc,
    ...Object.fromEntries(wanted),
  })
  const fuses = await readFuses(executable)
  const faults = fuseFaults(fuses)
  if (faults.length > 0) throw new Error(`The fuses did not take: ${faults.join(', ')}`)
  return fuses
}
