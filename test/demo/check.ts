/** `npm run demo -- --check`: the demo without a window. Prints the vault, tests the promises, and takes the screenshots. */
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import type { KeyState } from '../../shared/expiry/expiry.ts'
import { table } from '../../scripts/table.ts'
import { fillVault, type DemoAccounts } from './fill.ts'
import { DEATHS, proveNothingLost, proveRenewal, regenerateAndDie, type Proof } from './proofs.ts'
import { proveReplacement } from './replacement-proof.ts'
import { PICTURED, takeScreens } from './screens.ts'
import { accountsTable, keysTable, statesLine, stateOf } from './show.ts'
import type { Stage, Started } from './stage.ts'

interface Options {
  /** The folder for the screenshots. */
  readonly targetDir: string
  /** If `undefined`, the check takes no pictures and fails. */
  readonly chromiumPath: string | undefined
  readonly print: (text: string) => void
  /** Takes one picture of each screen, instead of one in each theme and size. */
  readonly isSample: boolean
}

const STATES: readonly KeyState[] = [
  'active',
  'expiring',
  'expired',
  'disabled',
  'frozen',
  'not-yet-valid',
  'gone',
  'unknown',
]

/** Returns whether every promise held. Leaves nothing open. */
export async function checkDemo(
  stage: Stage,
  { targetDir, chromiumPath, print, isSample }: Options,
): Promise<boolean> {
  const started = await stage.start()
  const accounts = await fillVault(started.program, stage.providers)
  await started.program.ask('settings:change', { syncMinutes: 0 }) // from here on the check decides when to sync
  const states = await proveStates(started, print)
  const renewals = await proveRenewals(stage, started, accounts)
  print(`\nRegenerated through the app, one key per provider that can\n${proofsTable(renewals)}`)
  const replacements = await proveReplacements(stage, started, accounts)
  print(
    `\nReplaced with overlap, one key per provider, then the old one retired\n${proofsTable(replacements)}`,
  )
  const deaths = await proveDeaths(stage, started, accounts.atlas)
  print(`\nKilled with SIGKILL in the middle of a regeneration, then started again\n${proofsTable(deaths)}`)
  const pictures = await takePictures(stage, { targetDir, chromiumPath, isSample })
  print(`\n${pictures.what}: ${pictures.details}`)

  const broken = [states, ...renewals, ...replacements, ...deaths, pictures].filter(({ holds }) => !holds)
  for (const { what, details } of broken) print(`FAIL ${what}: ${details}`)
  return broken.length === 0
}

async function proveStates({ program }: Started, print: (text: string) => void): Promise<Proof> {
  const vault = await program.snapshot()
  print(`${accountsTable(vault)}\n\n${keysTable(vault)}\n\n${statesLine(vault)}`)
  const missing = STATES.filter((state) => !vault.keys.some((key) => stateOf(key, vault) === state))
  return {
    what: 'a key in every state',
    holds: missing.length === 0,
    details: `missing: ${missing.join(', ')}`,
  }
}

async function proveRenewals(
  { providers }: Stage,
  started: Started,
  { atlas, monitoring, logging }: DemoAccounts,
): Promise<Proof[]> {
  return [
    await proveRenewal(started, providers.atlas, await held(started, atlas)),
    await proveRenewal(started, providers.monitoring, await held(started, monitoring)),
    await proveRenewal(started, providers.logging, await held(started, logging)),
  ]
}

async function proveReplacements(
  { providers }: Stage,
  started: Started,
  accounts: DemoAccounts,
): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const [name, account] of Object.entries(accounts))
    proofs.push(
      await proveReplacement(started, providers[name as keyof DemoAccounts], await held(started, account)),
    )
  return proofs
}

/** Returns a key of this account whose secret is in the vault. Prefers a key that no picture shows. */
async function held({ program }: Started, account: AccountId): Promise<KeyRow> {
  const { keys } = await program.snapshot()
  const fits = (key: KeyRow) => key.account === account && isFree(key) && key.secret === 'held'
  const found = keys.find((key) => fits(key) && !PICTURED.includes(key.name)) ?? keys.find(fits)
  if (found === undefined) throw new Error('An account of the demo has no key that is held')
  return found
}

/** Whether the key is in an ordinary state: listed by its provider, no account's credential, and part of no replacement. */
const isFree = ({ credentialOf, goneSince, renewedAs, overlap }: KeyRow): boolean =>
  credentialOf === undefined && goneSince === undefined && renewedAs === undefined && overlap === undefined

/** Whether a test may kill the program while it regenerates this key: the key is of this account, has no secret yet, and is in no picture. */
const isVictim = (key: KeyRow, account: AccountId): boolean =>
  key.account === account && key.secret === 'missing' && isFree(key) && !PICTURED.includes(key.name)

async function proveDeaths(
  { start, profile, providers: { atlas } }: Stage,
  first: Started,
  account: AccountId,
): Promise<Proof[]> {
  const proofs: Proof[] = []
  let { program } = first
  const { keys } = await program.snapshot()
  const victims = keys.filter((key) => isVictim(key, account))
  for (const [index, { dieAt, words }] of DEATHS.entries()) {
    const key = victims[index]?.id
    if (key === undefined) throw new Error('The demo has too few keys')
    await program.close()
    const from = atlas.handedOut().length
    const signal = await regenerateAndDie({ profile, key, dieAt })
    const restarted = await start()
    program = restarted.program
    await program.ask('account:sync', { account })
    const { holds, details } = await proveNothingLost(restarted, atlas, key, from)
    proofs.push({ what: words, holds: holds && signal === 'SIGKILL', details })
  }
  await program.close()
  return proofs
}

async function takePictures(
  { profile, folder, providers: { atlas }, start }: Stage,
  { targetDir, chromiumPath, isSample }: Omit<Options, 'print'>,
): Promise<Proof> {
  const what = 'Pictures of every screen'
  if (chromiumPath === undefined) return { what, holds: false, details: 'no Chromium or Chrome is installed' }
  const { world, program } = await start()
  await program.close()
  const places = {
    chromiumPath,
    profile,
    emptyProfile: folder('empty'),
    browserDir: folder('browser'),
    targetDir,
    isSample,
  }
  const { files, missed } = await takeScreens(places, { atlas, keychain: world.keychain })
  const details =
    missed.length === 0 ? `${String(files.length)} in ${targetDir}` : `missed ${missed.join('; ')}`
  return { what, holds: missed.length === 0, details }
}

const proofsTable = (proofs: readonly Proof[]): string =>
  table(
    [{ title: '' }, { title: 'What' }, { title: 'How it came out' }],
    proofs.map(({ what, holds, details }) => [holds ? 'ok' : 'FAIL', what, details]),
  )
