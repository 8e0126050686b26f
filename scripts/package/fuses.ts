/** Electron's fuses: switches inside its executable that no command line and no variable of the environment can turn back. */
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/**
 * SECURITY: what a packaged program may be used for.
 *
 * Cookies stay unencrypted, because the pages keep none: with encryption Chromium asks the keychain for its own key at every start,
 * and a locked keychain would show a prompt that nobody asked for.
 */
const WANTED: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false, // ELECTRON_RUN_AS_NODE
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false, // NODE_OPTIONS, NODE_EXTRA_CA_CERTS
  [FuseV1Options.EnableNodeCliInspectArguments]: false, // --inspect and SIGUSR1
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true, // without effect on Linux
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false, // the pages have a scheme of their own
  [FuseV1Options.WasmTrapHandlers]: true, // as Electron has it; the pages run no WebAssembly
}

/** One fuse of an executable: its name, and how it is set. */
export interface Fuse {
  readonly name: string
  readonly isOn: boolean
}

/** All fuses of an executable, in the order of its wire. Throws for one that is neither on nor off. */
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

/** What is wrong with the fuses of a packaged program, as sentences. Pure. */
export function fuseFaults(fuses: readonly Fuse[]): readonly string[] {
  if (fuses.length < 8) return [`Only ${fuses.length} fuses were found`]
  return fuses
    .filter(({ name, isOn }) => WANTED[FuseV1Options[name as keyof typeof FuseV1Options]] !== isOn)
    .map(({ name, isOn }) => `${name} is ${isOn ? 'on' : 'off'}`)
}

/**
 * Sets every fuse that this Electron has, and reads them back from the file. A Mac with Apple's processor starts no program whose signature is
 * broken, and a set fuse breaks it: `signsAdHoc` signs the bundle anew, without a certificate, with macOS's `codesign`.
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
